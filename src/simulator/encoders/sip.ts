/** SIP (RFC 3261) with SDP (RFC 4566): UDP or TCP 5060. */
import { bytes } from './bytes.ts'
import { type DigestChallenge, digest } from './http.ts'

/** One side of a dialogue. */
export interface Party {
  /** `sip:7001@10.1.0.5` without `sip:`. */
  readonly user: string
  readonly domain: string
  readonly display?: string
}

/** What requests of a telephone have in common. */
export interface Agent {
  readonly address: string
  readonly port?: number
  readonly transport?: 'UDP' | 'TCP'
  /** `User-Agent`. */
  readonly software: string
  /** `+sip.instance` of RFC 5626: `urn:uuid:...`. */
  readonly instance?: string
}

/** Names a request and its answers. */
export interface Call {
  readonly id: string
  readonly branch: string
  readonly fromTag: string
  readonly sequence: number
}

const uri = (p: Party): string => `sip:${p.user}@${p.domain}`
const named = (p: Party): string => `${p.display === undefined ? '' : `"${p.display}" `}<${uri(p)}>`

function request(
  method: string,
  target: string,
  a: Agent,
  from: Party,
  to: Party,
  c: Call,
  more: readonly string[],
  body = '',
): Uint8Array {
  const where = `${a.address}:${a.port ?? 5060}`
  const instance = a.instance === undefined ? '' : `;+sip.instance="<${a.instance}>"`
  return lines(
    [
      `${method} ${target} SIP/2.0`,
      `Via: SIP/2.0/${a.transport ?? 'UDP'} ${where};branch=z9hG4bK${c.branch};rport`,
      'Max-Forwards: 70',
      `From: ${named(from)};tag=${c.fromTag}`,
      `To: ${named(to)}`,
      `Call-ID: ${c.id}`,
      `CSeq: ${c.sequence} ${method}`,
      `Contact: <sip:${from.user}@${where};transport=${(a.transport ?? 'UDP').toLowerCase()}>${instance}`,
      `User-Agent: ${a.software}`,
      ...more,
    ],
    body,
  )
}

/** REGISTER; with `login` the answer to the registrar's challenge. */
export function register(
  a: Agent,
  who: Party,
  c: Call,
  login?: { readonly challenge: DigestChallenge; readonly password: string },
): Uint8Array {
  const target = `sip:${who.domain}`
  const proof =
    login === undefined
      ? []
      : [
          `Authorization: ${digest(login.challenge, who.user, login.password, { method: 'REGISTER', target })}`,
        ]
  return request('REGISTER', target, a, who, who, c, ['Expires: 3600', ...proof])
}

export const options = (a: Agent, from: Party, to: Party, c: Call): Uint8Array =>
  request('OPTIONS', uri(to), a, from, to, c, ['Accept: application/sdp'])
export const invite = (a: Agent, from: Party, to: Party, c: Call, media: Media): Uint8Array =>
  request(
    'INVITE',
    uri(to),
    a,
    from,
    to,
    c,
    ['Allow: INVITE, ACK, CANCEL, BYE, OPTIONS', 'Content-Type: application/sdp'],
    sdp(media),
  )
export const ack = (a: Agent, from: Party, to: Party, c: Call): Uint8Array =>
  request('ACK', uri(to), a, from, to, c, [])
export const bye = (a: Agent, from: Party, to: Party, c: Call): Uint8Array =>
  request('BYE', uri(to), a, from, to, c, [])

const REASONS: Readonly<Record<number, string>> = {
  100: 'Trying',
  180: 'Ringing',
  200: 'OK',
  401: 'Unauthorized',
  404: 'Not Found',
  486: 'Busy Here',
}

export interface Answer {
  readonly status: number
  readonly method: string
  readonly call: Call
  readonly from: Party
  readonly to: Party
  readonly toTag?: string
  /** Of the asker. */
  readonly via: Agent
  /** `Server`. */
  readonly software: string
  readonly contact?: string
  readonly challenge?: string
  readonly media?: Media
}

/** A response; `challenge` is the value of `WWW-Authenticate`. */
export function response(r: Answer): Uint8Array {
  const where = `${r.via.address}:${r.via.port ?? 5060}`
  const more = [
    ...(r.contact === undefined ? [] : [`Contact: <${r.contact}>`]),
    ...(r.challenge === undefined ? [] : [`WWW-Authenticate: ${r.challenge}`]),
    ...(r.media === undefined ? [] : ['Content-Type: application/sdp']),
  ]
  return lines(
    [
      `SIP/2.0 ${r.status} ${REASONS[r.status] ?? 'Unknown'}`,
      `Via: SIP/2.0/${r.via.transport ?? 'UDP'} ${where};branch=z9hG4bK${r.call.branch};rport=${r.via.port ?? 5060};received=${r.via.address}`,
      `From: ${named(r.from)};tag=${r.call.fromTag}`,
      `To: ${named(r.to)}${r.toTag === undefined ? '' : `;tag=${r.toTag}`}`,
      `Call-ID: ${r.call.id}`,
      `CSeq: ${r.call.sequence} ${r.method}`,
      `Server: ${r.software}`,
      ...more,
    ],
    r.media === undefined ? '' : sdp(r.media),
  )
}

/** Where the voice goes: G.711 on a port. */
export interface Media {
  readonly address: string
  readonly port: number
}

const sdp = (m: Media): string =>
  [
    'v=0',
    `o=- 1 1 IN IP4 ${m.address}`,
    's=-',
    `c=IN IP4 ${m.address}`,
    't=0 0',
    `m=audio ${m.port} RTP/AVP 8 0 101`,
    'a=rtpmap:8 PCMA/8000',
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:101 telephone-event/8000',
    'a=sendrecv',
    '',
  ].join('\r\n')

const lines = (head: readonly string[], body: string): Uint8Array =>
  bytes([...head, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n'))
