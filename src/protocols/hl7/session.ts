/** One connection: both directions carry messages, one of them mostly acknowledgements. */
import { digestOf, digestOfBytes } from '../../model/digest.ts'
import type { StreamReport, StreamSession, StreamSide } from '../protocol.ts'
import { Devices } from './devices.ts'
import { type Frames, Framing } from './framing.ts'
import { type Application, messageType, reportHeader, reportSoftware } from './header.ts'
import { type Delimiters, delimitersOf, nameOf, Segment, textOf } from './segment.ts'

/** A gateway keeps its connection for days and names its devices one after the other. */
const FOLLOWED = 16 * 1024 * 1024
/** Segments of devices looked at in one message. */
const MAX_SEGMENTS = 4096

export class Hl7Session implements StreamSession {
  private readonly to: StreamReport
  private readonly speakers: Record<StreamSide, Speaker>

  constructor(to: StreamReport) {
    this.to = to
    to.follow(FOLLOWED)
    const applications: Record<StreamSide, Application | null> = { client: null, server: null }
    this.speakers = {
      client: new Speaker('client', to, applications),
      server: new Speaker('server', to, applications),
    }
  }

  data(side: StreamSide, bytes: Uint8Array): number {
    if (isWide(bytes)) {
      // No sender is known to write UTF-16 outside of SOAP; it is counted so that one would be noticed.
      this.to.oddity('hl7.wide-text')
      this.to.done()
      return bytes.length
    }
    return this.speakers[side].read(bytes)
  }

  gap(side: StreamSide): void {
    this.speakers[side].gap()
  }

  end(): void {
    this.speakers.client.finish()
    this.speakers.server.finish()
  }
}

const isWide = (bytes: Uint8Array): boolean => {
  const at = bytes[0] === 0x0b ? 1 : 0
  return (bytes[at] === 0x4d && bytes[at + 1] === 0) || (bytes[at] === 0 && bytes[at + 1] === 0x4d)
}

/** Keeps the sum over segments exact. */
const CONTENT_MODULUS = 0x1_0000_0000

class Speaker implements Frames {
  private readonly side: StreamSide
  private readonly to: StreamReport
  private readonly applications: Record<StreamSide, Application | null>
  private readonly framing = new Framing()
  /** How the message being read is written; `null` between messages. */
  private by: Delimiters | null = null
  private devices: Devices | null = null
  private segments = 0
  private softwares = 0
  private inBlock = false
  /** The message being read is for training or debugging (MSH-11). */
  private testing = false
  /** Header of the message being read, and a sum over what follows it. */
  private message: Segment | null = null
  private content = 0

  constructor(side: StreamSide, to: StreamReport, applications: Record<StreamSide, Application | null>) {
    this.side = side
    this.to = to
    this.applications = applications
  }

  read(bytes: Uint8Array): number {
    return this.framing.read(bytes, this)
  }

  gap(): void {
    this.finish()
    this.framing.gap()
  }

  begin(): void {
    if (this.by !== null) this.to.oddity('hl7.no-end-block')
    this.finish()
    this.inBlock = true
  }

  end(): void {
    this.finish()
    this.inBlock = false
  }

  segment(line: Uint8Array): void {
    const name = nameOf(line)
    if (this.to.watched && name !== 'MSH')
      this.content = (this.content * 31 + digestOfBytes(line)) % CONTENT_MODULUS
    if (name === 'MSH' || name === 'FHS' || name === 'BHS') this.header(line, name)
    else if (this.by !== null && READ.has(name) && ++this.segments <= MAX_SEGMENTS)
      this.body(new Segment(textOf(line), this.by), name)
  }

  private body(segment: Segment, name: string): void {
    if (segment.name !== name) this.to.oddity('hl7.other-separator')
    else if (name === 'PID') this.patient(segment)
    else if (name === 'MSA') this.acknowledged(segment)
    else if (name === 'SFT') reportSoftware(segment, this.softwares++, this.side, this.to)
    else this.devices?.add(segment)
  }

  /** That a message of production orders what is to be given. */
  private order(type: string | null): void {
    if (this.testing || type === null || !ORDERS.test(type)) return
    this.to.observe(this.side, 'hl7.orders', type, true)
    this.to.observe(this.side === 'client' ? 'server' : 'client', 'hl7.orders-received', type, false)
  }

  /** That a message of production names a patient; never which. */
  private patient(pid: Segment): void {
    if (this.testing || !(pid.isFilled(3) || pid.isFilled(5))) return
    this.to.observe(this.side, 'hl7.patient-data', 'named', true)
    this.to.observe(this.side === 'client' ? 'server' : 'client', 'hl7.patient-data-received', 'named', false)
  }

  private acknowledged(segment: Segment): void {
    const code = acknowledgement(segment)
    this.to.observe(this.side, 'hl7.acknowledges', code)
    // Who sent what is answered is the actor.
    if (code !== null)
      this.to.event(this.side === 'client' ? 'server' : 'client', {
        kind: 'hl7-answer',
        refused: code[1] !== 'A',
      })
  }

  /** The message is whole: who sent what kind, and whether it is the same as another. */
  private told(): void {
    const header = this.message
    this.message = null
    if (header === null || !this.to.watched) return
    const type = messageType(header)
    const from = this.applications[this.side]
    if (type === null || type.startsWith('ACK')) return
    const control = header.component(10, 1)
    this.to.event(this.side, {
      kind: 'hl7-message',
      type,
      sender: from === null ? null : digestOf(`${from.name}|${from.facility}`),
      control: control === '' ? null : digestOf(control),
      content: this.content,
    })
  }

  finish(): void {
    this.told()
    this.devices?.report(this.side, this.to, this.applications[this.side])
    this.devices = null
    this.by = null
    this.segments = 0
    this.softwares = 0
  }

  private header(line: Uint8Array, name: string): void {
    this.finish()
    const text = textOf(line)
    this.by = delimitersOf(text)
    if (this.by === null) this.to.oddity('hl7.bad-header')
    if (this.by === null || name !== 'MSH') return
    if (!this.inBlock) this.to.oddity('hl7.no-start-block')
    const header = new Segment(text, this.by)
    const application = reportHeader(header, this.side, this.to, this.applications)
    this.applications[this.side] = application
    this.devices = new Devices(header)
    this.testing = /^[TD]/.test(header.component(11, 1))
    this.order(messageType(header))
    this.message = header
    this.content = 0
  }
}

/** Segments that tell of systems and devices; every other is passed over unread. */
const READ: ReadonlySet<string> = new Set(['SFT', 'MSA', 'OBR', 'OBX', 'PRT', 'PV1', 'EQU', 'PID'])

/** Messages that say what is to be given: IHE PCD-03 and the pharmacy orders of chapter 4A. */
const ORDERS = /^(?:RGV\^O15|RDE\^O(?:11|25|01)|RDS\^O13|RAS\^O17|OMP\^O09)$/

/** HL7 table 0008. */
const acknowledgement = (msa: Segment): string | null => {
  const code = msa.component(1, 1)
  return /^[AC][AER]$/.test(code) ? code : null
}
