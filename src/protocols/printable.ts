/** Text out of octets whose encoding no standard fixes: UTF-8 where it is valid, else Latin-1; hex where it is no text. */
import { cleanText, latin1, MAX_TEXT } from '../wire/text.ts'

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })

/** Longest binary value written as hex, in octets; identifiers are shorter (a DUID is at most 130, RFC 8415 section 11.1). */
const MAX_HEX = 130

/** The octets as text, whatever they hold; bounded, control characters still in. */
export function textOf(bytes: Uint8Array): string {
  const head = bytes.subarray(0, MAX_TEXT)
  try {
    return strictUtf8.decode(head)
  } catch {
    return latin1.decode(head)
  }
}

/** The octets as text if all of them are printable (padding NULs and line ends aside), else `null`. */
export function printable(bytes: Uint8Array): string | null {
  let end = bytes.length
  while (end > 0 && bytes[end - 1] === 0) end--
  const head = bytes.subarray(0, Math.min(end, MAX_TEXT))
  for (const octet of head)
    if ((octet < 0x20 && octet !== 9 && octet !== 10 && octet !== 13) || octet === 0x7f) return null
  try {
    return cleanText(strictUtf8.decode(head))
  } catch {
    return null
  }
}

/** Lower-case hex without separators, of at most 130 octets. */
export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes.subarray(0, MAX_HEX), (octet) => octet.toString(16).padStart(2, '0')).join('')

export const printableOrHex = (bytes: Uint8Array): string => printable(bytes) ?? hexOf(bytes)

/** 8-4-4-4-12 hex of sixteen octets in the order given (RFC 9562 section 4); `null` for another length or all zeros. */
export function uuidOf(bytes: Uint8Array): string | null {
  if (bytes.length !== 16 || bytes.every((octet) => octet === 0)) return null
  return hexOf(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
