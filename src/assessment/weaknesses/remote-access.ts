/** Screens and command lines that can be reached from afar. */
import { AUTHENTICATION, REMOTE_ACCESS, SOUND_CRYPTOGRAPHY } from './safeguards.ts'
import { any, seen } from './sightings.ts'
import type { Weakness } from './weakness.ts'

const JUMP = 'Let only the jump host of biomedical engineering and the maker reach the port.'

export const remoteAccess: readonly Weakness[] = [
  {
    id: 'vnc-no-auth',
    title: 'VNC without a password',
    severity: 'critical',
    why: 'Whoever reaches the port sees the screen and moves the mouse, on the device as on the patient’s data.',
    cwe: [306],
    safeguards: [AUTHENTICATION, REMOTE_ACCESS],
    remedy: 'Set a password and encryption in the server, or switch it off.',
    meanwhile: JUMP,
    guard:
      'Only the type that was chosen counts, not those offered. A repeater is named instead of the screen behind it.',
    judge: any(
      seen('vnc.security', 'none', 'VNC let a viewer in without a password'),
      seen(
        'vnc.security-subtype',
        /^(tls|x509)-none$/,
        (v) => `VNC let a viewer in without a password (${v})`,
      ),
    ),
  },
  {
    id: 'vnc-weak-auth',
    title: 'VNC with its old password check',
    severity: 'medium',
    why: 'Eight characters against a DES challenge fall within hours, and the screen itself is not encrypted.',
    cwe: [326],
    safeguards: [SOUND_CRYPTOGRAPHY, REMOTE_ACCESS],
    remedy: 'Use a server with TLS and a login of its own (VeNCrypt), or carry it through SSH or a VPN.',
    meanwhile: JUMP,
    guard: 'Inside a tunnel it is not seen at all; what is seen is unprotected.',
    judge: seen(
      'vnc.security',
      'vnc',
      'VNC let a viewer in by DES challenge, with a screen that is not encrypted',
    ),
  },
  {
    id: 'rdp-legacy-security',
    title: 'Remote Desktop with its own old encryption',
    severity: 'high',
    why: 'The server does not prove who it is: a machine in the middle reads the login. Systems of that age have worms of their own.',
    cwe: [326, 295],
    safeguards: [SOUND_CRYPTOGRAPHY, REMOTE_ACCESS],
    remedy: 'Require TLS and network level authentication on the server; replace systems that cannot.',
    meanwhile: JUMP,
    guard: 'Only what the server chose counts, not what the client could do.',
    judge: seen('rdp.selected-protocol', 'rdp', 'Remote Desktop chose its old security instead of TLS'),
  },
  {
    id: 'rdp-no-nla',
    title: 'Remote Desktop without network level authentication',
    severity: 'medium',
    why: 'Everybody gets as far as the login screen, and to the faults that lie before it.',
    cwe: [287],
    safeguards: [AUTHENTICATION, REMOTE_ACCESS],
    remedy: 'Require network level authentication on the server.',
    meanwhile: JUMP,
    guard:
      'Gateways and kiosks are built that way on purpose; the choice of the server is told, not the client’s offer.',
    judge: seen(
      'rdp.selected-protocol',
      'tls',
      'Remote Desktop chose TLS without network level authentication',
    ),
  },
  {
    id: 'rdp-weak-encryption',
    title: 'Remote Desktop with RC4',
    severity: 'medium',
    why: 'The session can be recovered from a recording.',
    cwe: [327],
    safeguards: [SOUND_CRYPTOGRAPHY, REMOTE_ACCESS],
    remedy: 'Require TLS on the server.',
    meanwhile: JUMP,
    guard: 'Only the method that the server chose counts; inside TLS none is chosen.',
    judge: seen('rdp.encryption-method', /rc4/, (v) => `Remote Desktop encrypts with ${v}`),
  },
  {
    id: 'ipmi-cipher-zero',
    title: 'Management controller without a login',
    severity: 'critical',
    why: 'Whoever knows a user name commands the controller without the password: power, console, disks.',
    cwe: [287, 306],
    safeguards: [AUTHENTICATION, REMOTE_ACCESS],
    remedy: 'Switch cipher suite 0 off in the controller (ipmitool lan set), and update its firmware.',
    meanwhile: 'Keep management controllers in a network of their own that only administrators reach.',
    guard: 'Only a session that the controller opened with it; one that was asked for and refused is a scan.',
    judge: seen('ipmi.opened', /^rakp-none /, 'It opened a session without authentication (cipher suite 0)'),
  },
]
