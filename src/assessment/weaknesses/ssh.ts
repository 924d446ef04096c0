/** SSH: version 1, weak algorithms, shared host keys. */
import { CREDENTIAL_MANAGEMENT, SOUND_CRYPTOGRAPHY } from './safeguards.ts'
import { any, seen, sightOf } from './sightings.ts'
import type { Weakness } from './weakness.ts'

const WEAK_KEX = /group1-sha1$|group-exchange-sha1$|^rsa1024-/
const WEAK_CIPHER = /^(?:arcfour|(?:3des|des|blowfish|cast128|aes\d+|rijndael)\S*-cbc|none)/
const WEAK_MAC = /md5|^hmac-sha1-96|^none$/

export const ssh: readonly Weakness[] = [
  {
    id: 'ssh-protocol-1',
    title: 'SSH version 1',
    severity: 'high',
    why: 'Broken: sessions can be read and changed by a machine in the middle.',
    cwe: [327],
    safeguards: [SOUND_CRYPTOGRAPHY],
    remedy: 'Allow version 2 only, or update the device.',
    meanwhile: 'Let only the stations that manage the device reach the port.',
    guard: 'A server that speaks both (1.99) is medium.',
    judge: any(
      seen(
        'ssh.version',
        (v, o) => o.self && /^1\.(?!99)/.test(v),
        (v) => `SSH of version ${v}`,
      ),
      seen('ssh.version', '1.99', 'SSH of version 2 that also takes version 1', 'medium'),
    ),
  },
  {
    id: 'ssh-weak-kex-mac-cipher',
    title: 'Weak SSH algorithms',
    severity: 'medium',
    why: 'The session can be recovered or changed with effort that is within reach.',
    cwe: [326, 327],
    safeguards: [SOUND_CRYPTOGRAPHY],
    remedy: 'Allow curve25519 or group14 and better, AES in CTR or GCM mode, and SHA-2 only.',
    meanwhile: 'Let only the stations that manage the device reach the port.',
    guard: 'Only what was agreed counts; weak algorithms that are merely offered do not.',
    judge: any(
      seen('ssh.kex', WEAK_KEX, (v) => `SSH agreed on ${v}`),
      seen('ssh.cipher', WEAK_CIPHER, (v) => `SSH agreed on ${v}`),
      seen(
        'ssh.mac',
        (v) => WEAK_MAC.test(v) && v !== 'none',
        (v) => `SSH agreed on ${v}`,
      ),
      seen('ssh.host-key-type', /^ssh-dss/, 'The host key is DSA'),
      seen(
        'ssh.host-key-bits',
        (v) => Number(v) < 2048,
        (v) => `The host key has ${v} bits`,
      ),
      seen(
        'ssh.kex-bits',
        (v) => Number(v) < 2048,
        (v) => `The key exchange has ${v} bits`,
      ),
    ),
  },
  {
    id: 'ssh-shared-host-key',
    title: 'SSH host key shared by several devices',
    severity: 'high',
    why: 'The key is the maker’s or was copied: who takes it out of one device passes for all.',
    cwe: [321],
    safeguards: [CREDENTIAL_MANAGEMENT],
    remedy: 'Make new host keys on each device.',
    meanwhile: 'Let only the stations that manage the device reach the port.',
    guard: 'Addresses of one device are one; copies of a machine behind address translation look alike.',
    judge: (view) =>
      view.of('ssh.host-key-sha256').flatMap((o) => {
        const others = view.fleet
          .sharing('ssh.host-key-sha256', o.value)
          .filter((a) => a.id !== view.asset.id)
        if (others.length === 0) return []
        const more = others.length > 1 ? ` and ${others.length - 1} more` : ''
        return [
          sightOf(o, `Its host key is also that of ${others[0]!.ips[0]?.address ?? others[0]!.id}${more}`),
        ]
      }),
  },
]
