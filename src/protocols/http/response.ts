/** What a response tells about the server: its fields, and the page or device description it carries. */
import { decodeText } from '../../wire/lines.ts'
import { reportAuthText } from '../ntlmssp/gss.ts'
import type { StreamReport } from '../protocol.ts'
import { readDeviceDescription } from '../ssdp/device-description.ts'
import { readDpwsMetadata, reportDpwsMetadata } from '../ws-discovery/metadata.ts'
import { SERVER_HEADERS } from './fields.ts'
import { challenges, cookieName, type Headers, mediaType, parameter } from './headers.ts'
import { decodeBody, readPage } from './page.ts'
import { readPayload, wantedOf } from './payloads.ts'
import type { Exchange } from './request.ts'

/** A response whose body is still to come. */
export interface Answer {
  readonly status: number
  readonly type: string | null
  readonly encoding: string | null
  readonly request: Exchange | null
}

const MAX_COOKIES = 8
/** Bytes of bodies that are looked at. */
const PAGE_BYTES = 8192
const XML_BYTES = 16_384

/** Reports the head of a response. `request` is `null` where it was not seen. */
export function reportResponse(
  start: string,
  headers: Headers,
  request: Exchange | null,
  to: StreamReport,
): Answer {
  const status = Number(start.slice(9, 12))
  to.observe('server', 'http.via', headers.get('via'))
  if (request?.login) to.credential({ ...request.login, accepted: accepted(status) })
  if (!request?.proxied) reportServer(status, headers, to)
  if (!request?.proxied && status >= 200 && status < 300)
    to.observe('server', 'http.dicomweb-served', request?.dicomWeb ?? servedDicom(headers))
  return {
    status,
    type: mediaType(headers.get('content-type')),
    encoding: headers.get('content-encoding'),
    request,
  }
}

/** Bytes wanted of the body. */
export function wanted({ type, request }: Answer): number {
  if (request?.proxied) return 0
  if (type === 'text/html' || type === 'application/xhtml+xml') return PAGE_BYTES
  const description = type === 'text/xml' || type === 'application/xml' ? XML_BYTES : 0
  return Math.max(description, wantedOf(type, 'server'))
}

/** Reports what the body holds, as far as it came; the name of the protocol that HTTP carries, if one is known. */
export function reportBody(answer: Answer, body: Uint8Array, to: StreamReport): string | null {
  if (body.length === 0) return null
  const plain = decodeBody(body, answer.encoding)
  if (plain === null) {
    to.oddity('http.content-encoding')
    return null
  }
  const payload = readPayload(answer.type, plain, 'server', to, answer.request?.anonymous)
  if (payload !== null) return payload
  if (answer.type?.endsWith('xml') && answer.type !== 'application/xhtml+xml') reportDescription(plain, to)
  else if (answer.type?.endsWith('html') || answer.type?.endsWith('xhtml+xml'))
    reportPage(answer, plain.subarray(0, PAGE_BYTES), to)
  return null
}

/** Whether a login was let in: success or redirect, against 401, 403 and 407. Others are no verdict. */
function accepted(status: number): boolean | null {
  if (status >= 200 && status < 400) return true
  return status === 401 || status === 403 || status === 407 ? false : null
}

/** A body of DICOM, where the request alone proved nothing. */
const servedDicom = (headers: Headers): string | null =>
  /^(?:multipart\/related;.*)?\btype="?application\/dicom|^application\/dicom/i.test(
    headers.get('content-type')?.slice(0, 256) ?? '',
  )
    ? 'DICOMweb'
    : null

function reportServer(status: number, headers: Headers, to: StreamReport): void {
  to.observe('server', 'http.status', status)
  for (const [name, field] of SERVER_HEADERS) to.observe('server', field, headers.get(name))
  to.observe('server', 'http.content-type', mediaType(headers.get('content-type')))
  for (const value of headers.all('set-cookie').slice(0, MAX_COOKIES)) {
    to.observe('server', 'http.cookie-name', cookieName(value))
  }
  const location = headers.get('location')
  if (location !== null) {
    to.observe('server', 'http.redirect', /^(https?):\/\//i.exec(location)?.[1]?.toLowerCase() ?? 'relative')
  }
  for (const value of headers.all('www-authenticate').slice(0, 4)) reportChallenges(value, to)
  reportClock(headers, to)
}

function reportChallenges(value: string, to: StreamReport): void {
  for (const { scheme, rest } of challenges(value)) {
    to.observe('server', 'http.auth-offered', scheme)
    to.observe('server', 'http.realm', parameter(rest, 'realm'))
    const name = scheme.toLowerCase()
    if (name === 'digest')
      to.observe('server', 'http.digest-algorithm', parameter(rest, 'algorithm') ?? 'MD5')
    else if ((name === 'ntlm' || name === 'negotiate') && rest !== '')
      reportAuthText(to, rest, 'server', 'client')
  }
}

/** Stored responses (Age, RFC 9111 section 5.1) tell an old time. */
function reportClock(headers: Headers, to: StreamReport): void {
  const date = headers.get('date')
  if (date === null || headers.has('age')) return
  const time = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(date)
    ? Date.parse(date)
    : Number.NaN
  if (!Number.isNaN(time)) to.observe('server', 'http.clock-offset', Math.round((time / 1000 - to.at) / 60))
}

/** Titles of the lists that web servers make of a folder. */
const LISTING = /^(?:Index of \/|Directory listing (?:for|of)? ?\/|Listing of \/)/i

function reportPage({ request, status }: Answer, html: Uint8Array, to: StreamReport): void {
  const page = readPage(html)
  to.observe('server', 'http.generator', page.generator)
  if (page.asksPassword) to.observe('server', 'http.login-page', 'password')
  else if (status === 200 && page.title !== null)
    to.observe('server', 'http.open-admin-page', request?.openAdmin ?? null)
  if (status === 200 && LISTING.test(page.title ?? ''))
    to.observe('server', 'http.directory-listing', 'index')
  // A viewer without login may show a patient's name here.
  if (page.title !== null) to.match('server', 'http.title', page.title)
}

function reportDescription(xml: Uint8Array, to: StreamReport): void {
  const text = decodeText(xml)
  const metadata = readDpwsMetadata(text)
  if (metadata !== null) reportDpwsMetadata(metadata, 'server', to)
  const device = readDeviceDescription(text)
  if (device === null) return
  to.observe('server', 'http.upnp-device-type', device.deviceType)
  to.observe('server', 'http.upnp-friendly-name', device.friendlyName)
  to.observe('server', 'http.upnp-manufacturer', device.manufacturer)
  to.observe('server', 'http.upnp-model-name', device.modelName)
  to.observe('server', 'http.upnp-model-number', device.modelNumber)
  to.observe('server', 'http.upnp-model-description', device.modelDescription)
  to.observe('server', 'http.upnp-serial', device.serialNumber)
  to.observe('server', 'http.upnp-udn', device.udn)
  to.observe('server', 'http.upnp-firmware', device.firmwareVersion)
  to.observe('server', 'http.upnp-hardware', device.hardwareVersion)
}
