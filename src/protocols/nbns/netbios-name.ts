import { latin1 } from '../../wire/text.ts'
/**
 * NetBIOS names: sixteen octets, the last of which is a suffix that tells what the name stands for, sent as
 * 32 letters of half-ASCII (RFC 1001 section 14.1).
 */

export interface NetbiosName {
  /** Up to fifteen characters, without the padding. */
  readonly name: string
  /** 0-255 */
  readonly suffix: number
}

/** Octets of a name with its suffix. */
export const NAME_LENGTH = 16

/** Decodes a first-level encoded label: two letters `A` to `P` for each octet; `null` if it is none. */
export function decodeHalfAscii(label: string): NetbiosName | null {
  if (!/^[A-P]{32}$/.test(label)) return null
  const octets = new Uint8Array(NAME_LENGTH)
  for (let i = 0; i < NAME_LENGTH; i++)
    octets[i] = ((label.charCodeAt(2 * i) - 65) << 4) | (label.charCodeAt(2 * i + 1) - 65)
  return nameFrom(octets)
}

/** A name of sixteen plain octets, padded with spaces, as status answers hold it (RFC 1002 section 4.2.18). */
export function nameFrom(octets: Uint8Array): NetbiosName {
  const text = latin1.decode(octets.subarray(0, NAME_LENGTH - 1))
  return { name: text.replace(/[\0 ]+$/, ''), suffix: octets[NAME_LENGTH - 1] ?? 0 }
}

/** The domain that master browsers register in this form: two control characters on either side. */
const MASTER_BROWSER = '\x01\x02__MSBROWSE__\x02'

/** What unique and group names of a suffix stand for, by Microsoft's list of NetBIOS suffixes (KB 163409). */
const UNIQUE: Readonly<Record<number, string>> = {
  0: 'workstation',
  6: 'remote-access-server',
  27: 'domain-master-browser',
  29: 'master-browser',
  32: 'file-server',
  33: 'remote-access-client',
  34: 'exchange-interchange',
  35: 'exchange-store',
  36: 'exchange-directory',
  67: 'sms-remote-control',
  106: 'exchange-mail-connector',
  135: 'exchange-message-transfer',
  190: 'network-monitor-agent',
  191: 'network-monitor',
}
const GROUP: Readonly<Record<number, string>> = { 28: 'domain-controller', 30: 'browser' }

/** What a name tells of the host that bears it. Messenger names (suffix 03) may be a person's and tell nothing. */
export interface NameMeaning {
  readonly role: string | null
  readonly host: string | null
  readonly workgroup: string | null
}

export function meaningOf({ name, suffix }: NetbiosName, group: boolean): NameMeaning {
  if (name === MASTER_BROWSER) return { role: 'master-browser', host: null, workgroup: null }
  // Internet Information Server registers `IS~host` and the group `INet~Services`, which are neither host nor domain.
  if (name.includes('~'))
    return { role: /^(IS~|INet~)/i.test(name) ? 'web-server' : null, host: null, workgroup: null }
  const role = (group ? GROUP : UNIQUE)[suffix] ?? null
  const host = !group && (suffix === 0x00 || suffix === 0x20) ? name : null
  const workgroup =
    (group && (suffix === 0x00 || role !== null)) || suffix === 0x1b || suffix === 0x1d ? name : null
  return { role, host, workgroup }
}
