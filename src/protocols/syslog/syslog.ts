/**
 * Syslog over UDP and TCP (RFC 3164, 5424, 6587): who logs. The text of messages may hold anything, so it is
 * only shown to the fingerprints.
 */

import type { Ip } from '../../model/ip.ts'
import { parseIp } from '../../model/ip.ts'
import { decodeText, LineReader } from '../../wire/lines.ts'
import { latin1 } from '../../wire/text.ts'
import type {
  About,
  DatagramReport,
  Protocol,
  Report,
  StreamHead,
  StreamReport,
  StreamSession,
  StreamSide,
  Verdict,
} from '../protocol.ts'
import { eventSource, mnemonic, priorityLength, readHeader, type SyslogHeader } from './header.ts'

export const syslog = {
  name: 'syslog',
  title: 'Syslog (RFC 5424, RFC 3164), over UDP and TCP (RFC 6587)',
  fields: {
    'syslog.host': { label: 'HOSTNAME field; may be of another host where logs are relayed' },
    'syslog.app': { label: 'APP-NAME or TAG: the program that logs' },
    'syslog.message-id': { label: 'MSGID: type of message (RFC 5424)' },
    'syslog.tag': { label: 'Mnemonic of the form %FACILITY-SEVERITY-NAME' },
    'syslog.data-id': { label: 'SD-ID of structured data; behind @ an enterprise number' },
    'syslog.software': { label: 'Software that sends (origin, RFC 5424 section 7.2.3)' },
    'syslog.software-version': { label: 'Version of that software (origin)' },
    'syslog.enterprise': { label: 'Enterprise number of its maker (origin)' },
    'syslog.event-vendor': { label: 'Device vendor in a CEF or LEEF header' },
    'syslog.event-product': { label: 'Device product in a CEF or LEEF header' },
    'syslog.event-version': { label: 'Device version in a CEF or LEEF header' },
    'syslog.names-people': {
      label: 'Messages it sends in clear name a user or a patient; never which',
      service: true,
    },
    'syslog.message': { label: 'Text of a message behind its header', transient: true },
  },
  ports: { udp: [514], tcp: [514, 601, 1514] },
  datagram: {
    follow: 'all',
    probe: (payload) => looksLogged(latin1.decode(payload.subarray(0, 16))),
    observe(payload: Uint8Array, to: DatagramReport): void {
      to.server('receiver')
      report(decodeText(payload.subarray(0, MAX_MESSAGE)), 'sender', to.sender.ip, to)
    },
  },
  stream: { probe, start: (to) => new SyslogSession(to) },
} satisfies Protocol

/** Longest message that is read, in bytes: what receivers must accept (RFC 5424 section 6.1). */
const MAX_MESSAGE = 2048

/** `<PRI>` and then text. */
function looksLogged(head: string): boolean {
  const at = priorityLength(head)
  return at > 0 && head.length > at && /^[\x20-\x7e\t\ufeff\u00a0-\u00ff]/.test(head.slice(at))
}

/** Says what one message tells about `sender`, or about the host that it comes from by way of `sender`. */
function report<P extends string>(message: string, sender: P, ip: Ip | null, to: Report<P>): void {
  const start = priorityLength(message)
  if (start === 0) {
    to.oddity('syslog.priority')
    return
  }
  const header = readHeader(message.slice(start))
  const origin = header.host === null ? null : parseIp(header.host)
  const about: About<P> = origin === null || origin === ip ? sender : { ip: origin }
  const event = eventSource(header.text)
  if (origin === null) to.observe(about, 'syslog.host', header.host)
  if (event === null) to.observe(about, 'syslog.app', header.app)
  to.observe(about, 'syslog.message-id', header.messageId)
  to.observe(about, 'syslog.tag', mnemonic(header.text))
  reportData(header, about, to)
  if (event !== null) {
    to.observe(about, 'syslog.event-vendor', event[0])
    to.observe(about, 'syslog.event-product', event[1])
    to.observe(about, 'syslog.event-version', event[2])
  }
  to.observe(about, 'syslog.names-people', peopleIn(header.text))
  to.match(about, 'syslog.message', header.text)
}

/** That a text names a user or a patient; never which. */
function peopleIn(text: string): string | null {
  if (/\b(?:patient|mrn)[ _]?(?:id|name|no)?\s?[=:]\s?['"]?\w/i.test(text)) return 'patient'
  return /\b(?:accepted|failed) \w{3,24} for (?:invalid user )?\w|\b(?:user(?:_?name)?|suser|duser|usrName|login)\s?[=:]\s?['"]?[A-Za-z]\w|\bfor user '?\w/i.test(
    text,
  )
    ? 'user'
    : null
}

function reportData<P extends string>(header: SyslogHeader, about: About<P>, to: Report<P>): void {
  for (const { id, parameters } of header.data) {
    to.observe(about, 'syslog.data-id', id)
    if (id !== 'origin') continue
    to.observe(about, 'syslog.software', parameters.get('software') ?? null)
    to.observe(about, 'syslog.software-version', parameters.get('swVersion') ?? null)
    to.observe(about, 'syslog.enterprise', parameters.get('enterpriseId') ?? null)
  }
}

/** RFC 6587: messages with their length in front, or ended by a line feed. */
const COUNTED = /^([1-9]\d{0,5}) (?=<)/

function probe({ client, server }: StreamHead): Verdict {
  if (server.length > 0 && client.length === 0) return 'no'
  const head = latin1.decode(client.subarray(0, 32))
  const counted = COUNTED.exec(head)
  if (looksLogged(head.slice(counted?.[0].length ?? 0))) return 'yes'
  return client.length < 12 && /^(\d{1,6}( (<\d{0,3}>?)?)?|<\d{0,3}>?)?$/.test(head) ? 'more' : 'no'
}

class SyslogSession implements StreamSession {
  private readonly to: StreamReport
  private readonly lines = new LineReader()

  constructor(to: StreamReport) {
    this.to = to
  }

  data(side: StreamSide, bytes: Uint8Array): number {
    if (side === 'server') return bytes.length
    let at = 0
    while (at < bytes.length) {
      const used = this.message(bytes.subarray(at))
      if (used === 0) return at
      at += used
    }
    return at
  }

  gap(): void {
    this.to.done()
  }

  /** Reads one message; 0 when it is not all there. */
  private message(bytes: Uint8Array): number {
    const counted = COUNTED.exec(latin1.decode(bytes.subarray(0, 12)))
    if (counted === null) return this.line(bytes)
    const start = counted[0].length
    const end = start + Number(counted[1])
    if (bytes.length < Math.min(end, start + MAX_MESSAGE)) return 0
    this.tell(decodeText(bytes.subarray(start, Math.min(end, start + MAX_MESSAGE))))
    return end
  }

  private line(bytes: Uint8Array): number {
    return this.lines.read(bytes, (line) => {
      if (line !== '') this.tell(line)
      return false
    })
  }

  private tell(message: string): void {
    report(message, 'client', this.to.client.ip, this.to)
  }
}
