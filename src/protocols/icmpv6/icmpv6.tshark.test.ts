/** tshark reads the same values out of ICMPv6. */
import { test } from 'node:test'
import { type Frame, valuesAgree } from '../../../test/tshark-values.ts'

const isSet = (value: string | undefined) => value === '1' || value === 'True'
const PREFERENCE: Readonly<Record<string, string>> = {
  0: 'preference-medium',
  1: 'preference-high',
  3: 'preference-low',
}
const routerFlags = (frame: Frame) => [
  [
    isSet(frame['icmpv6.nd.ra.flag.m']?.[0]) ? 'managed' : '',
    isSet(frame['icmpv6.nd.ra.flag.o']?.[0]) ? 'other' : '',
    PREFERENCE[Number(frame['icmpv6.nd.ra.flag.prf']?.[0])] ?? '',
  ]
    .filter((word) => word !== '')
    .join(','),
]
const prefixes = (frame: Frame) =>
  (frame['icmpv6.opt.prefix'] ?? []).map((prefix, i) => {
    const flag = (name: string, word: string) =>
      isSet(frame[`icmpv6.opt.prefix.flag.${name}`]?.[i]) ? ` ${word}` : ''
    return `${prefix}/${frame['icmpv6.opt.prefix.length']?.[i]}${flag('l', 'on-link')}${flag('a', 'autonomous')}`
  })

test('ICMPv6: neighbours, routers, prefixes and groups as tshark reads them', (t) =>
  valuesAgree(t, 'icmpv6', {
    fields: {
      'icmpv6.duplicate-address-detection': ['icmpv6.nd.ns.target_address'],
      'icmpv6.override-advertisement': ['icmpv6.nd.na.target_address'],
      'icmpv6.router': ['icmpv6.nd.ra.router_lifetime'],
      'icmpv6.router-flags': {
        tshark: ['icmpv6.nd.ra.flag.m', 'icmpv6.nd.ra.flag.o', 'icmpv6.nd.ra.flag.prf'],
        of: routerFlags,
      },
      'icmpv6.hop-limit': ['icmpv6.nd.ra.cur_hop_limit'],
      'icmpv6.prefix': {
        tshark: [
          'icmpv6.opt.prefix',
          'icmpv6.opt.prefix.length',
          'icmpv6.opt.prefix.flag.l',
          'icmpv6.opt.prefix.flag.a',
        ],
        of: prefixes,
      },
      'icmpv6.mtu': ['icmpv6.opt.mtu'],
      'icmpv6.domain': ['icmpv6.opt.dnssl'],
      'icmpv6.group': ['icmpv6.mldr.mar.multicast_address', 'icmpv6.mld.multicast_address'],
    },
    unseen: {
      'icmpv6.redirect': 'this tshark has no field for the target',
      'icmpv6.named-dns': 'the role that an address is named in: a word of ours',
      'icmpv6.neighbour-router': 'a word of ours for a flag',
      'icmpv6.listener-query': 'the version of a query, told by its length',
    },
    corpus: ['icmpv6'],
  }))
