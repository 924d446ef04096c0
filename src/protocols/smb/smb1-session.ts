/** SMB 1 session setup (MS-CIFS section 2.2.4.53, MS-SMB section 2.2.4.6): systems name themselves, clients log on. */
import { responseKind } from '../ntlmssp/message.ts'
import type { StreamSide } from '../protocol.ts'
import { readStrings, type Smb1Block, slice, u16 } from './smb1-block.ts'
import { reportBlob, reportSession, type SmbState } from './state.ts'

export function sessionRequest(s: SmbState, block: Smb1Block): void {
  if (block.wordCount === 12) withBlob(s, block)
  else if (block.wordCount === 13) withPasswords(s, block)
  else if (block.wordCount === 10) withOnePassword(s, block)
}

export function sessionResponse(s: SmbState, block: Smb1Block): void {
  const { b, words, wordCount, data, status } = block
  let at = data
  if (wordCount === 4) {
    const length = u16(b, words + 6)
    reportBlob(s, 'server', slice(b, data, length))
    at += length
  }
  if (wordCount >= 3) reportSystem(s, 'server', readStrings(block, at, 3))
  reportSession(s, 'smb1', status, wordCount >= 3 && (b[words + 4]! & 1) === 1, false)
}

/** Extended security: a GSS token, then what the client is. */
function withBlob(s: SmbState, block: Smb1Block): void {
  const length = u16(block.b, block.words + 14)
  reportBlob(s, 'client', slice(block.b, block.data, length))
  reportSystem(s, 'client', readStrings(block, block.data + length, 3))
}

/** NT LM 0.12 without extended security: two responses or passwords, account, domain, then what the client is. */
function withPasswords(s: SmbState, block: Smb1Block): void {
  const { b, words, data } = block
  const lmLength = u16(b, words + 14)
  const ntLength = u16(b, words + 16)
  const [user = '', domain = '', ...system] = readStrings(block, data + lmLength + ntLength, 4)
  const lm = slice(b, data, lmLength)
  const nt = slice(b, data + lmLength, ntLength)
  s.to.observe('client', 'smb.primary-domain', domain)
  reportSystem(s, 'client', system)
  s.anonymous = user === '' && lmLength <= 1 && ntLength <= 1
  if (s.clearPasswords && user !== '') {
    const password = Buffer.from(ntLength > 0 ? nt : lm)
    const text = password.toString(ntLength > 0 && block.unicode ? 'utf16le' : 'latin1')
    s.login = { user, password: text.replace(/\0.*$/s, '') }
  } else {
    const kind = responseKind(0, lm, nt, user === '' ? null : '')
    s.to.observe('client', 'ntlmssp.response', kind)
    s.to.observe('server', 'ntlmssp.taken', kind, false)
  }
}

/** LAN Manager dialects: one password, account, domain, then what the client is. */
function withOnePassword(s: SmbState, block: Smb1Block): void {
  const length = u16(block.b, block.words + 14)
  const [user = '', domain = '', ...system] = readStrings(block, block.data + length, 4)
  s.to.observe('client', 'smb.primary-domain', domain)
  reportSystem(s, 'client', system)
  s.anonymous = user === '' && length <= 1
}

function reportSystem(s: SmbState, side: StreamSide, [os = '', lanman = '', domain = '']: string[]): void {
  s.to.observe(side, 'smb.native-os', os)
  s.to.observe(side, 'smb.native-lanman', lanman)
  s.to.observe(side, 'smb.primary-domain', domain)
}
