/** SMB 2 and 3 (MS-SMB2 section 2.2): negotiate, session setup, tree connect, pipes. Payload of files is never looked at. */
import { ip4At, ip6At } from '../../model/ip.ts'
import { filetimeAt } from '../../wire/filetime.ts'
import { uuidAt } from '../dcerpc/pdu.ts'
import type { StreamSide } from '../protocol.ts'
import { fileEvent } from './file-event.ts'
import { endingOf, reportRename, writes } from './files.ts'
import {
  connected,
  hex32,
  isoTime,
  remember,
  reportBlob,
  reportOpen,
  reportPipeData,
  reportSession,
  reportTreePath,
  type SmbState,
  signing,
} from './state.ts'

const HEADER = 64
/** Requests chained by NextCommand in one message. */
const MAX_CHAIN = 16
const MAX_CONTEXTS = 16
const MAX_DIALECTS = 64
const MAX_INTERFACES = 64

const utf16 = new TextDecoder('utf-16le')

const DIALECTS = new Map([
  [0x0202, '2.0.2'],
  [0x0210, '2.1'],
  [0x0222, '2.2.2'],
  [0x0224, '2.2.4'],
  [0x02ff, '2.???'], // wildcard in answer to an SMB1 negotiate, section 2.2.4
  [0x0300, '3.0'],
  [0x0302, '3.0.2'],
  [0x0310, '3.1'],
  [0x0311, '3.1.1'],
])
const CIPHERS = ['', 'AES-128-CCM', 'AES-128-GCM', 'AES-256-CCM', 'AES-256-GCM'] // section 2.2.3.1.2
const SIGNING_ALGORITHMS = ['HMAC-SHA256', 'AES-CMAC', 'AES-GMAC'] // section 2.2.3.1.7
const SHARE_TYPES = ['', 'disk', 'pipe', 'print'] // section 2.2.10

/** FSCTL codes, section 2.2.31. */
const PIPE_TRANSCEIVE = 0x0011c017
const QUERY_NETWORK_INTERFACE_INFO = 0x001401fc

type Reader = (s: SmbState, b: Uint8Array, body: number, status: number) => void

/** Readers by command; a body is read only when its fixed part (octets) is there. */
const REQUESTS = new Map<number, readonly [fixed: number, read: Reader]>([
  [0, [36, negotiateRequest]],
  [1, [24, sessionRequest]],
  [3, [8, treeRequest]],
  [5, [56, createRequest]],
  [9, [48, writeRequest]],
  [11, [56, controlRequest]],
  [17, [32, setInfoRequest]],
])
const RESPONSES = new Map<number, readonly [fixed: number, read: Reader]>([
  [0, [64, negotiateResponse]],
  [1, [8, sessionResponse]],
  [3, [16, treeResponse]],
  [5, [88, createResponse]],
  [8, [16, readResponse]],
  [11, [48, controlResponse]],
])

/** Does the command of this message (at least 16 octets of header) tell anything, so that it is worth waiting for? */
export function wantsSmb2(b: Uint8Array, long: boolean): boolean {
  const command = u16(b, 12)
  const bulk = command === 8 || command === 9
  return !(long && bulk) && (REQUESTS.has(command) || RESPONSES.has(command))
}

/** Reports one message, which may be cut short and may chain several requests. */
export function readSmb2(s: SmbState, side: StreamSide, message: Uint8Array): void {
  let at = 0
  for (let n = 0; n < MAX_CHAIN && at + HEADER <= message.length; n++) {
    const next = u32(message, at + 20)
    const one = message.subarray(at, next >= HEADER ? at + next : message.length)
    readOne(s, side, one)
    if (next < HEADER) return
    at += next
  }
}

function readOne(s: SmbState, side: StreamSide, b: Uint8Array): void {
  if (b.length < HEADER || u32(b, 0) !== 0x424d53fe) return
  const isResponse = (b[16]! & 1) === 1
  if (isResponse !== (side === 'server')) {
    s.to.oddity('smb.wrong-direction')
    return
  }
  const entry = (isResponse ? RESPONSES : REQUESTS).get(u16(b, 12))
  if (entry === undefined) return
  const status = isResponse ? u32(b, 8) : 0
  if (b.length >= HEADER + entry[0]) entry[1](s, b, HEADER, status)
  else if (status !== 0 && u16(b, 12) === 1) reportSession(s, 'smb2', status, false, false)
}

/** Section 2.2.3. */
function negotiateRequest({ to }: SmbState, b: Uint8Array, at: number): void {
  const count = Math.min(u16(b, at + 2), MAX_DIALECTS)
  const dialects: string[] = []
  for (let i = 0; i < count && at + 38 + 2 * i <= b.length; i++)
    dialects.push(dialect(u16(b, at + 36 + 2 * i)))
  to.observe('client', 'smb.dialects-offered', dialects.join(','))
  to.observe('client', 'smb.client-signing', signingOf(u16(b, at + 4)))
  to.observe('client', 'smb.client-capabilities', hex32(u32(b, at + 8)))
  to.observe('client', 'smb.client-guid', guid(b, at + 12))
  if (dialects.includes('3.1.1')) {
    eachContext(b, u32(b, at + 28), u16(b, at + 32), (type, data) => {
      if (type === 2) to.observe('client', 'smb.ciphers-offered', ciphers(data).join(','))
      // SMB2_NETNAME_NEGOTIATE_CONTEXT_ID: the name the user or program called the server by.
      else if (type === 5) to.observe('server', 'smb.server-name', utf16.decode(data.subarray(0, 512)), false)
    })
  }
}

/** Section 2.2.4. */
function negotiateResponse(s: SmbState, b: Uint8Array, at: number, status: number): void {
  if (status !== 0) return
  const { to } = s
  const chosen = dialect(u16(b, at + 4))
  // The wildcard only asks for a second round.
  if (!chosen.endsWith('???')) to.observe('server', 'smb.dialect', chosen)
  to.observe('server', 'smb.signing', signingOf(u16(b, at + 2)))
  to.observe('server', 'smb.server-guid', guid(b, at + 8))
  to.observe('server', 'smb.capabilities', hex32(u32(b, at + 24)))
  to.observe('server', 'smb.max-sizes', `${u32(b, at + 28)},${u32(b, at + 32)},${u32(b, at + 36)}`)
  const now = filetimeAt(b, at + 40)
  const boot = filetimeAt(b, at + 48)
  if (now !== null) to.observe('server', 'smb.clock-offset', Math.round(now - to.at))
  if (boot !== null) to.observe('server', 'smb.boot-time', isoTime(boot))
  const token = reportBlob(s, 'server', slice(b, u16(b, at + 56), u16(b, at + 58)))
  to.observe('server', 'smb.auth-mechanisms', token.mechanisms.join(','))
  if (chosen === '3.1.1') {
    eachContext(b, u32(b, at + 60), u16(b, at + 6), (type, data) => {
      if (type === 2) to.observe('server', 'smb.cipher', ciphers(data).join(','))
      else if (type === 8 && data.length >= 4) {
        const algorithm = u16(data, 2)
        to.observe('server', 'smb.signing-algorithm', SIGNING_ALGORITHMS[algorithm] ?? algorithm)
      }
    })
  }
}

/** Section 2.2.5. */
function sessionRequest(s: SmbState, b: Uint8Array, at: number): void {
  reportBlob(s, 'client', slice(b, u16(b, at + 12), u16(b, at + 14)))
}

/** Section 2.2.6; session flags: 1 guest, 2 null, 4 encrypt. */
function sessionResponse(s: SmbState, b: Uint8Array, at: number, status: number): void {
  const flags = u16(b, at + 2)
  reportBlob(s, 'server', slice(b, u16(b, at + 4), u16(b, at + 6)))
  reportSession(s, 'smb2', status, (flags & 1) !== 0, (flags & 2) !== 0)
}

/** Section 2.2.9. */
function treeRequest(s: SmbState, b: Uint8Array, at: number): void {
  reportTreePath(s, utf16.decode(slice(b, u16(b, at + 4), Math.min(u16(b, at + 6), 1024))), messageId(b))
}

/** Section 2.2.10. */
function treeResponse(s: SmbState, b: Uint8Array, at: number, status: number): void {
  if (status !== 0) return
  s.to.observe('server', 'smb.share-type', SHARE_TYPES[b[at + 2]!] ?? b[at + 2]!)
  connected(s, messageId(b), treeId(b))
}

/** Section 2.2.1.2: the low half of the number that an answer repeats, and the share. */
const messageId = (b: Uint8Array): number => u32(b, 24)
const treeId = (b: Uint8Array): number => u32(b, 36)
/** Section 2.2.14.1: 16 octets. */
const fileId = (b: Uint8Array, at: number): string => Buffer.from(b.subarray(at, at + 16)).toString('hex')
/** Longest name looked at, octets. */
const MAX_NAME = 1024

/** Section 2.2.13. */
function createRequest(s: SmbState, b: Uint8Array, at: number): void {
  const name = utf16.decode(slice(b, u16(b, at + 44), Math.min(u16(b, at + 46), MAX_NAME)))
  remember(s.opening, messageId(b), endingOf(name))
  const [access, disposition, options] = [u32(b, at + 24), u32(b, at + 36), u32(b, at + 40)]
  reportOpen(s, { name, tree: treeId(b), disposition, access, options })
  if (s.to.watched && s.share !== 'IPC$' && name !== '')
    s.to.event('client', fileEvent(writes(disposition, access, options) ? 'create' : 'open', name))
}

/** Section 2.2.14. */
function createResponse(s: SmbState, b: Uint8Array, at: number, status: number): void {
  const ending = s.opening.get(messageId(b))
  s.opening.delete(messageId(b))
  if (status === 0 && ending !== undefined) remember(s.open, fileId(b, at + 64), ending)
}

/** Of a file (section 2.2.39): FileRenameInformation and FileDispositionInformation (MS-FSCC sections 2.4.37, 2.4.11). */
function setInfoRequest(s: SmbState, b: Uint8Array, at: number): void {
  if (b[at + 2] !== 1) return
  const data = slice(b, u16(b, at + 8), u32(b, at + 4))
  if (b[at + 3] === 10 && data.length >= 20) {
    const name = utf16.decode(data.subarray(20, 20 + Math.min(u32(data, 16), MAX_NAME)))
    if (name !== '') {
      reportRename(s.to, s.open.get(fileId(b, at + 16)) ?? null, name)
      if (s.to.watched) s.to.event('client', fileEvent('rename', name))
    }
  } else if (b[at + 3] === 13 && data[0] === 1)
    s.to.observe('client', 'smb.delete', s.trees.get(treeId(b)) ?? 'unknown')
}

/** Section 2.2.21. */
function writeRequest(s: SmbState, b: Uint8Array, at: number): void {
  reportPipeData(s, 'client', slice(b, u16(b, at + 2), u32(b, at + 4)))
}

/** Section 2.2.20. */
function readResponse(s: SmbState, b: Uint8Array, at: number): void {
  reportPipeData(s, 'server', slice(b, b[at + 2]!, u32(b, at + 4)))
}

/** Section 2.2.31. */
function controlRequest(s: SmbState, b: Uint8Array, at: number): void {
  if (u32(b, at + 4) === PIPE_TRANSCEIVE) {
    reportPipeData(s, 'client', slice(b, u32(b, at + 24), u32(b, at + 28)))
  }
}

/** Section 2.2.32. */
function controlResponse(s: SmbState, b: Uint8Array, at: number): void {
  const code = u32(b, at + 4)
  const output = slice(b, u32(b, at + 32), u32(b, at + 36))
  if (code === PIPE_TRANSCEIVE) reportPipeData(s, 'server', output)
  else if (code === QUERY_NETWORK_INTERFACE_INFO) reportInterfaces(s, output)
}

/** NETWORK_INTERFACE_INFO, section 2.2.32.5: a chain of entries, each with one socket address. */
function reportInterfaces({ to }: SmbState, b: Uint8Array): void {
  let at = 0
  for (let n = 0; n < MAX_INTERFACES && at + 52 <= b.length; n++) {
    const family = u16(b, at + 24)
    if (family === 2) to.observe('server', 'smb.interface-address', ip4At(b, at + 28))
    else if (family === 23) to.observe('server', 'smb.interface-address', ip6At(b, at + 32))
    const next = u32(b, at)
    if (next < 52) return
    at += next
  }
}

/** Negotiate contexts (section 2.2.3.1): type, length, four reserved octets, data, padding to eight. */
function eachContext(
  b: Uint8Array,
  offset: number,
  count: number,
  visit: (type: number, data: Uint8Array) => void,
): void {
  let at = offset
  for (let n = 0; n < Math.min(count, MAX_CONTEXTS) && at >= HEADER && at + 8 <= b.length; n++) {
    const length = u16(b, at + 2)
    visit(u16(b, at), slice(b, at + 8, length))
    at += (8 + length + 7) & ~7
  }
}

/** SMB2_ENCRYPTION_CAPABILITIES: a count and as many ids. */
function ciphers(data: Uint8Array): string[] {
  const names: string[] = []
  const count = data.length < 2 ? 0 : Math.min(u16(data, 0), 8)
  for (let i = 0; i < count && 4 + 2 * i <= data.length; i++) {
    const id = u16(data, 2 + 2 * i)
    names.push(CIPHERS[id] || String(id))
  }
  return names
}

const dialect = (id: number): string => DIALECTS.get(id) ?? `0x${id.toString(16).padStart(4, '0')}`

const signingOf = (mode: number): string => signing((mode & 1) !== 0, (mode & 2) !== 0)

function guid(b: Uint8Array, at: number): string | null {
  const text = uuidAt(b, at, true)
  return /[1-9a-f]/.test(text) ? text : null
}

/** A buffer by offset from the header; empty if it is not all there. */
const slice = (b: Uint8Array, offset: number, length: number): Uint8Array =>
  offset + length > b.length ? b.subarray(0, 0) : b.subarray(offset, offset + length)

const u16 = (b: Uint8Array, at: number): number => b[at]! | (b[at + 1]! << 8)
const u32 = (b: Uint8Array, at: number): number => (u16(b, at) | (u16(b, at + 2) << 16)) >>> 0
