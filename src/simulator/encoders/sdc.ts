/**
 * Service-oriented device connectivity (ISO/IEEE 11073-20702, -10207, -20701) over DPWS 1.1: what a medical device
 * announces, and its metadata (WS-Transfer Get). Discovery messages are those of `ws-discovery.ts`.
 */
import { element, envelope } from './soap.ts'
import { DPWS, MDPWS, type Target } from './ws-discovery.ts'

/** Where a device stands (11073-20701 section 9.4). */
export interface Place {
  readonly facility: string
  readonly building?: string
  readonly floor?: string
  readonly unit: string
  readonly room?: string
  readonly bed?: string
}

export interface Device {
  readonly endpoint: string
  readonly url: string
  readonly place?: Place
  /** Code of the device's kind in the nomenclature of 11073-10101, such as 70001 for a ventilator. */
  readonly kind: number
  readonly manufacturer: string
  readonly model: string
  readonly modelNumber?: string
  readonly friendlyName: string
  readonly firmware: string
  readonly serial: string
}

/** Says who and where the device is, for `wsDiscovery.hello` and its answers. */
export const target = (d: Device): Target => ({
  endpoint: d.endpoint,
  types: ['dpws:Device', 'mdpws:MedicalDevice'],
  prefixes: { dpws: DPWS, mdpws: MDPWS },
  scopes: [
    'sdc.mds.pkp:1.2.840.10004.20701.1.1',
    ...(d.place === undefined ? [] : [locationScope(d.place)]),
    `sdc.cdc.type:///${d.kind}`,
  ],
  addresses: [d.url],
})

function locationScope(p: Place): string {
  const { facility, building, floor, unit, room, bed } = p
  const parts = { fac: facility, bldng: building, poc: unit, flr: floor, rm: room, bed }
  const named = Object.entries(parts).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${encodeURIComponent(value)}`],
  )
  const path = [facility, building, floor, unit, room, bed]
    .map((v) => encodeURIComponent(v ?? ''))
    .join('%2F')
  return `sdc.ctxt.loc:/sdc.ctxt.loc.detail/${path}?${named.join('&')}`
}

const GET = 'http://schemas.xmlsoap.org/ws/2004/09/transfer/Get'
const EXCHANGE = 'http://schemas.xmlsoap.org/ws/2004/09/mex'

/** The body of the request for metadata. */
export const getMetadata = (d: Pick<Device, 'endpoint'>, messageId: string): Uint8Array =>
  envelope({ edition: '2009', action: GET, messageId, to: d.endpoint, body: '' })

/** The body of its answer: ThisModel and ThisDevice (DPWS 1.1 sections 5.1 and 5.2). */
export function metadata(d: Device, messageId: string, relatesTo: string): Uint8Array {
  const model = [
    element('dpws:Manufacturer', d.manufacturer),
    element('dpws:ModelName', d.model),
    d.modelNumber === undefined ? '' : element('dpws:ModelNumber', d.modelNumber),
  ]
  const device = [
    element('dpws:FriendlyName', d.friendlyName),
    element('dpws:FirmwareVersion', d.firmware),
    element('dpws:SerialNumber', d.serial),
  ]
  const section = (name: string, members: readonly string[]) =>
    `<mex:MetadataSection Dialect="${DPWS}/${name}"><dpws:${name}>${members.join('')}</dpws:${name}></mex:MetadataSection>`
  return envelope({
    edition: '2009',
    action: `${GET}Response`,
    messageId,
    relatesTo,
    prefixes: { dpws: DPWS, mex: EXCHANGE },
    body: `<mex:Metadata>${section('ThisModel', model)}${section('ThisDevice', device)}</mex:Metadata>`,
  })
}
