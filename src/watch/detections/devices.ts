/** What a device does that its kind does not do: known logins, other firmware, another's address, silence, restarts. */
import type { Asset } from '../../model/asset.ts'
import { type Digest, digestOf } from '../../model/digest.ts'
import type { Endpoint, Observation } from '../../model/observation.ts'
import type { Detection, Sighting, Watcher } from '../detection.ts'
import { isNetworkGear } from '../places.ts'
import { count, keyOf, nameOf, proofOf, sighting, span } from '../say.ts'
import { categoryOf, isClinicalDevice, isMonitor, type Scene, typeOf } from '../scene.ts'
import { DistinctWindow } from '../state/distinct-window.ts'
import { RecentMap } from '../state/recent-map.ts'

const endpointOf = (asset: Asset): Endpoint => ({
  mac: asset.macs[0] ?? null,
  ip: asset.ips[0]?.address ?? null,
})

const fromObservation = (asset: Asset, o: Observation, scene: Scene, because: string): Sighting => ({
  at: o.at,
  until: o.last,
  actor: endpointOf(asset),
  targets: [],
  because,
  proofs: [
    {
      at: o.at,
      file: scene.facts.captures.findIndex((c) => c.file === o.where.file),
      packet: o.where.packet,
      observed: `${o.field}: ${o.value}`,
    },
  ],
})

const nameOfAsset = (asset: Asset): string => asset.hostnames[0] ?? nameOf(endpointOf(asset))

/** Names of FTP's guests (RFC 1635). */
const ANONYMOUS: readonly Digest[] = ['anonymous', 'ftp'].map(digestOf)

function defaultCredential(): Watcher {
  return {
    on: {
      login(e, say) {
        // A community is no login of a person: that it is the default one is a weakness, told there.
        if (e.accepted !== true || !e.knownDefault || e.protocol === 'snmp') return
        // Whoever serves files to everybody asks for these names: that it does is a weakness, told there.
        if (e.protocol === 'ftp' && e.user !== null && ANONYMOUS.includes(e.user)) return
        const what = `a login that the maker published (${e.protocol}, port ${e.port})`
        say(sighting(e, `${nameOf(e.actor)} got into ${nameOf(e.target)} with ${what}`, `accepted: ${what}`))
      },
    },
  }
}

// --- firmware-changed ---------------------------------------------------------------------------------------------

/** One and the same field told another version first, and stopped before it told this one. */
function* changedVersions(scene: Scene): Iterable<Sighting> {
  for (const asset of scene.assets) {
    const verdict = asset.verdicts.get('version')
    if (verdict === undefined || !asset.internal) continue
    const claims = [...verdict.won, ...verdict.lost.flatMap((lost) => lost.claims)].filter(
      (claim) => claim.self,
    )
    const rules = Map.groupBy(claims, (claim) => `${claim.by} ${claim.field}`)
    for (const [, same] of rules) {
      const told = same.map((claim) => ({ claim, seen: observed(asset, claim.field, claim.observed) }))
      const spans = told.flatMap(({ claim, seen }) => (seen === null ? [] : [{ claim, seen }]))
      spans.sort((a, b) => a.seen.at - b.seen.at)
      for (const [i, { claim, seen }] of spans.entries()) {
        const before = spans[i - 1]
        if (before === undefined || before.claim.value === claim.value || before.seen.last >= seen.at)
          continue
        yield fromObservation(
          asset,
          seen,
          scene,
          `${nameOfAsset(asset)} runs version ${claim.value} now, before ${before.claim.value}`,
        )
      }
    }
  }
}

const observed = (asset: Asset, field: string, value: string): Observation | null =>
  asset.observations.find((o) => o.field === field && o.value === value) ?? null

// --- mac-spoof, nac-bypass ----------------------------------------------------------------------------------------

/** DHCP vendor class of Windows since 2000 (Microsoft, MS-DHCPE section 2.2.3). */
const WINDOWS = /^MSFT 5\.0/

/** Two networks at once with one hardware address: a clinical device has one place. */
function* twoPlaces(scene: Scene): Iterable<Sighting> {
  for (const asset of scene.assets) {
    if (isShared(asset) || !asset.internal || asset.vlans.length < 2 || asset.macs.length !== 1) continue
    const uses = asset.ips.filter(({ address }) => address.includes('.') && !address.startsWith('169.254.'))
    for (const [i, one] of uses.entries())
      for (const other of uses.slice(i + 1))
        if (
          network(one.address) !== network(other.address) &&
          one.first <= other.last &&
          other.first <= one.last
        )
          yield {
            at: Math.max(one.first, other.first),
            until: Math.min(one.last, other.last),
            actor: endpointOf(asset),
            targets: [],
            because: `${asset.macs[0]} is at two places at once, as ${one.address} and as ${other.address}`,
            proofs: [
              {
                at: other.first,
                file: -1,
                packet: 0,
                observed: `VLANs ${asset.vlans.join(', ')}: ${one.address}, ${other.address}`,
              },
            ],
          }
  }
}

/** Servers, hypervisors and network devices have several networks at once by design. */
const isShared = (asset: Asset): boolean =>
  isNetworkGear(asset) || ['server', 'hypervisor', 'nas', 'call-manager'].includes(typeOf(asset) ?? '')

const network = (ip: string): string => ip.slice(0, ip.lastIndexOf('.'))

/** A pump or monitor asks for its address as Windows does; none of these runs it on its network module. */
function* windowsShape(scene: Scene): Iterable<Sighting> {
  for (const asset of scene.assets) {
    if (!scene.isPump(asset)) continue
    const shape = asset.observations.find((o) => o.field === 'dhcp.vendor-class' && WINDOWS.test(o.value))
    if (shape !== undefined)
      yield fromObservation(
        asset,
        shape,
        scene,
        `${nameOfAsset(asset)} asks for its address as a Windows computer does`,
      )
  }
}

// --- device-silent ----------------------------------------------------------------------------------------------------

/** Signs of life kept of one host, signs that make a rhythm, and the shortest silence told. */
const MOST_SIGNS = 64
const RHYTHM = 8
const SHORTEST_SILENCE = 300
/** A silence is longer than the longest gap before by this. */
const GAPS = 5
/** Packets one way and seconds of a flow that tells a rhythm. */
const STEADY_PACKETS = 6
const STEADY_SECONDS = 300
/** The mean of a flow hides its pauses: a silence is longer than this. */
const SHORTEST_AFTER_FLOW = 600
const GAPS_OF_FLOWS = 3

function silence(): Watcher {
  const signs = new RecentMap<string, { actor: Endpoint; times: number[]; pace: number }>(65_536, 3600)
  let now = 0
  const alive = (actor: Endpoint, at: number): void => {
    if (at > now) now = at
    if (actor.ip === null) return
    const { times } = signs.use(actor.ip, at, () => ({ actor, times: [], pace: 0 }))
    times.push(at)
    if (times.length > MOST_SIGNS) times.splice(0, MOST_SIGNS / 2)
  }
  /** A long flow tells a rhythm by itself: seconds between its packets. */
  const steady = (
    { ip }: Endpoint,
    packets: number,
    { first, last }: { first: number; last: number },
  ): void => {
    const known = ip === null ? undefined : signs.get(ip, last)
    if (known !== undefined && packets >= STEADY_PACKETS && last - first >= STEADY_SECONDS)
      known.pace = Math.max(known.pace, (last - first) / packets)
  }
  return {
    on: {
      opening: (e) => alive(e.actor, e.at),
      'first-packet': (e) => alive(e.actor, e.at),
      'flow-ended'(e) {
        if (e.clientPackets > 0) alive(e.actor, e.last)
        if (e.serverPackets > 0) alive(e.target, e.last)
        steady(e.actor, e.clientPackets, e)
        steady(e.target, e.serverPackets, e)
      },
    },
    finish(say) {
      for (const [, { actor, times, pace }] of signs) {
        const sorted = [...times].sort((a, b) => a - b)
        const last = sorted.at(-1)!
        const gap = sorted.slice(1).reduce((most, time, i) => Math.max(most, time - sorted[i]!), 0)
        const quiet = now - last
        const least =
          pace > 0
            ? Math.max(SHORTEST_AFTER_FLOW, 2 * GAPS * pace, GAPS_OF_FLOWS * gap)
            : sorted.length >= RHYTHM
              ? Math.max(SHORTEST_SILENCE, GAPS * gap)
              : Number.POSITIVE_INFINITY
        if (quiet < least) continue
        say({
          at: last,
          until: now,
          actor,
          targets: [],
          because: `${nameOf(actor)} has said nothing for ${span(quiet)}, after ${pace > 0 ? `a packet every ${span(pace)}` : `pauses of at most ${span(gap)}`}`,
          proofs: [
            {
              at: last,
              file: -1,
              packet: 0,
              observed: `${count(sorted.length, 'sign')} of life, the last one here`,
            },
          ],
        })
      }
    },
  }
}

// --- device-reboot-loop -----------------------------------------------------------------------------------------------

/** Beginnings within half an hour; signs of one start lie within a minute of each other. */
const STARTS = 3
const LOOP_SECONDS = 1800
const ONE_START = 60

function reboots(): Watcher {
  const starts = new RecentMap<string, number[]>(16_384, LOOP_SECONDS)
  return {
    on: {
      'lease-sought'(e, say) {
        const times = starts.use(e.client, e.at, () => [])
        if (times.length > 0 && e.at - times.at(-1)! < ONE_START) return
        times.push(e.at)
        while (times[0]! < e.at - LOOP_SECONDS) times.shift()
        if (times.length < STARTS) return
        const because = `${e.client} began anew ${times.length} times within ${span(e.at - times[0]!)}`
        say({
          at: times[0]!,
          until: e.at,
          actor: { mac: e.client, ip: null },
          targets: [],
          because,
          proofs: [proofOf(e, 'DHCP DISCOVER')],
        })
      },
    },
  }
}

// --- udp-service-discovery-medical ------------------------------------------------------------------------------------

/** Ports at which clinical and building devices answer greetings, and their protocols (the field guide's list). */
const GREETED: Readonly<Record<number, string>> = {
  24105: 'IntelliVue',
  7000: 'GE bedside',
  47808: 'BACnet',
  44818: 'EtherNet/IP',
  30718: 'Lantronix',
  2362: 'Digi ADDP',
  4800: 'Moxa',
}
/** Hosts greeted by one sender within a minute. Tools and servers talk to the few they know, or to all by broadcast. */
const GREETINGS = 8

function greetings(): Watcher {
  const hosts = new DistinctWindow<string>(60, 64)
  const told = new RecentMap<string, number>(4096, 600)
  return {
    on: {
      'first-packet'(e, say) {
        const protocol = GREETED[e.port]
        if (e.transport !== 'udp' || protocol === undefined || e.toMany || e.target.ip === null) return
        const key = keyOf(e.actor)
        const n = hosts.add(key, e.target.ip, e.at)
        if (n < GREETINGS || e.at < (told.get(key, e.at) ?? -600) + 60) return
        told.set(key, e.at, e.at)
        say(
          sighting(
            e,
            `${nameOf(e.actor)} greets ${n} hosts as ${protocol} devices are greeted`,
            `${protocol}, port ${e.port}`,
          ),
        )
      },
    },
  }
}

// --- dga-nxdomain -----------------------------------------------------------------------------------------------------

/** Made-up names that do not exist, within five minutes. */
const MADE_UP = 30

function generatedNames(): Watcher {
  const names = new DistinctWindow<number>(300, 64)
  const told = new RecentMap<string, number>(4096, 600)
  return {
    on: {
      'name-answered'(e, say) {
        if (!e.missing || !e.random) return
        const key = keyOf(e.target)
        const n = names.add(key, e.name, e.at)
        if (n < MADE_UP || e.at < (told.get(key, e.at) ?? -600) + 60) return
        told.set(key, e.at, e.at)
        const because = `${nameOf(e.target)} asked for ${n} made-up names that do not exist, within 5 min`
        say({ ...sighting(e, because, 'no such name'), actor: e.target, targets: [] })
      },
    },
  }
}

export const deviceDetections: readonly Detection[] = [
  {
    id: 'default-credential-use',
    title: 'A published login was used, and works',
    severity: 'high',
    technique: ['T1078.001', 'T0812'],
    check: 'Is it the maker or clinical engineering in a maintenance window? What was changed afterwards?',
    response:
      'Change the password where the product allows it; else shield the port. Do not log the ward out.',
    trap: 'A login that was refused is an attempt, and no use; guests of a file server (anonymous FTP) were let in on purpose.',
    watch: defaultCredential,
  },
  {
    id: 'firmware-changed',
    title: 'A device runs another version',
    severity: 'low',
    technique: ['T1601', 'T0857', 'T0839'],
    check: 'Was an update planned? A step back, or a version that the maker did not publish, is no update.',
    response:
      'Compare with the work order; if there is none, have the ward use another device and examine this one.',
    trap: 'Only one and the same field that stops saying the one and begins to say the other counts.',
    judge: changedVersions,
  },
  {
    id: 'mac-spoof',
    title: 'A device is at two places at once',
    severity: 'high',
    technique: ['T1036', 'T1200'],
    check: 'Which switch ports show the MAC? The one where no such device stands is the copy.',
    response: 'Shut the port of the copy; the real device recovers by itself.',
    trap: 'Servers and network devices are in several networks by design, and do not count. Roaming changes the place and not the network; devices with two network modules have two MACs.',
    judge: twoPlaces,
  },
  {
    id: 'nac-bypass',
    title: 'A pump behaves as a computer',
    severity: 'high',
    technique: ['T1036', 'T1200'],
    check: 'Which switch port shows the MAC, and what stands there?',
    response: 'Shut the port; the real device, if it is elsewhere, recovers by itself.',
    trap: 'Devices built on Windows look so lawfully; pumps are not.',
    judge: windowsShape,
  },
  {
    id: 'device-silent',
    title: 'A device has fallen silent',
    severity: 'medium',
    technique: ['T0814', 'T0826'],
    check: 'Is the device switched off, moved or out of radio range? Ask the ward first.',
    response: 'Look at the bedside: it may still treat without its network.',
    trap: 'Discharged patients: pumps and monitors are switched off. The ward knows.',
    watch: silence,
    confirm: (s, scene) => {
      const asset = scene.assetOf(s.actor, s.at)
      return asset !== null && (scene.isPump(asset) || isMonitor(asset)) && asset.lastSeen <= s.at + 1
    },
  },
  {
    id: 'device-reboot-loop',
    title: 'A device starts again and again',
    severity: 'medium',
    technique: ['T0816'],
    check: 'Power, battery, or packets that it does not bear? See who talked to it before each start.',
    response: 'Replace it at the bedside, then examine it.',
    trap: 'Phones join and leave networks; only devices known to be clinical, building or security devices count.',
    watch: reboots,
    confirm: (s, scene) => {
      const asset = scene.assetOf(s.actor, s.at)
      return (
        isClinicalDevice(asset) ||
        ['building', 'physical-security', 'utility-ot'].includes(categoryOf(asset) ?? '')
      )
    },
  },
  {
    id: 'udp-service-discovery-medical',
    title: 'Somebody looks for clinical and building devices',
    severity: 'medium',
    technique: ['T0846', 'T0888'],
    check: 'Is it a tool of a maker or of clinical engineering? What did it do with those it found?',
    response: 'Find the switch port of the sender; devices themselves need no change.',
    trap: 'Central stations and building controllers greet theirs, and do not count. Servers talk to the devices they know, and tools use broadcast; many single hosts in a minute are a search.',
    watch: greetings,
    confirm: (s, scene) => {
      const asset = scene.assetOf(s.actor, s.at)
      const greeter = ['patient-monitoring', 'building', 'utility-ot', 'infusion-and-therapy'].includes(
        categoryOf(asset) ?? '',
      )
      return !isNetworkGear(asset) && !greeter
    },
  },
  {
    id: 'dga-nxdomain',
    title: 'Made-up names that do not exist',
    severity: 'medium',
    technique: ['T1568.002'],
    check: 'Which program asks? Malware tries names until one exists.',
    response: 'Block at the resolver what one of the names answers; look at the device with its owner.',
    trap: 'Search suffixes double usual names and do not look random; browsers test with three names.',
    watch: generatedNames,
  },
]
