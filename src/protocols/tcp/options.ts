/** TCP options of a handshake (RFC 9293 section 3.2, RFC 7323, RFC 2018). */

const END = 0
const NOP = 1
const MSS = 2
const SCALE = 3
const SACK = 4
const TIMESTAMPS = 8

export interface TcpOptions {
  /** Letters in order, see the signature. */
  readonly text: string
  readonly mss: number | null
  readonly scale: number | null
  /** Own and echoed value of the timestamps option. */
  readonly timestamps: readonly [number, number] | null
  /** A length is impossible: the rest was not read. */
  readonly broken: boolean
  /** Something other than zeros stands behind the end of the list. */
  readonly trailing: boolean
}

/** `bytes` are the options alone, at most 40 octets. */
export function readOptions(bytes: Uint8Array): TcpOptions {
  const letters: string[] = []
  let mss: number | null = null
  let scale: number | null = null
  let timestamps: readonly [number, number] | null = null
  let broken = false
  let at = 0
  while (at < bytes.length) {
    const kind = bytes[at]!
    if (kind === END || kind === NOP) {
      letters.push(kind === END ? 'E' : 'N')
      at++
      if (kind === END) break
      continue
    }
    const length = bytes[at + 1] ?? 0
    if (length < 2 || at + length > bytes.length) {
      letters.push('!')
      broken = true
      break
    }
    letters.push(letter(kind, length, bytes, at))
    if (kind === MSS && length === 4) mss = word(bytes, at + 2)
    else if (kind === SCALE && length === 3) scale = bytes[at + 2]!
    else if (kind === TIMESTAMPS && length === 10) timestamps = [long(bytes, at + 2), long(bytes, at + 6)]
    at += length
  }
  const trailing = !broken && bytes.subarray(at).some((octet) => octet !== 0)
  return { text: letters.join(','), mss, scale, timestamps, broken, trailing }
}

function letter(kind: number, length: number, bytes: Uint8Array, at: number): string {
  if (kind === MSS && length === 4) return 'M'
  if (kind === SCALE && length === 3) return `W${bytes[at + 2]}`
  if (kind === SACK && length === 2) return 'S'
  if (kind === TIMESTAMPS && length === 10) return 'T'
  return `?${kind}`
}

const word = (bytes: Uint8Array, at: number): number => (bytes[at]! << 8) | bytes[at + 1]!
const long = (bytes: Uint8Array, at: number): number => word(bytes, at) * 0x10000 + word(bytes, at + 2)
