/** tshark reads the same values out of SMB. */
import { test } from 'node:test'
import { type Frame, listed, named, type Reading, valuesAgree, within } from '../../../test/tshark-values.ts'

const DIALECTS: Readonly<Record<string, string>> = {
  '0x0202': '2.0.2',
  '0x0210': '2.1',
  '0x0300': '3.0',
  '0x0302': '3.0.2',
  '0x0311': '3.1.1',
}
const CIPHERS = { 1: 'AES-128-CCM', 2: 'AES-128-GCM', 3: 'AES-256-CCM', 4: 'AES-256-GCM' }
const dialects: Reading = {
  tshark: ['smb.dialect.name', 'smb2.dialect'],
  of: (frame: Frame) => [
    (frame['smb.dialect.name'] ?? []).join(','),
    (frame['smb2.dialect'] ?? []).map((number) => DIALECTS[number] ?? number).join(','),
  ],
}
/** One policy for SMB 2; SMB 1 has a bit for each. */
const signing: Reading = {
  tshark: ['smb2.sec_mode', 'smb.sm'],
  of: (frame: Frame) => [
    ...(frame['smb2.sec_mode'] ?? []).map((mode) => policy(Number(mode) & 1, Number(mode) & 2)),
    ...(frame['smb.sm'] ?? []).map((mode) => policy(Number(mode) & 4, Number(mode) & 8)),
  ],
}
const policy = (enabled: number, required: number) =>
  required > 0 ? 'required' : enabled > 0 ? 'enabled' : 'disabled'
const hex = (field: string): Reading => ({
  tshark: [field],
  as: (text) => text.replace(/^0x/, '').padStart(8, '0'),
})
/** By number in SMB 2, by service in SMB 1. */
const SHARES = { 1: 'disk', 2: 'pipe', 3: 'print', 'A:': 'disk', IPC: 'pipe', 'LPT1:': 'print' }
/** GUIDs are little-endian on the wire (MS-DTYP section 2.3.4); tshark shows the one of SMB 1 as it stands. */
const littleEndian = (guid: string) =>
  guid.replace(/^(..)(..)(..)(..)-(..)(..)-(..)(..)/, '$4$3$2$1-$6$5-$8$7')
const WORD = 'a word of ours for what was seen'

test('SMB: dialects, policies, names and systems as tshark reads them', (t) =>
  valuesAgree(t, 'smb', {
    fields: {
      'smb.netbios-name': within(['nbss.called_name', 'nbss.calling_name'], /^(.*?)\s*<[0-9a-f]{2}>/i),
      'smb.dialects-offered': dialects,
      'smb.dialect': {
        ...dialects,
        ours: (text) => (text.includes('LM') || text.includes('LAN') ? null : text),
      },
      'smb.signing': signing,
      'smb.client-signing': signing,
      'smb.server-guid': {
        tshark: ['smb2.server_guid', 'smb.server_guid'],
        of: (frame) => [
          ...(frame['smb2.server_guid'] ?? []),
          ...(frame['smb.server_guid'] ?? []).map(littleEndian),
        ],
      },
      'smb.client-guid': ['smb2.client_guid'],
      'smb.capabilities': { ...hex('smb2.capabilities'), tshark: ['smb2.capabilities', 'smb.server_cap'] },
      'smb.client-capabilities': hex('smb2.capabilities'),
      'smb.max-sizes': {
        tshark: ['smb2.max_trans_size', 'smb2.max_read_size', 'smb2.max_write_size'],
        of: (frame) => [
          ['smb2.max_trans_size', 'smb2.max_read_size', 'smb2.max_write_size']
            .map((name) => frame[name]?.[0])
            .join(','),
        ],
      },
      'smb.time-zone': ['smb.server_timezone'],
      'smb.ciphers-offered': listed(
        'smb2.negotiate_context.cipher_id',
        (number) => CIPHERS[Number(number) as keyof typeof CIPHERS] ?? null,
      ),
      'smb.cipher': named('smb2.negotiate_context.cipher_id', CIPHERS),
      'smb.signing-algorithm': named('smb2.negotiate_context.signing_id', {
        0: 'HMAC-SHA256',
        1: 'AES-CMAC',
        2: 'AES-GMAC',
      }),
      'smb.native-os': ['smb.native_os'],
      'smb.native-lanman': ['smb.native_lanman'],
      'smb.native-file-system': ['smb.native_fs'],
      'smb.primary-domain': ['smb.primary_domain'],
      'smb.server-name': {
        tshark: ['smb.server', 'smb2.negotiate_context.netname', 'smb2.tree', 'smb.path'],
        as: (text) => /^\\\\([^\\]+)/.exec(text)?.[1] ?? text,
      },
      'smb.logon-status': ['smb.nt_status', 'smb2.nt_status'],
      'smb.share-type': {
        ...named('smb2.share_type', SHARES),
        tshark: ['smb2.share_type', 'smb.service'],
      },
      'smb.pipe': {
        tshark: ['smb2.filename', 'smb.file'],
        as: (path) => path.split('\\').at(-1)?.toLowerCase() ?? null,
        ours: (text) => text.toLowerCase(),
      },
      'smb.interface-address': ['smb2.windows.sockaddr.in.addr', 'smb2.windows.sockaddr.in6.addr'],
    },
    unseen: {
      'smb.boot-time': 'a time in spelling of ours',
      'smb.clock-offset': 'a difference of two times',
      'smb.auth-mechanisms': 'names of ours for object identifiers, as a list',
      'smb.session': WORD,
      'smb.passwords': WORD,
      'smb.clinical-file': 'the kind of a name that is not kept',
      'smb.share': 'the kind of a share; its name is not kept',
      'smb.share-used': 'the kind of a share; its name is not kept',
      'smb.pipe-used': 'a word for pipes that are not well known',
      'smb.file-written': 'the class of a name that is not kept',
      'smb.rename': 'the class of a name that is not kept',
      'smb.delete': WORD,
      'smb.odd-command': WORD,
      'smb.odd-answer': 'compared as smb.logon-status; tshark has no field for this command alone',
      'smb.encryption': WORD,
      'smb.compression': WORD,
    },
    corpus: ['smb', 'smb2'],
  }))
