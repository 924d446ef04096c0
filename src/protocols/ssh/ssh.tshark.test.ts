/** tshark reads the same values out of SSH. */
import { test } from 'node:test'
import { type Frame, valuesAgree, within } from '../../../test/tshark-values.ts'

const BOTH = [
  'ssh.encryption_algorithms_client_to_server',
  'ssh.encryption_algorithms_server_to_client',
  'ssh.mac_algorithms_client_to_server',
  'ssh.mac_algorithms_server_to_client',
  'ssh.compression_algorithms_client_to_server',
  'ssh.compression_algorithms_server_to_client',
]
const BEFORE = 'lines before the banner (RFC 4253 section 4.2), which tshark takes for an encrypted packet'
/** What was agreed on is one of what was offered. */
const oneOf = (...fields: readonly string[]) => ({
  tshark: fields,
  of: (frame: Frame) => fields.flatMap((field) => frame[field]?.flatMap((list) => list.split(',')) ?? []),
})

test('SSH: banners, offers and key types as tshark reads them', (t) =>
  valuesAgree(t, 'ssh', {
    fields: {
      'ssh.banner': ['ssh.protocol'],
      'ssh.version': within(['ssh.protocol'], /^SSH-([^-]+)-/),
      'ssh.software': within(['ssh.protocol'], /^SSH-[^-]+-(\S+)/),
      'ssh.comments': within(['ssh.protocol'], /^SSH-[^-]+-\S+ (.*?)\s*$/),
      'ssh.hassh': ['ssh.kex.hassh'],
      'ssh.hassh-server': ['ssh.kex.hasshserver'],
      'ssh.kex-offered': ['ssh.kex_algorithms'],
      'ssh.host-key-offered': ['ssh.server_host_key_algorithms'],
      'ssh.cipher-offered': BOTH,
      'ssh.mac-offered': BOTH,
      'ssh.kex': oneOf('ssh.kex_algorithms'),
      'ssh.host-key-algorithm': oneOf('ssh.server_host_key_algorithms'),
      'ssh.cipher': oneOf(...BOTH),
      'ssh.mac': oneOf(...BOTH),
      'ssh.compression': oneOf(...BOTH),
      'ssh.host-key-type': ['ssh.host_key.type'],
    },
    unseen: {
      'ssh.kex-bits': 'counted in the prime of the group exchange',
      'ssh.host-key-bits': 'counted in the modulus',
      'ssh.host-key-sha256': 'a digest of the key, which tshark does not make',
    },
    corpus: ['ssh'],
    differs: {
      'ssh.host-key-type rsa1': 'SSH 1, which tshark does not read',
      'ssh.banner SSH-1.99-dropbear_0.52': BEFORE,
      'ssh.software dropbear_0.52': BEFORE,
      'ssh.version 1.99': BEFORE,
    },
  }))
