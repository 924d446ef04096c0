/** Names: how devices are called, which domain they belong to, and whom they ask. */
import { defaultHostName } from '../../knowledge/weak-defaults.ts'
import { ASSET_MANAGEMENT, LEAST_FUNCTIONALITY, MAINTAINED_SOFTWARE } from './safeguards.ts'
import { any, seen, sightOf } from './sightings.ts'
import type { Judge, Weakness } from './weakness.ts'

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

export const names: readonly Weakness[] = [
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
]
