/**
 * Remote Desktop (MS-RDPBCGR) up to where it is sealed: security asked for and chosen, and without TLS what client and
 * server say of themselves. With TLS the stream is handed on at the confirm.
 */
import type { FieldTable } from '../../model/observation.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, Verdict } from '../protocol.ts'
import { readClientInfo } from './client-info.ts'
import { type ClientData, readConnect, type ServerData } from './mcs.ts'
import {
  CONNECTION_CONFIRM,
  CONNECTION_REQUEST,
  DATA,
  type Negotiation,
  readConnection,
  TPKT,
  tpktLength,
} from './x224.ts'

const fields = {
  'rdp.cookie': { label: 'Kind of cookie or routing token in the connection request' },
  'rdp.mstshash': { label: 'User name hint of the cookie', transient: true },
  'rdp.requested-protocols': { label: 'Security protocols the client can do (MS-RDPBCGR 2.2.1.1.1)' },
  'rdp.client-flags': { label: 'Negotiation flags of the client: restricted admin, credential guard' },
  'rdp.selected-protocol': { label: 'Security protocol the server chose', service: true },
  'rdp.failure': { label: 'Failure code of the server (MS-RDPBCGR 2.2.1.2.2)' },
  'rdp.server-flags': { label: 'Negotiation flags of the server, hex' },
  'rdp.client-version': { label: 'RDP version of the client, hex' },
  'rdp.client-build': { label: 'Build number of the client' },
  'rdp.client-name': { label: 'Computer name of the client' },
  'rdp.client-product-id': { label: 'Digital product id of the client' },
  'rdp.client-address': { label: 'Address the client gives as its own' },
  'rdp.keyboard': { label: 'Keyboard layout of the client, hex input locale' },
  'rdp.desktop': { label: 'Desktop size the client asks for' },
  'rdp.channels': { label: 'Virtual channels the client asks for' },
  'rdp.encryption-offered': { label: 'RC4 encryption methods the client can do' },
  'rdp.server-version': { label: 'RDP version of the server, hex' },
  'rdp.encryption-method': { label: 'Encryption method the server chose', service: true },
  'rdp.encryption-level': { label: 'Encryption level of the server' },
} as const satisfies FieldTable

export const rdp = {
  name: 'rdp',
  title: 'Remote Desktop Protocol (MS-RDPBCGR)',
  fields,
  ports: { tcp: [3389] },
  stream: { probe, start },
} satisfies Protocol

/** Bits of requestedProtocols, section 2.2.1.1.1; 0 is RDP's own security. */
const PROTOCOLS: readonly (readonly [number, string])[] = [
  [1, 'tls'],
  [2, 'credssp'],
  [4, 'rdstls'],
  [8, 'credssp-early'],
  [16, 'aad'],
]
/** Sections 2.2.1.3.3 and 2.2.1.4.3. */
const METHODS: readonly (readonly [number, string])[] = [
  [1, 'rc4-40'],
  [2, 'rc4-128'],
  [8, 'rc4-56'],
  [16, 'fips'],
]
const LEVELS = ['none', 'low', 'client-compatible', 'high', 'fips']

const NEGOTIATION_RESPONSE = 2
const NEGOTIATION_FAILURE = 3
/** Packets of each connection that are looked at; logon follows some ten channel joins. */
const MAX_PACKETS = 60

function probe(head: StreamHead): Verdict {
  const verdicts = [verdictOf(head.client, CONNECTION_REQUEST), verdictOf(head.server, CONNECTION_CONFIRM)]
  return verdicts.includes('no') ? 'no' : verdicts.includes('yes') ? 'yes' : mcsVerdict(head.client)
}

/** `yes` by cookie or negotiation; a bare connection could be any ISO transport user and waits for MCS. */
function verdictOf(b: Uint8Array, code: number): Verdict {
  const length = tpktLength(b)
  if (length < 0) return 'no'
  if (length === 0 || b.length < length)
    return b.length > 5 && (b[5]! & 0xf0) !== code && b[5] !== DATA ? 'no' : 'more'
  if (b[5] === DATA) return readConnect(b.subarray(TPKT + 3, length)) === null ? 'no' : 'yes'
  if ((b[5]! & 0xf0) !== code) return 'no'
  const connection = readConnection(b.subarray(0, length))
  if (connection === null) return 'no'
  if (connection.negotiation !== null) return 'yes'
  return connection.line === null ? 'more' : /^Cookie: mst/i.test(connection.line) ? 'yes' : 'no'
}

/** Behind a bare connection request: `02 F0 80` of X.224, then Connect-Initial. */
function mcsVerdict(client: Uint8Array): Verdict {
  const length = tpktLength(client)
  if (length <= 0 || client.length < length + 9) return 'more'
  const next = client.subarray(length)
  return next[5] === DATA && next[7] === 0x7f && next[8] === 0x65 ? 'yes' : 'no'
}

function start(to: StreamReport): StreamSession {
  let left = MAX_PACKETS

  /** Reports one packet; true when TLS follows it. */
  const packet = (b: Uint8Array): boolean => {
    const code = b[5]! & 0xf0
    if (code === CONNECTION_REQUEST) request(to, b)
    else if (code === CONNECTION_CONFIRM) return confirm(to, b)
    else if (code === DATA) payload(to, b.subarray(TPKT + 3))
    return false
  }
  return {
    data(side, bytes) {
      let at = 0
      while (at < bytes.length) {
        const rest = bytes.subarray(at)
        // Fast-path output (section 2.2.9.1.2) has another first octet: the session has begun.
        const length = tpktLength(rest)
        if (length < 0 || left === 0) {
          to.done()
          return bytes.length
        }
        if (length === 0 || rest.length < length) return at
        left--
        at += length
        if (packet(rest.subarray(0, length)) && side === 'server') {
          to.handover()
          return at
        }
      }
      return at
    },
    gap: () => to.done(),
  }
}

function request(to: StreamReport, b: Uint8Array): void {
  const connection = readConnection(b)
  const cookie = /^Cookie: (mst\w+)=(.*)$/i.exec(connection?.line ?? '')
  if (cookie !== null) {
    to.observe('client', 'rdp.cookie', cookie[1]!)
    if (cookie[1]!.toLowerCase() === 'mstshash') to.match('client', 'rdp.mstshash', cookie[2]!.slice(0, 64))
  }
  const negotiation = connection?.negotiation
  to.observe(
    'client',
    'rdp.requested-protocols',
    negotiation ? names(PROTOCOLS, negotiation.value, 'rdp') : 'rdp',
  )
  if (negotiation && negotiation.flags !== 0)
    to.observe('client', 'rdp.client-flags', hex(negotiation.flags, 2))
}

/** Reports the server's choice; true when it is one with TLS. */
function confirm(to: StreamReport, b: Uint8Array): boolean {
  const connection = readConnection(b)
  if (connection === null) {
    to.oddity('rdp.confirm')
    return false
  }
  const chosen: Negotiation = connection.negotiation ?? { type: NEGOTIATION_RESPONSE, flags: 0, value: 0 }
  if (chosen.type === NEGOTIATION_FAILURE) {
    to.observe('server', 'rdp.failure', chosen.value)
    return false
  }
  to.observe('server', 'rdp.selected-protocol', names(PROTOCOLS, chosen.value, 'rdp'))
  if (connection.negotiation !== null) to.observe('server', 'rdp.server-flags', hex(chosen.flags, 2))
  return chosen.value !== 0
}

function payload(to: StreamReport, mcs: Uint8Array): void {
  const connect = readConnect(mcs)
  if (connect?.kind === 'client') reportClient(to, connect)
  else if (connect?.kind === 'server') reportServer(to, connect)
  const info = readClientInfo(mcs)
  if (info === null) return
  if (info.user !== '') to.credential({ user: info.user, password: info.password, accepted: null })
  to.observe('client', 'rdp.client-address', info.address)
}

function reportClient(to: StreamReport, data: ClientData): void {
  to.observe('client', 'rdp.client-version', hexOrNull(data.version))
  to.observe('client', 'rdp.client-build', data.build)
  to.observe('client', 'rdp.client-name', data.name)
  to.observe('client', 'rdp.client-product-id', data.productId)
  to.observe('client', 'rdp.keyboard', hexOrNull(data.keyboard))
  to.observe('client', 'rdp.desktop', data.desktop)
  to.observe('client', 'rdp.channels', data.channels.join(','))
  // Servers have a channel of this name for themselves; a client that asks for it is out to confuse them (CVE-2019-0708).
  if (data.channels.some((name) => name.toUpperCase() === 'MS_T120'))
    to.event('client', { kind: 'crafted', sign: 'ms-t120' })
  if (data.encryptionMethods !== null) {
    to.observe('client', 'rdp.encryption-offered', names(METHODS, data.encryptionMethods, 'none'))
  }
}

function reportServer(to: StreamReport, data: ServerData): void {
  to.observe('server', 'rdp.server-version', hexOrNull(data.version))
  if (data.encryptionMethod !== null) {
    to.observe('server', 'rdp.encryption-method', names(METHODS, data.encryptionMethod, 'none'))
  }
  if (data.encryptionLevel !== null) {
    to.observe('server', 'rdp.encryption-level', LEVELS[data.encryptionLevel] ?? data.encryptionLevel)
  }
}

function names(table: readonly (readonly [number, string])[], bits: number, none: string): string {
  const set = table.filter(([bit]) => (bits & bit) !== 0).map(([, name]) => name)
  return set.length === 0 ? none : set.join(',')
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')
const hexOrNull = (value: number | null): string | null => (value === null ? null : hex(value, 8))
