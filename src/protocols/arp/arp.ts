/**
 * ARP over Ethernet for IPv4 (RFC 826), address probes and announcements (RFC 5227), RARP (RFC 903).
 * A binding is what the sender asserts of itself, never what is asked after; who is right when two
 * stations claim one address is decided elsewhere.
 */
import { ip4At } from '../../model/ip.ts'
import { macAt } from '../../model/mac.ts'
import { Cursor } from '../../wire/cursor.ts'
import { deviceIp, deviceMac } from '../addresses.ts'
import type { FrameReport, Protocol } from '../protocol.ts'

export const arp = {
  name: 'arp',
  title: 'Address Resolution Protocol (RFC 826, RFC 5227) and RARP (RFC 903)',
  fields: {
    'arp.probe': { label: 'Address probed before use (sender address 0.0.0.0, RFC 5227 section 2.1.1)' },
    'arp.announcement': { label: 'Address announced by a gratuitous request (RFC 5227 section 2.3)' },
    'arp.gratuitous-reply': { label: 'Address announced by an unsolicited reply (RFC 5944 section 4.6)' },
    'arp.foreign-sender': { label: 'Hardware address stated in a frame that another MAC sent' },
    'arp.rarp': { label: 'RARP operation: request or reply (RFC 903)' },
  },
  frame: { etherTypes: [0x0806, 0x8035], observe },
} satisfies Protocol

const REQUEST = 1
const REPLY = 2
const RARP_REQUEST = 3
const RARP_REPLY = 4

function observe(payload: Uint8Array, to: FrameReport) {
  const c = new Cursor(payload)
  const hardware = c.u16()
  const protocol = c.u16()
  const sizes = c.u16()
  const operation = c.u16()
  const sha = c.view(6)
  const spa = c.view(4)
  c.skip(6)
  const tpa = c.view(4)
  if (c.missing) return to.oddity('arp.short')
  // 1 is Ethernet, 6 "IEEE 802 networks" (RFC 5342 section 4); sizes are 6 and 4 octets.
  if ((hardware !== 1 && hardware !== 6) || protocol !== 0x0800 || sizes !== 0x0604)
    return to.oddity('arp.other-address-kind')
  if (operation === REQUEST || operation === REPLY) observeSender(operation, sha, spa, tpa, to)
  else if (operation === RARP_REQUEST) to.observe('sender', 'arp.rarp', 'request')
  else if (operation === RARP_REPLY) {
    to.observe('sender', 'arp.rarp', 'reply')
    to.event('sender', { kind: 'crafted', sign: 'rarp-reply' })
  }
}

function observeSender(op: number, sha: Uint8Array, spa: Uint8Array, tpa: Uint8Array, to: FrameReport) {
  const mac = deviceMac(sha)
  if (mac === null) return to.oddity('arp.sender-no-station')
  if (mac !== to.source) {
    to.oddity('arp.sender-mismatch')
    to.observe('sender', 'arp.foreign-sender', macAt(sha, 0))
  }
  const target = deviceIp(tpa)
  if (op === REQUEST && target !== null) to.event('sender', { kind: 'arp-question', ip: target })
  if (op === REQUEST && spa.every((octet) => octet === 0))
    return to.observe({ mac }, 'arp.probe', target, true)
  const ip = deviceIp(spa)
  if (ip === null) return to.oddity('arp.sender-no-host')
  to.binding(mac, ip)
  to.event('sender', { kind: 'arp-claim', mac, ip, reply: op === REPLY, asked: ip4At(tpa, 0) })
  if (ip === ip4At(tpa, 0))
    to.observe({ mac, ip }, op === REQUEST ? 'arp.announcement' : 'arp.gratuitous-reply', ip, true)
}
