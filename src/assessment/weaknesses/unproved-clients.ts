/** Services that let in more than they should: message brokers, DICOM, shared accounts. */
import { AUTHENTICATION, AUTHORIZATION, CREDENTIAL_MANAGEMENT, ENCRYPTION_IN_TRANSIT } from './safeguards.ts'
import { inUse, seen, sightOf } from './sightings.ts'
import type { View } from './view.ts'
import { fromLogin, type Weakness } from './weakness.ts'

/** Titles that toolkits send unless told otherwise (dcmtk, dcm4che, pynetdicom, manuals). */
const UNKNOWN_TITLES =
  /^(ANY-SCP|ANYSCP|ECHOSCU|STORESCU|FINDSCU|MOVESCU|GETSCU|DCMSEND|DCMECHO|PYNETDICOM|TEST_?\w*|DCM4CHE|ANONYMOUS|MY_?AE_?TITLE|HOROS|DEFAULT)$/i
/** Names that one caller uses, or names under which one is called, beyond which none is checked. */
const MOST_CALLING = 3
const MOST_CALLED = 4

/** Devices of different types on which one user name was let in. */
const LEAST_TYPES = 3

export const unprovedClients: readonly Weakness[] = [
  {
    id: 'anonymous-mqtt',
    title: 'MQTT broker open to everybody',
    severity: 'high',
    why: 'Everybody may read and send what devices report and obey.',
    cwe: [306],
    safeguards: [AUTHENTICATION, AUTHORIZATION],
    remedy: 'Require a login or client certificate, and restrict topics by client.',
    meanwhile: 'Let only known devices reach the broker.',
    guard:
      'Only a client without a user name that was let in; client certificates in TLS are not seen and not meant.',
    judge: seen('mqtt.anonymous-accepted', 'yes', 'The broker let a client in without a login'),
  },
  {
    id: 'mqtt-cleartext',
    title: 'MQTT in clear',
    severity: 'medium',
    why: 'What devices report can be read and forged on the way.',
    cwe: [319],
    safeguards: [ENCRYPTION_IN_TRANSIT],
    remedy: 'Use MQTT over TLS (8883), and close 1883.',
    meanwhile: 'Keep broker and devices in one guarded zone.',
    guard: 'Recognised by its contents, so what goes through TLS is never told.',
    judge: inUse('mqtt', 'The broker talks in clear'),
  },
  {
    id: 'mqtt-login-cleartext',
    title: 'MQTT login in clear',
    severity: 'high',
    why: 'The password can be read on the way and used again.',
    cwe: [319, 522],
    safeguards: [ENCRYPTION_IN_TRANSIT, AUTHENTICATION],
    remedy: 'Use MQTT over TLS (8883), and close 1883.',
    meanwhile: 'Keep broker and devices in one guarded zone.',
    guard: 'Only logins that the broker let in.',
    judge: seen('mqtt.login', 'accepted', 'The broker let a client in with a readable password'),
  },
  {
    id: 'dicom-no-ae-allowlist',
    title: 'DICOM service that checks no titles',
    severity: 'medium',
    why: 'The application entity title is all that DICOM checks, and here any will do.',
    cwe: [284],
    safeguards: [AUTHORIZATION, AUTHENTICATION],
    remedy: 'List the titles and addresses that may call, and refuse others.',
    meanwhile: 'Let only known modalities and workstations reach the port.',
    guard:
      'Told where a toolkit’s own title was let in, or one caller under several names; many modalities at one archive are normal.',
    judge: (view) => dicomTitles(view),
  },
  {
    id: 'dicom-user-identity-cleartext',
    title: 'DICOM passcode in clear',
    severity: 'high',
    why: 'The passcode can be read on the way and used again.',
    cwe: [319, 522],
    safeguards: [ENCRYPTION_IN_TRANSIT, AUTHENTICATION],
    remedy: 'Use DICOM over TLS, or identity by SAML or Kerberos.',
    meanwhile: 'Keep both ends in one guarded zone.',
    guard: 'Only an identity with a passcode; a name alone, SAML and Kerberos do not count.',
    judge: seen(
      'dicom.user-identity-taken',
      'user-and-passcode',
      'A client identified itself with a readable passcode',
    ),
  },
  {
    id: 'shared-credential-many-devices',
    title: 'One account on many kinds of devices',
    severity: 'medium',
    why: 'Who learns it on the weakest device has them all.',
    cwe: [1391],
    safeguards: [CREDENTIAL_MANAGEMENT],
    remedy: 'Give each kind of device its own account, each person their own.',
    meanwhile: 'Change the password, and watch where it is used.',
    guard:
      'Only readable logins that were let in, under the same name on devices of three types; passwords are not kept, so they may differ.',
    judge: (view) => {
      const used = view.fleet.once('accounts', accountsOf)
      return view.logins
        .filter((c) => c.accepted === true && c.user && !/^anonymous$|^ftp$/i.test(c.user))
        .filter((c) => (used.get(c.user!.toLowerCase())?.size ?? 0) >= LEAST_TYPES)
        .map((c) => ({
          saw: `An account let in here is also used on devices of ${used.get(c.user!.toLowerCase())!.size} types`,
          protocol: c.protocol,
          port: c.port,
          evidence: [fromLogin(c)],
        }))
    },
  },
]

function dicomTitles(view: View) {
  const admitted = view.of('dicom.admitted')
  const pairs = admitted.map((o) => {
    const [calling = '', called = ''] = o.value.split(' to ')
    return { o, calling, called }
  })
  const byPeer = Map.groupBy(pairs, (p) => `${p.o.service?.port} ${p.o.service?.peer}`)
  const loose = pairs.filter(({ o, calling, called }) => {
    const callings = new Set(byPeer.get(`${o.service?.port} ${o.service?.peer}`)!.map((p) => p.calling))
    const calleds = new Set(pairs.filter((p) => p.o.service?.port === o.service?.port).map((p) => p.called))
    return (
      UNKNOWN_TITLES.test(calling) ||
      UNKNOWN_TITLES.test(called) ||
      callings.size >= MOST_CALLING ||
      calleds.size >= MOST_CALLED
    )
  })
  return loose.map(({ o }) => sightOf(o, `It accepted an association of ${o.value}`))
}

/** Types of the devices on which a user name was let in. */
function accountsOf(fleet: View['fleet']): ReadonlyMap<string, ReadonlySet<string>> {
  const used = new Map<string, Set<string>>()
  for (const asset of fleet.assets) {
    const type = asset.verdicts.get('type')?.value
    if (!asset.internal || type === undefined) continue
    for (const c of asset.credentials)
      if (c.accepted === true && c.user)
        used.set(c.user.toLowerCase(), (used.get(c.user.toLowerCase()) ?? new Set<string>()).add(type))
  }
  return used
}
