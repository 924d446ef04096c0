/**
 * How TLS clients of several kinds say hello: suites, extensions and their order. Restated from the documented
 * defaults of each stack, from memory where those are not published; a new version differs in details.
 */
import type { Entropy } from '../bytes.ts'
import * as x from './extensions.ts'
import type { Version } from './record.ts'

/** What one stack puts into its hello. */
export interface Shape {
  readonly version: Version
  readonly suites: readonly number[]
  readonly extensions: (
    host: string | undefined,
    random: Entropy,
    alpn: readonly string[],
  ) => readonly Uint8Array[]
  /** Sends a session identifier of 32 bytes although there is no session (RFC 8446 appendix D.4). */
  readonly session: boolean
}

const name = (host: string | undefined): Uint8Array[] => (host === undefined ? [] : [x.serverName(host)])
const protocols = (list: readonly string[]): Uint8Array[] => (list.length === 0 ? [] : [x.alpn(list)])

const RSA_ECDSA = [
  0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0809, 0x080a, 0x080b, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501,
  0x0601,
]
const OLD_SIGNATURES = [
  0x0601, 0x0602, 0x0603, 0x0501, 0x0502, 0x0503, 0x0401, 0x0402, 0x0403, 0x0301, 0x0302, 0x0303, 0x0201,
  0x0202, 0x0203,
]
const SCHANNEL_SIGNATURES = [
  0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0201, 0x0403, 0x0503, 0x0203, 0x0202, 0x0601, 0x0603,
]
const BROWSER_SIGNATURES = [0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601]

const SCHANNEL_SUITES = [
  0xc02c, 0xc02b, 0xc030, 0xc02f, 0x009f, 0x009e, 0xc024, 0xc023, 0xc028, 0xc027, 0xc00a, 0xc009, 0xc014,
  0xc013, 0x009d, 0x009c, 0x003d, 0x003c, 0x0035, 0x002f, 0x000a,
]
const OPENSSL_SUITES = [
  0xc02c, 0xc030, 0x009f, 0xcca9, 0xcca8, 0xccaa, 0xc02b, 0xc02f, 0x009e, 0xc024, 0xc028, 0x006b, 0xc023,
  0xc027, 0x0067, 0xc00a, 0xc014, 0x0039, 0xc009, 0xc013, 0x0033, 0x009d, 0x009c, 0x003d, 0x003c, 0x0035,
  0x002f, 0x00ff,
]

export const STACKS = {
  /** Chromium and what is built on it, with GREASE. */
  chrome: {
    version: '1.3',
    session: true,
    suites: [
      0x3a3a, 0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc013, 0xc014, 0x009c,
      0x009d, 0x002f, 0x0035,
    ],
    extensions: (host, random) => [
      x.extension(0x1a1a),
      ...name(host),
      x.extendedMasterSecret(),
      x.renegotiationInfo(),
      x.groups([0x4a4a, 29, 23, 24]),
      x.pointFormats(),
      x.sessionTicket(),
      x.alpn(['h2', 'http/1.1']),
      x.statusRequest(),
      x.signatureAlgorithms(BROWSER_SIGNATURES),
      x.signedTimestamps(),
      x.keyShares([
        [0x4a4a, Uint8Array.of(0)],
        [29, random(32)],
      ]),
      x.pskModes(),
      x.supportedVersions(['1.3', '1.2'], 0x2a2a),
      x.compressCertificate(),
      x.applicationSettings(['h2']),
      x.extension(0x6a6a, 0),
      x.padding(180),
    ],
  },
  /** Firefox. */
  firefox: {
    version: '1.3',
    session: true,
    suites: [
      0x1301, 0x1303, 0x1302, 0xc02b, 0xc02f, 0xcca9, 0xcca8, 0xc02c, 0xc030, 0xc00a, 0xc009, 0xc013, 0xc014,
      0x009c, 0x009d, 0x002f, 0x0035,
    ],
    extensions: (host, random) => [
      ...name(host),
      x.extendedMasterSecret(),
      x.renegotiationInfo(),
      x.groups([29, 23, 24, 25, 256, 257]),
      x.pointFormats(),
      x.sessionTicket(),
      x.alpn(['h2', 'http/1.1']),
      x.statusRequest(),
      x.keyShares([[29, random(32)]]),
      x.supportedVersions(['1.3', '1.2']),
      x.signatureAlgorithms([
        0x0403, 0x0503, 0x0603, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0203, 0x0201,
      ]),
      x.pskModes(),
      x.recordSizeLimit(0x4001),
    ],
  },
  /** Apple's network framework, on telephones and tablets. */
  apple: {
    version: '1.3',
    session: true,
    suites: [
      0x2a2a, 0x1301, 0x1302, 0x1303, 0xc02c, 0xc02b, 0xcca9, 0xc030, 0xc02f, 0xcca8, 0xc00a, 0xc009, 0xc014,
      0xc013, 0x009d, 0x009c, 0x0035, 0x002f, 0xc008, 0xc012, 0x000a,
    ],
    extensions: (host, random) => [
      x.extension(0x0a0a),
      ...name(host),
      x.extendedMasterSecret(),
      x.renegotiationInfo(),
      x.groups([0x3a3a, 29, 23, 24, 25]),
      x.pointFormats(),
      x.alpn(['h2', 'http/1.1']),
      x.statusRequest(),
      x.signatureAlgorithms([0x0403, 0x0804, 0x0401, 0x0503, 0x0203, 0x0805, 0x0501, 0x0806, 0x0601, 0x0201]),
      x.signedTimestamps(),
      x.keyShares([
        [0x3a3a, Uint8Array.of(0)],
        [29, random(32)],
      ]),
      x.pskModes(),
      x.supportedVersions(['1.3', '1.2'], 0x6a6a),
      x.extension(0x5a5a, 0),
    ],
  },
  /** Windows XP and Server 2003: no extensions, export suites still offered. */
  'schannel-xp': {
    version: '1.0',
    session: false,
    suites: [0x0004, 0x0005, 0x000a, 0x0009, 0x0064, 0x0062, 0x0003, 0x0006, 0x0013, 0x0012, 0x0063],
    extensions: () => [],
  },
  /** Windows 7 and Server 2008 R2 as they came: TLS 1.0. */
  'schannel-7': {
    version: '1.0',
    session: false,
    suites: [0x002f, 0x0035, 0x0005, 0x000a, 0xc013, 0xc014, 0xc009, 0xc00a, 0x0032, 0x0038, 0x0013, 0x0004],
    extensions: (host) => [
      x.renegotiationInfo(),
      ...name(host),
      x.statusRequest(),
      x.groups([23, 24]),
      x.pointFormats(),
    ],
  },
  /** Windows 10 and Server 2016, 2019. */
  'schannel-10': {
    version: '1.2',
    session: false,
    suites: SCHANNEL_SUITES,
    extensions: (host, _, list) => [
      ...name(host),
      x.statusRequest(),
      x.groups([29, 23, 24]),
      x.pointFormats(),
      x.signatureAlgorithms(SCHANNEL_SIGNATURES),
      x.sessionTicket(),
      ...protocols(list),
      x.extendedMasterSecret(),
      x.renegotiationInfo(),
    ],
  },
  /** Windows 11 and Server 2022. */
  'schannel-11': {
    version: '1.3',
    session: true,
    suites: [0x1302, 0x1301, ...SCHANNEL_SUITES.slice(0, -1)],
    extensions: (host, random, list) => [
      ...name(host),
      x.statusRequest(),
      x.groups([29, 23, 24]),
      x.pointFormats(),
      x.signatureAlgorithms(SCHANNEL_SIGNATURES),
      x.sessionTicket(),
      ...protocols(list),
      x.extendedMasterSecret(),
      x.supportedVersions(['1.3', '1.2']),
      x.pskModes(),
      x.keyShares([[29, random(32)]]),
      x.renegotiationInfo(),
    ],
  },
  /** OpenSSL 1.0.1, the version with the heartbeat. */
  'openssl-1.0.1': {
    version: '1.2',
    session: false,
    suites: [
      0xc030, 0xc02c, 0xc028, 0xc024, 0xc014, 0xc00a, 0x00a3, 0x009f, 0x006b, 0x006a, 0x0039, 0x0038, 0x0088,
      0x0087, 0xc032, 0xc02e, 0xc02a, 0xc026, 0xc00f, 0xc005, 0x009d, 0x003d, 0x0035, 0x0084, 0xc012, 0xc008,
      0x0016, 0x0013, 0xc00d, 0xc003, 0x000a, 0xc02f, 0xc02b, 0xc027, 0xc023, 0xc013, 0xc009, 0x00a2, 0x009e,
      0x0067, 0x0040, 0x0033, 0x0032, 0x009a, 0x0099, 0x0045, 0x0044, 0xc031, 0xc02d, 0xc029, 0xc025, 0xc00e,
      0xc004, 0x009c, 0x003c, 0x002f, 0x0096, 0x0041, 0xc011, 0xc007, 0xc00c, 0xc002, 0x0005, 0x0004, 0x00ff,
    ],
    extensions: (host) => [
      ...name(host),
      x.pointFormats([0, 1, 2]),
      x.groups([14, 13, 25, 11, 12, 24, 9, 10, 22, 23, 8, 6, 7, 20, 21, 4, 5, 18, 19, 1, 2, 3, 15, 16, 17]),
      x.sessionTicket(),
      x.signatureAlgorithms(OLD_SIGNATURES),
      x.heartbeat(),
    ],
  },
  /** OpenSSL 1.1.1 and 3. */
  openssl: {
    version: '1.3',
    session: true,
    suites: [0x1302, 0x1303, 0x1301, ...OPENSSL_SUITES],
    extensions: (host, random, list) => [
      ...name(host),
      x.pointFormats([0, 1, 2]),
      x.groups([29, 23, 30, 25, 24]),
      x.sessionTicket(),
      ...protocols(list),
      x.encryptThenMac(),
      x.extendedMasterSecret(),
      x.signatureAlgorithms(RSA_ECDSA),
      x.supportedVersions(['1.3', '1.2']),
      x.pskModes(),
      x.keyShares([[29, random(32)]]),
    ],
  },
  /** Java 8. */
  'java-8': {
    version: '1.2',
    session: false,
    suites: [
      0xc024, 0xc028, 0x003d, 0xc026, 0xc02a, 0x006b, 0x006a, 0xc00a, 0xc014, 0x0035, 0xc005, 0xc00f, 0x0039,
      0x0038, 0xc023, 0xc027, 0x003c, 0xc025, 0xc029, 0x0067, 0x0040, 0xc009, 0xc013, 0x002f, 0xc004, 0xc00e,
      0x0033, 0x0032, 0xc02c, 0xc02b, 0xc030, 0x009d, 0xc02e, 0xc032, 0x009f, 0x00a3, 0xc02f, 0x009c, 0xc02d,
      0xc031, 0x009e, 0x00a2, 0x00ff,
    ],
    extensions: (host) => [
      x.groups([23, 24, 25]),
      x.pointFormats(),
      x.signatureAlgorithms([0x0603, 0x0601, 0x0503, 0x0501, 0x0403, 0x0401, 0x0402, 0x0203, 0x0201, 0x0202]),
      x.extendedMasterSecret(),
      ...name(host),
    ],
  },
  /** A small library on a microcontroller: few suites, no name, no resumption. */
  embedded: {
    version: '1.2',
    session: false,
    suites: [0xc02b, 0xc02f, 0xc023, 0xc027, 0x009c, 0x003c, 0x002f, 0x00ff],
    extensions: () => [
      x.signatureAlgorithms([0x0603, 0x0601, 0x0503, 0x0501, 0x0403, 0x0401]),
      x.groups([23, 24]),
      x.pointFormats(),
      x.encryptThenMac(),
      x.extendedMasterSecret(),
    ],
  },
  /** An embedded stack from before elliptic curves: TLS 1.0, RC4 and 3DES. */
  'embedded-old': {
    version: '1.0',
    session: false,
    suites: [0x0035, 0x002f, 0x000a, 0x0005, 0x0004],
    extensions: () => [],
  },
} as const satisfies Readonly<Record<string, Shape>>

export type Stack = keyof typeof STACKS
