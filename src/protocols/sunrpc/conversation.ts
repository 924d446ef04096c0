/** One conversation of calls and replies: matches them, and tells what any of them tells, over datagrams and streams. */
import type { FieldName } from '../../model/observation.ts'
import { Cursor } from '../../wire/cursor.ts'
import type { DatagramReport, StreamReport, StreamSession, StreamSide } from '../protocol.ts'
import { type Call, MARK, type Reply, readCall, readMark, readReply } from './message.ts'
import { programName } from './programs.ts'

/** Calls that wait for their answer; more are forgotten. */
const MAX_WAITING = 64
/** Messages of a stream that are looked at. */
const MAX_MESSAGES = 2000
/** Longest record that is read, octets; data of files is passed over. */
const MAX_RECORD = 16_384

const NONE = new Uint8Array(0)
const NOTHING = new Cursor(NONE)

/** Where facts go. */
export interface Say {
  observe(about: StreamSide, field: FieldName, value: string | number | null, self?: boolean): void
  match(about: StreamSide, field: FieldName, text: string): void
}

/** What a program adds: its own reading of a call, and of the answer to it. */
export interface Program {
  called?(call: Call, say: Say): void
  answered?(call: Call, reply: Reply, say: Say): void
}

export class Calls {
  private readonly waiting = new Map<number, Call>()
  private readonly program: Program

  constructor(program: Program) {
    this.program = program
  }

  knows(xid: number): boolean {
    return this.waiting.has(xid)
  }

  call(call: Call, say: Say): void {
    if (this.waiting.size >= MAX_WAITING) {
      const oldest = this.waiting.keys().next().value
      if (oldest !== undefined) this.waiting.delete(oldest)
    }
    say.observe('client', 'sunrpc.machine-name', call.machine)
    this.program.called?.(call, say)
    // The bytes are gone when the answer comes.
    this.waiting.set(call.xid, { ...call, body: NOTHING })
  }

  reply(reply: Reply, say: Say): void {
    const call = this.waiting.get(reply.xid)
    if (call === undefined) return
    this.waiting.delete(reply.xid)
    const name = programName(call.program)
    say.observe('server', 'sunrpc.refusal', reply.refusal)
    if (reply.versions !== null) {
      const [low, high] = reply.versions
      say.observe('server', 'sunrpc.versions', `${name} ${low === high ? low : `${low}-${high}`}`)
    }
    if (reply.body === null) return
    say.observe('server', 'sunrpc.program', `${name} ${call.version}`)
    // Procedure 0 does nothing and asks for no proof.
    if (call.procedure !== 0) say.observe('server', 'sunrpc.auth', call.auth)
    this.program.answered?.(call, reply, say)
  }
}

const MEMORY = 'calls'

/** A reply belongs here where its call was seen, or where it comes from a port of the program. */
export function isReply(payload: Uint8Array, to: DatagramReport): boolean {
  if (payload.length < 20 || payload.length % 4 !== 0) return false
  const calls = to.memory.get(MEMORY)
  const reply = calls instanceof Calls ? readReply(payload) : null
  return reply !== null && (calls as Calls).knows(reply.xid)
}

export function observeDatagram(payload: Uint8Array, to: DatagramReport, program: Program): void {
  const known = to.memory.get(MEMORY)
  const calls = known instanceof Calls ? known : new Calls(program)
  to.memory.set(MEMORY, calls)
  const call = readCall(payload)
  const serving = call === null ? 'sender' : 'receiver'
  if (!to.toMany) to.server(serving)
  const who = (about: StreamSide) =>
    about === 'server' ? serving : serving === 'sender' ? ('receiver' as const) : ('sender' as const)
  const say: Say = {
    observe: (about, field, value, self) => to.observe(who(about), field, value, self),
    match: (about, field, text) => to.match(who(about), field, text),
  }
  if (call !== null) {
    calls.call(call, say)
    return
  }
  const reply = readReply(payload)
  if (reply !== null) calls.reply(reply, say)
}

export function startCalls(to: StreamReport, program: Program): StreamSession {
  const calls = new Calls(program)
  let messages = 0
  /** What comes next goes on with a record: it has no head of a message. */
  const within: Record<StreamSide, boolean> = { client: false, server: false }
  function data(side: StreamSide, bytes: Uint8Array): number {
    let at = 0
    while (bytes.length - at >= MARK) {
      const { last, length } = readMark(bytes, at)
      const rest = bytes.subarray(at + MARK)
      if (!plausible(length, within[side] ? NONE : rest)) {
        to.oddity('sunrpc.not-a-record')
        to.done()
        return bytes.length
      }
      const wanted = Math.min(length, MAX_RECORD)
      const whole = last && !within[side]
      if (whole && rest.length < wanted) break
      at += MARK + length
      within[side] = !last
      // Only whole messages in one record are read: others are data of files.
      if (whole) take(side, rest.subarray(0, wanted))
      if (++messages > MAX_MESSAGES) {
        to.done()
        return bytes.length
      }
    }
    return at
  }

  function take(side: StreamSide, message: Uint8Array): void {
    const call = side === 'client' ? readCall(message) : null
    if (call !== null) calls.call(call, to)
    const reply = side === 'server' ? readReply(message) : null
    if (reply !== null) calls.reply(reply, to)
  }
  return { data, gap: () => to.done() }
}

/** No record is longer than 16 MiB, and its message is a call or a reply. */
const plausible = (length: number, rest: Uint8Array): boolean =>
  length <= 1 << 24 &&
  (rest.length < 8 || length < 8 || (rest[4] === 0 && rest[5] === 0 && rest[6] === 0 && rest[7]! < 2))

/** Whether the first record of a client is a call to a program that `takes`. */
export function probeCalls(client: Uint8Array, takes: (program: number) => boolean): 'yes' | 'no' | 'more' {
  if (client.length < MARK) return 'more'
  const { last, length } = readMark(client, 0)
  if (!last || length < 40 || length > 1 << 21 || length % 4 !== 0) return 'no'
  const head = client.subarray(MARK)
  // Message type and version of RPC stand before everything else.
  const fixed = [0, 0, 0, 0, 0, 0, 0, 2]
  if (head.subarray(4, 12).some((octet, i) => octet !== fixed[i])) return 'no'
  if (
    head.length >= 16 &&
    !takes(((head[12]! << 24) | (head[13]! << 16) | (head[14]! << 8) | head[15]!) >>> 0)
  )
    return 'no'
  if (head.length < Math.min(length, 700)) return 'more'
  return readCall(head) === null ? 'no' : 'yes'
}
