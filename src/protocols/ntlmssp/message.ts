/**
 * The three messages of NTLMSSP (MS-NLMP section 2.2.1), read from a bounded view. Names of people, challenges
 * and responses are not taken over: of a response only its kind, of a user only a computer account.
 */

import { filetimeAt } from '../../wire/filetime.ts'
import { latin1 } from '../../wire/text.ts'

/** Section 2.2.2.5; letters in the order of that table. */
const UNICODE = 0x00000001
const SIGN = 0x00000010
const SEAL = 0x00000020
const ANONYMOUS = 0x00000800
const EXTENDED_SESSION_SECURITY = 0x00080000
const VERSION = 0x02000000
const KEY_128 = 0x20000000
const KEY_56 = 0x80000000

/** NTLMSSP_REVISION_W2K3_RC1 and NTLMSSP_REVISION_W2K3, section 2.2.2.10: Windows itself fills the structure. */
const WINDOWS_REVISIONS = [0x0a, 0x0f]

/** More AV pairs than section 2.2.2.1 knows ids are not looked at. */
const MAX_PAIRS = 16
/** Longest name taken over, in bytes. */
const MAX_NAME = 512

export interface NtlmVersion {
  /** `major.minor.build.revision`. */
  readonly raw: string
  /** `major.minor.build` where Windows says it of itself. */
  readonly build: string | null
}

/** Target information, AV pairs of section 2.2.2.1. */
export interface TargetInfo {
  readonly netbiosComputer: string | null
  readonly netbiosDomain: string | null
  readonly dnsComputer: string | null
  readonly dnsDomain: string | null
  readonly dnsTree: string | null
  /** Clock of the server, seconds since 1970. */
  readonly time: number | null
  /** Service the client believes to talk to (`cifs/host`). */
  readonly targetSpn: string | null
  /** MachineID of Single_Host_Data (section 2.2.2.2), hex: random, new at each boot. */
  readonly machineId: string | null
}

/** How the client proved itself. */
export type NtlmResponse = 'anonymous' | 'lm' | 'lm+ntlmv1' | 'ntlmv1' | 'ntlmv1-extended' | 'ntlmv2'

interface Common {
  readonly flags: number
  readonly version: NtlmVersion | null
  /** Which of sign, seal and the key lengths the flags name, comma-joined; empty for none. */
  readonly protection: string
}
export type NtlmMessage =
  | (Common & {
      readonly kind: 'negotiate'
      readonly domain: string | null
      readonly workstation: string | null
    })
  | (Common & { readonly kind: 'challenge'; readonly targetName: string | null; readonly target: TargetInfo })
  | (Common & {
      readonly kind: 'authenticate'
      readonly domain: string | null
      readonly workstation: string | null
      /** The account if it is a computer's (`NAME$`); names of people are not read out. */
      readonly machineAccount: string | null
      readonly response: NtlmResponse
      /** What the client repeats of the server's target information, with its own additions (NTLMv2 only). */
      readonly target: TargetInfo | null
    })

const SIGNATURE = [0x4e, 0x54, 0x4c, 0x4d, 0x53, 0x53, 0x50, 0]
const utf16 = new TextDecoder('utf-16le')

/** Offset of an NTLMSSP message in the first `most` bytes, -1 without. */
export function findNtlm(bytes: Uint8Array, most = 4096): number {
  const last = Math.min(bytes.length, most) - SIGNATURE.length
  for (
    let at = bytes.indexOf(SIGNATURE[0]!);
    at >= 0 && at <= last;
    at = bytes.indexOf(SIGNATURE[0]!, at + 1)
  ) {
    if (SIGNATURE.every((octet, i) => bytes[at + i] === octet)) return at
  }
  return -1
}

/** Reads the message that `bytes` begins with; `null` if it is none. Fields that were cut off are `null`. */
export function readNtlm(bytes: Uint8Array): NtlmMessage | null {
  if (bytes.length < 16 || findNtlm(bytes, SIGNATURE.length) !== 0) return null
  switch (u32(bytes, 8)) {
    case 1:
      return readNegotiate(bytes)
    case 2:
      return bytes.length < 24 ? null : readChallenge(bytes)
    case 3:
      return bytes.length < 52 ? null : readAuthenticate(bytes)
    default:
      return null
  }
}

/** Section 2.2.1.1. Names stand in the OEM code page. */
function readNegotiate(b: Uint8Array): NtlmMessage {
  const flags = u32(b, 12)
  return {
    kind: 'negotiate',
    ...common(b, flags, 32),
    domain: name(b, 16, 0),
    workstation: name(b, 24, 0),
  }
}

/** Section 2.2.1.2. */
function readChallenge(b: Uint8Array): NtlmMessage {
  const flags = u32(b, 20)
  return {
    kind: 'challenge',
    ...common(b, flags, 48),
    targetName: name(b, 12, flags),
    target: readTargetInfo(field(b, 40)),
  }
}

/** Section 2.2.1.3. */
function readAuthenticate(b: Uint8Array): NtlmMessage {
  // Windows 95 and NT 4 stop before the flags: their payload begins where flags would stand.
  const flags = b.length >= 64 && payloadStart(b) >= 64 ? u32(b, 60) : UNICODE
  const nt = field(b, 20)
  const user = name(b, 36, flags)
  return {
    kind: 'authenticate',
    ...common(b, flags, payloadStart(b) >= 72 ? 64 : b.length),
    domain: name(b, 28, flags),
    workstation: name(b, 44, flags),
    machineAccount: user?.endsWith('$') ? user : null,
    response: responseKind(flags, field(b, 12), nt, user),
    // Section 2.2.2.7: 16 bytes of proof, 28 of fixed fields, then AV pairs.
    target: nt.length > 24 ? readTargetInfo(nt.subarray(44)) : null,
  }
}

/** Lowest offset at which a field of an AUTHENTICATE message keeps bytes: where the fixed part ends. */
function payloadStart(b: Uint8Array): number {
  let lowest = b.length
  for (const at of [12, 20, 28, 36, 44, 52]) {
    if (at + 8 <= b.length && u16(b, at) > 0) lowest = Math.min(lowest, u32(b, at + 4))
  }
  return lowest
}

/** What the two responses of an AUTHENTICATE message, or of SMB1 without NTLMSSP, are; by MS-NLMP section 3.3. */
export function responseKind(
  flags: number,
  lm: Uint8Array,
  nt: Uint8Array,
  user: string | null,
): NtlmResponse {
  if ((flags & ANONYMOUS) !== 0 || (nt.length === 0 && lm.length <= 1 && user === null)) return 'anonymous'
  if (nt.length > 24) return 'ntlmv2'
  if (nt.length < 24) return lm.length === 24 ? 'lm' : 'anonymous'
  // With extended session security the LM field holds 8 random bytes and 16 zeros.
  if ((flags & EXTENDED_SESSION_SECURITY) !== 0) return 'ntlmv1-extended'
  const own = lm.length === 24 && lm.some((octet, i) => octet !== nt[i]) && lm.some((octet) => octet !== 0)
  return own ? 'lm+ntlmv1' : 'ntlmv1'
}

function common(b: Uint8Array, flags: number, versionAt: number): Common {
  const has = (bit: number) => (flags & bit) !== 0
  const protection = [has(SIGN) && 'sign', has(SEAL) && 'seal', has(KEY_56) && '56', has(KEY_128) && '128']
  return {
    flags,
    version: has(VERSION) ? readVersion(b, versionAt) : null,
    protection: protection.filter(Boolean).join(','),
  }
}

/** Section 2.2.2.10. All zeros say nothing. */
function readVersion(b: Uint8Array, at: number): NtlmVersion | null {
  if (at + 8 > b.length) return null
  const release = `${b[at]}.${b[at + 1]}.${u16(b, at + 2)}`
  const revision = b[at + 7]!
  if (release === '0.0.0') return null
  const windows = u16(b, at + 2) > 0 && WINDOWS_REVISIONS.includes(revision)
  return { raw: `${release}.${revision}`, build: windows ? release : null }
}

function readTargetInfo(b: Uint8Array): TargetInfo {
  const values = new Map<number, Uint8Array>()
  let at = 0
  for (let n = 0; n < MAX_PAIRS && at + 4 <= b.length; n++) {
    const id = u16(b, at)
    const length = u16(b, at + 2)
    if (id === 0 || at + 4 + length > b.length) break
    if (!values.has(id)) values.set(id, b.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  const text = (id: number) => decode(values.get(id), true)
  const time = values.get(7)
  const single = values.get(8)
  return {
    netbiosComputer: text(1),
    netbiosDomain: text(2),
    dnsComputer: text(3),
    dnsDomain: text(4),
    dnsTree: text(5),
    time: time === undefined ? null : filetimeAt(time, 0),
    targetSpn: text(9),
    machineId: single?.length === 48 ? Buffer.from(single.subarray(16)).toString('hex') : null,
  }
}

/** A length, maximum, offset triple (section 2.2.1) whose bytes are all there; empty otherwise. */
function field(b: Uint8Array, at: number): Uint8Array {
  if (at + 8 > b.length) return b.subarray(0, 0)
  const length = u16(b, at)
  const offset = u32(b, at + 4)
  return offset + length > b.length ? b.subarray(0, 0) : b.subarray(offset, offset + length)
}

const name = (b: Uint8Array, at: number, flags: number): string | null =>
  decode(field(b, at), (flags & UNICODE) !== 0)

function decode(value: Uint8Array | undefined, unicode: boolean): string | null {
  if (value === undefined || value.length === 0 || value.length > MAX_NAME) return null
  return (unicode ? utf16 : latin1).decode(value)
}

const u16 = (b: Uint8Array, at: number): number => b[at]! | (b[at + 1]! << 8)
const u32 = (b: Uint8Array, at: number): number => (u16(b, at) | (u16(b, at + 2) << 16)) >>> 0
