/**
 * FHIR (HL7 FHIR R5; R4 and STU3 alike) over HTTP in the clear: devices that a party states, and the software of the
 * server. Of every other resource only the type is taken over; persons, orders and results are not read.
 */
import { decodeText } from '../../wire/lines.ts'
import type { About, Protocol, Report, StreamSide } from '../protocol.ts'
import { fhirFields } from './fields.ts'
import { contained, type Element, type Resource, readResource } from './resource.ts'

type To = Report<StreamSide>

/** Entries of one bundle that are looked at. */
const MAX_ENTRIES = 200
const MAX_TEXT = 120

export const fhir = {
  name: 'fhir',
  title: 'Fast Healthcare Interoperability Resources (HL7 FHIR) over HTTP',
  fields: fhirFields,
  payload: {
    name: 'fhir',
    mediaTypes: [
      'application/fhir+json',
      'application/fhir+xml',
      'application/json+fhir', // STU2
      'application/xml+fhir',
      'application/json',
      'application/xml',
      'text/xml',
    ],
    most: { request: 16_384, response: 32_768 },
    read,
  },
} satisfies Protocol & { payload: unknown }

function read(body: Uint8Array, from: StreamSide, to: To): boolean {
  const resource = readResource(decodeText(body))
  if (resource === null) return false
  reportResource(resource, from, to)
  if (resource.type === 'Bundle')
    for (const entry of resource.children('entry').slice(0, MAX_ENTRIES))
      for (const inner of contained(entry)) reportResource(inner, from, to)
  return true
}

function reportResource(resource: Resource, from: StreamSide, to: To): void {
  to.observe(from, 'fhir.resource', resource.type)
  if (resource.type === 'Device') reportDevice(resource, from, to)
  else if (resource.type === 'CapabilityStatement' || resource.type === 'Conformance')
    reportServer(resource, from, to)
}

/** Only a statement of kind `instance` is about the server itself, not about what could be. */
function reportServer(statement: Resource, from: StreamSide, to: To): void {
  if ((word(statement, 'kind') ?? 'instance') !== 'instance') return
  to.observe(from, 'fhir.version', /^\d[\w.-]{0,20}$/.exec(word(statement, 'fhirVersion') ?? '')?.[0] ?? null)
  to.observe(from, 'fhir.publisher', word(statement, 'publisher'))
  const [software] = statement.children('software')
  const name = software === undefined ? null : word(software, 'name')
  if (software !== undefined && name !== null)
    to.observe(from, 'fhir.software', `${name}|${word(software, 'version') ?? ''}`)
}

/** The sender speaks for the device: as its server, its gateway, or its phone. */
function reportDevice(device: Resource, from: StreamSide, to: To): void {
  const serial = word(device, 'serialNumber')
  const model = word(device, 'modelNumber') ?? word(device, 'model')
  const names = modelNames(device)
  const eui64 = eui64Of(device)
  const key = keyOf(eui64, serial, model ?? names[0] ?? null)
  if (key === null) return
  const about: About<StreamSide> = { behind: from, device: key }
  const say = (field: keyof typeof fhirFields, value: string | null) => to.observe(about, field, value, true)
  say('fhir.manufacturer', word(device, 'manufacturer'))
  for (const name of names) say('fhir.device-name', name)
  say('fhir.model-number', model)
  say('fhir.part-number', word(device, 'partNumber'))
  say('fhir.serial', serial)
  for (const version of versions(device)) say('fhir.device-version', version)
  for (const carrier of device.children('udiCarrier').slice(0, 2))
    say('fhir.udi', word(carrier, 'carrierHRF') ?? word(carrier, 'deviceIdentifier'))
  for (const type of device.children('type').slice(0, 4))
    for (const coding of type.children('coding').slice(0, 4)) say('fhir.device-type', codeOf(coding))
  say('fhir.eui64', eui64)
}

function keyOf(eui64: string | null, serial: string | null, model: string | null): string | null {
  if (eui64 !== null) return `eui64:${eui64}`
  if (serial !== null) return `serial:${serial}`
  return model === null ? null : `model:${model}@`
}

/** Kinds of names that a maker or a registry gives; patients and wards name devices too. */
const MODEL_NAMES: ReadonlySet<string> = new Set([
  'model-name',
  'manufacturer-name',
  'udi-label-name',
  'registered-name',
])

function modelNames(device: Resource): string[] {
  // R4 says `deviceName[].name`, R5 `name[].value`.
  const given = [
    ...device.children('deviceName').map((n) => [word(n, 'type'), word(n, 'name')] as const),
    ...device.children('name').map((n) => [word(n, 'type'), word(n, 'value')] as const),
  ]
  return given
    .flatMap(([type, name]) => (type !== null && name !== null && MODEL_NAMES.has(type) ? [name] : []))
    .slice(0, 4)
}

/** `kind|value`: R4 and R5 have a kind for each, STU3 has a bare text. */
function versions(device: Resource): string[] {
  const bare = device.texts('version').map((value) => `|${value}`)
  const typed = device.children('version').flatMap((version) => {
    const value = word(version, 'value')
    return value === null ? [] : [`${kindOf(version) ?? ''}|${value}`]
  })
  return [...bare, ...typed].slice(0, 8)
}

function kindOf(version: Element): string | null {
  const [type] = version.children('type')
  if (type === undefined) return null
  const [coding] = type.children('coding')
  return (
    (coding === undefined ? null : (word(coding, 'code') ?? word(coding, 'display'))) ?? word(type, 'text')
  )
}

function codeOf(coding: Element): string | null {
  const code = /^[\w.-]{1,40}$/.exec(word(coding, 'code') ?? '')?.[0]
  return code === undefined
    ? null
    : `${/^[\w:/.-]{1,80}$/.exec(word(coding, 'system') ?? '')?.[0] ?? ''}|${code}`
}

/** The system of EUI-64 identifiers (HL7 personal health device implementation guide). */
const EUI64 = 'urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680'

function eui64Of(device: Resource): string | null {
  for (const identifier of device.children('identifier').slice(0, 8)) {
    const hex = (word(identifier, 'value') ?? '').replace(/[-:]/g, '').toLowerCase()
    if (word(identifier, 'system') === EUI64 && /^[0-9a-f]{16}$/.test(hex)) return hex
  }
  return null
}

/** The first text of a name, if it is short enough to be one. */
function word(element: Element, name: string): string | null {
  const text = element.texts(name)[0]?.trim() ?? ''
  return text === '' || text.length > MAX_TEXT ? null : text
}
