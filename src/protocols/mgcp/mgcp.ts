/**
 * Media Gateway Control Protocol (RFC 3435) over UDP: which gateways a call agent steers, by what version and
 * profile, with what software. Digits, caller names and events are not read.
 */
import { parseIp } from '../../model/ip.ts'
import { isHostAddress } from '../../model/prefix.ts'
import { decodeText } from '../../wire/lines.ts'
import { latin1 } from '../../wire/text.ts'
import type { DatagramReport, Protocol } from '../protocol.ts'
import { readSdp, type Stream } from '../sip/sdp.ts'

/** Verbs of section 2.3 that a call agent sends, and those of a gateway. */
const OF_AGENT = ['EPCF', 'CRCX', 'MDCX', 'DLCX', 'RQNT', 'AUEP', 'AUCX', 'MESG']
const OF_GATEWAY = ['NTFY', 'RSIP']
const COMMAND = /^([A-Z]{4}) (\d{1,9}) ([^\s@]{1,128}(?:@[^\s@]{1,255})?) MGCP (\d\.\d(?: [\w. /-]{1,40})?)$/i
/** Section 2.4; a package name may follow the transaction. */
const RESPONSE = /^\d{3} \d{1,9}(?: .{0,200})?$/
/** Well-known ports: of gateways, of call agents (section 4). */
const PORTS = [2427, 2727]
/** Commands with a session description whose answer is waited for; the oldest is forgotten. */
const MOST_PENDING = 32
/** Octets of a message that are read; several may come in one datagram (section 3.5.5). */
const MOST_OCTETS = 4096

export const mgcp = {
  name: 'mgcp',
  title: 'Media Gateway Control Protocol (RFC 3435)',
  ports: { udp: PORTS },
  fields: {
    'mgcp.role': { label: 'Part taken: gateway or call-agent' },
    'mgcp.verb': { label: 'Command of a request' },
    'mgcp.version': { label: 'Version and profile' },
    'mgcp.domain': { label: 'Domain name of an endpoint: the name of the gateway' },
    'mgcp.endpoint': { label: 'Kind of an endpoint: the first word of its name, without numbers' },
    'mgcp.media': { label: 'Kind and transport profile of a media stream' },
    'mgcp.agreed-media': {
      label:
        'Media stream of the other end that the gateway accepted, and how its keys are agreed: sdes, dtls, zrtp, mikey, none',
    },
    'mgcp.sdp-tool': { label: 'a=tool of a session description' },
    'mgcp.sdp-name': { label: 'Origin and session name of a session description', transient: true },
  },
  // A gateway and its call agent speak for years.
  datagram: { follow: 'all', probe, observe },
} satisfies Protocol

const firstLine = (payload: Uint8Array): string => {
  const end = payload.subarray(0, 512).indexOf(10)
  return end < 0 ? '' : latin1.decode(payload.subarray(0, end)).replace(/\r$/, '').trimEnd()
}

function probe(payload: Uint8Array, to: DatagramReport): boolean {
  const first = payload[0]!
  const letter = (first | 0x20) >= 0x61 && (first | 0x20) <= 0x7a
  if (letter && payload[4] === 0x20) return verbOf(COMMAND.exec(firstLine(payload))) !== null
  // An answer has little of its own: its port must speak for it, or the command before it.
  const near = PORTS.includes(to.sender.port) || PORTS.includes(to.receiver.port) || to.memory.has('mgcp')
  return first >= 0x30 && first <= 0x39 && near && RESPONSE.test(firstLine(payload))
}

function verbOf(command: RegExpExecArray | null): string | null {
  const verb = (command?.[1] ?? '').toUpperCase()
  return OF_AGENT.includes(verb) || OF_GATEWAY.includes(verb) ? verb : null
}

function observe(payload: Uint8Array, to: DatagramReport): void {
  const command = COMMAND.exec(firstLine(payload))
  const verb = verbOf(command)
  if (command !== null && verb !== null) reportCommand(command, verb, to)
  const session = readSdp(decodeText(payload.subarray(0, MOST_OCTETS)))
  if (command !== null) remember(command[2]!, session?.streams ?? null, to.memory)
  else reportAgreed(firstLine(payload), session?.streams ?? null, to)
  if (session === null) return
  for (const media of session.media) to.observe('sender', 'mgcp.media', media)
  to.observe('sender', 'mgcp.sdp-tool', session.tool)
  for (const name of session.names) to.match('sender', 'mgcp.sdp-name', name)
}

type Pending = Map<string, readonly Stream[]>

/** A session description in a command is that of the other end (section 2.3.5); it is only told so far. */
function remember(
  transaction: string,
  streams: readonly Stream[] | null,
  memory: Map<string, unknown>,
): void {
  if (streams === null) return
  const pending = (memory.get('pending') ?? new Map()) as Pending
  pending.delete(transaction)
  pending.set(transaction, streams)
  if (pending.size > MOST_PENDING) pending.delete(pending.keys().next().value!)
  memory.set('pending', pending)
}

/** An answer 2xx accepts the other end's; where it describes its own end, that is what both go by. */
function reportAgreed(line: string, own: readonly Stream[] | null, to: DatagramReport): void {
  const [, code = '', transaction = ''] = /^(\d)\d\d (\d{1,9})/.exec(line) ?? []
  const pending = to.memory.get('pending') as Pending | undefined
  const theirs = pending?.get(transaction)
  // Provisional answers (1xx) settle nothing yet.
  if (theirs === undefined || code === '1') return
  pending?.delete(transaction)
  if (code !== '2') return
  for (const { media, keying } of own ?? theirs)
    to.observe('sender', 'mgcp.agreed-media', `${media} ${keying ?? 'none'}`)
}

/** A gateway serves: the call agent commands it. */
function reportCommand(
  [, , , endpoint = '', version = '']: RegExpExecArray,
  verb: string,
  to: DatagramReport,
): void {
  to.memory.set('mgcp', true)
  const [gateway, agent] = OF_GATEWAY.includes(verb)
    ? (['sender', 'receiver'] as const)
    : (['receiver', 'sender'] as const)
  to.server(gateway)
  to.observe(gateway, 'mgcp.role', 'gateway')
  to.observe(agent, 'mgcp.role', 'call-agent')
  to.observe('sender', 'mgcp.verb', verb)
  to.observe('sender', 'mgcp.version', version.trim())
  const at = endpoint.lastIndexOf('@')
  const name = endpoint.slice(at + 1)
  const ip = parseIp(name.replace(/^\[(.*)\]$/, '$1'))
  if (at >= 0 && ip === null && /^[\w.-]{1,255}$/.test(name)) to.observe(gateway, 'mgcp.domain', name)
  if (at >= 0 && ip !== null && isHostAddress(ip) && ip !== to[gateway].ip)
    to.observe({ ip }, 'mgcp.role', 'gateway')
  to.observe(gateway, 'mgcp.endpoint', /^[a-z]{1,12}/i.exec(endpoint.slice(0, Math.max(0, at)))?.[0] ?? null)
}
