/** RTP and RTCP (RFC 3550): voice and video over UDP. */
import { bytes, counted8, u16, u32 } from './bytes.ts'

export interface Stream {
  readonly source: number
  /** 8 G.711 A-law, 0 mu-law, 96 and above as agreed. */
  readonly payload: number
}

/** One packet. */
export const packet = (
  s: Stream,
  sequence: number,
  timestamp: number,
  body: Uint8Array,
  marker = false,
): Uint8Array =>
  bytes(0x80, (marker ? 0x80 : 0) | s.payload, u16(sequence), u32(timestamp), u32(s.source), body)

/** Sender report with the name of the source (RFC 3550 sections 6.4.1 and 6.5.1); `at` milliseconds since 1970. */
export function senderReport(
  s: Stream,
  r: {
    readonly at: number
    readonly timestamp: number
    readonly packets: number
    readonly bytes: number
    readonly name: string
  },
): Uint8Array {
  const seconds = Math.floor(r.at / 1000)
  const clock = bytes(u32((seconds + 2_208_988_800) >>> 0), u32(Math.floor((r.at % 1000) * 4_294_967.296)))
  const report = bytes(
    0x80,
    200,
    u16(6),
    u32(s.source),
    clock,
    u32(r.timestamp),
    u32(r.packets),
    u32(r.bytes),
  )
  return bytes(report, description(s, r.name))
}

/** Goodbye, behind an empty receiver report. */
export const goodbye = (s: Stream, name: string): Uint8Array =>
  bytes(0x80, 201, u16(1), u32(s.source), description(s, name), 0x81, 203, u16(1), u32(s.source))

/** Source description with the canonical name, ended by zeros to a multiple of four. */
function description(s: Stream, name: string): Uint8Array {
  const item = bytes(u32(s.source), 1, counted8(name))
  const padded = bytes(item, new Uint8Array(4 - (item.length % 4)))
  return bytes(0x81, 202, u16(padded.length / 4), padded)
}
