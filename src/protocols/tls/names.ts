/** Names of TLS numbers: versions, named groups, alerts. Numbers without a name stay numbers. */

/** Reserved values that clients mix in so that servers keep ignoring the unknown (RFC 8701 section 2). */
export const isGrease = (value: number): boolean =>
  (value & 0x0f0f) === 0x0a0a && value >>> 8 === (value & 255)

export const TLS_1_2 = 0x0303
export const TLS_1_3 = 0x0304
/** Drafts of TLS 1.3 carried 0x7f and the draft's number (draft-ietf-tls-tls13-28 section 4.2.1.1). */
const TLS_1_3_DRAFT = 0x7f
/** DTLS counts downwards (RFC 6347 section 4.1, RFC 9147 section 5.3). */
const DTLS_1_3 = 0xfefc

const VERSIONS: Readonly<Record<number, string>> = {
  2: 'SSL 2.0',
  768: 'SSL 3.0',
  769: 'TLS 1.0',
  770: 'TLS 1.1',
  [TLS_1_2]: 'TLS 1.2',
  [TLS_1_3]: 'TLS 1.3',
  65279: 'DTLS 1.0', // 0xfeff
  65277: 'DTLS 1.2', // 0xfefd
  [DTLS_1_3]: 'DTLS 1.3',
  256: 'DTLS 0.9', // 0x0100, before RFC 4347; still sent to old VPN gateways
}

export function versionName(version: number): string {
  if (version >>> 8 === TLS_1_3_DRAFT) return 'TLS 1.3'
  return VERSIONS[version] ?? `0x${version.toString(16).padStart(4, '0')}`
}

/** TLS 1.3 by any of its numbers: from here on certificates are encrypted. */
export const isTls13 = (version: number): boolean =>
  version === TLS_1_3 || version === DTLS_1_3 || version >>> 8 === TLS_1_3_DRAFT

/** IANA registry "TLS Supported Groups" (RFC 8447 section 9). */
const GROUPS: Readonly<Record<number, string>> = {
  1: 'sect163k1',
  2: 'sect163r1',
  3: 'sect163r2',
  4: 'sect193r1',
  5: 'sect193r2',
  6: 'sect233k1',
  7: 'sect233r1',
  8: 'sect239k1',
  9: 'sect283k1',
  10: 'sect283r1',
  11: 'sect409k1',
  12: 'sect409r1',
  13: 'sect571k1',
  14: 'sect571r1',
  15: 'secp160k1',
  16: 'secp160r1',
  17: 'secp160r2',
  18: 'secp192k1',
  19: 'secp192r1',
  20: 'secp224k1',
  21: 'secp224r1',
  22: 'secp256k1',
  23: 'secp256r1',
  24: 'secp384r1',
  25: 'secp521r1',
  26: 'brainpoolP256r1',
  27: 'brainpoolP384r1',
  28: 'brainpoolP512r1',
  29: 'x25519',
  30: 'x448',
  31: 'brainpoolP256r1tls13',
  32: 'brainpoolP384r1tls13',
  33: 'brainpoolP512r1tls13',
  41: 'curveSM2',
  256: 'ffdhe2048',
  257: 'ffdhe3072',
  258: 'ffdhe4096',
  259: 'ffdhe6144',
  260: 'ffdhe8192',
  512: 'MLKEM512',
  513: 'MLKEM768',
  514: 'MLKEM1024',
  4587: 'SecP256r1MLKEM768',
  4588: 'X25519MLKEM768',
  4589: 'SecP384r1MLKEM1024',
  25497: 'X25519Kyber768Draft00',
}

export const groupName = (group: number): string =>
  GROUPS[group] ?? `0x${group.toString(16).padStart(4, '0')}`

/** IANA registry "TLS Alerts" (RFC 8446 section 6). */
const ALERTS: Readonly<Record<number, string>> = {
  0: 'close_notify',
  10: 'unexpected_message',
  20: 'bad_record_mac',
  21: 'decryption_failed',
  22: 'record_overflow',
  30: 'decompression_failure',
  40: 'handshake_failure',
  41: 'no_certificate',
  42: 'bad_certificate',
  43: 'unsupported_certificate',
  44: 'certificate_revoked',
  45: 'certificate_expired',
  46: 'certificate_unknown',
  47: 'illegal_parameter',
  48: 'unknown_ca',
  49: 'access_denied',
  50: 'decode_error',
  51: 'decrypt_error',
  60: 'export_restriction',
  70: 'protocol_version',
  71: 'insufficient_security',
  80: 'internal_error',
  86: 'inappropriate_fallback',
  90: 'user_canceled',
  100: 'no_renegotiation',
  109: 'missing_extension',
  110: 'unsupported_extension',
  111: 'certificate_unobtainable',
  112: 'unrecognized_name',
  113: 'bad_certificate_status_response',
  114: 'bad_certificate_hash_value',
  115: 'unknown_psk_identity',
  116: 'certificate_required',
  120: 'no_application_protocol',
  121: 'ech_required',
}

export const alertName = (description: number): string => ALERTS[description] ?? String(description)
