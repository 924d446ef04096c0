/** Hello extensions (RFC 6066, 8422, 7301, 8446 section 4.2 and others): type, length, body. */
import { bytes, counted8, counted16, type Part, u16 } from '../bytes.ts'
import { type Version, versionNumber } from './record.ts'

/** Numbers reserved to keep servers tolerant (RFC 8701). */
export const GREASE = [0x0a0a, 0x1a1a, 0x2a2a, 0x3a3a, 0x4a4a, 0x5a5a, 0x6a6a, 0x7a7a] as const

export const extension = (type: number, ...body: readonly Part[]): Uint8Array =>
  bytes(u16(type), counted16(...body))

export const serverName = (host: string): Uint8Array => extension(0, counted16(0, counted16(host)))
export const statusRequest = (): Uint8Array => extension(5, 1, u16(0), u16(0))
export const groups = (ids: readonly number[]): Uint8Array => extension(10, counted16(...ids.map(u16)))
export const pointFormats = (formats: readonly number[] = [0]): Uint8Array =>
  extension(11, counted8(...formats))
export const signatureAlgorithms = (ids: readonly number[]): Uint8Array =>
  extension(13, counted16(...ids.map(u16)))
export const heartbeat = (): Uint8Array => extension(15, 1)
export const alpn = (protocols: readonly string[]): Uint8Array =>
  extension(16, counted16(...protocols.map((p) => counted8(p))))
export const signedTimestamps = (): Uint8Array => extension(18)
export const padding = (size: number): Uint8Array => extension(21, new Uint8Array(size))
export const encryptThenMac = (): Uint8Array => extension(22)
export const extendedMasterSecret = (): Uint8Array => extension(23)
export const compressCertificate = (): Uint8Array => extension(27, counted8(u16(2)))
export const recordSizeLimit = (size: number): Uint8Array => extension(28, u16(size))
export const sessionTicket = (): Uint8Array => extension(35)
export const supportedVersions = (versions: readonly Version[], grease?: number): Uint8Array =>
  extension(
    43,
    counted8(...(grease === undefined ? [] : [u16(grease)]), ...versions.map((v) => u16(versionNumber(v)))),
  )
/** The version a server chose. */
export const selectedVersion = (version: Version): Uint8Array => extension(43, u16(versionNumber(version)))
export const pskModes = (): Uint8Array => extension(45, counted8(1))
export const keyShares = (shares: readonly (readonly [group: number, key: Uint8Array])[]): Uint8Array =>
  extension(51, counted16(...shares.map(([group, key]) => bytes(u16(group), counted16(key)))))
/** The share of a server. */
export const keyShare = (group: number, key: Uint8Array): Uint8Array =>
  extension(51, u16(group), counted16(key))
/** Settings of the application layer, as browsers based on Chromium send them (draft-vvv-tls-alps). */
export const applicationSettings = (protocols: readonly string[]): Uint8Array =>
  extension(0x4469, counted16(...protocols.map((p) => counted8(p))))
export const renegotiationInfo = (): Uint8Array => extension(0xff01, 0)
