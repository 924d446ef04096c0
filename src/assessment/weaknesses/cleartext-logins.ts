/** Logins that whoever listens can read and use again. */
import type { CredentialSeen, FieldName } from '../../model/observation.ts'
import { isAnonymousFtp } from './default-credentials.ts'
import {
  AUTHENTICATION,
  ENCRYPTION_IN_TRANSIT,
  LEAST_FUNCTIONALITY,
  SOUND_CRYPTOGRAPHY,
} from './safeguards.ts'
import { any, inUse, login, seen, sightOf } from './sightings.ts'
import type { View } from './view.ts'
import type { Judge, Weakness } from './weakness.ts'

const IN_CLEAR = [ENCRYPTION_IN_TRANSIT, AUTHENTICATION]
const WALLED = 'Carry it through a tunnel, or keep both ends in one guarded zone.'

const named = (c: CredentialSeen): boolean => (c.user ?? '') !== ''
const notRefused = (c: CredentialSeen): boolean => c.accepted !== false

/** The scheme was used and a login with a name was not refused. */
const basic: Judge = (view) =>
  view
    .of('http.auth-used')
    .filter(
      (o) =>
        /^basic$/i.test(o.value) &&
        view.logins.some(
          (c) => c.protocol === 'http' && c.port === o.service?.port && named(c) && notRefused(c),
        ),
    )
    .map((o) => sightOf(o, 'A client logged in with HTTP Basic in clear'))

/** `pass` alone also stands in the names of other fields: it counts on a server that shows a login page. */
const form: Judge = (view) => {
  const page = view.of('http.login-page').length > 0
  return seen(
    'http.form-login',
    (kind) => kind !== 'pass' || page,
    'A form with a password was sent in clear',
  )(view)
}

function isFtpSecured(view: View, port: number): boolean {
  const at = (field: FieldName) => view.of(field).filter((o) => o.service?.port === port)
  const plain = at('ftp.plain-login')
  return at('ftp.security').length > 0 || (plain.length > 0 && plain.every((o) => o.value === 'tls-wanted'))
}

export const cleartextLogins: readonly Weakness[] = [
  {
    id: 'http-basic-cleartext',
    title: 'HTTP Basic login in clear',
    severity: 'high',
    why: 'User and password stand in every request, readable, and can be used again.',
    cwe: [522, 319],
    safeguards: IN_CLEAR,
    remedy: 'Serve the pages over HTTPS only and redirect there.',
    meanwhile: WALLED,
    guard: 'An empty user name and a refused login are left out.',
    judge: basic,
  },
  {
    id: 'http-digest-only-md5',
    title: 'HTTP Digest login with MD5',
    severity: 'medium',
    why: 'Who records a login can try passwords against it offline, millions a second.',
    cwe: [916, 327],
    safeguards: [SOUND_CRYPTOGRAPHY, ENCRYPTION_IN_TRANSIT],
    remedy: 'Serve the pages over HTTPS only; where Digest stays, use SHA-256 (RFC 7616).',
    meanwhile: 'Set a long random password.',
    guard: 'Only where it is seen in clear: behind a TLS terminator the client’s side may be protected.',
    judge: seen(
      'http.digest-algorithm',
      /^md5(-sess)?$/i,
      (v) => `HTTP Digest with ${v} was offered or used in clear`,
    ),
  },
  {
    id: 'http-form-login-cleartext',
    title: 'Web login form in clear',
    severity: 'high',
    why: 'The password can be read on the way and used again.',
    cwe: [319, 522],
    safeguards: IN_CLEAR,
    remedy: 'Serve the pages over HTTPS only and redirect there.',
    meanwhile: WALLED,
    guard: 'A field merely called pass counts only on a server that shows a page with a password field.',
    judge: form,
  },
  {
    id: 'ftp-login-cleartext',
    title: 'FTP login in clear',
    severity: 'high',
    why: 'The password can be read on the way, and files fetched and changed with it.',
    cwe: [319, 522],
    safeguards: IN_CLEAR,
    remedy: 'Use SFTP or FTPS, and switch FTP off.',
    meanwhile: WALLED,
    guard: 'Only a login that was let in; an anonymous one is a weakness of its own.',
    judge: login(
      (c) => c.protocol === 'ftp' && c.accepted === true && !isAnonymousFtp(c),
      () => 'FTP let a client in with a readable password',
    ),
  },
  {
    id: 'ftp-in-use',
    title: 'FTP in use',
    severity: 'medium',
    why: 'Logins and files cross the network readable and changeable.',
    cwe: [319],
    safeguards: [ENCRYPTION_IN_TRANSIT, LEAST_FUNCTIONALITY],
    remedy: 'Use SFTP or FTPS, and switch FTP off.',
    meanwhile: WALLED,
    guard:
      'A server with which TLS was agreed (AUTH TLS) on the same port is left out, and one that turned every user name without TLS away for want of it.',
    judge: (view) => inUse('ftp', 'The device serves FTP', (port) => isFtpSecured(view, port))(view),
  },
  {
    id: 'telnet-in-use',
    title: 'Telnet in use',
    severity: 'high',
    why: 'Whoever listens reads the administrator’s password and every command.',
    cwe: [319],
    safeguards: [ENCRYPTION_IN_TRANSIT, LEAST_FUNCTIONALITY],
    remedy: 'Use SSH, and switch Telnet off.',
    meanwhile: WALLED,
    guard:
      'Recognised by its options or a login prompt, not by its port; sessions that turned to TLS are left out.',
    judge: (view) =>
      inUse('telnet', 'The device serves Telnet', (port) =>
        view.of('telnet.encryption').some((o) => o.value === 'tls' && o.service?.port === port),
      )(view),
  },
  {
    id: 'rlogin-rsh-in-use',
    title: 'rlogin, rsh or rexec in use',
    severity: 'high',
    why: 'Who comes from a trusted address, or says so, is let in; everything is readable.',
    cwe: [287, 319],
    safeguards: IN_CLEAR,
    remedy: 'Use SSH, and switch the r-services off.',
    meanwhile: WALLED,
    guard: 'Recognised by what is said, not by the port: log messages over TCP 514 are none.',
    judge: inUse('r-services', 'The device serves rlogin, rsh or rexec'),
  },
  {
    id: 'telnet-no-auth',
    title: 'Telnet without a login',
    severity: 'critical',
    why: 'Whoever reaches the port has a command line.',
    cwe: [306],
    safeguards: [AUTHENTICATION, LEAST_FUNCTIONALITY],
    remedy: 'Update the device to a version that asks for a login, or switch Telnet off.',
    meanwhile: 'Block the port for everybody but the service station.',
    guard:
      'A command prompt must come from the start of the session, without any login before; menus of serial servers are none.',
    judge: seen('telnet.no-login', () => true, 'Telnet offered a command line without any login'),
  },
  {
    id: 'pop-imap-smtp-auth-cleartext',
    title: 'Mail login in clear',
    severity: 'medium',
    why: 'The password of the mailbox can be read on the way; it often opens more than mail.',
    cwe: [319, 522],
    safeguards: IN_CLEAR,
    remedy: 'Let the server take logins behind TLS only, and set the device to use it.',
    meanwhile: 'Give the device an account of its own that can do nothing but send.',
    guard: 'A login behind STARTTLS is not readable and so never seen; refused ones are left out.',
    judge: login(
      (c) => ['pop3', 'imap', 'smtp'].includes(c.protocol) && notRefused(c),
      (c) => `A client logged in over ${c.protocol.toUpperCase()} with a readable password`,
    ),
  },
  {
    id: 'ldap-simple-bind-cleartext',
    title: 'LDAP login in clear',
    severity: 'high',
    why: 'The password of a directory account can be read on the way, and opens whatever the directory opens.',
    cwe: [319, 522],
    safeguards: IN_CLEAR,
    remedy: 'Use LDAPS or StartTLS, and let the directory refuse simple binds without.',
    meanwhile: 'Give the device an account that can only read.',
    guard: 'Anonymous binds and refused ones are left out.',
    judge: login(
      (c) => c.protocol === 'ldap' && notRefused(c) && !c.blank,
      () => 'A client bound to the directory with a readable password',
    ),
  },
  {
    id: 'sip-digest-no-tls',
    title: 'SIP registration without TLS',
    severity: 'medium',
    why: 'Its login can be recorded and cracked, calls can be watched, diverted and ended.',
    cwe: [319, 916],
    safeguards: [ENCRYPTION_IN_TRANSIT, AUTHENTICATION],
    remedy: 'Register over SIPS (TLS), on the telephone and on the server.',
    meanwhile: 'Keep telephones and server in a voice VLAN that nobody else is in.',
    guard: 'Only registrations seen in clear count; calls alone do not.',
    judge: any(
      seen('sip.register', ['udp', 'tcp'], (v) => `The telephone registers in clear over ${v.toUpperCase()}`),
      seen('sip.registrar', () => true, 'The server takes registrations in clear'),
    ),
  },
  {
    id: 'rtsp-basic-cleartext',
    title: 'RTSP Basic login in clear',
    severity: 'high',
    why: 'The camera’s password can be read on the way and used again.',
    cwe: [522, 319],
    safeguards: IN_CLEAR,
    remedy: 'Use RTSP over TLS, or at least Digest with SHA-256.',
    meanwhile: WALLED,
    guard: 'Only a login with a user name that the camera let in.',
    judge: login(
      (c) => c.protocol === 'rtsp' && c.accepted === true && named(c),
      () => 'RTSP let a client in with a readable password',
    ),
  },
]
