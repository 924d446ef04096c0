/** How a device is set up: its clock, its mode, its addresses, its updates. */
import { defaultAddress } from '../../knowledge/weak-defaults.ts'
import type { FieldName } from '../../model/observation.ts'
import { ASSET_MANAGEMENT, AUDIT, LEAST_FUNCTIONALITY, MAINTAINED_SOFTWARE } from './safeguards.ts'
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
]
