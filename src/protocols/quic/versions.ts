/** QUIC versions (RFC 9000 section 15): how they are called and what protects their Initial packets. */

export interface QuicVersion {
  /** `1`, `2`, `draft-29`, or Google's own `Q050`, `T051`. */
  readonly name: string
  /** Salt of the Initial secrets; `null` where packets are not protected that way. */
  readonly salt: Uint8Array | null
  /** Prefix of the key labels: `quic` or `quicv2` (RFC 9369 section 3.3.2). */
  readonly label: 'quic' | 'quicv2'
  /** Long header types, bits 4-5 of the first octet (RFC 9000 section 17.2, RFC 9369 section 3.2). */
  readonly initial: number
  readonly retry: number
}

const salt = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))

const SALT_22 = salt('7fbcdb0e7c66bbe9193a96cd21519ebd7a02644a') // draft-ietf-quic-tls-22 section 5.2
const SALT_23 = salt('c3eef712c72ebb5a11a7d2432bb46365bef9f502') // draft-ietf-quic-tls-23 section 5.2
const SALT_29 = salt('afbfec289993d24c9e9786f19c6111e04390a899') // draft-ietf-quic-tls-29 section 5.2
const SALT_V1 = salt('38762cf7f55934b34d179ae6a4c80cadccbb7f0a') // RFC 9001 section 5.2
const SALT_V2 = salt('0dede3def700a6db819381be6e269dcbf9bd2ed9') // RFC 9369 section 3.3.1
const SALT_V2_DRAFT = salt('a707c203a59b47184a1d62ca570406ea7ae3e5d3') // draft-ietf-quic-v2-00
const SALT_Q050 = salt('504574efd066fe2f9d945cfcdbd3a7f0d3b56b45') // Chromium, net/quic
const SALT_T050 = salt('7ff579e5acd072915580304c43a2367c60488310')
const SALT_T051 = salt('7a4edef4e7ccee5fa4506c19124fc8ccda6e033d')

const one = (name: string, saltOf: Uint8Array | null): QuicVersion => ({
  name,
  salt: saltOf,
  label: 'quic',
  initial: 0,
  retry: 3,
})
const two = (name: string, saltOf: Uint8Array): QuicVersion => ({
  name,
  salt: saltOf,
  label: 'quicv2',
  initial: 1,
  retry: 0,
})

const NAMED = new Map<number, QuicVersion>([
  [0x00000001, one('1', SALT_V1)],
  [0x6b3343cf, two('2', SALT_V2)],
  [0x709a50c4, two('2-draft', SALT_V2_DRAFT)],
  [0xfaceb001, one('mvfst-22', SALT_22)],
  [0xfaceb002, one('mvfst-27', SALT_23)],
  [0x51303530, one('Q050', SALT_Q050)],
  [0x54303530, one('T050', SALT_T050)],
  [0x54303531, one('T051', SALT_T051)],
])

/** What is known of a version; `null` of an unknown one. */
export function quicVersion(version: number): QuicVersion | null {
  return NAMED.get(version) ?? draft(version) ?? null
}

/** Drafts count in the low octet of 0xff0000NN. */
function draft(version: number): QuicVersion | null {
  const number = version - 0xff000000
  if (number < 22 || number > 34) return null
  const saltOf = number === 22 ? SALT_22 : number < 29 ? SALT_23 : number < 33 ? SALT_29 : SALT_V1
  return one(`draft-${number}`, saltOf)
}

/** Reserved to keep version negotiation working: 0x?a?a?a?a (RFC 9000 section 15). */
export const isReservedVersion = (version: number): boolean => (version & 0x0f0f0f0f) >>> 0 === 0x0a0a0a0a

/** A name for what a server lists: known, Google's four characters, or the number. */
export function versionLabel(version: number): string {
  const known = quicVersion(version)
  if (known !== null) return known.name
  const text = String.fromCharCode(
    version >>> 24,
    (version >>> 16) & 255,
    (version >>> 8) & 255,
    version & 255,
  )
  return /^[QT]0\d\d$/.test(text) ? text : `0x${version.toString(16).padStart(8, '0')}`
}
