/** What the description of a stream (SDP, RFC 8866) tells of the device that sends it. */
import { decodeText } from '../../wire/lines.ts'

/** Lines looked at, and media streams and codecs reported. */
const MAX_LINES = 256
const MOST = 8

export interface Presentation {
  /** `video RTP/AVP`, whatever the port: it is agreed on later. */
  readonly media: readonly string[]
  /** `H264/90000`. */
  readonly codecs: readonly string[]
  /** Names of attributes that no standard has: makers add their own. */
  readonly attributes: readonly string[]
  readonly tool: string | null
  /** Session name, information, user of the origin: words of the product, or of people. */
  readonly names: readonly string[]
}

/** Attributes of RFC 8866, 2326, 4566, 4567, 4585, 5761, 8285 and of the source filters of RFC 4570. */
const STANDARD =
  /^(?:rtpmap|fmtp|control|range|recvonly|sendonly|sendrecv|inactive|tool|type|charset|framerate|framesize|ptime|maxptime|quality|orient|lang|sdplang|cat|keywds|etag|source-filter|rtcp|rtcp-fb|rtcp-mux|extmap|ssrc|crypto|key-mgmt|mid|group|cliprect|width|height|length|alt|mpeg4-iod|mpeg4-esid|isma-compliance|StreamName|AvgBitRate|MaxBitRate|transform|ts-refclk|mediaclk|label|fingerprint|setup)$/

export function readPresentation(body: Uint8Array): Presentation {
  const media = new Set<string>()
  const codecs = new Set<string>()
  const names: string[] = []
  const attributes = new Set<string>()
  let tool: string | null = null
  for (const line of decodeText(body).split(/\r?\n/, MAX_LINES)) {
    const stream = /^m=(\w{1,20}) \d{1,5}(?:\/\d{1,5})? ([\w/.-]{1,40})/.exec(line)
    if (stream !== null && media.size < MOST) media.add(`${stream[1]} ${stream[2]}`)
    const codec = /^a=rtpmap:\s?\d{1,3} ([\w.-]{1,40}(?:\/\d{1,7}){0,2})/.exec(line)?.[1]
    if (codec !== undefined && codecs.size < MOST) codecs.add(codec)
    const attribute = /^a=([A-Za-z][\w-]{2,40})(?::|$)/.exec(line)?.[1]
    if (attribute !== undefined && !STANDARD.test(attribute) && attributes.size < MOST)
      attributes.add(attribute)
    tool ??= /^a=tool:(.{1,120})/.exec(line)?.[1]?.trim() ?? null
    const name = /^o=(\S{1,120}) |^[si]=(.{1,120})/.exec(line)
    const text = (name?.[1] ?? name?.[2])?.trim() ?? ''
    if (text !== '' && text !== '-' && names.length < MOST) names.push(text)
  }
  return { media: [...media], codecs: [...codecs], attributes: [...attributes], tool, names }
}
