/** What one message says of one device. */
import type { FieldName } from '../../model/observation.ts'
import type { About, StreamReport, StreamSide } from '../protocol.ts'
import { eui64Of } from './eui64.ts'
import type { Application } from './header.ts'
import type { Property } from './mdc.ts'
import type { Segment } from './segment.ts'

/** An entity identifier (HL7 2.9 section 2A.3.30): `id` within `namespace`, or within `universal`, which is of `type`. */
interface Equipment {
  readonly id: string
  readonly universal: string
  readonly joined: string
}

type Level = 'device' | 'subsystem'

const FIELDS: Readonly<Record<Property, FieldName>> = {
  model: 'hl7.model',
  modelNumber: 'hl7.model-number',
  manufacturer: 'hl7.manufacturer',
  serial: 'hl7.serial',
  partNumber: 'hl7.part-number',
  softwareVersion: 'hl7.software-version',
  firmwareVersion: 'hl7.firmware-version',
  hardwareVersion: 'hl7.hardware-version',
  systemId: 'hl7.system-id',
  timeSync: 'hl7.time-sync',
  udi: 'hl7.udi',
  deviceType: 'hl7.device-type',
}

/** Names under which one device has several equipment instances (model, serial number). */
const MAX_NAMES = 4
/** What senders write for want of an identifier. */
const NO_ID = /^(?:0+|-+|\?+|n\/?a|none|null|unknown|undefined|not available|default)$/i
/** GS1, HIBCC and ICCBBA write device identifiers so (FDA, UDI formats by issuing agency). */
const UDI = /^(?:\(01\)\d{14}|\+[A-Z][A-Z0-9]{5,}\/|=\/?\d)/

export class DeviceFacts {
  /** It was named in terms of ISO/IEEE 11073. */
  isPcd = false
  private types: string[] = []
  private readonly parts = new Set<string>()
  private readonly names: Equipment[] = []
  /** By property: of the device itself, else of its subsystems as long as they agree. */
  private readonly own = new Map<Property, string>()
  private readonly ofParts = new Map<Property, string | null>()
  private ward = ''
  private bed = ''

  isA(level: Level | 'channel', name: string): void {
    if (level === 'device' && !this.types.includes(name)) this.types.push(name)
    else if (level === 'subsystem' && this.parts.size < 8) this.parts.add(name)
  }

  has(property: Property, level: Level, value: string): void {
    if (value === '' || NO_ID.test(value)) return
    if (level === 'device') this.own.set(property, this.own.get(property) ?? value)
    else if (!this.ofParts.has(property)) this.ofParts.set(property, value)
    else if (this.ofParts.get(property) !== value) this.ofParts.set(property, null)
  }

  isCalled(segment: Segment, field: number, repetition: number): void {
    const id = segment.component(field, 1, repetition)
    const joined = segment.joined(field, 4, repetition)
    if (UDI.test(id)) this.has('udi', 'device', id)
    if (UDI.test(id) || joined === '' || this.names.length >= MAX_NAMES) return
    if (this.names.some((n) => n.joined === joined)) return
    this.names.push({
      id: NO_ID.test(id) ? '' : id,
      universal: segment.component(field, 3, repetition),
      joined,
    })
  }

  stands({ ward, bed }: { ward: string; bed: string }): void {
    if (this.ward === '') this.ward = ward
    if (this.bed === '') this.bed = bed
  }

  /**
   * The sender's own EUI-64 without an identifier within it, or the sender's own name; an analyser goes by its model
   * there (IHE LAW), a gateway of 11073 devices numbers them under its own name.
   */
  isSender(sender: Application | null): boolean {
    if (sender === null) return false
    const name = sender.name.split('^')[0] ?? ''
    return this.names.some(({ id, universal, joined }) => {
      const eui = eui64Of(id) ?? (id === '' ? eui64Of(universal) : null)
      if (eui !== null && eui === sender.eui64) return true
      const words = this.isPcd ? [id] : joined.split('^')
      return name !== '' && words.some((word) => word.toLowerCase() === name.toLowerCase())
    })
  }

  /** What tells it apart behind its gateway; `null` if the message does not say. */
  key(): string | null {
    const eui = this.euis()[0]
    if (eui !== undefined) return `eui64:${eui}`
    const id = this.names.find((n) => n.id !== '')?.id ?? this.value('systemId') ?? this.value('serial')
    if (id !== null && id !== undefined) return `serial:${id.replaceAll('^', ' ')}`
    const what = this.value('model') ?? this.value('modelNumber') ?? this.types[0]
    if (what === undefined || what === null) return null
    return `model:${what}@${[this.ward, this.bed].filter((part) => part !== '').join('/')}`
  }

  report(about: About<StreamSide>, to: StreamReport): void {
    const say = (field: FieldName, value: string | null) => to.observe(about, field, value, true)
    for (const type of this.types) say('hl7.mdc-device', type)
    for (const part of this.parts) say('hl7.mdc-subsystem', part)
    for (const { joined } of this.names) say('hl7.equipment', joined)
    for (const { universal, id } of this.names) say('hl7.equipment-eui64', eui64Of(id) ?? eui64Of(universal))
    for (const property of Object.keys(FIELDS) as Property[]) say(FIELDS[property], this.value(property))
    say('hl7.ward', this.ward)
    say('hl7.bed', this.bed)
  }

  /** EUI-64s that name the device rather than the authority that numbered it. */
  private euis(): string[] {
    const named = this.names.map(
      ({ id, universal }) => eui64Of(id) ?? (id === '' ? eui64Of(universal) : null),
    )
    return [...named, eui64Of(this.value('systemId') ?? '')].filter((eui) => eui !== null)
  }

  private value(property: Property): string | null {
    return this.own.get(property) ?? this.ofParts.get(property) ?? null
  }
}
