/**
 * Line printer daemon protocol (RFC 1179): queues, jobs that were taken, and the host that sent them. Users, titles,
 * names of files and the documents themselves are passed over.
 */
import { latin1 } from '../../wire/text.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, Verdict } from '../protocol.ts'

export const lpd = {
  name: 'lpd',
  title: 'Line printer daemon protocol (RFC 1179)',
  ports: { tcp: [515] },
  fields: {
    'lpd.command': { label: 'What a client asked for: print, job, state, long-state, remove' },
    'lpd.queue': { label: 'Queue that a client names at the server' },
    'lpd.answer': { label: 'Answer to a job: accepted or refused' },
    'lpd.job': { label: 'A document was sent to the server in clear', service: true },
    'lpd.host': { label: 'Host that a job comes from (line H of the control file)' },
    'lpd.state': {
      label: 'State of a queue as the server tells it; it may name jobs and people',
      transient: true,
    },
  },
  stream: { probe, start: (to) => new LpdSession(to) },
} satisfies Protocol

const PORT = 515
/** First octet of a command, RFC 1179 section 5. */
const COMMANDS = ['', 'print', 'job', 'state', 'long-state', 'remove'] as const
/** The octet of a command. */
const JOB = 2
/** Subcommands of a job, section 6. */
const CONTROL_FILE = 2
const DATA_FILE = 3
/** Longest command line looked at: queue names have 31 octets at most on BSD, lists of users and jobs follow. */
const MAX_LINE = 512
/** Octets of a control file that are looked at. */
const MAX_CONTROL = 4096
/** Files of one connection that are followed. */
const MAX_FILES = 64
const QUEUE = /^[!-~]{1,63}(?= |$)/
const FILE = /^(\d{1,10}) [cd]f[A-Za-z]\d{1,6}/
/** Octets of a state that are matched. */
const MAX_STATE = 1024

/** A control octet, a word and a line end may be anybody's: elsewhere than on its port the answer and the next line count. */
function probe({ client, server, serverPort }: StreamHead): Verdict {
  if (client.length === 0) return server.length === 0 ? 'more' : 'no'
  const code = client[0]!
  if (code < 1 || code > 5) return 'no'
  const end = client.indexOf(10)
  if (end < 0) return client.length < MAX_LINE && isText(client.subarray(1)) ? 'more' : 'no'
  if (!QUEUE.test(textOf(client, 1, end))) return 'no'
  if (serverPort === PORT) return 'yes'
  if (code !== JOB || (server.length > 0 && server[0] !== 0)) return 'no'
  const next = client.indexOf(10, end + 1)
  if (next < 0) return client.length - end < MAX_LINE && isText(client.subarray(end + 2)) ? 'more' : 'no'
  const kind = client[end + 1]
  return (kind === CONTROL_FILE || kind === DATA_FILE) && FILE.test(textOf(client, end + 2, next))
    ? 'yes'
    : 'no'
}

const isText = (bytes: Uint8Array): boolean => bytes.every((b) => b === 13 || (b >= 32 && b < 127))
const textOf = (bytes: Uint8Array, from: number, to: number): string =>
  latin1.decode(bytes.subarray(from, to)).trimEnd()

/** What the client sends next. */
type Awaits = 'command' | 'subcommand' | 'control' | 'nothing'

class LpdSession implements StreamSession {
  private readonly to: StreamReport
  private awaits: Awaits = 'command'
  private asked: number | null = null
  /** Octets of the control file that is coming. */
  private size = 0
  private files = 0
  private answered = false
  private stated = false

  constructor(to: StreamReport) {
    this.to = to
  }

  data(side: 'client' | 'server', bytes: Uint8Array): number {
    return side === 'client' ? this.client(bytes) : this.server(bytes)
  }

  gap(): void {
    this.to.done()
  }

  private client(bytes: Uint8Array): number {
    let at = 0
    while (at < bytes.length && this.awaits !== 'nothing') {
      const next = this.awaits === 'control' ? this.controlFile(bytes, at) : this.line(bytes, at)
      if (next === at) return at
      at = next
    }
    return Math.max(at, this.awaits === 'nothing' ? bytes.length : 0)
  }

  private line(bytes: Uint8Array, at: number): number {
    // A file ends with an octet of zero, section 6.2.
    if (bytes[at] === 0 && this.awaits === 'subcommand') return at + 1
    const end = bytes.indexOf(10, at)
    if (end < 0 && bytes.length - at <= MAX_LINE) return at
    if (end < 0 || end - at > MAX_LINE) return this.lost(bytes)
    const text = textOf(bytes, at + 1, end)
    return this.awaits === 'command'
      ? this.command(bytes[at]!, text, end + 1)
      : this.subcommand(bytes[at]!, text, end + 1)
  }

  private lost(bytes: Uint8Array): number {
    this.to.oddity('lpd.line')
    this.to.done()
    return bytes.length
  }

  private command(code: number, text: string, next: number): number {
    this.asked = code
    this.to.observe('client', 'lpd.command', COMMANDS[code] ?? null)
    this.to.observe('server', 'lpd.queue', QUEUE.exec(text)?.[0] ?? null, false)
    this.awaits = code === JOB ? 'subcommand' : 'nothing'
    return next
  }

  private subcommand(code: number, text: string, next: number): number {
    const size = FILE.exec(text)?.[1]
    if (size === undefined) return next
    if (++this.files > MAX_FILES) this.to.done()
    if (code === CONTROL_FILE) {
      this.size = Number(size)
      this.awaits = 'control'
      return next
    }
    if (code !== DATA_FILE) return next
    this.to.observe('server', 'lpd.job', 'sent', false)
    // Without a length the file goes on to the end of the connection.
    if (Number(size) === 0) this.awaits = 'nothing'
    return next + Number(size)
  }

  private controlFile(bytes: Uint8Array, at: number): number {
    const looked = Math.min(this.size, MAX_CONTROL)
    if (bytes.length - at < looked) return at
    const lines = latin1.decode(bytes.subarray(at, at + looked)).split('\n')
    const host = lines.find((line) => line.startsWith('H'))
    this.to.observe('client', 'lpd.host', /^H([\w.-]{1,63})\r?$/.exec(host ?? '')?.[1] ?? null)
    this.awaits = 'subcommand'
    return at + this.size
  }

  private server(bytes: Uint8Array): number {
    if (this.asked === null) return 0
    if (this.asked === JOB) this.answer(bytes[0]!)
    else if (!this.stated && this.asked >= 3 && this.asked <= 4) return this.state(bytes)
    return bytes.length
  }

  private answer(code: number): void {
    if (this.answered) return
    this.answered = true
    this.to.observe('server', 'lpd.answer', code === 0 ? 'accepted' : 'refused')
  }

  /** The first line names the server; a state may come in pieces. */
  private state(bytes: Uint8Array): number {
    const end = bytes.indexOf(10)
    if (end < 0 && bytes.length < MAX_STATE) return 0
    this.stated = true
    this.to.match('server', 'lpd.state', textOf(bytes, 0, Math.min(end < 0 ? MAX_STATE : end, MAX_STATE)))
    return bytes.length
  }
}
