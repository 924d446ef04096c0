/** Logins with what everybody knows, with nothing, or with what many devices share. */
import type { CredentialSeen } from '../../model/observation.ts'
import { AUTHENTICATION, AUTHORIZATION, CREDENTIAL_MANAGEMENT } from './safeguards.ts'
import { any, login, seen } from './sightings.ts'
import type { Weakness } from './weakness.ts'

/** FTP servers that serve the public let these in with any password (RFC 1635). */
export const isAnonymousFtp = (c: CredentialSeen): boolean =>
  c.protocol === 'ftp' && /^(anonymous|ftp)$/i.test(c.user ?? '')

/** Communities have weaknesses of their own. */
const isLogin = (c: CredentialSeen): boolean => c.protocol !== 'snmp' && !isAnonymousFtp(c)

const usedDefault = (c: CredentialSeen): boolean => isLogin(c) && c.knownDefault && c.accepted === true

export const defaultCredentials: readonly Weakness[] = [
  {
    id: 'default-credential-used',
    title: 'Login with a published default password',
    severity: 'critical',
    why: 'Whoever can read a manual has full control.',
    cwe: [1392],
    safeguards: [CREDENTIAL_MANAGEMENT, AUTHENTICATION],
    remedy:
      'Change the password of the account; where the maker has fixed it, ask for an update that lets it be changed.',
    meanwhile: 'Let only the stations that manage the device reach the service.',
    guard:
      'Only a login that the device let in counts; a scanner that was refused is told apart as an attempt.',
    judge: login(
      usedDefault,
      (c) =>
        `A default login${c.user ? ` of user ${c.user}` : ''} that is published was let in over ${c.protocol}`,
    ),
  },
  {
    id: 'default-credential-attempted',
    title: 'Default password tried',
    severity: 'low',
    why: 'It failed or its answer was not seen, but somebody tries what is published: an intruder, or a scanner.',
    cwe: [1392],
    safeguards: [CREDENTIAL_MANAGEMENT],
    remedy: 'Make sure the default login does not work here, and find out who tried it.',
    meanwhile: 'Let only the stations that manage the device reach the service.',
    guard:
      'Not told where the same service let a default login in; the hospital’s own scanner looks the same, its address is in the evidence.',
    judge: (view) =>
      login(
        (c) =>
          c.knownDefault &&
          c.accepted !== true &&
          !isAnonymousFtp(c) &&
          !view.logins.some((other) => other.knownDefault && other.accepted && other.port === c.port),
        (c) =>
          `A default ${c.protocol === 'snmp' ? 'community' : 'login'} was tried over ${c.protocol} and ${c.accepted === null ? 'its answer was not seen' : 'refused'}`,
      )(view),
  },
  {
    id: 'blank-password-login',
    title: 'Login with an empty password',
    severity: 'critical',
    why: 'The account is open to everybody who knows or guesses its name.',
    cwe: [258],
    safeguards: [AUTHENTICATION, CREDENTIAL_MANAGEMENT],
    remedy: 'Give the account a password, or switch it off.',
    meanwhile: 'Let only the stations that manage the device reach the service.',
    guard: 'Anonymous FTP is a weakness of its own; a login without any user name is none.',
    judge: any(
      login(
        (c) => isLogin(c) && c.blank && c.accepted === true && (c.user ?? '') !== '',
        (c) => `An account let a client in over ${c.protocol} with an empty password`,
      ),
      ...(['mysql', 'mssql', 'mqtt'] as const).map((protocol) =>
        seen(
          `${protocol}.empty-password-accepted`,
          'yes',
          `${protocol} let a user in with an empty password`,
        ),
      ),
    ),
  },
  {
    id: 'anonymous-ftp',
    title: 'Anonymous FTP',
    severity: 'medium',
    why: 'Everybody may fetch files, and often leave some.',
    cwe: [306],
    safeguards: [AUTHENTICATION, AUTHORIZATION],
    remedy: 'Switch the anonymous account off; offer files that are public over HTTPS.',
    meanwhile: 'Make its directory read-only and keep everything else out of it.',
    guard:
      'Only a login that was let in counts. The spool of a printer is meant to be public, but open all the same.',
    judge: login(
      (c) => isAnonymousFtp(c) && c.accepted === true,
      () => 'FTP let an anonymous user in',
    ),
  },
]
