/** What a session description (RFC 8866) tells of who wrote it: its streams, how they are keyed, its software. */

/** Lines looked at; descriptions of ten streams have about a hundred. */
const MAX_LINES = 256
/** Media streams and suites reported of one description. */
const MOST = 8

/** How keys of a stream are agreed: RFC 4568, RFC 5763, RFC 6189 section 8, RFC 4567. */
type Keying = 'sdes' | 'dtls' | 'zrtp' | 'mikey'

/** A stream that is switched on. */
export interface Stream {
  /** `audio RTP/AVP` */
  readonly media: string
  /** `null`: no keys are told, so that a profile without encryption (RTP/AVP) is in clear. */
  readonly keying: Keying | null
}

export interface SessionFacts {
  /** In their order; an answer refuses one by port 0. */
  readonly streams: readonly Stream[]
  /** `audio RTP/AVP`; streams that are switched off (port 0) are left out. */
  readonly media: readonly string[]
  readonly crypto: readonly string[]
  readonly tool: string | null
  /** User of the origin and the session name: often the product's name, sometimes a person's. */
  readonly names: readonly string[]
}

/** Reads SDP wherever it begins in `body` (it may be one part of several); `null` without any. */
export function readSdp(body: string): SessionFacts | null {
  const begin = body.startsWith('v=0') ? 0 : body.indexOf('\nv=0') + 1
  if (begin === 0 && !body.startsWith('v=0')) return null
  const media = new Set<string>()
  const streams: { media: string; keying: Keying | null }[] = []
  /** Whose attributes the lines are: of the session, of a stream, of one that is not looked at. */
  let at: { keying: Keying | null } | null = { keying: null }
  const session = at
  const crypto = new Set<string>()
  const names: string[] = []
  let tool: string | null = null
  for (const line of body.slice(begin).split(/\r?\n/, MAX_LINES)) {
    const stream = /^m=(\w{1,20}) (\d{1,5})(?:\/\d{1,5})? ([\w/.-]{1,40})/.exec(line)
    if (line.startsWith('m=')) at = null
    if (stream !== null && Number(stream[2]) > 0) {
      const kind = `${stream[1]} ${stream[3]}`
      add(media, kind)
      at = { keying: null }
      if (streams.length < MOST) streams.push(Object.assign(at, { media: kind }))
    }
    if (at !== null) at.keying ??= keyingOf(line)
    const suite = /^a=crypto:\d{1,9} ([\w-]{1,60}) /.exec(line)?.[1]
    if (suite !== undefined) add(crypto, suite)
    if (/^a=fingerprint:/.test(line)) add(crypto, 'dtls')
    tool ??= /^a=tool:(.{1,120})/.exec(line)?.[1] ?? null
    const name = /^o=(\S{1,120}) |^s=(.{1,120})/.exec(line)
    if (name !== null && names.length < 2) names.push((name[1] ?? name[2])!.trim())
  }
  const keyed = streams.map((stream) => ({ ...stream, keying: stream.keying ?? session.keying }))
  return { streams: keyed, media: [...media], crypto: [...crypto], tool, names }
}

const KEYING: readonly (readonly [attribute: string, Keying])[] = [
  ['a=crypto:', 'sdes'],
  ['a=fingerprint:', 'dtls'],
  ['a=zrtp-hash:', 'zrtp'],
  ['a=key-mgmt:mikey', 'mikey'],
]

const keyingOf = (line: string): Keying | null =>
  KEYING.find(([attribute]) => line.startsWith(attribute))?.[1] ?? null

function add(to: Set<string>, value: string): void {
  if (to.size < MOST) to.add(value)
}
