/** Laboratory instruments: records of CLSI LIS02-A2 (ASTM E1394) in frames of LIS01-A2 (ASTM E1381), over a stream. */
import { bytes, latin1 } from './bytes.ts'

/** The signals between the frames (LIS01-A2 section 6). */
export const ENQ = Uint8Array.of(0x05)
export const ACK = Uint8Array.of(0x06)
export const NAK = Uint8Array.of(0x15)
export const EOT = Uint8Array.of(0x04)

/** Text of one frame is no longer than this (section 6.3). */
const FRAME = 240

export interface Sender {
  /** `name^software version^serial`, as instruments fill H-5. */
  readonly instrument: string
  readonly host?: string
  /** P production, Q quality control. */
  readonly processing?: 'P' | 'Q' | 'T' | 'D'
  /** YYYYMMDDHHMMSS. */
  readonly at: string
}

export interface Sample {
  readonly patientId: string
  readonly specimen: string
  readonly results: readonly Result[]
}
export interface Result {
  /** `^^^code`. */
  readonly test: string
  readonly value: string
  readonly unit: string
  readonly flag?: string
}

/** Records of one sample's results: H, P, O, R ..., L. */
export function results(sender: Sender, sample: Sample): readonly string[] {
  const rows = sample.results.map(
    (r, i) => `R|${i + 1}|${r.test}|${r.value}|${r.unit}||${r.flag ?? 'N'}||F||||${sender.at}`,
  )
  return [header(sender), `P|1||${sample.patientId}`, `O|1|${sample.specimen}||^^^ALL|R`, ...rows, 'L|1|N']
}

/** Records that ask the host what to do with a specimen. */
export const inquiry = (sender: Sender, specimen: string): readonly string[] => [
  header(sender),
  `Q|1|^${specimen}||^^^ALL`,
  'L|1|N',
]

/** Records of the host's orders for a specimen. */
export const orders = (
  sender: Sender,
  patientId: string,
  specimen: string,
  tests: readonly string[],
): readonly string[] => [
  header(sender),
  `P|1||${patientId}`,
  `O|1|${specimen}||${tests.map((t) => `^^^${t}`).join('\\')}|R`,
  'L|1|N',
]

const header = (s: Sender): string =>
  `H|\\^&|||${s.instrument}|||||${s.host ?? 'LIS'}||${s.processing ?? 'P'}|LIS2-A2|${s.at}`

/** The frames that carry the records, one record a frame or several where it is long; each is answered by ACK. */
export function frames(records: readonly string[]): Uint8Array[] {
  const out: Uint8Array[] = []
  for (const record of records) {
    const text = `${record}\r`
    for (let at = 0; at < text.length; at += FRAME)
      out.push(frame((out.length + 1) % 8, text.slice(at, at + FRAME), at + FRAME >= text.length))
  }
  return out
}

/** STX, number, text, ETX or ETB, checksum, CR LF (LIS01-A2 section 6.3.1). */
function frame(number: number, text: string, last: boolean): Uint8Array {
  const body = bytes(`${number}`, latin1(text), last ? 0x03 : 0x17)
  const sum = body.reduce((total, byte) => (total + byte) & 0xff, 0)
  return bytes(0x02, body, sum.toString(16).toUpperCase().padStart(2, '0'), '\r\n')
}

/** Records with no frame around them, as simple interfaces send them. */
export const unframed = (records: readonly string[]): Uint8Array =>
  latin1(records.map((r) => `${r}\r`).join(''))
