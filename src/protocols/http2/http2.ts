/**
 * HTTP/2 in the clear (RFC 9113), by prior knowledge or after an upgrade: requests and responses are told in the fields
 * of HTTP; bodies are passed over.
 */
import { latin1 } from '../../wire/text.ts'
import { httpFields } from '../http/fields.ts'
import { Headers } from '../http/headers.ts'
import type { Exchange } from '../http/request.ts'
import { reportRequest } from '../http/request.ts'
import { reportResponse } from '../http/response.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, StreamSide, Verdict } from '../protocol.ts'
import { type Field, HpackReader } from './hpack.ts'

export const http2 = {
  name: 'http2',
  title: 'Hypertext Transfer Protocol 2 in the clear (RFC 9113)',
  fields: {
    ...httpFields,
    'http2.settings': { label: 'Settings in the order it sends them, number:value' },
  },
  stream: { probe, start: (to) => new Http2Session(to) },
} satisfies Protocol

/** Section 3.4. */
const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'
const HEADER = 9
const DATA = 0
const HEADERS = 1
const SETTINGS = 4
const CONTINUATION = 9
const ACK = 1
const END_HEADERS = 4
const PADDED = 8
const PRIORITY = 0x20
/** Octets of a header block that are put together. */
const MAX_BLOCK = 16_384
const MAX_FRAMES = 300
const MAX_WAITING = 32

function probe({ client, server }: StreamHead): Verdict {
  const text = latin1.decode(client.subarray(0, PREFACE.length))
  if (text !== '') return text === PREFACE ? 'yes' : PREFACE.startsWith(text) ? 'more' : 'no'
  // The server's settings may come before the preface behind an upgrade: whole entries of six octets, stream 0.
  if (server.length < HEADER) return 'more'
  const settings = server[0] === 0 && server[3] === SETTINGS && server[4] === 0
  return settings && sizeAt(server, 0) % 6 === 0 && streamAt(server, 0) === 0 ? 'more' : 'no'
}

const sizeAt = (b: Uint8Array, at: number): number => (b[at]! << 16) | (b[at + 1]! << 8) | b[at + 2]!
const streamAt = (b: Uint8Array, at: number): number =>
  ((b[at + 5]! & 0x7f) * 2 ** 24 + (b[at + 6]! << 16)) | (b[at + 7]! << 8) | b[at + 8]!

class Side {
  readonly hpack = new HpackReader()
  begun = false
  settled = false
  /** Parts of a header block that goes on, and its stream. */
  parts: Uint8Array[] = []
  stream = 0
}

class Http2Session implements StreamSession {
  private readonly to: StreamReport
  private readonly sides: Record<StreamSide, Side> = { client: new Side(), server: new Side() }
  /** Requests by stream that wait for their response. */
  private readonly waiting = new Map<number, Exchange>()
  private left = MAX_FRAMES

  constructor(to: StreamReport) {
    this.to = to
  }

  data(who: StreamSide, bytes: Uint8Array): number {
    const side = this.sides[who]
    let at = 0
    if (who === 'client' && !side.begun) {
      if (bytes.length < PREFACE.length) return 0
      at = PREFACE.length
    }
    side.begun = true
    while (bytes.length - at >= HEADER) {
      const size = sizeAt(bytes, at)
      const type = bytes[at + 3]!
      const telling = type === HEADERS || type === CONTINUATION || type === SETTINGS
      if (this.left-- <= 0 || (telling && size > MAX_BLOCK)) return this.stop(bytes)
      if (telling && bytes.length - at - HEADER < size) {
        this.left++
        return at
      }
      if (telling)
        this.frame(
          who,
          side,
          type,
          bytes[at + 4]!,
          streamAt(bytes, at),
          bytes.subarray(at + HEADER, at + HEADER + size),
        )
      else if (type !== DATA && type > 0x20) this.to.oddity('http2.frame')
      at += HEADER + size
    }
    return at
  }

  gap(): void {
    // What the tables hold is not known any more.
    this.stop(new Uint8Array(0))
  }

  end(): void {
    for (const { login } of this.waiting.values())
      if (login !== null) this.to.credential({ ...login, accepted: null })
    this.waiting.clear()
  }

  private stop(bytes: Uint8Array): number {
    this.to.done()
    return bytes.length
  }

  private frame(
    who: StreamSide,
    side: Side,
    type: number,
    flags: number,
    stream: number,
    body: Uint8Array,
  ): void {
    if (type === SETTINGS) {
      if ((flags & ACK) === 0) this.settings(who, side, body)
      return
    }
    if (type === HEADERS) side.parts = []
    side.stream = stream
    side.parts.push(type === HEADERS ? fragment(body, flags) : body)
    if ((flags & END_HEADERS) === 0) return
    const block = side.parts.length === 1 ? side.parts[0]! : Buffer.concat(side.parts).subarray(0, MAX_BLOCK)
    side.parts = []
    const fields = side.hpack.read(block)
    if (fields === null) {
      this.to.oddity('http2.hpack')
      this.to.done()
    } else this.message(who, stream, fields)
  }

  private settings(who: StreamSide, side: Side, body: Uint8Array): void {
    if (side.settled) return
    side.settled = true
    const entries: string[] = []
    for (let at = 0; at + 6 <= body.length && entries.length < 12; at += 6) {
      const value = body[at + 2]! * 2 ** 24 + ((body[at + 3]! << 16) | (body[at + 4]! << 8) | body[at + 5]!)
      entries.push(`${body[at]! * 256 + body[at + 1]!}:${value}`)
    }
    this.to.observe(who, 'http2.settings', entries.join(','))
  }

  /** In the words of HTTP/1.1, so that the same is told of both. Trailers have no pseudo-fields, and tell nothing. */
  private message(who: StreamSide, stream: number, fields: readonly Field[]): void {
    const headers = new Headers()
    const pseudo = new Map<string, string>()
    for (const [name, value] of fields) {
      if (name.startsWith(':')) pseudo.set(name, value)
      else headers.add(`${name}: ${value}`)
    }
    const [method, status] = [pseudo.get(':method'), pseudo.get(':status')]
    if (who === 'client' && method !== undefined) {
      if (!headers.has('host')) headers.add(`host: ${pseudo.get(':authority') ?? ''}`)
      const request = reportRequest(`${method} ${pseudo.get(':path') ?? '/'} HTTP/2`, headers, this.to)
      if (this.waiting.size < MAX_WAITING) this.waiting.set(stream, request)
    } else if (who === 'server' && /^[2-5]\d\d$/.test(status ?? '')) {
      reportResponse(`HTTP/2.0 ${status} `, headers, this.waiting.get(stream) ?? null, this.to)
      this.waiting.delete(stream)
    }
  }
}

/** Section 6.2: padding and priority around the block. */
function fragment(body: Uint8Array, flags: number): Uint8Array {
  const padding = (flags & PADDED) !== 0 ? (body[0] ?? 0) : 0
  const from = ((flags & PADDED) !== 0 ? 1 : 0) + ((flags & PRIORITY) !== 0 ? 5 : 0)
  return body.subarray(from, Math.max(from, body.length - padding))
}
