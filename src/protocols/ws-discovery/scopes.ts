/**
 * Scopes of WS-Discovery: URIs under which a device wants to be found. Reads those of ONVIF cameras and of
 * medical devices (IEEE 11073-20701); scopes that can name a patient, an encounter or staff give nothing.
 */
import type { FieldName } from '../../model/observation.ts'

/** A fact that a scope states. */
export interface ScopeFact {
  readonly field: FieldName
  readonly value: string
}

/** `onvif://www.onvif.org/<kind>/<value>`, ONVIF Core Specification section 7.3.2.2. */
const ONVIF = 'onvif://www.onvif.org/'
const ONVIF_FIELDS: Readonly<Record<string, FieldName>> = {
  hardware: 'ws-discovery.onvif-hardware',
  name: 'ws-discovery.onvif-name',
  location: 'ws-discovery.onvif-location',
  type: 'ws-discovery.onvif-type',
  profile: 'ws-discovery.onvif-profile',
  mac: 'ws-discovery.onvif-mac',
}
/** IEEE 11073-20701 clause 9: location context, device type codes. */
const SDC_CONTEXT = 'sdc.ctxt.'
const SDC_LOCATION = 'sdc.ctxt.loc:'
const SDC_CODE = 'sdc.cdc.type:'
/** Parts of a location that tell the place; the identifier before them repeats them. */
const PLACE_PARTS = ['fac', 'bldng', 'poc', 'flr', 'rm', 'bed']
/** Coding systems that mean the IEEE 11073-10101 nomenclature: none given, or its OID. */
const MDC_CODINGS: readonly string[] = ['', 'urn:oid:1.2.840.10004.1.1.1.0.0.1', '1.2.840.10004.1.1.1.0.0.1']
const MOST_OF_SCOPE = 256

/** What one scope states; `null` when nothing may or need be kept. */
export function readScope(scope: string): ScopeFact | null {
  const lower = scope.toLowerCase()
  if (lower.startsWith(ONVIF)) return onvifScope(scope)
  if (lower.startsWith(SDC_LOCATION)) return fact('ws-discovery.sdc-location', placeOf(scope))
  if (lower.startsWith(SDC_CODE))
    return fact('ws-discovery.sdc-device-code', codeOf(scope.slice(SDC_CODE.length)))
  // Every other context (patient, encounter, operator, workflow, means) concerns people.
  if (lower.startsWith(SDC_CONTEXT)) return null
  return fact('ws-discovery.scope', scope.split(/[?#]/, 1)[0]!)
}

const fact = (field: FieldName, value: string): ScopeFact | null =>
  value === '' ? null : { field, value: value.slice(0, MOST_OF_SCOPE) }

function onvifScope(scope: string): ScopeFact | null {
  const rest = scope.slice(ONVIF.length)
  const slash = rest.indexOf('/')
  const field = ONVIF_FIELDS[rest.slice(0, Math.max(0, slash)).toLowerCase()]
  if (field === undefined) return fact('ws-discovery.scope', scope.split(/[?#]/, 1)[0]!)
  return fact(field, decoded(rest.slice(slash + 1)))
}

/** `fac=..&poc=..&bed=..` in the order of the standard, empty parts left out. */
function placeOf(scope: string): string {
  const given = partsOf(scope)
  return PLACE_PARTS.flatMap((part) => (given.get(part) ? [`${part}=${given.get(part)}`] : [])).join('&')
}

/** The parts of an SDC location as facts of their own; none where the scope is another. */
export function placesIn(scope: string): ScopeFact[] {
  if (!scope.toLowerCase().startsWith(SDC_LOCATION)) return []
  const given = partsOf(scope)
  return PLACE_FIELDS.flatMap(([part, field]) => {
    const value = given.get(part)
    return value ? [{ field, value: value.slice(0, MOST_OF_SCOPE) }] : []
  })
}

const PLACE_FIELDS: readonly (readonly [part: string, field: FieldName])[] = [
  ['poc', 'ws-discovery.sdc-point-of-care'],
  ['rm', 'ws-discovery.sdc-room'],
  ['bed', 'ws-discovery.sdc-bed'],
]

const partsOf = (scope: string): URLSearchParams =>
  new URLSearchParams(scope.slice(scope.indexOf('?') + 1).slice(0, MOST_OF_SCOPE * 2))

/** `/<coding>/<version>/<code>`: the code alone where the coding is that of IEEE 11073, else coding and code. */
function codeOf(path: string): string {
  const parts = path.replace(/^\//, '').split('/').map(decoded)
  const code = parts.at(-1) ?? ''
  const coding = parts.slice(0, -2).join('/')
  return code === '' || MDC_CODINGS.includes(coding) ? code : `${coding} ${code}`
}

/** Percent-encoding undone; left as it is when it is not valid. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
