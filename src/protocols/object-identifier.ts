/** Object identifiers as management protocols carry them outside SNMP: contents octets of BER, with or without tag and length. */

/** Octets read of one identifier; sysObjectID values are under 20. */
const MAX_OID = 64

/** Dotted decimal (ITU-T X.690 clause 8.19); `null` for empty or unfinished ones. */
export function objectIdentifier(bytes: Uint8Array): string | null {
  const body = bytes[0] === 6 && bytes[1] === bytes.length - 2 ? bytes.subarray(2) : bytes
  if (body.length < 2 || body.length > MAX_OID || body.at(-1)! & 0x80) return null
  const numbers: number[] = []
  let number = 0
  for (const octet of body) {
    number = number * 128 + (octet & 0x7f)
    if (octet & 0x80) continue
    if (!Number.isSafeInteger(number)) return null
    if (numbers.length === 0) numbers.push(...firstTwo(number))
    else numbers.push(number)
    number = 0
  }
  return numbers.join('.')
}

const firstTwo = (number: number): [number, number] => {
  const first = Math.min(2, Math.floor(number / 40))
  return [first, number - 40 * first]
}
