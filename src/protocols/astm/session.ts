/** Follows both sides of a line between instrument and information system, and keeps nothing of it but headers. */
import { latin1 } from '../../wire/text.ts'
import type { StreamReport, StreamSession, StreamSide } from '../protocol.ts'
import { ENQ, EOT, type Frame, frameAt, STX } from './frame.ts'
import { type Header, MOST_HEADER, readHeader } from './header.ts'
import { reportSenders } from './senders.ts'

/** Different senders of one side that are told of. */
const MOST_SENDERS = 32
/** A frame's text may be 64,000 octets long (LIS01-A2 section 6.3.1.2); longer ones are passed over. */
const MOST_FRAME = 65_000

interface Line {
  /** Of the record being joined; only headers are, the rest of any other is dropped as it comes. */
  header: string | null
  /** Within a record that is no header. */
  passing: boolean
  /** What there is of a patient record, until it is told; `null` in any other. */
  patient: string | null
  number: number
  readonly senders: Map<string, Header>
}

const newLine = (): Line => ({ header: null, passing: false, patient: null, number: -1, senders: new Map() })

export class AstmSession implements StreamSession {
  readonly #to: StreamReport
  readonly #lines: Record<StreamSide, Line> = { client: newLine(), server: newLine() }
  #framing: 'framed' | 'bare' | null = null

  constructor(to: StreamReport) {
    this.#to = to
  }

  data(side: StreamSide, bytes: Uint8Array): number {
    let at = 0
    while (at < bytes.length) {
      const used = bytes[at] === STX ? this.#frame(side, bytes.subarray(at)) : this.#between(side, bytes, at)
      if (used === 0) break
      at += used
    }
    return at
  }

  gap(side: StreamSide): void {
    const line = this.#lines[side]
    line.header = null
    line.passing = true
    line.number = -1
  }

  end(): void {
    for (const side of ['client', 'server'] as const) {
      const senders = [...this.#lines[side].senders.values()]
      if (senders.length > 0) this.#to.observe(side, 'astm.framing', this.#framing)
      reportSenders(senders, side, this.#to)
    }
  }

  /** Octets used of what begins with STX; 0 while the frame is not whole. */
  #frame(side: StreamSide, bytes: Uint8Array): number {
    const frame = frameAt(bytes)
    if (frame === 'more') return bytes.length > MOST_FRAME ? bytes.length : 0
    if (frame === 'none') return 1
    this.#framing ??= 'framed'
    this.#take(side, frame)
    return frame.length
  }

  #take(side: StreamSide, frame: Frame): void {
    const line = this.#lines[side]
    if (!frame.sound) {
      this.#to.oddity('astm.checksum')
      return
    }
    // Sent again because it was not acknowledged.
    if (frame.number === line.number) return
    line.number = frame.number
    this.#records(side, frame.text)
  }

  /** Handshakes between frames; where none are used, the records themselves. */
  #between(side: StreamSide, bytes: Uint8Array, from: number): number {
    const next = bytes.indexOf(STX, from)
    const part = bytes.subarray(from, next < 0 ? bytes.length : next)
    // A new transfer counts its frames anew.
    if (part.some((octet) => octet === EOT || octet === ENQ)) this.#lines[side].number = -1
    if (this.#framing === null && part.some((octet) => octet >= 0x20)) this.#framing = 'bare'
    if (this.#framing === 'bare') this.#records(side, latin1.decode(part))
    return part.length
  }

  /** Records end with a carriage return; they may go on in the next frame. */
  #records(side: StreamSide, text: string): void {
    const line = this.#lines[side]
    const parts = text.split('\r')
    for (const [i, part] of parts.entries()) {
      if (line.header === null && !line.passing) begin(line, part)
      else if (line.header !== null && line.header.length < MOST_HEADER) line.header += part
      this.#patient(side, line, part)
      if (i < parts.length - 1) this.#finish(line)
    }
  }

  /** A patient record, once enough of it is there to tell that it names somebody; never whom. */
  #patient(side: StreamSide, line: Line, part: string): void {
    if (line.patient === null) return
    line.patient = (line.patient + part).slice(0, MOST_PATIENT)
    if (!PATIENT.test(line.patient)) return
    line.patient = null
    if (this.#control(line)) return
    this.#to.observe(side, 'astm.patient-data', 'named', true)
    this.#to.observe(side === 'client' ? 'server' : 'client', 'astm.patient-data-received', 'named', false)
  }

  /** What the latest header announces is quality control, training or debugging. */
  #control(line: Line): boolean {
    return /^[QTD]/.test([...line.senders.values()].at(-1)?.processing ?? '')
  }

  #finish(line: Line): void {
    const header = line.header === null ? null : readHeader(line.header.slice(0, MOST_HEADER))
    line.header = null
    line.passing = false
    line.patient = null
    if (header === null) return
    if (header.password !== '') this.#to.credential({ user: null, password: header.password, accepted: null })
    if (line.senders.size < MOST_SENDERS) line.senders.set(header.sender, header)
  }
}

/** Line feeds and handshakes before a record are none of it. */
function begin(line: Line, part: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: handshakes are control characters
  const text = part.replace(/^[\x00-\x1f]+/, '')
  if (text === '') return
  if (text.startsWith('H')) line.header = text
  else line.passing = true
  line.patient = text.startsWith('P') ? '' : null
}

/** Characters of a patient record that are looked at. */
const MOST_PATIENT = 256
/** A patient record with more than its number (LIS2-A2 section 7). */
const PATIENT = /^P([|^\\&!~])\d{0,4}\1.{0,200}[A-Za-z0-9]/
