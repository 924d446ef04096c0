/** How database connections begin: TDS (MS-TDS), PostgreSQL (protocol 3.0), MySQL (protocol 10). */
import { bytes, counted8, type Entropy, latin1, type Part, u16, u16le, u32, u32le, zeros } from './bytes.ts'

/** TDS PRELOGIN of a server: its version, and encryption 0 off, 1 on, 2 not there, 3 required. TCP 1433. */
export const tdsPrelogin = (
  version: readonly [number, number, number],
  encryption: 0 | 1 | 2 | 3,
): Uint8Array => tds(4, version, encryption)
/** That of a client. */
export const tdsPreloginRequest = (
  version: readonly [number, number, number],
  encryption: 0 | 1 | 2 | 3,
): Uint8Array => tds(0x12, version, encryption)

function tds(
  kind: number,
  [major, minor, build]: readonly [number, number, number],
  encryption: number,
): Uint8Array {
  const options = bytes(0, u16(16), u16(6), 1, u16(22), u16(1), 2, u16(23), u16(1), 255)
  const body = bytes(options, major, minor, u16(build), u16(0), encryption, 0)
  return bytes(kind, 1, u16(8 + body.length), u16(0), kind === 0x12 ? 0 : 1, 0, body)
}

/** Answer of the browser service: UDP 1434. */
export const tdsBrowser = (server: string, instance: string, version: string, port: number): Uint8Array => {
  const text = latin1(
    `ServerName;${server};InstanceName;${instance};IsClustered;No;Version;${version};tcp;${port};;`,
  )
  return bytes(5, u16le(text.length), text)
}
export const tdsBrowserRequest = (): Uint8Array => Uint8Array.of(3)

/** PostgreSQL StartupMessage: TCP 5432. */
export function postgresStartup(user: string, database: string, application: string): Uint8Array {
  const pairs = ['user', user, 'database', database, 'application_name', application].flatMap((s): Part[] => [
    s,
    0,
  ])
  const body = bytes(u32(0x00030000), ...pairs, 0)
  return bytes(u32(body.length + 4), body)
}
/** Asks for an MD5 password; then all is well and the server tells its version. */
export const postgresMd5 = (random: Entropy): Uint8Array => bytes('R', u32(12), u32(5), random(4))
export const postgresReady = (version: string): Uint8Array => {
  const status = bytes('server_version', 0, version, 0)
  return bytes('R', u32(8), u32(0), 'S', u32(status.length + 4), status, 'Z', u32(5), 'I')
}
export const postgresPassword = (digest: string): Uint8Array =>
  bytes('p', u32(digest.length + 8), `md5${digest}`, 0)

/** MySQL greeting of the server: TCP 3306. */
export function mysqlGreeting(version: string, thread: number, random: Entropy): Uint8Array {
  const salt = random(20).map((b) => (b % 93) + 33)
  const body = bytes(
    10,
    version,
    0,
    u32le(thread),
    salt.slice(0, 8),
    0,
    u16le(0xf7ff),
    33,
    u16le(2),
    u16le(0x807f),
    21,
    zeros(10),
    salt.slice(8),
    0,
    'mysql_native_password',
    0,
  )
  return mysql(0, body)
}
/** The client's login. */
export const mysqlLogin = (user: string, random: Entropy): Uint8Array =>
  mysql(
    1,
    bytes(
      u32le(0x000fa685),
      u32le(16_777_216),
      33,
      zeros(23),
      user,
      0,
      counted8(random(20)),
      'mysql_native_password',
      0,
    ),
  )
export const mysqlOk = (sequence = 2): Uint8Array => mysql(sequence, bytes(0, 0, 0, u16le(2), u16le(0)))
const mysql = (sequence: number, body: Uint8Array): Uint8Array =>
  bytes(body.length & 255, (body.length >> 8) & 255, body.length >> 16, sequence, body)
