/**
 * IPMI over LAN (IPMI 2.0 section 13, over RMCP of ASF 2.0 section 3.2): which logins a management controller takes, and
 * by which algorithms a session with it is opened. User names, keys and what is said in sessions are never read.
 */
import { Cursor } from '../../wire/cursor.ts'
import type { DatagramReport, Protocol } from '../protocol.ts'

export const ipmi = {
  name: 'ipmi',
  title: 'IPMI over LAN (IPMI 2.0, RMCP and RMCP+)',
  fields: {
    'ipmi.versions': { label: 'Versions of sessions it takes (Get Channel Authentication Capabilities)' },
    'ipmi.authentication-types': {
      label: 'Logins that it takes in sessions of version 1.5: none, md2, md5, password, oem',
      service: true,
    },
    'ipmi.anonymous-login': { label: 'It takes logins without user name and password', service: true },
    'ipmi.oem': { label: 'Enterprise number of the OEM (channel capabilities, presence pong)' },
    'ipmi.opened': {
      label: 'Algorithms of a session that it opened: authentication, integrity, confidentiality',
      service: true,
    },
    'ipmi.refused': { label: 'Status with which it refused to open a session (table 13-15)' },
  },
  ports: { udp: [623] },
  datagram: { probe, observe },
} satisfies Protocol

const RMCP_VERSION = 6
/** RMCP classes of message, ASF 2.0 section 3.2.2.2. */
const CLASS_ASF = 6
const CLASS_IPMI = 7
/** Enterprise number of ASF, and its presence pong. */
const ASF_NUMBER = 4542
const PONG = 0x40
/** Authentication types of a session header (13.6); 6 is RMCP+. */
const RMCP_PLUS = 6
const AUTH_TYPES = [0, 1, 2, 4, 5, RMCP_PLUS]
/** Payload types of opening a session, table 13-16. */
const OPEN_REQUEST = 0x10
const OPEN_RESPONSE = 0x11
/** Response of network function App, section 5.1. */
const APP_RESPONSE = 0x07
const CHANNEL_CAPABILITIES = 0x38
/** Bits of the types in channel capabilities, table 22-15. */
const LOGINS: readonly (readonly [bit: number, name: string])[] = [
  [0x01, 'none'],
  [0x02, 'md2'],
  [0x04, 'md5'],
  [0x10, 'password'],
  [0x20, 'oem'],
]
/** Tables 13-17 to 13-19. */
const AUTHENTICATION = ['rakp-none', 'rakp-hmac-sha1', 'rakp-hmac-md5', 'rakp-hmac-sha256']
const INTEGRITY = ['none', 'hmac-sha1-96', 'hmac-md5-128', 'md5-128', 'hmac-sha256-128']
const CONFIDENTIALITY = ['none', 'aes-cbc-128', 'xrc4-128', 'xrc4-40']

function probe(payload: Uint8Array): boolean {
  if (payload.length < 12 || payload[0] !== RMCP_VERSION || payload[1] !== 0) return false
  const kind = payload[3]!
  if (kind === CLASS_ASF) return new Cursor(payload, 4).u32() === ASF_NUMBER && payload[10] === 0
  // RMCP acknowledges nothing of IPMI: the sequence number is always 255 (13.1.3).
  return kind === CLASS_IPMI && payload[2] === 0xff && AUTH_TYPES.includes(payload[4]!) && lengthFits(payload)
}

/** The length that the session header states is there, with at most a pad and a trailer behind it. */
function lengthFits(payload: Uint8Array): boolean {
  if (payload[4] === RMCP_PLUS) return payload.length >= 16 + payload[14]! + (payload[15]! << 8)
  const at = payload[4] === 0 ? 13 : 29
  return (
    payload.length > at &&
    payload.length - at - 1 >= payload[at]! &&
    payload.length - at - 1 <= payload[at]! + 1
  )
}

function observe(payload: Uint8Array, to: DatagramReport): void {
  if (payload[3] === CLASS_ASF) {
    if (payload[8] === PONG) pong(payload, to)
  } else if (payload[4] === RMCP_PLUS) rmcpPlus(payload, to)
  else message(payload, payload[4] === 0 ? 14 : 30, to)
}

function pong(payload: Uint8Array, to: DatagramReport): void {
  to.server('sender')
  const c = new Cursor(payload, 12)
  const oem = c.u32()
  to.observe('sender', 'ipmi.oem', c.missing || oem === 0 || oem === ASF_NUMBER ? null : oem)
}

function rmcpPlus(payload: Uint8Array, to: DatagramReport): void {
  const type = payload[5]!
  if (type === OPEN_REQUEST) to.server('receiver')
  if (type !== OPEN_RESPONSE) return
  to.server('sender')
  const body = payload.subarray(16)
  const status = body[1]
  if (status === undefined || (status === 0 && body.length < 33)) {
    to.oddity('ipmi.short-open')
    return
  }
  if (status !== 0) {
    to.observe('sender', 'ipmi.refused', status)
    return
  }
  const names = [
    named(AUTHENTICATION, body[16]!),
    named(INTEGRITY, body[24]!),
    named(CONFIDENTIALITY, body[32]!),
  ]
  to.observe('sender', 'ipmi.opened', names.join(' '))
}

/** The algorithm is in the low six bits. */
const named = (names: readonly string[], octet: number): string => names[octet & 0x3f] ?? `${octet & 0x3f}`

/** A message outside of RMCP+, which begins at `at`. */
function message(payload: Uint8Array, at: number, to: DatagramReport): void {
  const [network, command, completion] = [payload[at + 1]! >>> 2, payload[at + 5], payload[at + 6]]
  if (network !== APP_RESPONSE || command !== CHANNEL_CAPABILITIES || completion !== 0) {
    to.server(network % 2 === 1 ? 'sender' : 'receiver')
    return
  }
  to.server('sender')
  if (payload.length < at + 14) {
    to.oddity('ipmi.short-capabilities')
    return
  }
  const [types, status, extended] = [payload[at + 8]!, payload[at + 9]!, payload[at + 10]!]
  const logins = LOGINS.filter(([bit]) => (types & bit) !== 0).map(([, name]) => name)
  to.observe('sender', 'ipmi.authentication-types', logins.join(','))
  to.observe('sender', 'ipmi.anonymous-login', (status & 1) !== 0 ? 'yes' : null)
  // Without the extended data only version 1.5 is meant.
  const both = (types & 0x80) === 0 ? 1 : extended & 3
  to.observe('sender', 'ipmi.versions', ['', '1.5', '2.0', '1.5,2.0'][both] ?? null)
  const oem = payload[at + 11]! | (payload[at + 12]! << 8) | (payload[at + 13]! << 16)
  to.observe('sender', 'ipmi.oem', oem === 0 ? null : oem)
}
