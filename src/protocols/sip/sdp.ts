/** What a session description (RFC 8866) tells of who wrote it: media profiles, how they are keyed, its software. */

/** Lines looked at; descriptions of ten streams have about a hundred. */
const MAX_LINES = 256
/** Media streams and suites reported of one description. */
const MOST = 8

export interface SessionFacts {
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
  const crypto = new Set<string>()
  const names: string[] = []
  let tool: string | null = null
  for (const line of body.slice(begin).split(/\r?\n/, MAX_LINES)) {
    const stream = /^m=(\w{1,20}) (\d{1,5})(?:\/\d{1,5})? ([\w/.-]{1,40})/.exec(line)
    if (stream !== null && Number(stream[2]) > 0) add(media, `${stream[1]} ${stream[3]}`)
    const suite = /^a=crypto:\d{1,9} ([\w-]{1,60}) /.exec(line)?.[1]
    if (suite !== undefined) add(crypto, suite)
    if (/^a=fingerprint:/.test(line)) add(crypto, 'dtls')
    tool ??= /^a=tool:(.{1,120})/.exec(line)?.[1] ?? null
    const name = /^o=(\S{1,120}) |^s=(.{1,120})/.exec(line)
    if (name !== null && names.length < 2) names.push((name[1] ?? name[2])!.trim())
  }
  return { media: [...media], crypto: [...crypto], tool, names }
}

function add(to: Set<string>, value: string): void {
  if (to.size < MOST) to.add(value)
}
