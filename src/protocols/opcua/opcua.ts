/**
 * OPC UA over TCP (OPC 10000-6 section 7): which endpoints, securities and logins a server offers, and what server and
 * client say of themselves where nothing is encrypted. Values of plant are not read.
 */
import type { FieldTable } from '../../model/observation.ts'
import { latin1 } from '../../wire/text.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, StreamSide, Verdict } from '../protocol.ts'
import { Reader } from './reader.ts'
import {
  type Application,
  application,
  BUILD_INFO,
  buildInfoRead,
  CREATE_SESSION_REQUEST,
  CREATE_SESSION_RESPONSE,
  type Endpoint,
  endpoint,
  FIND_SERVERS_RESPONSE,
  GET_ENDPOINTS_RESPONSE,
  nodesRead,
  READ_REQUEST,
  READ_RESPONSE,
  REQUESTS,
  sessionEndpoints,
  skipRequestHeader,
  skipResponseHeader,
} from './services.ts'

export const opcua = {
  name: 'opcua',
  title: 'OPC Unified Architecture over TCP (OPC 10000-6)',
  fields: {
    'opcua.endpoint': { label: 'Address of an endpoint, as asked for or offered' },
    'opcua.channel-policy': { label: 'Security policy of the channel it opened' },
    'opcua.security-policy': { label: 'Security policy it offers' },
    'opcua.security-mode': { label: 'Security mode it offers: none, sign, sign-and-encrypt' },
    'opcua.user-token': { label: 'Login it offers: anonymous, user-name, certificate, issued-token' },
    'opcua.application-uri': { label: 'Application URI, unique to an installation' },
    'opcua.product-uri': { label: 'Product URI' },
    'opcua.application-name': { label: 'Application name' },
    'opcua.product-name': { label: 'ProductName of the build information' },
    'opcua.manufacturer-name': { label: 'ManufacturerName of the build information' },
    'opcua.software-version': { label: 'SoftwareVersion of the build information' },
    'opcua.build-number': { label: 'BuildNumber of the build information' },
    'opcua.request': { label: 'Service it asked for' },
    'opcua.error': { label: 'Code of an error it sent, hex' },
  } as const satisfies FieldTable,
  ports: { tcp: [4840] },
  stream: { probe, start },
} satisfies Protocol

const KINDS = ['HEL', 'ACK', 'ERR', 'RHE', 'OPN', 'MSG', 'CLO']
const HEADER = 8
/** Octets of a message in chunks that are put together. */
const MOST_OCTETS = 60_000
/** Reads whose answers are waited for. */
const MOST_READS = 16

function probe({ client, server }: StreamHead): Verdict {
  const verdicts = [verdictOf(client), verdictOf(server)]
  return verdicts.includes('no') ? 'no' : verdicts.includes('yes') ? 'yes' : 'more'
}

/** Three letters, F, C or A, and a size that fits; the first ones are never in chunks. */
function verdictOf(b: Uint8Array): Verdict {
  const lead = latin1.decode(b.subarray(0, 3))
  if (!KINDS.some((kind) => kind.startsWith(lead))) return 'no'
  if (b.length < HEADER) return 'more'
  const size = new Reader(b, 4).u32le()
  return 'FCA'.includes(String.fromCharCode(b[3]!)) && size >= HEADER && size < 1 << 24 ? 'yes' : 'no'
}

function start(to: StreamReport): StreamSession {
  const talk = new Talk(to)
  return {
    data(side, bytes) {
      let at = 0
      while (bytes.length - at >= HEADER) {
        const kind = latin1.decode(bytes.subarray(at, at + 3))
        const size = new Reader(bytes, at + 4).u32le()
        if (!KINDS.includes(kind) || size < HEADER) {
          to.oddity('opcua.header')
          to.done()
          return bytes.length
        }
        if (size > MOST_OCTETS) return at + size // nothing that tells who somebody is, is as long
        if (at + size > bytes.length) break
        talk.chunk(kind, bytes[at + 3]! === 0x46, bytes.subarray(at + HEADER, at + size), side)
        at += size
      }
      return at
    },
    gap: (side) => talk.lose(side),
  }
}

class Talk {
  private readonly to: StreamReport
  private readonly parts: Record<StreamSide, Uint8Array[]> = { client: [], server: [] }
  private readonly reads = new Map<number, (number | null)[]>()

  constructor(to: StreamReport) {
    this.to = to
  }

  lose(side: StreamSide): void {
    this.parts[side] = []
  }

  chunk(kind: string, last: boolean, body: Uint8Array, side: StreamSide): void {
    const r = new Reader(body)
    if (kind === 'HEL') {
      r.skip(20) // version and sizes
      this.to.observe('client', 'opcua.endpoint', plainUrl(r.string()))
    } else if (kind === 'ERR') this.to.observe(side, 'opcua.error', r.u32le().toString(16).padStart(8, '0'))
    else if (kind === 'OPN') {
      r.skip(4) // channel
      this.to.observe(side, 'opcua.channel-policy', shortPolicy(r.string()))
    } else if (kind === 'MSG') this.part(last, r, side)
  }

  private part(last: boolean, r: Reader, side: StreamSide): void {
    r.skip(4 + 4 + 4) // channel, token, sequence number
    const requestId = r.u32le()
    const parts = this.parts[side]
    const body = r.bytes.subarray(r.at)
    if (last && parts.length === 0) {
      this.message(body, requestId, side)
      return
    }
    parts.push(body.slice())
    const whole = parts.reduce((sum, { length }) => sum + length, 0) <= MOST_OCTETS
    if (last && whole) this.message(Uint8Array.from(Buffer.concat(parts)), requestId, side)
    if (last || !whole) this.lose(side)
  }

  /** What is encrypted begins with no known type, and is passed over. */
  private message(bytes: Uint8Array, requestId: number, side: StreamSide): void {
    const r = new Reader(bytes)
    const type = r.nodeId()
    if (type === null || r.missing) return
    if (side === 'client') this.request(type, requestId, r)
    else this.response(type, requestId, r)
  }

  private request(type: number, requestId: number, r: Reader): void {
    this.to.observe('client', 'opcua.request', REQUESTS.get(type) ?? null)
    if (type !== CREATE_SESSION_REQUEST && type !== READ_REQUEST) return
    skipRequestHeader(r)
    if (type === CREATE_SESSION_REQUEST) {
      const client = application(r)
      if (!r.missing) this.application('client', client)
    } else if (this.reads.size < MOST_READS) this.reads.set(requestId, nodesRead(r))
  }

  private response(type: number, requestId: number, r: Reader): void {
    const reads = this.reads.get(requestId)
    this.reads.delete(requestId)
    if (
      ![FIND_SERVERS_RESPONSE, GET_ENDPOINTS_RESPONSE, CREATE_SESSION_RESPONSE, READ_RESPONSE].includes(type)
    )
      return
    skipResponseHeader(r)
    if (type === READ_RESPONSE && reads !== undefined) {
      const info = buildInfoRead(r, reads)
      for (const name of BUILD_INFO) this.to.observe('server', `opcua.${name}`, info[name] ?? null)
    } else if (type === FIND_SERVERS_RESPONSE) {
      // A discovery server lists those of other hosts, too; one alone is its own.
      const servers = r.list(() => application(r))
      if (servers.length === 1) this.application('server', servers[0]!)
    } else if (type !== READ_RESPONSE) {
      const endpoints = type === CREATE_SESSION_RESPONSE ? sessionEndpoints(r) : r.list(() => endpoint(r))
      for (const one of endpoints) this.endpoint(one)
    }
    if (r.missing) this.to.oddity('opcua.response')
  }

  private endpoint({ url, server, mode, policy, tokens }: Endpoint): void {
    this.to.observe('server', 'opcua.endpoint', plainUrl(url))
    this.to.observe('server', 'opcua.security-mode', MODES[mode] ?? null)
    this.to.observe('server', 'opcua.security-policy', shortPolicy(policy))
    for (const token of tokens) this.to.observe('server', 'opcua.user-token', TOKENS[token] ?? null)
    this.application('server', server)
  }

  private application(who: StreamSide, { uri, productUri, name }: Application): void {
    this.to.observe(who, 'opcua.application-uri', uri)
    this.to.observe(who, 'opcua.product-uri', productUri)
    this.to.observe(who, 'opcua.application-name', name)
  }
}

const MODES = [null, 'none', 'sign', 'sign-and-encrypt']
const TOKENS = ['anonymous', 'user-name', 'certificate', 'issued-token']

/** `http://opcfoundation.org/UA/SecurityPolicy#None` is `None`. */
const shortPolicy = (uri: string | null): string | null => uri?.split('#').at(-1) ?? null

/** Without login and query. */
function plainUrl(url: string | null): string | null {
  const [plain = ''] = url?.split(/[?#]/, 1) ?? []
  return plain.replace(/^([\w.+-]{1,16}:\/\/)[^/@]*@/, '$1')
}
