/** How Windows networks let in: NTLM, SMB sessions, Kerberos. */
import {
  AUTHENTICATION,
  AUTHORIZATION,
  INTEGRITY_IN_TRANSIT,
  LEAST_FUNCTIONALITY,
  SOUND_CRYPTOGRAPHY,
} from './safeguards.ts'
import { any, seen, sightOf } from './sightings.ts'
import type { Weakness } from './weakness.ts'

/** RFC 3961 and 8429: DES, RC4 and its export variant. */
const WEAK_ETYPES = ['1', '2', '3', '23', '24']
const ETYPE_NAMES: Readonly<Record<string, string>> = {
  '1': 'des-cbc-crc',
  '2': 'des-cbc-md4',
  '3': 'des-cbc-md5',
  '23': 'rc4-hmac',
  '24': 'rc4-hmac-exp',
}
const etype = (number: string): string => ETYPE_NAMES[number] ?? number

const RESPONSES: Readonly<Record<string, string>> = {
  ntlmv1: 'NTLM version 1',
  lm: 'LM',
  'lm+ntlmv1': 'LM and NTLM version 1',
}

const SMB1_SESSION = /^smb1 /
/** As servers choose them (MS-CIFS section 1.7, MS-SMB section 1.7); all of SMB 2 begin with a digit. */
const SMB1_DIALECT = /^(?:NT LM 0\.12|NT LANMAN 1\.0|(?:DOS )?LANMAN[12]\.[01]|(?:DOS )?LM1\.2X002)$/

/** Pipes over which accounts and shares are listed. */
const LISTING = ['samr', 'lsarpc', 'srvsvc', 'wkssvc', 'netlogon', 'winreg', 'svcctl']

export const windowsLogins: readonly Weakness[] = [
  {
    id: 'ntlmv1-used',
    title: 'NTLM version 1 or LM accepted',
    severity: 'high',
    why: 'The password’s hash falls out of one recorded login, and can be used as it is.',
    cwe: [326, 327],
    safeguards: [SOUND_CRYPTOGRAPHY, AUTHENTICATION],
    remedy: 'Set LmCompatibilityLevel to 5 on servers (refuse LM and NTLMv1) and 3 or more on clients.',
    meanwhile: 'Require SMB signing where the device logs in, and keep it in a zone of its own.',
    guard:
      'Told by the length of the response; NTLMv1 with a client challenge (extended session security) weighs less.',
    judge: any(
      seen('ntlmssp.taken', ['ntlmv1', 'lm', 'lm+ntlmv1'], (v) => `A client logged in with ${RESPONSES[v]}`),
      seen(
        'ntlmssp.taken',
        'ntlmv1-extended',
        'A client logged in with NTLMv1 and a client challenge',
        'medium',
      ),
    ),
  },
  {
    id: 'smb-null-session',
    title: 'SMB session without a user',
    severity: 'medium',
    why: 'Accounts, shares and policies can be listed by everybody.',
    cwe: [287],
    safeguards: [AUTHENTICATION, AUTHORIZATION],
    remedy: 'Set RestrictAnonymous and RestrictNullSessAccess; on Samba, restrict anonymous = 2.',
    meanwhile: 'Let only those who need its shares reach TCP 139 and 445.',
    guard:
      'Old Windows opens such sessions to browse the network: with IPC$ alone and no pipe that lists, it is low.',
    judge: (view) => {
      const listed =
        view.of('smb.pipe').some((o) => LISTING.includes(o.value)) ||
        view.of('smb.share').some((o) => o.value !== 'IPC$')
      return view
        .of('smb.session')
        .filter((o) => o.value.endsWith(' null'))
        .map((o) =>
          sightOf(
            o,
            `${o.value.split(' ')[0]!.toUpperCase()} let a client in without a user`,
            listed ? 'medium' : 'low',
          ),
        )
    },
  },
  {
    id: 'smb-guest-access',
    title: 'SMB guest access',
    severity: 'high',
    why: 'Files are open to everybody who asks, under any name.',
    cwe: [284],
    safeguards: [AUTHENTICATION, AUTHORIZATION],
    remedy: 'Disable the guest account (Samba: map to guest = never) and give shares to named users.',
    meanwhile: 'Take everything out of the shares that not everybody may read.',
    guard: 'Only where the server itself says that the session is a guest’s.',
    judge: seen(
      'smb.session',
      / guest$/,
      (v) => `${v.split(' ')[0]!.toUpperCase()} let a client in as guest`,
    ),
  },
  {
    id: 'smb1-negotiated',
    title: 'SMB version 1',
    severity: 'high',
    why: 'The version that worms of 2017 spread through; it has no protection against a machine in the middle.',
    cwe: [327, 1104],
    safeguards: [LEAST_FUNCTIONALITY, SOUND_CRYPTOGRAPHY],
    remedy: 'Switch SMB 1 off, and update or replace what speaks nothing else.',
    meanwhile: 'Let nobody but its partners reach TCP 139 and 445.',
    guard:
      'Only where the server chose it: the question for all versions that a newer server answers with SMB 2 is none.',
    judge: (view) => {
      const sessions = [...seen('smb.session', SMB1_SESSION, 'A session was set up in SMB 1')(view)]
      const chosen = seen(
        'smb.dialect',
        (v, o) => SMB1_DIALECT.test(v) && !sessions.some(({ port }) => port === o.service?.port),
        (v) => `It chose ${v}, a dialect of SMB 1`,
      )(view)
      return [...sessions, ...chosen]
    },
  },
  {
    id: 'smb-signing-not-required',
    title: 'SMB signing not required',
    severity: 'medium',
    why: 'A login to it can be relayed by a machine in the middle, and what is written changed on the way.',
    cwe: [345],
    safeguards: [INTEGRITY_IN_TRANSIT, AUTHENTICATION],
    remedy: 'Require signing on the server (RequireSecuritySignature, Samba: server signing = mandatory).',
    meanwhile: 'Switch LLMNR and NetBIOS name service off nearby, so that nobody is led astray.',
    guard:
      'It is the default of workstations and common in mixed networks; what the server itself demands is told.',
    judge: (view) => {
      const required = view.of('smb.signing').filter((o) => o.value === 'required')
      return seen(
        'smb.signing',
        (v, o) => v !== 'required' && !required.some((r) => r.service?.port === o.service?.port),
        (v) => `The server has SMB signing ${v}, not required`,
      )(view)
    },
  },
  {
    id: 'kerberos-weak-etype',
    title: 'Kerberos with RC4 or DES',
    severity: 'medium',
    why: 'Tickets of that kind can be cracked offline, and with them the password of the service.',
    cwe: [327],
    safeguards: [SOUND_CRYPTOGRAPHY, AUTHENTICATION],
    remedy: 'Give accounts AES keys (reset old passwords) and refuse RC4 and DES in the domain.',
    meanwhile: 'Give service accounts long random passwords, or use managed ones.',
    guard: 'A list that also has AES does not count; keys of trusts between domains may be RC4 by design.',
    judge: any(
      seen('kerberos.ticket-etype', WEAK_ETYPES, (v) => `A ticket was sealed with ${etype(v)}`),
      seen(
        'kerberos.etypes-offered',
        (v) => v !== '' && v.split(',').every((e) => WEAK_ETYPES.includes(e)),
        (v) => `It asks for tickets with ${v.split(',').map(etype).join(' or ')} only`,
      ),
    ),
  },
  {
    id: 'kerberos-no-preauth',
    title: 'Kerberos without pre-authentication',
    severity: 'medium',
    why: 'Everybody can ask for something encrypted with the account’s password, and crack it offline.',
    cwe: [287],
    safeguards: [AUTHENTICATION],
    remedy: 'Clear “do not require Kerberos pre-authentication” on the account.',
    meanwhile: 'Give the account a long random password.',
    guard:
      'Only where a request without any proof was answered with a ticket; the usual first refusal does not count.',
    judge: seen('kerberos.no-preauth', () => true, 'A ticket was issued without pre-authentication'),
  },
]
