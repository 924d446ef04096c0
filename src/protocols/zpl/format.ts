/** What a client sends to a label printer: formats between ^XA and ^XZ, queries, and Set-Get-Do commands. */
import { latin1 } from '../../wire/text.ts'
import { PatientWords } from '../patient-words.ts'
import type { StreamReport } from '../protocol.ts'

/** Longest Set-Get-Do command looked at, octets. */
const MAX_COMMAND = 300
/** Answers waited for at most. */
const MAX_ASKED = 32
/** Commands of one connection that are looked at. */
const MAX_COMMANDS = 500

const CARET = 0x5e
const TILDE = 0x7e
const BANG = 0x21
const SET_GET_DO = /^! U1 (getvar|setvar|do) "([a-z][\w.]{1,60})"/
/** Commands that last: reset, defaults and saving (^JU), password (^KP), power-on reset (~JR). */
const CONTROL: readonly string[] = ['^JU', '^KP', '~JR']

export class FormatReader {
  private readonly to: StreamReport
  /** Names of variables asked for, oldest first; the answers come in this order. */
  private readonly asked: string[]
  private inLabel = false
  private left = MAX_COMMANDS
  private readonly words = new PatientWords()

  constructor(to: StreamReport, asked: string[]) {
    this.to = to
    this.asked = asked
  }

  /** As a stream session's `data`. */
  read(bytes: Uint8Array): number {
    let at = 0
    while (at < bytes.length) {
      const next = this.inLabel ? this.pass(bytes, at) : this.next(bytes, at)
      if (next === at) return at
      at = next
    }
    return at
  }

  /** Passes over a label up to ^XZ. */
  private pass(bytes: Uint8Array, at: number): number {
    const found = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf('^XZ', at, 'latin1')
    const end = found < 0 ? Math.max(at, bytes.length - 2) : found
    if (this.words.read(bytes.subarray(at, end)))
      this.to.observe('server', 'zpl.patient-data', 'named', false)
    if (found < 0) return end
    this.inLabel = false
    return found + 3
  }

  private next(bytes: Uint8Array, at: number): number {
    const lead = bytes[at]
    if (lead === BANG) return this.setGetDo(bytes, at)
    if (lead !== CARET && lead !== TILDE) return at + 1
    if (bytes.length - at < 5) return at
    if (--this.left <= 0) this.to.done()
    const word = latin1.decode(bytes.subarray(at, at + 5)).toUpperCase()
    const command = word.slice(0, 3)
    if (command === '^XA') this.label()
    else if (command === '~HQ')
      this.to.observe('client', 'zpl.request', /^~HQ[A-Z]{2}$/.exec(word)?.[0] ?? null)
    else if (/^[~^]H[A-Z]$/.test(command)) this.to.observe('client', 'zpl.request', command)
    else if (CONTROL.includes(command)) this.to.observe('client', 'zpl.control', command)
    return at + 3
  }

  private label(): void {
    this.inLabel = true
    this.to.observe('server', 'zpl.label', 'sent', false)
  }

  private setGetDo(bytes: Uint8Array, at: number): number {
    const end = bytes.indexOf(10, at)
    if (end < 0 && bytes.length - at < MAX_COMMAND) return at
    const line = latin1.decode(bytes.subarray(at, end < 0 ? at + MAX_COMMAND : end))
    const [, verb, name = ''] = SET_GET_DO.exec(line) ?? []
    if (verb === undefined) return at + 1
    if (--this.left <= 0) this.to.done()
    if (verb === 'getvar') {
      if (this.asked.length < MAX_ASKED) this.asked.push(name)
      this.to.observe('client', 'zpl.request', 'getvar')
    } else this.to.observe('client', 'zpl.control', `${verb} ${name}`)
    return end < 0 ? at + MAX_COMMAND : end + 1
  }
}
