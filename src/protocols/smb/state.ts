/** What SMB1 and SMB2 share: the fields, the state of one connection, and the facts both versions report. */

import { parseIp } from '../../model/ip.ts'
import type { FieldTable } from '../../model/observation.ts'
import { dcerpcFields, type RpcConversation, rpcConversation } from '../dcerpc/conversation.ts'
import { readPdu } from '../dcerpc/pdu.ts'
import { type AuthToken, reportAuthToken } from '../ntlmssp/gss.ts'
import type { StreamReport, StreamSide } from '../protocol.ts'
import { deletes, fileFields, pipeClass, reportWritten, writes } from './files.ts'

export const smbFields = {
  'smb.netbios-name': {
    label: 'NetBIOS name of a session request, calling or called (RFC 1002 section 4.3.2)',
  },
  'smb.dialects-offered': { label: 'Dialects the client offers, in order' },
  'smb.dialect': { label: 'Dialect the server chose', service: true },
  'smb.signing': { label: 'Signing policy of the server: required, enabled, disabled', service: true },
  'smb.client-signing': { label: 'Signing policy of the client' },
  'smb.server-guid': { label: 'Server GUID' },
  'smb.client-guid': { label: 'Client GUID (SMB 2.1 and later)' },
  'smb.capabilities': { label: 'Server capabilities, hex' },
  'smb.client-capabilities': { label: 'Client capabilities, hex' },
  'smb.max-sizes': { label: 'Largest transaction, read and write of the server, octets' },
  'smb.boot-time': { label: 'Start time of the server' },
  'smb.clock-offset': { label: 'Server clock minus packet time, whole seconds' },
  'smb.time-zone': { label: 'Time zone of the server, minutes west of UTC' },
  'smb.ciphers-offered': { label: 'Encryption ciphers the client offers (MS-SMB2 2.2.3.1.2)' },
  'smb.cipher': { label: 'Encryption cipher the server chose' },
  'smb.signing-algorithm': { label: 'Signing algorithm the server chose' },
  'smb.auth-mechanisms': { label: 'Authentication mechanisms the server offers (SPNEGO)' },
  'smb.native-os': { label: 'NativeOS of a session setup' },
  'smb.native-lanman': { label: 'NativeLanMan of a session setup' },
  'smb.native-file-system': { label: 'NativeFileSystem of a tree connect' },
  'smb.primary-domain': { label: 'Primary domain or workgroup' },
  'smb.server-name': { label: 'Name of the server: own (negotiate), or used by a client' },
  'smb.session': { label: 'Session set up: smb1 or smb2, with user, guest or null', service: true },
  'smb.logon-status': { label: 'NT status of a refused logon of this client' },
  'smb.passwords': { label: 'Server asks for clear-text passwords', service: true },
  'smb.share': { label: 'Kind of share connected to: IPC$, ADMIN$, C$, SYSVOL, other' },
  'smb.share-type': { label: 'Type of share: disk, pipe, print' },
  'smb.clinical-file': { label: 'Kind of clinical file opened, by its ending: dcm, hl7, pdf', service: true },
  'smb.pipe': { label: 'Well-known named pipe a client opens' },
  'smb.interface-address': { label: 'Address of a further interface of the server' },
  'smb.encryption': { label: 'Encrypted messages seen' },
  'smb.compression': { label: 'Compressed messages seen' },
  ...fileFields,
  ...dcerpcFields,
} as const satisfies FieldTable

/** Facts remembered between the messages of one connection. */
export interface SmbState {
  readonly to: StreamReport
  readonly rpc: RpcConversation
  /** Dialect strings of the SMB1 negotiate request. */
  dialects: readonly string[]
  /** The server does not take challenge and response. */
  clearPasswords: boolean
  /** The latest session setup request was anonymous. */
  anonymous: boolean
  /** Kind of the share connected to last. */
  share: 'ADMIN$' | 'C$' | 'IPC$' | 'drive$' | 'other' | null
  /** A clear-text login that waits for the answer. */
  login: { user: string | null; password: string } | null
  /** The message of a command that no client needs, which waits for its answer. */
  oddMessage: number | null
  /** Kinds of shares by the message that asked for them, then by their number. */
  readonly asked: Map<number, string>
  readonly trees: Map<number, string>
  /** Endings of names by the message that opened them, then by the number of the open file. */
  readonly opening: Map<number, string>
  readonly open: Map<string, string>
}

/** Shares and open files of one connection that are remembered. */
const MAX_REMEMBERED = 512
/** Octets of each side that are followed once files are written: what counts is how many. */
const FOLLOWED = 2 * 1024 * 1024

/** Remembers, and forgets the oldest. */
export function remember<K, V>(map: Map<K, V>, key: K, value: V): void {
  if (map.size >= MAX_REMEMBERED) map.delete(map.keys().next().value as K)
  map.set(key, value)
}

export const smbState = (to: StreamReport): SmbState => ({
  to,
  rpc: rpcConversation(to),
  dialects: [],
  clearPasswords: false,
  anonymous: false,
  share: null,
  login: null,
  oddMessage: null,
  asked: new Map(),
  trees: new Map(),
  opening: new Map(),
  open: new Map(),
})

export const other = (side: StreamSide): StreamSide => (side === 'client' ? 'server' : 'client')

/** Passes on the security blob of a negotiate or session setup. */
export function reportBlob(s: SmbState, side: StreamSide, blob: Uint8Array): AuthToken {
  const token = reportAuthToken(s.to, blob, side, other(side))
  if (token.ntlm?.kind === 'authenticate') s.anonymous = token.ntlm.response === 'anonymous'
  else if (token.ticket) s.anonymous = false
  return token
}

/** STATUS_MORE_PROCESSING_REQUIRED, MS-ERREF section 2.3.1. */
const MORE_PROCESSING = 0xc0000016

/** Reports how a session setup ended; `guest` and `none` are what the server says of it. */
export function reportSession(
  s: SmbState,
  version: 'smb1' | 'smb2',
  status: number,
  guest: boolean,
  none: boolean,
): void {
  if (status === MORE_PROCESSING) return
  s.to.event('client', {
    kind: 'login',
    accepted: status === 0,
    user: null,
    guess: null,
    knownDefault: false,
  })
  if (s.login !== null) {
    s.to.credential({ ...s.login, accepted: status === 0 && !guest })
    s.login = null
  }
  if (status !== 0) {
    s.to.observe('client', 'smb.logon-status', `0x${status.toString(16).padStart(8, '0')}`, false)
    return
  }
  s.to.observe(
    'server',
    'smb.session',
    `${version} ${guest ? 'guest' : none || s.anonymous ? 'null' : 'user'}`,
  )
}

const WELL_KNOWN_SHARES = ['IPC$', 'ADMIN$', 'PRINT$', 'FAX$', 'SYSVOL', 'NETLOGON']

/** Reports a path `\\server\share`: the server by the name it was called, the share by its kind only. */
export function reportTreePath(s: SmbState, path: string, message: number): void {
  const [server = '', folder = ''] = path.replace(/^\\+/, '').split('\\')
  if (parseIp(server) === null) s.to.observe('server', 'smb.server-name', server, false)
  const name = folder.replace(/\0.*$/s, '').toUpperCase()
  const plain = WELL_KNOWN_SHARES.includes(name) || /^[A-Z]\$$/.test(name)
  if (name === '') return
  const kind = plain ? name : 'other'
  remember(s.asked, message, kind)
  s.to.observe('server', 'smb.share', kind, false)
  s.to.observe('client', 'smb.share-used', kind)
  const share =
    name === 'ADMIN$' || name === 'C$' || name === 'IPC$' ? name : /^[A-Z]\$$/.test(name) ? 'drive$' : 'other'
  s.share = share
  s.to.event('client', { kind: 'share-opened', share })
}

/** The server gave the share that `message` asked for the number `tree`. */
export function connected(s: SmbState, message: number, tree: number): void {
  const kind = s.asked.get(message)
  s.asked.delete(message)
  if (kind !== undefined) remember(s.trees, tree, kind)
}

/** Named pipes of Windows services (MS-* interface specifications, "pipe" endpoints). */
const PIPES = new Set(
  (
    'atsvc browser dfs dnsserver efsrpc epmapper eventlog initshutdown lsarpc lsass mdssvc msftewds netdfs netlogon ' +
    'ntsvcs plugplay protected_storage rpcserver samr scerpc spoolss srvsvc svcctl tapsrv trkwks wins winreg wkssvc'
  ).split(' '),
)

/** Files that hold images, messages and reports of patients, by their endings. */
const CLINICAL = /\.(dcm|dicom|hl7|pdf)$/i

/** An open of a file or pipe, as both versions ask for it. */
export interface Open {
  readonly name: string
  readonly tree: number
  readonly disposition: number
  readonly access: number
  readonly options: number
}

/** Reports an open: of a pipe by its name where that is well known, of a file by its class where it is written. */
export function reportOpen(s: SmbState, { name, tree, disposition, access, options }: Open): void {
  const share = s.trees.get(tree) ?? null
  const pipe = name.replace(/^\\?(pipe\\)?/i, '').toLowerCase()
  const kind = CLINICAL.exec(name)?.[1]
  if (kind !== undefined) s.to.observe('server', 'smb.clinical-file', kind.toLowerCase(), false)
  if (PIPES.has(pipe)) s.to.observe('server', 'smb.pipe', pipe, false)
  if (share === 'IPC$' || (share === null && s.share === 'IPC$')) {
    const kind = pipeClass(pipe, PIPES)
    if (share !== null) s.to.observe('client', 'smb.pipe-used', kind)
    s.to.event('client', { kind: 'pipe-opened', pipe: kind })
  } else if (name !== '' && !PIPES.has(pipe) && writes(disposition, access, options)) {
    s.to.follow(FOLLOWED)
    reportWritten(s.to, name, share)
  } else if (name !== '' && deletes(disposition, options))
    s.to.observe('client', 'smb.delete', share ?? 'unknown')
}

/** Looks for DCE/RPC in what is written to or read from a file. */
export function reportPipeData(s: SmbState, side: StreamSide, data: Uint8Array): void {
  const pdu = readPdu(data, side)
  if (pdu !== null) s.rpc.pdu(side, pdu)
}

export const signing = (enabled: boolean, required: boolean): string =>
  required ? 'required' : enabled ? 'enabled' : 'disabled'

export const isoTime = (seconds: number): string => new Date(seconds * 1000).toISOString()

export const hex32 = (value: number): string => (value >>> 0).toString(16).padStart(8, '0')
