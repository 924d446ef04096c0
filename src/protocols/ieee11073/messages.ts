/** The messages of IEEE 11073-20601 annex A in medical device encoding rules: what is read of each. */
import { Cursor } from '../../wire/cursor.ts'
import {
  ATTRIBUTE,
  type Attribute,
  attributesOf,
  nomenclatureCode,
  productionSpecification,
  type Specification,
  systemModel,
} from '../mder.ts'
import { hexOf } from '../printable.ts'
import type { StreamReport, StreamSide } from '../protocol.ts'

/** Choices of the outermost message. */
const ASSOCIATION_REQUEST = 0xe200
const ASSOCIATION_RESPONSE = 0xe300
const PRESENTATION = 0xe700
const CHOICES: readonly number[] = [
  ASSOCIATION_REQUEST,
  ASSOCIATION_RESPONSE,
  0xe400,
  0xe500,
  0xe600,
  PRESENTATION,
]
/** Data protocol that means this standard. */
const THIS_PROTOCOL = 20601
/** Association version 1. */
const VERSION = 0x80000000
/** Choices of a data message within a presentation. */
const CONFIRMED_EVENT = 0x0101
const EVENT = 0x0100
const ATTRIBUTES = 0x0203
/** Event: the configuration is reported. */
const CONFIGURATION = 0x0d1c
/** Attribute: list of specialisations with their versions. */
const SPECIALISATIONS = 0x0a5a
/** Partition of the specialisations, communication infrastructure of personal health devices. */
const HEALTH = 8
const MOST_SPECIALISATIONS = 8

/** Length behind the header; `null` where no message begins. */
export function lengthOf(bytes: Uint8Array): number | null {
  const c = new Cursor(bytes)
  return CHOICES.includes(c.u16()) ? c.u16() : null
}

/** Is it an association, or a presentation whose lengths agree? Nothing else begins a conversation. */
export function isMessage(bytes: Uint8Array): boolean {
  const c = new Cursor(bytes)
  const choice = c.u16()
  const length = c.u16()
  if (choice === ASSOCIATION_REQUEST) {
    if (c.u32() !== VERSION) return false
    c.u32()
    return c.u16() === THIS_PROTOCOL
  }
  if (choice === ASSOCIATION_RESPONSE) return c.u16() < 8 && c.u16() === THIS_PROTOCOL
  return choice === PRESENTATION && length > 8 && c.u16() === length - 2 && isData(c, length)
}

function isData(c: Cursor, length: number): boolean {
  c.u16()
  const kind = c.u16()
  return kind >= 0x0100 && kind <= 0x0402 && c.u16() === length - 8
}

export function reportMessage(message: Uint8Array, side: StreamSide, to: StreamReport): void {
  const c = new Cursor(message)
  const choice = c.u16()
  c.u16()
  if (choice === ASSOCIATION_REQUEST) {
    c.skip(4)
    const protocols = Math.min(c.u16(), 4)
    c.u16()
    to.observe(side, 'ieee11073.message', 'association-request')
    for (let i = 0; i < protocols && !c.missing; i++) reportAssociation(c, side, to)
  } else if (choice === ASSOCIATION_RESPONSE) {
    c.u16()
    to.observe(side, 'ieee11073.message', 'association-response')
    reportAssociation(c, side, to)
  } else if (choice === PRESENTATION) reportData(c, side, to)
}

/** Data protocol and its information: versions, functional units, system type, identifier, configuration. */
function reportAssociation(c: Cursor, side: StreamSide, to: StreamReport): void {
  const protocol = c.u16()
  const info = c.sub(c.u16())
  if (protocol !== THIS_PROTOCOL) return
  info.skip(4 + 2 + 4 + 4)
  const system = info.u32()
  const id = info.view(info.u16())
  const configuration = info.u16()
  if (info.missing) {
    to.oddity('ieee11073.association')
    return
  }
  to.observe(side, 'ieee11073.role', ROLES[system] ?? null)
  if (id.length === 8) to.observe(side, 'ieee11073.system-id', hexOf(id))
  if (configuration > 0) to.observe(side, 'ieee11073.configuration', configuration)
}

const ROLES: Readonly<Record<number, string>> = { 2147483648: 'manager', 8388608: 'agent' }

/** Length, invocation, choice, length, then what was asked for or reported. */
function reportData(c: Cursor, side: StreamSide, to: StreamReport): void {
  c.skip(4)
  const kind = c.u16()
  c.u16()
  if (kind === ATTRIBUTES) {
    c.u16()
    reportAttributes(attributesOf(c), side, to)
  } else if (kind === EVENT || kind === CONFIRMED_EVENT) {
    c.skip(6)
    const event = c.u16()
    c.u16()
    const configuration = c.u16()
    if (c.missing || event !== CONFIGURATION) return
    to.observe(side, 'ieee11073.message', 'configuration')
    to.observe(side, 'ieee11073.configuration', configuration)
  }
}

const SPECIFIED: Readonly<Partial<Record<Specification, `ieee11073.${string}`>>> = {
  'serial-number': 'ieee11073.serial-number',
  'part-number': 'ieee11073.part-number',
  'hardware-revision': 'ieee11073.hardware-revision',
  'software-revision': 'ieee11073.software-revision',
  'firmware-revision': 'ieee11073.firmware-revision',
}

function reportAttributes(attributes: readonly Attribute[], side: StreamSide, to: StreamReport): void {
  for (const [id, value] of attributes) {
    if (id === ATTRIBUTE.model) {
      const { manufacturer, model } = systemModel(value)
      to.observe(side, 'ieee11073.manufacturer', manufacturer)
      to.observe(side, 'ieee11073.model', model)
    } else if (id === ATTRIBUTE.systemId) {
      const octets = new Cursor(value, 2).view(8)
      if (octets.length === 8) to.observe(side, 'ieee11073.system-id', hexOf(octets))
    } else if (id === ATTRIBUTE.productionSpecification) {
      for (const { kind, component, text } of productionSpecification(value)) {
        const field = SPECIFIED[kind]
        if (field !== undefined && component === 0) to.observe(side, field, text)
      }
    } else if (id === SPECIALISATIONS) reportSpecialisations(value, side, to)
  }
}

function reportSpecialisations(value: Uint8Array, side: StreamSide, to: StreamReport): void {
  const c = new Cursor(value)
  const count = Math.min(c.u16(), MOST_SPECIALISATIONS)
  c.u16()
  for (let i = 0; i < count; i++) {
    const term = c.u16()
    c.u16()
    if (!c.missing) to.observe(side, 'ieee11073.specialisation', nomenclatureCode(HEALTH, term))
  }
}
