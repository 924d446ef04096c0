/**
 * Frames the messages of one direction (RFC 9112): start line, header fields, body. Bodies that nobody wants are
 * skipped, even before they arrive. After loss it waits for the next message that begins with a packet.
 */

import { LineReader } from '../../wire/lines.ts'
import { latin1 } from '../../wire/text.ts'
import { Headers } from './headers.ts'

/** Longest line of a head, in bytes: NTLM and Kerberos tokens fit. */
const MAX_HEAD_LINE = 8192

/** How the body behind a head is delimited (section 6.3). */
export type Framing =
  | { readonly kind: 'none' }
  | { readonly kind: 'length'; readonly bytes: number }
  | { readonly kind: 'chunked' }
  | { readonly kind: 'close' }

export interface MessageEvents {
  /** A message may begin with these characters (up to 8). */
  mayBegin(head: string): boolean
  /** A line that may begin a message. */
  begins(line: string): boolean
  /**
   * A whole head. `keep`: bytes of the body that are wanted. `stop`: what follows is no HTTP.
   */
  head(start: string, headers: Headers): { framing: Framing; keep: number; stop?: boolean }
  /** The message is over; `body` is what was wanted of it, as far as it came. */
  end(body: Uint8Array): void
}

type State = 'start' | 'head' | 'body' | 'chunk-size' | 'chunk-end' | 'trailer' | 'lost' | 'stopped'

export class MessageReader {
  private readonly events: MessageEvents
  private state: State = 'start'
  private lines = new LineReader(MAX_HEAD_LINE)
  private start = ''
  private headers = new Headers()
  /** Bytes left of the body or chunk. */
  private left = 0
  private chunked = false
  private keep = 0
  private kept: Uint8Array[] = []

  constructor(events: MessageEvents) {
    this.events = events
  }

  /** Bytes consumed, as a stream session returns them. */
  read(bytes: Uint8Array): number {
    if (this.state === 'lost') {
      this.state = 'start'
      this.lines = new LineReader(MAX_HEAD_LINE)
    }
    let at = 0
    while (at < bytes.length) {
      const used = this.step(bytes.subarray(at))
      at += used
      if (used === 0 || this.is('stopped')) break
      if (this.is('lost')) return bytes.length
    }
    return at
  }

  /** Bytes are missing from here on. */
  gap(): void {
    this.finish()
    if (this.state !== 'stopped') this.state = 'lost'
  }

  /** The stream ends: so does the message being read. */
  finish(): void {
    if (this.state === 'body' || this.state.startsWith('chunk') || this.state === 'trailer') this.over()
  }

  /** The state now, whatever it was a call ago. */
  private is(state: State): boolean {
    return this.state === state
  }

  private step(bytes: Uint8Array): number {
    if (this.state === 'body') return this.body(bytes)
    if (this.state === 'start' && !this.events.mayBegin(latin1.decode(bytes.subarray(0, 8)).trimStart())) {
      this.state = 'lost'
      return bytes.length
    }
    return this.lines.read(bytes, (line) => this.line(line))
  }

  /** Takes one line; goes on while lines follow. */
  private line(line: string): boolean {
    switch (this.state) {
      case 'start':
        this.begin(line)
        break
      case 'head':
        if (line === '') this.headed()
        else this.headers.add(line)
        break
      case 'chunk-size':
        this.chunk(line)
        break
      case 'chunk-end':
        this.state = 'chunk-size'
        break
      case 'trailer':
        if (line === '') this.over()
        break
    }
    return this.state !== 'body' && this.state !== 'lost' && this.state !== 'stopped'
  }

  /** Empty lines before a start line are ignored (section 2.2). */
  private begin(line: string): void {
    if (line === '') return
    if (!this.events.begins(line)) {
      this.state = 'lost'
      return
    }
    this.start = line
    this.headers = new Headers()
    this.state = 'head'
  }

  private headed(): void {
    const { framing, keep, stop } = this.events.head(this.start, this.headers)
    this.keep = keep
    this.kept = []
    this.chunked = framing.kind === 'chunked'
    if (stop === true) this.state = 'stopped'
    else if (framing.kind === 'none' || (framing.kind === 'length' && framing.bytes === 0)) this.over()
    else if (framing.kind === 'chunked') this.state = 'chunk-size'
    else {
      this.state = 'body'
      this.left = framing.kind === 'length' ? framing.bytes : Number.MAX_SAFE_INTEGER
    }
  }

  /** Section 7.1: size in hex, perhaps with extensions. */
  private chunk(line: string): void {
    const size = /^\s*([0-9a-f]{1,8})\s*(;|$)/i.exec(line)
    if (size === null) {
      this.over()
      this.state = 'lost'
      return
    }
    this.left = Number.parseInt(size[1]!, 16)
    this.state = this.left === 0 ? 'trailer' : 'body'
  }

  private body(bytes: Uint8Array): number {
    const here = Math.min(this.left, bytes.length)
    if (this.keep > 0) {
      this.kept.push(bytes.slice(0, Math.min(here, this.keep)))
      this.keep -= Math.min(here, this.keep)
    }
    const endless = this.left === Number.MAX_SAFE_INTEGER
    // What is wanted of the body has come: the rest of it is passed over, also what is not here yet.
    const used = this.keep > 0 || endless ? here : this.left
    if (endless) return used
    this.left -= used
    if (this.left > 0) return used
    if (this.chunked) this.state = 'chunk-end'
    else this.over()
    return used
  }

  private over(): void {
    const kept = this.kept
    this.kept = []
    this.state = 'start'
    this.events.end(kept.length === 1 ? kept[0]! : Uint8Array.from(kept.flatMap((part) => [...part])))
  }
}
