/**
 * One direction of an association: PDUs in, their parts out. Values of messages come in fragments spread over PDUs
 * and segments in any way (PS3.8 annex E); what nobody wants to see is skipped, by whole PDUs where it can be.
 */
import { Cursor } from '../../wire/cursor.ts'
import { ASSOCIATE_FIXED, findCommand, IS_COMMAND, IS_LAST, PDU, PDU_HEADER, PDV_HEADER, u32 } from './pdu.ts'

export interface MessageHandler {
  /** The fixed part of A-ASSOCIATE-RQ (1) or -AC (2). */
  associate(type: number, fixed: Uint8Array): void
  /** A variable item of it. */
  item(type: number, body: Uint8Array): void
  /** All of it was seen. */
  associated(type: number): void
  /** A-ASSOCIATE-RJ, A-RELEASE-RQ, -RP or A-ABORT, behind the header. */
  control(type: number, body: Uint8Array): void
  /** A whole command set. */
  command(context: number, bytes: Uint8Array): void
  /** Is the data set of this context, which begins now, to be shown? */
  wantsData(context: number): boolean
  /** A piece of it; `false`: nothing more of it is wanted. */
  data(bytes: Uint8Array): boolean
  /** It is over. */
  dataEnd(): void
  oddity(name: string): void
}

/** Longest item waited for; only identity tokens are longer, and nobody reads them. */
const MAX_ITEM = 32_768
/** Longest command set put together; they have some hundred octets. */
const MAX_COMMAND = 8192

type Phase = 'header' | 'fixed' | 'items' | 'values' | 'value' | 'lost'

export class MessageReader {
  private readonly handler: MessageHandler
  private phase: Phase = 'header'
  private type = 0
  private pduLeft = 0
  private valueLeft = 0
  private context = 0
  private control = 0
  private fragments: Uint8Array[] = []
  private fragmentBytes = 0
  /** A data set is under way; it is shown while `showing`. */
  private inData = false
  private showing = false

  constructor(handler: MessageHandler) {
    this.handler = handler
  }

  /** Returns how many bytes are done with; more than given skips what is yet to come. */
  read(bytes: Uint8Array): number {
    let at = 0
    while (at < bytes.length) {
      const used = this.step(at === 0 ? bytes : bytes.subarray(at))
      if (used === 0) break
      at += used
    }
    return at
  }

  /** Bytes are missing: the next command is where reading goes on. */
  gap(): void {
    this.endData()
    this.fragments = []
    this.fragmentBytes = 0
    this.phase = 'lost'
  }

  /** Nothing more comes. */
  finish(): void {
    this.endData()
  }

  private step(bytes: Uint8Array): number {
    switch (this.phase) {
      case 'header':
        return this.header(bytes)
      case 'fixed':
        return this.fixed(bytes)
      case 'items':
        return this.item(bytes)
      case 'values':
        return this.valueHeader(bytes)
      case 'value':
        return this.value(bytes)
      case 'lost':
        return this.search(bytes)
    }
  }

  private header(bytes: Uint8Array): number {
    if (bytes.length < PDU_HEADER) return 0
    this.type = bytes[0]!
    this.pduLeft = u32(bytes, 2)
    if (this.type === PDU.data) this.phase = 'values'
    else if (this.type === PDU.associateRequest || this.type === PDU.associateAccept) this.phase = 'fixed'
    else if (this.type >= PDU.associateReject && this.type <= PDU.abort && this.pduLeft === 4)
      return this.short(bytes)
    else {
      this.handler.oddity('dicom.pdu-unknown')
      this.phase = 'lost'
      return this.search(bytes)
    }
    return PDU_HEADER
  }

  private short(bytes: Uint8Array): number {
    if (bytes.length < PDU_HEADER + 4) return 0
    this.handler.control(this.type, bytes.subarray(PDU_HEADER, PDU_HEADER + 4))
    return PDU_HEADER + 4
  }

  private fixed(bytes: Uint8Array): number {
    if (this.pduLeft < ASSOCIATE_FIXED) {
      this.handler.oddity('dicom.associate-short')
      return this.skipPdu()
    }
    if (bytes.length < ASSOCIATE_FIXED) return 0
    this.handler.associate(this.type, bytes.subarray(0, ASSOCIATE_FIXED))
    this.pduLeft -= ASSOCIATE_FIXED
    this.phase = 'items'
    this.endAssociate()
    return ASSOCIATE_FIXED
  }

  private item(bytes: Uint8Array): number {
    if (this.pduLeft < 4) {
      this.handler.oddity('dicom.item-cut')
      return this.skipPdu()
    }
    if (bytes.length < 4) return 0
    const c = new Cursor(bytes)
    const type = c.u8()
    c.skip(1)
    const length = c.u16()
    if (length + 4 > this.pduLeft) {
      this.handler.oddity('dicom.item-cut')
      return this.skipPdu()
    }
    if (length <= MAX_ITEM) {
      if (bytes.length < 4 + length) return 0
      this.handler.item(type, bytes.subarray(4, 4 + length))
    }
    this.pduLeft -= 4 + length
    this.endAssociate()
    return 4 + length
  }

  private endAssociate(): void {
    if (this.pduLeft > 0) return
    this.handler.associated(this.type)
    this.phase = 'header'
  }

  private skipPdu(): number {
    const rest = this.pduLeft
    this.pduLeft = 0
    if (this.phase === 'items') this.handler.associated(this.type)
    this.phase = 'header'
    return rest
  }

  private valueHeader(bytes: Uint8Array): number {
    if (this.pduLeft < PDV_HEADER) {
      if (this.pduLeft > 0) this.handler.oddity('dicom.value-cut')
      this.phase = 'header'
      const rest = this.pduLeft
      this.pduLeft = 0
      return rest === 0 ? this.header(bytes) : rest
    }
    if (bytes.length < PDV_HEADER) return 0
    const length = u32(bytes, 0)
    this.context = bytes[4]!
    this.control = bytes[5]!
    if (length < 2 || length + 4 > this.pduLeft) {
      this.handler.oddity('dicom.value-cut')
      this.gap()
      return PDV_HEADER
    }
    this.valueLeft = length - 2
    this.pduLeft -= length + 4
    this.phase = 'value'
    if ((this.control & IS_COMMAND) === 0 && !this.inData) {
      this.inData = true
      this.showing = this.handler.wantsData(this.context)
    }
    if (this.valueLeft === 0) this.endValue()
    return PDV_HEADER
  }

  private value(bytes: Uint8Array): number {
    const here = Math.min(this.valueLeft, bytes.length)
    let used = here
    if (this.control & IS_COMMAND) this.keep(bytes.subarray(0, here))
    else if (this.showing) this.showing = this.handler.data(bytes.subarray(0, here))
    else used = this.valueLeft
    this.valueLeft -= used
    if (this.valueLeft === 0) this.endValue()
    return used
  }

  private keep(bytes: Uint8Array): void {
    if (this.fragmentBytes + bytes.length > MAX_COMMAND) this.handler.oddity('dicom.command-long')
    else {
      this.fragments.push(bytes.slice())
      this.fragmentBytes += bytes.length
    }
  }

  private endValue(): void {
    this.phase = this.pduLeft > 0 ? 'values' : 'header'
    if ((this.control & IS_LAST) === 0) return
    if ((this.control & IS_COMMAND) === 0) this.endData()
    else {
      const whole = new Uint8Array(this.fragmentBytes)
      let at = 0
      for (const part of this.fragments) {
        whole.set(part, at)
        at += part.length
      }
      this.fragments = []
      this.fragmentBytes = 0
      // A command begins a message: what was left open is over.
      this.endData()
      this.handler.command(this.context, whole)
    }
  }

  private endData(): void {
    if (this.inData) this.handler.dataEnd()
    this.inData = false
    this.showing = false
  }

  /** Passes over what cannot be read up to the next command; its first octets may be all there is yet. */
  private search(bytes: Uint8Array): number {
    const at = findCommand(bytes)
    if (at >= 0) {
      this.phase = 'header'
      return at === 0 ? this.header(bytes) : at
    }
    return Math.max(0, bytes.length - (PDU_HEADER + PDV_HEADER + 7))
  }
}
