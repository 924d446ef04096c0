/**
 * HTTP/1.0 and 1.1 (RFC 9110, 9112) on any port: what clients and servers say of themselves, how they
 * authenticate, what pages are called. Paths, queries, cookie values and bodies are not taken over.
 */
import { latin1 } from '../../wire/text.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, StreamSide, Verdict } from '../protocol.ts'
import { reportUpgrade } from '../websocket/websocket.ts'
import { httpFields } from './fields.ts'
import type { Headers } from './headers.ts'
import { type Framing, MessageReader } from './message-reader.ts'
import { readPayload, wantedOf } from './payloads.ts'
import { type Exchange, passwordField, type Request, reportRequest } from './request.ts'
import { type Answer, reportBody, reportResponse, wanted } from './response.ts'

export const http = {
  name: 'http',
  title: 'Hypertext Transfer Protocol 1.x (RFC 9112)',
  fields: httpFields,
  ports: { tcp: [80, 8080, 8000, 8008, 8081, 8888, 3128, 5985, 49152] },
  stream: { probe, start: (to) => new HttpSession(to) },
} satisfies Protocol

/** Exchanges that are followed, and requests where no response is seen. */
const MAX_EXCHANGES = 8
const MAX_REQUESTS = 16
/** Requests that wait for responses at most. */
const MAX_PIPELINE = 16
/** Bytes of each side that are looked at; skipped bodies do not count. */
const MAX_INSPECTED = 65_536
/** Bytes of a form that are looked at. */
const FORM_BYTES = 4096

const REQUEST_LINE = /^[A-Z][A-Z_-]{1,19} \S{1,8000} HTTP\/1\.[01]$/
const STATUS_LINE = /^HTTP\/1\.[01] [1-5]\d\d( |$)/
const REQUEST_START = /^[A-Z][A-Z_-]{1,19} \S/
/** Methods that only HTTP has, for request lines longer than what a probe is shown. */
const LONG_REQUEST = /^(GET|POST|PUT|HEAD) (\/|https?:\/\/)\S+$/

/** Strict: SIP, RTSP, SSDP and ICAP have the same shape and other version names. */
function probe({ client, server }: StreamHead): Verdict {
  const asked = latin1.decode(client)
  const told = latin1.decode(server.subarray(0, 16))
  if (STATUS_LINE.test(told.split(/\r?\n/, 1)[0]!) && server.length >= 12) return 'yes'
  const end = asked.indexOf('\n')
  const line = asked.slice(0, end < 0 ? asked.length : end).replace(/\r$/, '')
  if (end >= 0 && REQUEST_LINE.test(line)) return 'yes'
  if (end < 0 && asked.length >= 1000 && LONG_REQUEST.test(line)) return 'yes'
  const request = end < 0 && (REQUEST_START.test(line) || /^[A-Z][A-Z_-]{0,19} ?$/.test(line))
  const response = server.length < 12 && 'HTTP/1.'.startsWith(told.slice(0, 7))
  if (client.length > 0 && server.length > 0) return request && response ? 'more' : 'no'
  return (client.length > 0 ? request : response) ? 'more' : 'no'
}

class HttpSession implements StreamSession {
  private readonly to: StreamReport
  private readonly readers: Record<StreamSide, MessageReader>
  private readonly consumed: Record<StreamSide, number> = { client: 0, server: 0 }
  private readonly inspected: Record<StreamSide, number> = { client: 0, server: 0 }
  /** Requests without a response yet, oldest first. */
  private waiting: Exchange[] = []
  private asking: Request | null = null
  private answering: Answer | null = null
  private requests = 0
  private responses = 0
  private over = false

  constructor(to: StreamReport) {
    this.to = to
    this.readers = {
      client: new MessageReader({
        mayBegin: (head) => /^[A-Z_-]*( |$)/.test(head),
        begins: (line) => REQUEST_LINE.test(line),
        head: (start, headers) => this.asked(start, headers),
        end: (body) => this.askedAll(body),
      }),
      server: new MessageReader({
        mayBegin: (head) => 'HTTP/1.'.startsWith(head.slice(0, 7)),
        begins: (line) => STATUS_LINE.test(line),
        head: (start, headers) => this.answered(start, headers),
        end: (body) => this.answeredAll(body),
      }),
    }
  }

  data(side: StreamSide, bytes: Uint8Array): number {
    const used = this.readers[side].read(bytes)
    this.consumed[side] += used
    this.inspected[side] += Math.min(used, bytes.length)
    if (used > bytes.length) this.to.follow(this.consumed[side] + MAX_INSPECTED)
    if (this.inspected[side] > MAX_INSPECTED) this.finish()
    return used
  }

  /** Which response answers which request is not known any more. */
  gap(side: StreamSide): void {
    this.readers[side].gap()
    this.giveUp()
  }

  end(): void {
    this.readers.server.finish()
    this.giveUp()
  }

  private asked(start: string, headers: Headers): { framing: Framing; keep: number } {
    const request = reportRequest(start, headers, this.to)
    this.asking = request
    this.requests++
    if (this.waiting.length < MAX_PIPELINE) this.waiting.push(request)
    if (this.requests >= MAX_REQUESTS) this.finish()
    const keep = Math.max(request.form ? FORM_BYTES : 0, wantedOf(request.type, 'client'))
    return { framing: framingOf(headers, { kind: 'none' }), keep }
  }

  private askedAll(body: Uint8Array): void {
    const asking = this.asking
    this.asking = null
    if (asking === null || body.length === 0) return
    if (asking.form) this.to.observe('server', 'http.form-login', passwordField(latin1.decode(body)), false)
    this.speaks(readPayload(asking.type, body, 'client', this.to))
  }

  private answered(start: string, headers: Headers): { framing: Framing; keep: number; stop?: boolean } {
    const status = Number(start.slice(9, 12))
    const interim = status < 200 && status !== 101
    const request = interim ? null : (this.waiting.shift() ?? null)
    if (interim) return { framing: { kind: 'none' }, keep: 0 }
    this.answering = reportResponse(start, headers, request, this.to)
    if (this.switched(status, headers, request)) return { framing: { kind: 'none' }, keep: 0, stop: true }
    const empty = request?.method === 'HEAD' || status === 204 || status === 304
    return {
      framing: empty ? { kind: 'none' } : framingOf(headers, { kind: 'close' }),
      keep: wanted(this.answering),
    }
  }

  /** Behind an accepted CONNECT, or 101, another protocol speaks; of WebSocket MQTT is read, else which one it is. */
  private switched(status: number, headers: Headers, request: Exchange | null): boolean {
    const tunnel = request?.method === 'CONNECT' && status >= 200 && status < 300
    if (!tunnel && status !== 101) return false
    this.giveUp()
    const inside = headers.get('sec-websocket-protocol') ?? ''
    const webSocket = !tunnel && /websocket/i.test(headers.get('upgrade') ?? '')
    if (webSocket) reportUpgrade(request?.webSocket ?? null, inside, this.to)
    if (tunnel) this.to.handover('elsewhere')
    else if (!webSocket) this.to.handover()
    else if (/^mqtt/i.test(inside)) {
      this.to.protocol('mqtt')
      this.to.handover()
    } else this.finish()
    return true
  }

  private answeredAll(body: Uint8Array): void {
    if (this.answering !== null) this.speaks(reportBody(this.answering, body, this.to))
    this.answering = null
    this.responses++
    if (this.responses >= MAX_EXCHANGES) this.finish()
  }

  /** The conversation goes by the name of the protocol that HTTP carries. */
  private speaks(payload: string | null): void {
    if (payload !== null) this.to.protocol(payload)
  }

  private giveUp(): void {
    for (const { login } of this.waiting) if (login !== null) this.to.credential({ ...login, accepted: null })
    this.waiting = []
  }

  private finish(): void {
    if (this.over) return
    this.over = true
    this.giveUp()
    this.to.done()
  }
}

/** RFC 9112 section 6.3: chunks before a length; a length that is no number counts as none. */
function framingOf(headers: Headers, otherwise: Framing): Framing {
  if (/\bchunked\b/i.test(headers.get('transfer-encoding') ?? '')) return { kind: 'chunked' }
  const length = headers.get('content-length')
  return length !== null && /^\d{1,12}$/.test(length) ? { kind: 'length', bytes: Number(length) } : otherwise
}
