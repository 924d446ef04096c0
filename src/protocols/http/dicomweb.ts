/** DICOMweb (PS3.18) in requests: which service is used, never for which study or with what query. */
import type { Headers } from './headers.ts'

/** `{SERVICE}/studies/{uid}/series/{uid}/instances/{uid}` and what may follow (PS3.18 section 10). */
const RESOURCE =
  /\/(?:studies|series|instances)(\/[\d.]{1,64}(?:\/(?:series|instances|metadata|rendered|thumbnail|frames|bulkdata)(?:\/[\w.,-]{1,128})?){0,6})?\/?$/

/**
 * The service of a request: `QIDO-RS` (search), `WADO-RS` and `WADO-URI` (retrieve), `STOW-RS` (store); `null`
 * where it is none. Paths alone prove nothing: a media type of DICOM or a UID has to go with them.
 */
export function dicomWebService(
  method: string,
  path: string,
  query: string,
  headers: Headers,
): string | null {
  if (/(?:^|&)requestType=WADO(?:&|$)/i.test(query)) return 'WADO-URI'
  const resource = RESOURCE.exec(path)
  if (resource === null) return null
  const types = `${headers.get('accept') ?? ''} ${headers.get('content-type') ?? ''}`
  const isDicom = /application\/dicom/i.test(types)
  const uid = /\/\d+(?:\.\d+){4,}(?:\/|$)/.test(resource[1] ?? '')
  if (!isDicom && !uid) return null
  if (method === 'POST') return isDicom ? 'STOW-RS' : null
  if (method !== 'GET') return null
  return uid && !/\/(?:series|instances)\/?$/.test(path) ? 'WADO-RS' : 'QIDO-RS'
}
