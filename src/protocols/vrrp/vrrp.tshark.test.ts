/** tshark reads the same values out of VRRP. */
import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

test('VRRP: virtual routers, priorities and addresses as tshark reads them', (t) =>
  valuesAgree(t, 'vrrp', {
    fields: {
      'vrrp.version': { tshark: ['vrrp.version'], ours: (text) => (text === 'carp' ? null : text) },
      'vrrp.virtual-router': ['vrrp.virt_rtr_id', 'carp.vhid'],
      'vrrp.priority': ['vrrp.prio'],
      'vrrp.virtual-address': ['vrrp.ip_addr', 'vrrp.ipv6_addr'],
    },
    unseen: { 'vrrp.authentication': 'a word of ours' },
    corpus: ['vrrp'],
  }))
