/** HL7 FHIR R4 over HTTP: JSON bodies of `application/fhir+json`, made-up content only. */
import { bytes } from './bytes.ts'
import { request, response } from './http.ts'

const TYPE = 'application/fhir+json'

export interface Device {
  readonly id: string
  readonly manufacturer: string
  readonly model: string
  readonly serial?: string
  readonly version?: string
}

/** The body of a Device resource (R4 section 8.11). */
export const device = (d: Device): Uint8Array =>
  json({
    resourceType: 'Device',
    id: d.id,
    manufacturer: d.manufacturer,
    ...(d.serial === undefined ? {} : { serialNumber: d.serial }),
    deviceName: [{ name: d.model, type: 'model-name' }],
    modelNumber: d.model,
    ...(d.version === undefined ? {} : { version: [{ value: d.version }] }),
  })

export interface Observation {
  readonly device: string
  readonly patient: string
  /** A LOINC code. */
  readonly code: string
  readonly value: number
  readonly unit: string
  /** ISO 8601. */
  readonly at: string
}

/** The body of an Observation resource (R4 section 10.1). */
export const observation = (o: Observation): Uint8Array =>
  json({
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: o.code }] },
    subject: { reference: `Patient/${o.patient}` },
    device: { reference: `Device/${o.device}` },
    effectiveDateTime: o.at,
    valueQuantity: { value: o.value, unit: o.unit },
  })

/** POST of a resource to a server's base. */
export const create = (
  host: string,
  base: string,
  type: string,
  body: Uint8Array,
  userAgent: string,
): Uint8Array =>
  request({
    method: 'POST',
    target: `${base}/${type}`,
    headers: { Host: host, 'User-Agent': userAgent, Accept: TYPE, 'Content-Type': TYPE },
    body,
  })

/** Its answer. */
export const created = (location: string, server: string): Uint8Array =>
  response({ status: 201, headers: { Server: server, Location: location, ETag: 'W/"1"' } })

/** GET of a resource or a search, and its answer. */
export const read = (host: string, target: string, userAgent: string): Uint8Array =>
  request({ method: 'GET', target, headers: { Host: host, 'User-Agent': userAgent, Accept: TYPE } })
export const resource = (body: Uint8Array, server: string): Uint8Array =>
  response({ status: 200, headers: { Server: server, 'Content-Type': `${TYPE};charset=utf-8` }, body })

const json = (value: unknown): Uint8Array => bytes(JSON.stringify(value))
