/**
 * Microsoft SQL Server: TDS 7 and 8 up to the login (versions and encryption of both sides, who logs in from where,
 * and the outcome), and the browser service that lists instances. Queries and rows are never looked at.
 */
import type { Protocol, StreamHead, Verdict } from '../protocol.ts'
import { observeBrowser, probeBrowser } from './browser.ts'
import { fields } from './fields.ts'
import { HEADER, LOGIN7, PRELOGIN, readLogin, readPrelogin, TABULAR } from './packet.ts'
import { startTds } from './session.ts'

export const mssql = {
  name: 'mssql',
  title: 'Microsoft SQL Server: TDS (MS-TDS) and SQL Server Resolution Protocol (MC-SQLR)',
  ports: { tcp: [1433], udp: [1434] },
  fields,
  datagram: { probe: probeBrowser, observe: observeBrowser },
  stream: { probe, start: startTds },
} satisfies Protocol

/** Longest PRELOGIN, octets: versions, an instance's name, a thread and a trace number. */
const MAX_PRELOGIN = 600

/** Begins with PRELOGIN, or with LOGIN7 in the oldest clients; the server alone may be seen, too. */
function probe({ client, server }: StreamHead): Verdict {
  if (client[0] === LOGIN7) return logsIn(client)
  if (client.length > 0) return preludes(client, PRELOGIN)
  return preludes(server, TABULAR)
}

function preludes(bytes: Uint8Array, type: number): Verdict {
  if (bytes[0] !== type || (bytes.length > 1 && bytes[1]! > 1)) return bytes.length === 0 ? 'more' : 'no'
  if (bytes.length < HEADER + 3) return 'more'
  const length = (bytes[2]! << 8) | bytes[3]!
  if (length < HEADER + 12 || length > MAX_PRELOGIN || bytes[7] !== 0) return 'no'
  // The first option is VERSION: number 0, its place behind all options of five octets and an end, six octets.
  const [option, high, low, , size] = bytes.subarray(HEADER, HEADER + 5)
  if (option !== 0 || high !== 0 || (low !== undefined && low % 5 !== 1)) return 'no'
  if (size !== undefined && size !== 6) return 'no'
  if (bytes.length < length) return 'more'
  return readPrelogin(bytes.subarray(HEADER, length)) === null ? 'no' : 'yes'
}

function logsIn(bytes: Uint8Array): Verdict {
  if (bytes.length > 1 && bytes[1]! > 1) return 'no'
  if (bytes.length < HEADER + 8) return 'more'
  const length = (bytes[2]! << 8) | bytes[3]!
  const stated = bytes[HEADER]! | (bytes[HEADER + 1]! << 8) | (bytes[HEADER + 2]! << 16)
  if (bytes[7] !== 0 || bytes[HEADER + 3] !== 0 || stated + HEADER < length || stated > 1 << 17) return 'no'
  const version = bytes[HEADER + 7]!
  if (version < 0x70 || version > 0x74) return 'no'
  if (stated + HEADER !== length) return bytes[1] === 0 ? 'yes' : 'no'
  // A login longer than what is shown here cannot be read whole yet.
  if (bytes.length < length) return bytes.length >= 512 ? 'yes' : 'more'
  return readLogin(bytes.subarray(HEADER, length)) === null ? 'no' : 'yes'
}
