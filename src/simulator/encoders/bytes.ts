/** How the encoders put bytes together. Everything here is a pure function of its arguments. */

/** A source of bytes that stand for what is random on a real wire: nonces, keys, cipher text. */
export type Entropy = (size: number) => Uint8Array

/** A number is one byte, a text its UTF-8, an array of bytes itself. */
export type Part = number | string | Uint8Array

/** All parts, one after the other. */
export function bytes(...parts: readonly Part[]): Uint8Array {
  let size = 0
  for (const part of parts) size += sizeOf(part)
  const all = Buffer.allocUnsafe(size)
  let at = 0
  for (const part of parts) {
    if (typeof part === 'number') all[at++] = part
    else if (typeof part === 'string') at += all.write(part, at, 'utf8')
    else {
      all.set(part, at)
      at += part.length
    }
  }
  return asBytes(all)
}

function sizeOf(part: Part): number {
  if (typeof part === 'number') return 1
  return typeof part === 'string' ? Buffer.byteLength(part, 'utf8') : part.length
}

const asBytes = (b: Buffer): Uint8Array => new Uint8Array(b.buffer, b.byteOffset, b.length)

/** 16 bits, big-endian. */
export const u16 = (n: number): Uint8Array => Uint8Array.of(n >>> 8, n)
/** 24 bits, big-endian. */
export const u24 = (n: number): Uint8Array => Uint8Array.of(n >>> 16, n >>> 8, n)
/** 32 bits, big-endian. */
export const u32 = (n: number): Uint8Array => Uint8Array.of(n >>> 24, n >>> 16, n >>> 8, n)
/** 64 bits, big-endian. */
export const u64 = (n: bigint): Uint8Array =>
  bytes(u32(Number((n >> 32n) & 0xffffffffn)), u32(Number(n & 0xffffffffn)))
/** 16 bits, little-endian. */
export const u16le = (n: number): Uint8Array => Uint8Array.of(n, n >>> 8)
/** 32 bits, little-endian. */
export const u32le = (n: number): Uint8Array => Uint8Array.of(n, n >>> 8, n >>> 16, n >>> 24)
/** 64 bits, little-endian. */
export const u64le = (n: bigint): Uint8Array => u64(n).reverse()

/** So many zero bytes. */
export const zeros = (size: number): Uint8Array => new Uint8Array(size)

/** A text in one byte a character (ISO 8859-1). */
export const latin1 = (text: string): Uint8Array => asBytes(Buffer.from(text, 'latin1'))
/** A text as Windows protocols write it: UTF-16, little-endian, no end mark. */
export const utf16le = (text: string): Uint8Array => asBytes(Buffer.from(text, 'utf16le'))
/** Bytes written as hexadecimal digits; blanks and colons are passed over. */
export const hex = (digits: string): Uint8Array => asBytes(Buffer.from(digits.replace(/[\s:.-]/g, ''), 'hex'))
/** A text of exactly `size` bytes, filled up with `filler` and cut where it is longer. */
export function fixed(text: string, size: number, filler = 0): Uint8Array {
  const field = new Uint8Array(size).fill(filler)
  field.set(latin1(text).subarray(0, size))
  return field
}

/** The six bytes of `aa:bb:cc:dd:ee:ff`. */
export const mac = (address: string): Uint8Array => hex(address)
/** The four bytes of `10.0.0.1`. */
export const ipv4 = (address: string): Uint8Array => Uint8Array.from(address.split('.'), Number)

/** The sixteen bytes of an IPv6 address in text, `::` included (RFC 4291 section 2.2). */
export function ipv6(address: string): Uint8Array {
  const [head = '', tail] = address.split('::')
  const groups = (text: string) => (text === '' ? [] : text.split(':').map((g) => Number.parseInt(g, 16)))
  const left = groups(head)
  const right = tail === undefined ? [] : groups(tail)
  const gap = new Array<number>(8 - left.length - right.length).fill(0)
  return bytes(...[...left, ...gap, ...right].map(u16))
}

/** A body behind its length in one byte. */
export const counted8 = (...parts: readonly Part[]): Uint8Array => {
  const body = bytes(...parts)
  return bytes(body.length, body)
}
/** A body behind its length in 16 bits, big-endian. */
export const counted16 = (...parts: readonly Part[]): Uint8Array => {
  const body = bytes(...parts)
  return bytes(u16(body.length), body)
}
/** A body behind its length in 24 bits, big-endian. */
export const counted24 = (...parts: readonly Part[]): Uint8Array => {
  const body = bytes(...parts)
  return bytes(u24(body.length), body)
}
/** A body behind its length in 32 bits, big-endian. */
export const counted32 = (...parts: readonly Part[]): Uint8Array => {
  const body = bytes(...parts)
  return bytes(u32(body.length), body)
}

/** A GUID as Microsoft's protocols write it: three little-endian fields, eight bytes as they stand (MS-DTYP 2.3.4.2). */
export function guid(text: string): Uint8Array {
  const raw = hex(text)
  return bytes(raw.slice(0, 4).reverse(), raw.slice(4, 6).reverse(), raw.slice(6, 8).reverse(), raw.slice(8))
}

/** 100-nanosecond steps since 1601 (MS-DTYP 2.3.3) of `at`, milliseconds since 1970. */
export const filetime = (at: number): Uint8Array =>
  u64le(BigInt(Math.round(at)) * 10_000n + 116_444_736_000_000_000n)

/** `text` as base64 (RFC 4648 section 4). */
export const base64 = (value: Uint8Array | string): string =>
  (typeof value === 'string' ? Buffer.from(value, 'utf8') : Buffer.from(value)).toString('base64')

/** A text as character data or attribute value of XML (XML 1.0 section 2.4). */
export const xmlText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
