/** SMB 1 (MS-CIFS section 2.2, MS-SMB section 2.2): negotiate, tree connect, pipes; session setup stands apart. */
import { filetimeAt } from '../../wire/filetime.ts'
import { uuidAt } from '../dcerpc/pdu.ts'
import type { StreamSide } from '../protocol.ts'
import { endingOf, reportRename } from './files.ts'
import { blocksOf, readStrings, type Smb1Block, slice, u16, u32 } from './smb1-block.ts'
import { sessionRequest, sessionResponse } from './smb1-session.ts'
import {
  connected,
  hex32,
  reportBlob,
  reportOpen,
  reportPipeData,
  reportTreePath,
  type SmbState,
  signing,
} from './state.ts'

type Reader = (s: SmbState, block: Smb1Block) => void

const REQUESTS = new Map<number, Reader>([
  [0x06, deleteRequest],
  [0x07, renameRequest],
  [0x25, transaction],
  [0x2f, writeRequest],
  [0x32, transaction2],
  [0x72, negotiateRequest],
  [0x73, sessionRequest],
  [0x75, treeRequest],
  [0xa0, ntTransaction],
  [0xa2, createRequest],
])
const RESPONSES = new Map<number, Reader>([
  [0x25, transaction],
  [0x2e, readResponse],
  [0x32, transaction2],
  [0x72, negotiateResponse],
  [0x73, sessionResponse],
  [0x75, treeResponse],
])

const MAX_DIALECTS = 32
/** STATUS_INSUFF_SERVER_RESOURCES, MS-ERREF section 2.3.1: what a vulnerable server answers a probe of its pipe. */
const INSUFFICIENT_RESOURCES = 0xc0000205
/** Capability bit of extended security, MS-SMB section 2.2.4.5.2.1. */
const EXTENDED_SECURITY = 0x80000000

/** Does the command of this message (at least 5 octets) tell anything? */
export const wantsSmb1 = (b: Uint8Array): boolean => REQUESTS.has(b[4]!) || RESPONSES.has(b[4]!)

/** Reports one message, which may be cut short. */
export function readSmb1(s: SmbState, side: StreamSide, message: Uint8Array): void {
  for (const block of blocksOf(message)) {
    if (block.isResponse !== (side === 'server')) {
      s.to.oddity('smb.wrong-direction')
      return
    }
    if (block.status === INSUFFICIENT_RESOURCES && block.isResponse)
      s.to.event('client', { kind: 'crafted', sign: 'smb1-no-resources' })
    const read = (block.isResponse ? RESPONSES : REQUESTS).get(block.command)
    read?.(s, block)
  }
}

/** MS-CIFS section 2.2.4.52.1: each dialect is a format octet 2 and a string. */
function negotiateRequest(s: SmbState, block: Smb1Block): void {
  const text = Buffer.from(block.b.subarray(block.data, block.dataEnd)).toString('latin1')
  const dialects = text
    .split('\0')
    .slice(0, MAX_DIALECTS)
    .filter((entry) => entry.startsWith('\x02'))
    .map((entry) => entry.slice(1))
  s.dialects = dialects
  s.to.observe('client', 'smb.dialects-offered', dialects.join(','))
}

function negotiateResponse(s: SmbState, block: Smb1Block): void {
  const { b, words, wordCount } = block
  if (wordCount === 0) return
  const index = u16(b, words)
  s.to.observe('server', 'smb.dialect', s.dialects[index] ?? (wordCount === 17 ? 'NT LM 0.12' : null))
  if (wordCount === 17) ntLanman(s, block)
  // Security mode: bit 0 user level, bit 1 challenge and response (section 2.2.4.52.2).
  else if (wordCount === 13) reportPasswords(s, b[words + 2]!)
}

/** NT LM 0.12, with or without extended security (MS-SMB section 2.2.4.5.2). */
function ntLanman(s: SmbState, block: Smb1Block): void {
  const { b, words, data, dataEnd } = block
  const mode = b[words + 2]!
  const capabilities = u32(b, words + 19)
  const now = filetimeAt(b, words + 23)
  s.to.observe('server', 'smb.signing', signing((mode & 4) !== 0, (mode & 8) !== 0))
  s.to.observe('server', 'smb.capabilities', hex32(capabilities))
  s.to.observe('server', 'smb.time-zone', (u16(b, words + 31) << 16) >> 16)
  if (now !== null) s.to.observe('server', 'smb.clock-offset', Math.round(now - s.to.at))
  reportPasswords(s, mode)
  if ((capabilities & EXTENDED_SECURITY) === 0) {
    // These two are not aligned: they follow the challenge at once.
    const [domain = '', server = ''] = readStrings(block, data + b[words + 33]!, 2, block.unicode, false)
    s.to.observe('server', 'smb.primary-domain', domain)
    s.to.observe('server', 'smb.server-name', server)
  } else if (dataEnd - data >= 16) {
    s.to.observe('server', 'smb.server-guid', uuidAt(b, data, true))
    const token = reportBlob(s, 'server', b.subarray(data + 16, dataEnd))
    s.to.observe('server', 'smb.auth-mechanisms', token.mechanisms.join(','))
  }
}

function reportPasswords(s: SmbState, mode: number): void {
  s.clearPasswords = (mode & 2) === 0
  if (s.clearPasswords)
    s.to.observe('server', 'smb.passwords', (mode & 1) === 0 ? 'share level, clear' : 'clear')
}

/** MS-CIFS section 2.2.4.55. */
function treeRequest(s: SmbState, block: Smb1Block): void {
  if (block.wordCount < 4) return
  const [path = ''] = readStrings(block, block.data + u16(block.b, block.words + 6), 1)
  reportTreePath(s, path, messageId(block))
}

const SERVICES = new Map([
  ['A:', 'disk'],
  ['IPC', 'pipe'],
  ['LPT1:', 'print'],
])

function treeResponse(s: SmbState, block: Smb1Block): void {
  if (block.status !== 0 || block.wordCount < 2) return
  connected(s, messageId(block), treeId(block))
  const [service = ''] = readStrings(block, block.data, 1, false)
  const [system = ''] = readStrings(block, block.data + service.length + 1, 1)
  s.to.observe('server', 'smb.share-type', SERVICES.get(service) ?? service)
  if (service === 'A:') s.to.observe('server', 'smb.native-file-system', system)
}

/** NT_CREATE_ANDX, section 2.2.4.64. */
function createRequest(s: SmbState, block: Smb1Block): void {
  const { b, words, wordCount } = block
  const [name = ''] = readStrings(block, block.data, 1)
  const whole = wordCount >= 24
  reportOpen(s, {
    name,
    tree: treeId(block),
    access: whole ? u32(b, words + 15) : 0,
    disposition: whole ? u32(b, words + 35) : 1,
    options: whole ? u32(b, words + 39) : 0,
  })
}

/** MS-CIFS section 2.2.3.1: tree and multiplex id of the header. */
const treeId = ({ b }: Smb1Block): number => u16(b, 24)
const messageId = ({ b }: Smb1Block): number => u16(b, 30)

/** SMB_COM_RENAME, section 2.2.4.8: two names, each behind a format octet. */
function renameRequest(s: SmbState, block: Smb1Block): void {
  const [before = ''] = readStrings(block, block.data + 1, 1)
  const wide = block.unicode ? 2 : 1
  const next = block.data + 1 + ((block.data + 1) & (wide - 1)) + (before.length + 1) * wide
  const [after = ''] = readStrings(block, next + 1, 1)
  if (after !== '') reportRename(s.to, endingOf(before), after)
}

/** SMB_COM_DELETE, section 2.2.4.7. */
function deleteRequest(s: SmbState, block: Smb1Block): void {
  s.to.observe('client', 'smb.delete', s.trees.get(treeId(block)) ?? 'unknown')
}

/** Section 2.2.6.15: reserved, and never implemented; what asks for it probes for the flaw of MS17-010. */
const SESSION_SETUP = 0x000e

/** SMB_COM_TRANSACTION2, section 2.2.4.46. */
function transaction2(s: SmbState, block: Smb1Block): void {
  const { b, words, wordCount, isResponse, status } = block
  if (!isResponse && wordCount >= 15 && b[words + 26]! > 0 && u16(b, words + 28) === SESSION_SETUP) {
    s.oddMessage = messageId(block)
    s.to.observe('client', 'smb.odd-command', 'trans2-session-setup')
    s.to.event('client', { kind: 'crafted', sign: 'trans2-session-setup' })
  } else if (isResponse && s.oddMessage === messageId(block)) {
    s.oddMessage = null
    s.to.observe('server', 'smb.odd-answer', `0x${hex32(status)}`)
  }
}

/** NT_TRANSACT, section 2.2.4.62, with more data than 16 bits count: the overflow of CVE-2017-0144. */
function ntTransaction(s: SmbState, { b, words, wordCount }: Smb1Block): void {
  if (wordCount >= 19 && u32(b, words + 7) > 0xffff)
    s.to.event('client', { kind: 'crafted', sign: 'nt-trans-large' })
}

/** SMB_COM_TRANSACTION, section 2.2.4.33: on pipes its data are DCE/RPC. */
function transaction(s: SmbState, block: Smb1Block): void {
  const { b, words, wordCount, isResponse } = block
  if (wordCount < (isResponse ? 10 : 14)) return
  const at = words + (isResponse ? 12 : 22)
  reportPipeData(s, isResponse ? 'server' : 'client', slice(b, u16(b, at + 2), u16(b, at)))
}

/** WRITE_ANDX, section 2.2.4.43. */
function writeRequest(s: SmbState, { b, words, wordCount }: Smb1Block): void {
  if (wordCount >= 12) reportPipeData(s, 'client', slice(b, u16(b, words + 22), u16(b, words + 20)))
}

/** READ_ANDX, section 2.2.4.42. */
function readResponse(s: SmbState, { b, words, wordCount }: Smb1Block): void {
  if (wordCount >= 12) reportPipeData(s, 'server', slice(b, u16(b, words + 12), u16(b, words + 10)))
}
