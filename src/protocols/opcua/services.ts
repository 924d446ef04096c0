/** What services of OPC UA tell of servers and clients (OPC 10000-4 sections 5 and 7). */
import { Reader } from './reader.ts'

/** Type of a message: encoding identifiers of its structure (OPC 10000-6 annex A). */
export const FIND_SERVERS_RESPONSE = 425
export const GET_ENDPOINTS_RESPONSE = 431
export const CREATE_SESSION_REQUEST = 461
export const CREATE_SESSION_RESPONSE = 464
export const READ_REQUEST = 631
export const READ_RESPONSE = 634

/** Requests by the identifier of their type. */
export const REQUESTS: ReadonlyMap<number, string> = new Map([
  [422, 'find-servers'],
  [428, 'get-endpoints'],
  [CREATE_SESSION_REQUEST, 'create-session'],
  [467, 'activate-session'],
  [527, 'browse'],
  [READ_REQUEST, 'read'],
  [673, 'write'],
  [712, 'call'],
  [787, 'create-subscription'],
])

export interface Application {
  readonly uri: string | null
  readonly productUri: string | null
  readonly name: string | null
}

export interface Endpoint {
  readonly url: string | null
  readonly server: Application
  /** 1 none, 2 sign, 3 sign and encrypt. */
  readonly mode: number
  readonly policy: string | null
  /** Kinds of login: 0 anonymous, 1 user name, 2 certificate, 3 issued token. */
  readonly tokens: readonly number[]
}

export function skipResponseHeader(r: Reader): void {
  r.skip(8 + 4 + 4) // time, handle, result
  if (r.u8() !== 0) r.missing = true // diagnostics are asked for by nobody in the field
  r.list(() => r.string())
  r.skipExtension()
}

export function skipRequestHeader(r: Reader): void {
  r.nodeId()
  r.skip(8 + 4 + 4) // time, handle, diagnostics wanted
  r.string()
  r.skip(4) // time to wait
  r.skipExtension()
}

export function application(r: Reader): Application {
  const uri = r.string()
  const productUri = r.string()
  const name = r.localizedText()
  r.skip(4) // kind
  r.string() // gateway
  r.string() // discovery profile
  r.list(() => r.string())
  return { uri, productUri, name }
}

export function endpoint(r: Reader): Endpoint {
  const url = r.string()
  const server = application(r)
  r.byteString() // certificate
  const mode = r.u32le()
  const policy = r.string()
  const tokens = r.list(() => token(r))
  r.string() // transport profile
  r.skip(1) // level
  return { url, server, mode, policy, tokens }
}

function token(r: Reader): number {
  r.string()
  const kind = r.u32le()
  r.string()
  r.string()
  r.string()
  return kind
}

/** Behind the header of CreateSessionResponse: two identifiers, time, nonce, certificate, endpoints. */
export function sessionEndpoints(r: Reader): Endpoint[] {
  r.nodeId()
  r.nodeId()
  r.skip(8)
  r.byteString()
  r.byteString()
  return r.list(() => endpoint(r))
}

/** Nodes that a ReadRequest asks for, in order. */
export function nodesRead(r: Reader): (number | null)[] {
  r.skip(8 + 4) // oldest age, timestamps wanted
  return r.list(() => {
    const node = r.nodeId()
    r.skip(4) // attribute
    r.string() // range
    r.skip(2)
    r.string() // encoding
    return node
  })
}

/** Variables of Server_ServerStatus_BuildInfo (OPC 10000-5 section 6.3.4). */
export const BUILD_INFO = [
  'product-name',
  'product-uri',
  'manufacturer-name',
  'software-version',
  'build-number',
] as const
export type BuildInfo = { readonly [K in (typeof BUILD_INFO)[number]]?: string }
const FIRST_VARIABLE = 2261
const BUILD_INFO_TYPE = 340
const STRING = 12
const EXTENSION_OBJECT = 22

/** Values of a ReadResponse that belong to the build information, by the nodes that were asked for. */
export function buildInfoRead(r: Reader, nodes: readonly (number | null)[]): BuildInfo {
  let found: BuildInfo = {}
  const count = Math.min(r.u32le(), nodes.length)
  for (let n = 0; n < count && !r.missing; n++) {
    const mask = r.u8()
    if (mask & 1) {
      const kind = r.u8()
      const name = BUILD_INFO[(nodes[n] ?? 0) - FIRST_VARIABLE]
      if (kind === STRING) {
        const text = r.string()
        if (name !== undefined && text !== null) found = { ...found, [name]: text }
      } else if (kind === EXTENSION_OBJECT) found = { ...found, ...buildInfoIn(r) }
      else return found // sizes of other kinds are not known here
    }
    if (mask & 2) r.skip(4)
    if (mask & 4) r.skip(8)
    if (mask & 16) r.skip(2)
    if (mask & 8) r.skip(8)
    if (mask & 32) r.skip(2)
  }
  return found
}

/** Product URI, manufacturer, product, version, build number. */
function buildInfoIn(r: Reader): BuildInfo {
  const type = r.nodeId()
  const content = r.u8() === 1 ? r.byteString() : null
  if (type !== BUILD_INFO_TYPE || content === null) return {}
  const c = new Reader(content)
  const [uri = '', manufacturer = '', product = '', version = '', build = ''] = Array.from(
    { length: 5 },
    () => c.string() ?? '',
  )
  if (c.missing) return {}
  return {
    'product-uri': uri,
    'manufacturer-name': manufacturer,
    'product-name': product,
    'software-version': version,
    'build-number': build,
  }
}
