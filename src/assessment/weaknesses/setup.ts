/** How a device is set up: names, clocks, addresses, what it tells and looks for. */
import { defaultAddress, defaultHostName } from '../../knowledge/weak-defaults.ts'
import type { FieldName, Observation } from '../../model/observation.ts'
import {
  ASSET_MANAGEMENT,
  AUDIT,
  ENCRYPTION_IN_TRANSIT,
  LEAST_FUNCTIONALITY,
  MAINTAINED_SOFTWARE,
  SOUND_CRYPTOGRAPHY,
} from './safeguards.ts'
import { addressEvidence, any, seen, sightOf } from './sightings.ts'
import { aboutDevice } from './software.ts'
import type { View } from './view.ts'
import type { Judge, Sight, Weakness } from './weakness.ts'

/** Clocks may differ by this, in minutes; whole quarters of an hour are another time zone. */
const MOST_SKEW = 5
const QUARTER = 15

/** Offsets a server tells of its own clock: seconds or minutes per unit. */
const CLOCKS: readonly (readonly [FieldName, minutes: number])[] = [
  ['http.clock-offset', 1],
  ['smb.clock-offset', 1 / 60],
  ['ntlmssp.clock-offset', 1 / 60],
  ['ldap.clock-offset', 1 / 60],
  ['kerberos.clock-offset', 1 / 60],
  ['ge-unity.clock-offset', 1],
]

const skewed: Judge = (view) =>
  CLOCKS.flatMap(([field, minutes]) =>
    view.of(field).flatMap((o) => {
      const off = Math.abs(Number(o.value) * minutes)
      const rest = off % QUARTER
      const skew = Math.min(rest, QUARTER - rest)
      return o.self && off > MOST_SKEW && skew > MOST_SKEW
        ? [sightOf(o, `Its clock is ${Math.round(off)} minutes off`)]
        : []
    }),
  )

const NAMES = [
  'dhcp.hostname',
  'dhcpv6.fqdn',
  'mdns.hostname',
  'nbns.name',
  'llmnr.name',
  'ntlmssp.netbios-computer',
  'ntlmssp.workstation',
  'browser.name',
  'snmp.sys-name',
  'dhcp.fqdn',
  'rdp.client-name',
] as const

const bare = (name: string): string => name.replace(/\.(local|lan|home|internal)\.?$/i, '').trim()

/** Windows’ own computers that their name for a domain is their own. */
const workgroup: Judge = (view) =>
  view.of('ntlmssp.netbios-domain').flatMap((o) => {
    const own = view.of('ntlmssp.netbios-computer').find((c) => c.self)
    const dns = view.of('ntlmssp.dns-domain').filter((d) => d.self)
    const apart = dns.every(
      (d) => d.value.toUpperCase() === own?.value.toUpperCase() || !d.value.includes('.'),
    )
    return o.self && own !== undefined && own.value.toUpperCase() === o.value.toUpperCase() && apart
      ? [sightOf(o, 'It is Windows outside of any domain')]
      : []
  })

/** Where updates, revocation lists and signatures come from. */
const UPDATES =
  /(windowsupdate|update\.microsoft|delivery\.mp\.microsoft|download\.microsoft|wsus|crl\d?\.|ctldl|ocsp|definitionupdates|symantec|trendmicro|mcafee|sophos|kaspersky|crowdstrike|sccm)/i
const UPDATE_WINDOW = 45 * 86_400

/** Seen long enough with lookups of names, none of which is about updates. */
function withoutUpdates(view: View): Sight[] {
  const name = view.value('os.name') ?? ''
  const asked = [...view.of('dns.query'), ...view.of('tls.sni'), ...view.of('http.host-name')]
  const span = view.asset.lastSeen - view.asset.firstSeen
  if (!name.startsWith('Windows') || span < UPDATE_WINDOW || asked.length === 0) return []
  if (asked.some((o) => UPDATES.test(o.value))) return []
  return [aboutDevice(view, 'os.name', `In ${Math.floor(span / 86_400)} days it looked for no updates`)]
}

/** A page for logins or settings, and nothing that leads to HTTPS from there. */
const adminInClear: Judge = (view) => {
  const led = (o: Observation) =>
    view.of('http.redirect').some((r) => r.value === 'https' && r.service?.port === o.service?.port)
  return any(
    seen('http.login-page', (_, o) => !led(o), 'A login page is served without TLS'),
    seen(
      'http.auth-offered',
      (v, o) => /^(basic|digest)$/i.test(v) && !led(o),
      'A login is asked for without TLS',
    ),
    seen('http.open-admin-page', (_, o) => !led(o), 'An administrative page is served without TLS'),
    seen('http.form-login', (v, o) => v !== 'pass' && !led(o), 'A login form is taken without TLS'),
  )(view)
}

/** An address that routers share by agreement. */
const isVirtual = (view: View, ip: string): boolean =>
  (['hsrp.virtual-address', 'vrrp.virtual-address', 'glbp.virtual-address'] as const).some(
    (field) => view.fleet.sharing(field, ip).length > 0,
  )

const shared = (view: View): Sight[] =>
  view.asset.macs.some((mac) => /^00:00:5e:00:0[12]|^00:00:0c:07:ac|^00:00:0c:9f:f/.test(mac))
    ? []
    : view.asset.sharedAddresses
        .filter((ip) => !isVirtual(view, ip))
        .map((ip) => ({
          saw: `${ip} is used by another device at the same time`,
          protocol: 'arp',
          port: null,
          evidence: [addressEvidence(view, ip)],
        }))

const WEEK = 7 * 86_400

export const setup: readonly Weakness[] = [
  {
    id: 'http-no-tls-admin',
    title: 'Administration without TLS',
    severity: 'medium',
    why: 'Settings and logins can be read and changed on the way.',
    cwe: [319],
    safeguards: [ENCRYPTION_IN_TRANSIT],
    remedy: 'Serve the pages over HTTPS only and redirect there.',
    meanwhile: 'Let only the stations that manage the device reach the page.',
    guard: 'Where the same port leads to HTTPS it is left out; pages without any login or setting are none.',
    judge: adminInClear,
  },
  {
    id: 'directory-listing',
    title: 'Web server lists its files',
    severity: 'medium',
    why: 'Everybody sees what lies there, and fetches what was not meant to be found.',
    cwe: [548],
    safeguards: [LEAST_FUNCTIONALITY],
    remedy: 'Switch indexes off in the web server.',
    meanwhile: 'Take everything out of the folder that is not for everybody.',
    guard: 'Told by the title that web servers give such a list.',
    judge: seen('http.directory-listing', () => true, 'It served a list of its files'),
  },
  {
    id: 'verbose-banner',
    title: 'Banner tells the version',
    severity: 'low',
    why: 'Who looks for a fault knows at once where it is.',
    cwe: [200],
    safeguards: [LEAST_FUNCTIONALITY],
    remedy: 'Set the server to tell its name at most.',
    meanwhile: 'Keep the software current, so that the version is no invitation.',
    guard:
      'Only web, mail and file servers that give a number of two parts; SSH does so by design and is left out.',
    judge: any(
      seen(
        'http.server',
        (v, o) => o.self && /[/ _-]v?\d+\.\d/.test(v),
        (v) => `Its web server says ${v}`,
      ),
      seen('ftp.banner', /\b(?:\w*ftpd?\w*|server)\b.{0,20}?\d+\.\d+/i, 'Its FTP greeting tells a version'),
      seen(
        'smtp.banner',
        /\b(?:postfix|exim|sendmail|exchange|mail|esmtp)\b.{0,24}?\d+\.\d+/i,
        'Its mail greeting tells a version',
      ),
    ),
  },
  {
    id: 'debug-or-training-mode',
    title: 'Running in debug or training mode',
    severity: 'low',
    why: 'Checks are off or data is not real, and somebody may take it for real.',
    cwe: [489],
    safeguards: [LEAST_FUNCTIONALITY],
    remedy: 'Set it to production use.',
    meanwhile: 'Mark the device, and keep it away from patients.',
    guard: 'What it says of itself; in a network for tests it is meant.',
    judge: any(
      seen(
        'hl7.processing',
        (v, o) => o.self && (v === 'D' || v === 'T'),
        (v) => `Its messages are marked as ${v === 'D' ? 'debugging' : 'training'}`,
      ),
      seen(
        'astm.processing',
        (v, o) => o.self && (v === 'D' || v === 'T'),
        (v) => `Its records are marked as ${v === 'D' ? 'debugging' : 'training'}`,
      ),
      seen('intellivue.operating-mode', /demo|service|configuration/i, (v) => `It is in ${v} mode`),
    ),
  },
  {
    id: 'clock-skew',
    title: 'Clock is wrong',
    severity: 'low',
    why: 'What logs and records say of when is wrong, and certificates are judged wrongly.',
    cwe: [1188],
    safeguards: [AUDIT],
    remedy: 'Set the hospital’s time server (NTP).',
    meanwhile: 'Write its offset down with its logs.',
    guard:
      'More than five minutes besides whole quarters of an hour, which are another time zone; the sensor’s own clock must be right.',
    judge: skewed,
  },
  {
    id: 'hostname-default',
    title: 'Factory host name',
    severity: 'low',
    why: 'Nobody has set the device up with care: other factory settings may stand as well.',
    cwe: [1188],
    safeguards: [ASSET_MANAGEMENT],
    remedy: 'Give it a name by the hospital’s scheme, and go through its settings.',
    meanwhile: 'Record which device it is.',
    guard: 'Only names that systems and makers give by themselves, told by the device.',
    judge: (view) =>
      NAMES.flatMap((field) =>
        view.of(field).flatMap((o) => {
          const maker = o.self ? defaultHostName(bare(o.value)) : null
          if (maker === null) return []
          return [
            {
              ...sightOf(o, `It is called ${bare(o.value)}, as ${maker} is by default`),
              protocol: null,
              port: null,
            },
          ]
        }),
      ),
  },
  {
    id: 'workgroup-not-domain',
    title: 'Windows outside the domain',
    severity: 'low',
    why: 'Policies, updates and accounts of the hospital do not reach it.',
    cwe: [1188],
    safeguards: [ASSET_MANAGEMENT, MAINTAINED_SOFTWARE],
    remedy: 'Join it, or manage it by other means and record that.',
    meanwhile: 'Keep it in a zone of its own.',
    guard: 'Its name for a domain is its own. Makers of medical devices often forbid to join.',
    judge: workgroup,
  },
  {
    id: 'duplicate-ip',
    title: 'Address used twice',
    severity: 'medium',
    why: 'Packets for one arrive at the other: devices drop out, or one passes for the other.',
    cwe: [694],
    safeguards: [ASSET_MANAGEMENT],
    remedy: 'Give one of them another address.',
    meanwhile: 'Find out which is meant to have it.',
    guard: 'At the same time; shared addresses of routers (VRRP, HSRP) are left out.',
    judge: shared,
  },
  {
    id: 'default-ip-address',
    title: 'Factory address',
    severity: 'low',
    why: 'Two devices fresh from the box have the same; other factory settings may stand as well.',
    cwe: [1188],
    safeguards: [ASSET_MANAGEMENT],
    remedy: 'Give it an address of the hospital’s plan.',
    meanwhile: 'Record which device it is.',
    guard: 'Only addresses that manuals name. A plan may use them on purpose; routers are left out.',
    judge: (view) =>
      view.asset.router || view.is('category', 'network')
        ? []
        : view.asset.ips.flatMap((use) => {
            const product = defaultAddress(use.address)
            // The first and last addresses of a network are where plans put routers.
            if (product === null || (/\.(?:1|254)$/.test(use.address) && view.value('type') === null))
              return []
            return [
              {
                saw: `${use.address} is the factory address of ${product}`,
                protocol: null,
                port: null,
                evidence: [addressEvidence(view, use.address)],
              },
            ]
          }),
  },
  {
    id: 'llmnr-nbns-enabled',
    title: 'Names asked of everybody',
    severity: 'low',
    why: 'Whoever answers first is believed, and gets the login that follows.',
    cwe: [350],
    safeguards: [LEAST_FUNCTIONALITY],
    remedy: 'Switch LLMNR and NetBIOS over TCP/IP off by policy.',
    meanwhile: 'Require SMB signing nearby.',
    guard: 'Only hosts that ask; very common, so see it as one for the whole fleet.',
    judge: any(
      seen('llmnr.query', (_, o) => o.self, 'It asks neighbours for names (LLMNR)'),
      seen('nbns.query', (_, o) => o.self, 'It asks neighbours for names (NetBIOS)'),
    ),
  },
  {
    id: 'wpad-queried',
    title: 'Proxy settings looked for by name',
    severity: 'low',
    why: 'Whoever answers becomes its proxy, and sees and changes what it fetches.',
    cwe: [350],
    safeguards: [LEAST_FUNCTIONALITY],
    remedy:
      'Switch automatic detection of the proxy off, and give the name wpad to a server of the hospital.',
    meanwhile: 'Block LLMNR and NetBIOS names at the switches.',
    guard: 'Only the name itself, asked for by the device.',
    judge: any(
      seen('dns.query', (v, o) => o.self && /^wpad(\.|$)/i.test(v), 'It looks for wpad'),
      seen('llmnr.query', (v, o) => o.self && /^wpad(\.|$)/i.test(v), 'It looks for wpad (LLMNR)'),
      seen('nbns.query', (v, o) => o.self && /^wpad\b/i.test(v), 'It looks for wpad (NetBIOS)'),
    ),
  },
  {
    id: 'unknown-device',
    title: 'Unknown after a week',
    severity: 'medium',
    why: 'Nobody knows what it is, so nobody looks after it.',
    cwe: [1059],
    safeguards: [ASSET_MANAGEMENT],
    remedy: 'Find it by its switch port, and record what it is.',
    meanwhile: 'Move it to a network for unknown devices.',
    guard: 'Seen over seven days; what talks only encrypted tells little.',
    judge: (view) => {
      const { asset } = view
      const unknown = (['type', 'family', 'category'] as const).every((a) => !asset.verdicts.has(a))
      const days = Math.floor((asset.lastSeen - asset.firstSeen) / 86_400)
      if (!unknown || asset.behind !== null || asset.lastSeen - asset.firstSeen < WEEK) return []
      const who = asset.ips[0]?.address
      return [
        {
          saw: `In ${days} days nothing told what it is`,
          protocol: null,
          port: null,
          evidence: [addressEvidence(view, who ?? null)],
        },
      ]
    },
  },
  {
    id: 'no-observed-update-traffic',
    title: 'Windows that looks for no updates',
    severity: 'low',
    why: 'Faults that became known in the meantime are probably still open.',
    cwe: [1104],
    safeguards: [MAINTAINED_SOFTWARE],
    remedy: 'Find out how it is updated, and set it up where it is not.',
    meanwhile: 'Keep it in a zone of its own.',
    guard:
      'Seen over 45 days with other lookups, none about updates, revocation or virus signatures; some are updated by hand.',
    judge: withoutUpdates,
  },
  {
    id: 'wlan-wpa-tkip',
    title: 'Wireless network with TKIP',
    severity: 'medium',
    why: 'Packets can be forged and parts of them read.',
    cwe: [323, 327],
    safeguards: [SOUND_CRYPTOGRAPHY],
    remedy: 'Use WPA2 or WPA3 with AES only.',
    meanwhile: 'Give what cannot do better a network of its own, with rules for what crosses.',
    guard: 'Only ciphers of a key handshake that was seen; a mixed network uses TKIP for its broadcasts.',
    judge: any(
      seen('eapol.cipher', /tkip/i, 'It agrees on TKIP'),
      seen('eapol.group-cipher', /tkip/i, 'It agrees on TKIP for broadcasts'),
      seen('eapol.key-descriptor', 'wpa', 'It uses the key handshake of WPA version 1'),
      seen('wlan.cipher', /tkip/i, 'Its network takes TKIP'),
      seen('wlan.security', /(^|\+)wpa($|\+)/, 'Its network takes WPA version 1'),
    ),
  },
  {
    id: 'wlan-open-or-wep',
    title: 'Wireless network open or with WEP',
    severity: 'high',
    why: 'Whoever is near reads what is sent; the key of WEP falls within minutes of listening.',
    cwe: [326, 327],
    safeguards: [SOUND_CRYPTOGRAPHY],
    remedy: 'Use WPA2 or WPA3 with AES only.',
    meanwhile: 'Give what cannot do better a network of its own, with rules for what crosses.',
    guard:
      'Told by the beacons of the network, or key messages of WEP; an open network whose name says that it is for guests is left out.',
    judge: any(
      seen('eapol.key-descriptor', 'rc4', 'It hands out WEP keys'),
      seen('wlan.security', /(^|\+)wep($|\+)/, 'Its network is protected by WEP'),
      (view) =>
        view.of('wlan.ssid').some((o) => /guest|visitor|gast|public/i.test(o.value))
          ? []
          : seen('wlan.security', 'open', 'Its network is open')(view),
      seen('eapol.cipher', /wep/i, 'It agrees on WEP'),
      seen('eapol.group-cipher', /wep/i, 'It agrees on WEP for broadcasts'),
    ),
  },
  {
    id: 'eapmd5-or-leap',
    title: 'Network login with EAP-MD5 or LEAP',
    severity: 'high',
    why: 'The password falls out of one recorded login.',
    cwe: [327, 522],
    safeguards: [SOUND_CRYPTOGRAPHY],
    remedy: 'Use EAP-TLS, or PEAP with the server’s certificate checked.',
    meanwhile: 'Give the account a long random password and a VLAN of its own.',
    guard: 'Only a method that was used; one that was asked for and declined does not count.',
    judge: any(
      seen('eapol.method', ['md5', 'leap'], (v) => `It uses EAP-${v.toUpperCase()}`),
      seen('radius.auth-method', /^(eap[- :/])?(md5|leap)$|eap.*(md5|leap)/i, (v) => `It logs in with ${v}`),
    ),
  },
]
