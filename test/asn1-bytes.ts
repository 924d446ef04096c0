/** DER writers for fixtures and tests (ITU-T X.690): definite lengths only. Shares no code with `src/`. */
import { type Bytes, bytes, u16 } from './bytes.ts'

export function der(tag: number, ...parts: (number | string | ArrayLike<number>)[]): Bytes {
  const contents = bytes(...parts)
  const n = contents.length
  return bytes(tag, n < 128 ? n : n < 256 ? bytes(0x81, n) : bytes(0x82, u16(n)), contents)
}
export const seq = (...parts: Bytes[]): Bytes => der(0x30, ...parts)
/** A context tag, constructed. */
export const context = (n: number, ...parts: Bytes[]): Bytes => der(0xa0 + n, ...parts)
export const octets = (value: string | Bytes): Bytes => der(4, value)

export function int(value: number, tag = 2): Bytes {
  const out = Buffer.alloc(4)
  out.writeInt32BE(value)
  let from = 0
  while (from < 3 && (out[from] === 0 ? out[from + 1]! < 128 : out[from] === 255 && out[from + 1]! >= 128))
    from++
  return der(tag, out.subarray(from))
}

export function oid(text: string): Bytes {
  const [first = 0, second = 0, ...arcs] = text.split('.').map(Number)
  const base128 = (n: number): number[] => {
    const digits = [n % 128]
    for (let rest = Math.floor(n / 128); rest > 0; rest = Math.floor(rest / 128))
      digits.unshift((rest % 128) | 128)
    return digits
  }
  return der(6, ...[first * 40 + second, ...arcs].map(base128))
}
