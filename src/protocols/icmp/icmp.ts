/**
 * ICMP for IPv4: only what tells about the sender: routers that advertise (RFC 1256) or redirect (RFC 792),
 * the shape of echo payloads, which ping programs fill in their own way, and the answer to the one type of
 * message that a single family of embedded stacks implements.
 */
import { deviceIp, deviceIps } from '../addresses.ts'
import type { DatagramReport, Protocol } from '../protocol.ts'

export const icmp = {
  name: 'icmp',
  title: 'Internet Control Message Protocol (RFC 792, RFC 1256)',
  fields: {
    'icmp.router': { label: 'Advertises routers (RFC 1256); lifetime in seconds' },
    'icmp.named-router': { label: 'Named as router by a router advertisement' },
    'icmp.redirect': { label: 'Redirects hosts to another next hop; that hop' },
    'icmp.echo-request': { label: 'How its echo requests are filled: octets and pattern' },
    'icmp.type-166': {
      label: 'Answers ICMP type 165 with 166, which only the Treck stack does',
      service: true,
    },
  },
  datagram: { ipProtocols: [1], probe: (payload) => payload.length >= 8, observe },
} satisfies Protocol

const REDIRECT = 5
const ECHO_REQUEST = 8
const ROUTER_ADVERTISEMENT = 9
const TRECK_QUESTION = 165
const TRECK_ANSWER = 166

function observe(payload: Uint8Array, to: DatagramReport): void {
  const type = payload[0]!
  if (type === ECHO_REQUEST) to.observe('sender', 'icmp.echo-request', echoShape(payload.subarray(8)))
  else if (type === REDIRECT) to.observe('sender', 'icmp.redirect', deviceIp(payload.subarray(4, 8)))
  else if (type === ROUTER_ADVERTISEMENT && payload[5] === 2) observeRouters(payload, to)
  else if (type === TRECK_QUESTION) to.event('sender', { kind: 'crafted', sign: 'icmp-165' })
  else if (type === TRECK_ANSWER) to.observe('sender', 'icmp.type-166', 'answered')
}

/** Number of addresses, words of each (2), lifetime, then address and preference pairs. */
function observeRouters(payload: Uint8Array, to: DatagramReport): void {
  to.observe('sender', 'icmp.router', (payload[6]! << 8) | payload[7]!)
  for (let i = 0, at = 8; i < Math.min(payload[4]!, 8); i++, at += 8)
    for (const ip of deviceIps(payload.subarray(at, at + 4), 4))
      to.observe({ ip }, 'icmp.named-router', 'router')
}

/** The payload itself may carry anything, a tunnel even: only its length and the kind of filling are told. */
function echoShape(data: Uint8Array): string {
  return `${data.length} ${fillings.find(({ fits }) => fits(data))?.name ?? 'other'}`
}

const fillings: readonly { name: string; fits: (data: Uint8Array) => boolean }[] = [
  { name: 'empty', fits: (data) => data.length === 0 },
  // The letters a to w, again and again.
  { name: 'alphabet-w', fits: (data) => data.every((octet, i) => octet === 0x61 + (i % 23)) },
  // Octets that count up to their own offset, behind a time stamp of 8 or 16 octets.
  {
    name: 'counting',
    fits: (data) => data.length > 24 && tail(data).every((octet, i) => octet === ((i + 16) & 255)),
  },
  { name: 'constant', fits: (data) => data.every((octet) => octet === data[0]) },
]

const tail = (data: Uint8Array): Uint8Array => data.subarray(16)
