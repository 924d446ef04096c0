/**
 * The devices that a message speaks for: those of IHE PCD messages, with their ISO/IEEE 11073 containment in OBX-4
 * (device.subsystem.channel.metric), and the equipment that OBX-18, PRT and EQU name.
 *
 * The sender is the device itself where the message says so: it is named by the same EUI-64, or by the same name, in
 * MSH-3. Otherwise the sender is a gateway and the device stands behind it.
 */
import type { About, StreamReport, StreamSide } from '../protocol.ts'
import { DeviceFacts } from './device-facts.ts'
import type { Application } from './header.ts'
import { ATTRIBUTES, type Attribute, type Term, termOf } from './mdc.ts'
import type { Segment } from './segment.ts'

/** Devices of one message; the largest gateways send one message a device. */
const MAX_DEVICES = 256
/** A profile or a code that makes the message one of devices. */
const PCD_PROFILE = /IHE[ _]PCD|1\.3\.6\.1\.4\.1\.19376\.1\.6/i

export class Devices {
  private readonly byOrdinal = new Map<string, DeviceFacts>()
  private readonly isPcd: boolean
  private place: { ward: string; bed: string } = { ward: '', bed: '' }
  /** Counts orders, since each begins its own containment where it names a device again. */
  private order = 0
  private last: DeviceFacts | null = null

  constructor(msh: Segment) {
    this.isPcd = PCD_PROFILE.test(`${msh.joined(21, 4)} ${msh.joined(21, 4, 1)}`)
  }

  add(segment: Segment): void {
    if (segment.name === 'OBR') {
      this.order++
      this.last = null
    } else if (segment.name === 'PV1') {
      const [ward, bed] = [segment.component(3, 1), segment.component(3, 3)]
      this.place = { ward: placeWord(ward), bed: placeWord(bed) }
    } else if (segment.name === 'OBX') this.observation(segment)
    else if (segment.name === 'PRT') this.participation(segment)
    else if (segment.name === 'EQU') this.equipment(segment)
  }

  report(side: StreamSide, to: StreamReport, sender: Application | null): void {
    for (const device of this.byOrdinal.values()) {
      if (device.isPcd || this.isPcd) device.stands(this.place)
      const key = device.key()
      if (key === null && !device.isSender(sender)) continue
      const about: About<StreamSide> =
        key === null || device.isSender(sender) ? side : { behind: side, device: key }
      device.report(about, to)
    }
  }

  private observation(obx: Segment): void {
    const term = termOf(obx)
    if (term === null) this.labEquipment(obx)
    else this.deviceObservation(obx, term)
  }

  private deviceObservation(obx: Segment, term: Term): void {
    const [, mds = '1', vmd = '0', channel = '0'] =
      /^(\d{1,6})(?:\.(\d{1,6}))?(?:\.(\d{1,6}))?/.exec(obx.component(4, 1)) ?? []
    const level = Number(vmd) === 0 ? 'device' : Number(channel) === 0 ? 'subsystem' : 'channel'
    if (level === 'channel' && term.kind !== 'attribute') return
    const device = this.device(mds, term.kind === 'device' && level === 'device')
    if (device === null) return
    device.isPcd = true
    if (term.kind === 'device') device.isA(level, term.name)
    else if (term.kind === 'attribute' && level !== 'channel')
      device.has(ATTRIBUTES[term.name as Attribute], level, valueIn(obx))
    if (level === 'device') for (let i = 0; i < obx.repetitions(18, 2); i++) device.isCalled(obx, 18, i)
    this.last = device
  }

  /** Equipment behind a result of another coding system: an analyser's. */
  private labEquipment(obx: Segment): void {
    const named = obx.repetitions(18, 3)
    if (named === 0) return
    const device = this.device(`equipment ${obx.joined(18, 4)}`, false)
    for (let i = 0; i < named; i++) device?.isCalled(obx, 18, i)
  }

  /** PRT-4 says in which role; only equipment is read (HL7 2.9 section 7.3.4, table 0912). */
  private participation(prt: Segment): void {
    if (prt.component(4, 1).toUpperCase() !== 'EQUIP') return
    const device = this.last ?? this.device(`equipment ${prt.joined(10, 4)}`, false)
    if (device === null) return
    for (let i = 0; i < prt.repetitions(10, 2); i++) device.isCalled(prt, 10, i)
    device.has('udi', 'device', prt.component(16, 1))
    device.has('serial', 'device', prt.component(20, 1))
    device.has('deviceType', 'device', prt.joined(22, 3))
    if (prt.isFilled(9))
      device.stands({ ward: placeWord(prt.component(9, 1)), bed: placeWord(prt.component(9, 3)) })
  }

  /** Laboratory automation (HL7 2.9 section 13.4.1): the equipment itself or its controller speaks. */
  private equipment(equ: Segment): void {
    const device = this.device(`equipment ${equ.joined(1, 4)}`, false)
    device?.isCalled(equ, 1, 0)
  }

  /** The device of an ordinal in this order; `starts`: its top level is stated here. */
  private device(ordinal: string, starts: boolean): DeviceFacts | null {
    const key = ordinal.startsWith('equipment')
      ? ordinal
      : `${starts ? this.order : this.orderOf(ordinal)} ${ordinal}`
    const known = this.byOrdinal.get(key)
    if (known !== undefined) return known
    if (this.byOrdinal.size >= MAX_DEVICES) return null
    const made = new DeviceFacts()
    this.byOrdinal.set(key, made)
    return made
  }

  /** The order in which this ordinal was last named: metrics may stand in a later order than their device. */
  private orderOf(ordinal: string): number {
    for (let order = this.order; order >= 0 && order > this.order - 8; order--)
      if (this.byOrdinal.has(`${order} ${ordinal}`)) return order
    return this.order
  }
}

/** OBX-5: text, number, or the text of a coded value. */
function valueIn(obx: Segment): string {
  const type = obx.component(2, 1)
  if (type === 'CWE' || type === 'CE' || type === 'CNE') return obx.component(5, 2) || obx.component(5, 1)
  return type === 'EI' ? obx.joined(5, 4) : obx.component(5, 1)
}

/** A ward or bed as signs spell them; anything longer or odder is not one. */
const placeWord = (text: string): string => (/^[\p{L}\d][\p{L}\d ._/+-]{0,19}$/u.test(text) ? text : '')
