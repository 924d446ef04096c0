/**
 * Real Time Streaming Protocol (RFC 2326, RFC 7826): which cameras, recorders and players stream, with what
 * software, and whether a login is asked for. Interleaved media is passed over and soon not followed any more.
 */
import { basicLogin, challenges, type Headers, mediaType, parameter } from '../http/headers.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, StreamSide, Verdict } from '../protocol.ts'
import { endOfHead, MAX_HEAD, skipLineEnds } from '../sip/message.ts'
import { beginsRtsp, loginOf, pathOf, type RtspHead, readHead } from './message.ts'
import { readPresentation } from './presentation.ts'

/** Descriptions up to this are waited for; longer bodies are passed over. */
const MAX_WAITED = 16_384
/** Interleaved packets (RFC 2326 section 10.12) after which only media is to be expected. */
const MOST_INTERLEAVED = 16
const INTERLEAVED = 0x24
/** Methods that need the right to see the stream. */
const STREAMING = ['DESCRIBE', 'SETUP', 'PLAY', 'RECORD']

export const rtsp = {
  name: 'rtsp',
  title: 'Real Time Streaming Protocol (RFC 2326, RFC 7826)',
  ports: { tcp: [554, 8554] },
  fields: {
    'rtsp.user-agent': { label: 'User-Agent of the client (RFC 2326 section 12.41)' },
    'rtsp.server': { label: 'Server of a response (section 12.36)' },
    'rtsp.methods': { label: 'Methods of Public, in order (section 12.28)' },
    'rtsp.method': { label: 'Method of a request' },
    'rtsp.path': { label: 'Path of a stream: makers use their own', transient: true },
    'rtsp.auth-used': { label: 'Authentication scheme of a request', service: true },
    'rtsp.auth-offered': {
      label: 'Authentication scheme asked for; none: a stream was described or set up without',
      service: true,
    },
    'rtsp.realm': { label: 'Realm of a challenge: often model, serial number or MAC' },
    'rtsp.digest-algorithm': { label: 'Algorithm of Digest authentication; MD5 where none is given' },
    'rtsp.media': { label: 'Kind and transport profile of a stream (RFC 8866 section 5.14)', service: true },
    'rtsp.codec': { label: 'Encoding of a stream (a=rtpmap)' },
    'rtsp.sdp-attribute': { label: 'Name of an attribute of the description that no standard has' },
    'rtsp.sdp-tool': { label: 'a=tool of the description (RFC 8866 section 6.3)' },
    'rtsp.sdp-name': {
      label: 'Session name, information and origin: products put theirs there',
      transient: true,
    },
  },
  stream: { probe, start },
} satisfies Protocol

function probe({ client, server }: StreamHead): Verdict {
  const [asks, answers] = [beginsRtsp(client, 'client'), beginsRtsp(server, 'server')]
  if (asks === 'yes' || answers === 'yes') return asks === 'no' || answers === 'no' ? 'no' : 'yes'
  return asks === 'no' || answers === 'no' ? 'no' : 'more'
}

/** A request that waits for its answer. */
interface Asked {
  readonly method: string
  readonly login: { readonly user: string; readonly password: string } | null
  readonly identified: boolean
}

function start(to: StreamReport): StreamSession {
  const asked = new Map<string, Asked>()
  let interleaved = 0

  function data(side: StreamSide, bytes: Uint8Array): number {
    let at = 0
    while (at < bytes.length) {
      const used = step(side, bytes.subarray(at))
      if (used === 0) break
      at += used
    }
    return at
  }

  /** One message or interleaved packet; 0 when it is not all here. */
  function step(side: StreamSide, bytes: Uint8Array): number {
    const blank = skipLineEnds(bytes)
    if (blank > 0) return blank
    if (bytes[0] === INTERLEAVED) return packet(bytes)
    const end = endOfHead(bytes, 0)
    if (end < 0) return bytes.length < MAX_HEAD ? 0 : bytes.length
    const head = readHead(bytes.subarray(0, end))
    if (head === null) {
      to.oddity('rtsp.astray')
      return bytes.length
    }
    const length = head.bodyLength
    if (length <= MAX_WAITED && bytes.length < end + length) return 0
    if (head.status === null) request(head, side)
    else response(head, side)
    if (length <= MAX_WAITED) describe(head, bytes.subarray(end, end + length), side)
    return end + length
  }

  function packet(bytes: Uint8Array): number {
    if (bytes.length < 4) return 0
    if (++interleaved >= MOST_INTERLEAVED) to.done()
    return 4 + ((bytes[2]! << 8) | bytes[3]!)
  }

  /** Cameras may also ask (ANNOUNCE, keep-alives of the server), so the sides are taken as they are. */
  function request({ method, target, headers }: RtspHead, side: StreamSide): void {
    const other = side === 'client' ? 'server' : 'client'
    to.observe(side, 'rtsp.method', method)
    to.observe(side, 'rtsp.user-agent', headers.get('user-agent'))
    const path = pathOf(target)
    if (path !== '') to.match(other, 'rtsp.path', path)
    const auth = challenges(headers.get('authorization') ?? '')[0]
    to.observe(other, 'rtsp.auth-used', auth?.scheme ?? null, false)
    const basic = auth !== undefined && /^basic$/i.test(auth.scheme) ? basicLogin(auth.rest) : null
    const login = basic ?? loginOf(target)
    const cseq = headers.get('cseq')
    if (cseq !== null && asked.size < 64) {
      asked.set(`${side} ${cseq}`, { method, login, identified: auth !== undefined || login !== null })
    } else if (login !== null) to.credential({ ...login, accepted: null })
  }

  function response({ status, headers }: RtspHead, side: StreamSide): void {
    to.observe(side, 'rtsp.server', headers.get('server'))
    to.observe(side, 'rtsp.methods', methodsOf(headers))
    for (const value of headers.all('www-authenticate').slice(0, 4)) challenge(value, side)
    const key = `${side === 'server' ? 'client' : 'server'} ${headers.get('cseq')}`
    const question = asked.get(key)
    asked.delete(key)
    if (question === undefined) return
    if (question.login !== null)
      to.credential({ ...question.login, accepted: status === 200 ? true : status === 401 ? false : null })
    if (status === 200 && !question.identified && STREAMING.includes(question.method))
      to.observe(side, 'rtsp.auth-offered', 'none')
  }

  function challenge(value: string, side: StreamSide): void {
    for (const { scheme, rest } of challenges(value)) {
      to.observe(side, 'rtsp.auth-offered', scheme)
      to.observe(side, 'rtsp.realm', parameter(rest, 'realm'))
      if (/^digest$/i.test(scheme))
        to.observe(side, 'rtsp.digest-algorithm', parameter(rest, 'algorithm') ?? 'MD5')
    }
  }

  function describe({ headers }: RtspHead, body: Uint8Array, side: StreamSide): void {
    if (body.length === 0 || mediaType(headers.get('content-type')) !== 'application/sdp') return
    const found = readPresentation(body)
    for (const media of found.media) to.observe(side, 'rtsp.media', media)
    for (const codec of found.codecs) to.observe(side, 'rtsp.codec', codec)
    for (const attribute of found.attributes) to.observe(side, 'rtsp.sdp-attribute', attribute)
    to.observe(side, 'rtsp.sdp-tool', found.tool)
    for (const name of found.names) to.match(side, 'rtsp.sdp-name', name)
  }

  function end(): void {
    for (const { login } of asked.values()) if (login !== null) to.credential({ ...login, accepted: null })
    asked.clear()
  }

  return { data, end }
}

const methodsOf = (headers: Headers): string | null =>
  (headers.get('public') ?? '')
    .split(',', 40)
    .map((method) => method.trim())
    .filter((method) => /^[A-Z_]{3,20}$/.test(method))
    .join(',') || null
