/** The Common Internet File System browser protocol ([MS-BRWS] section 2.2): announcements and elections. */
import { Cursor } from '../../wire/cursor.ts'
import { NAME_LENGTH } from '../nbns/netbios-name.ts'
import { terminated } from './mailslot.ts'

/** What a host says of itself, or a local master browser of its workgroup. */
export interface Announcement {
  readonly kind: 'host' | 'local-master' | 'domain'
  /** Host name; of `domain` the name of the workgroup. */
  readonly name: string
  /** `major.minor` of the operating system. */
  readonly osVersion: string
  /** Names of the server type bits that are set. */
  readonly types: readonly string[]
  /** Comment, or for `domain` the name of the local master browser. */
  readonly text: string
}

/** Announcement opcodes, [MS-BRWS] sections 2.2.1, 2.2.6 and 2.2.10. */
const KINDS: Readonly<Record<number, Announcement['kind']>> = { 1: 'host', 12: 'domain', 15: 'local-master' }
/** Section 2.2.3 */
const ELECTION = 8
/** Octets of a comment read; 43 are allowed. */
const MOST_OF_TEXT = 128

/** Server type bits by position, [MS-RAP] section 2.5.5.3 (SV_TYPE flags of the Lan Manager server functions). */
const TYPES: readonly (string | null)[] = [
  'workstation',
  'server',
  'sql-server',
  'domain-controller',
  'backup-domain-controller',
  'time-source',
  'apple-file-server',
  'novell',
  'domain-member',
  'print-server',
  'dial-in-server',
  'xenix-or-unix-server',
  'nt-workstation',
  'windows-for-workgroups',
  'netware-file-and-print',
  'nt-server',
  'potential-browser',
  'backup-browser',
  'master-browser',
  'domain-master-browser',
  'osf',
  'vms',
  'windows-95',
  'dfs-root',
  'cluster-server',
  'terminal-server',
  'cluster-virtual-server',
  'ibm-dss',
  null, // DCE and the three list flags say nothing of the host
]

/** Reads a host, domain or local master announcement; `null` for other frames or when its fixed part is cut. */
export function readAnnouncement(data: Uint8Array): Announcement | null {
  const c = new Cursor(data)
  const kind = KINDS[c.u8()]
  c.skip(5) // update count, periodicity
  const name = terminated(c.view(NAME_LENGTH)).trimEnd()
  const osVersion = `${c.u8()}.${c.u8()}`
  const bits = c.u32le()
  c.skip(4) // browser version and signature; for domains other things
  if (kind === undefined || c.missing) return null
  const types = TYPES.filter((type, i): type is string => type !== null && ((bits >>> i) & 1) === 1)
  return { kind, name, osVersion, types, text: whole(data.subarray(c.at, c.at + MOST_OF_TEXT)) }
}

/** The name of the host that stands in an election; `null` for other frames. */
export function readCandidate(data: Uint8Array): string | null {
  const c = new Cursor(data)
  const election = c.u8() === ELECTION
  c.skip(13) // version, criteria, uptime, reserved
  return election ? whole(c.view(Math.min(c.left, NAME_LENGTH))) : null
}

/** Text up to its NUL; without one it is cut short and says nothing. */
const whole = (bytes: Uint8Array): string => (bytes.includes(0) ? terminated(bytes) : '')
