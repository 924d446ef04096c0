/** What a device did not do while its habits were learned, and none of its kind did. */
import type { Asset } from '../../model/asset.ts'
import { isLocalMac } from '../../model/mac.ts'
import { type Habit, habitsIn } from '../baseline/habits.ts'
import type { Detection, Severity, Sighting } from '../detection.ts'
import { endpointOf } from '../known-device.ts'
import { isAppliance } from '../places.ts'
import { categoryOf, criticalityOf, isClinicalDevice, isPump, type Scene, typeOf } from '../scene.ts'

/** Protocols that any device may begin to speak: they find names, addresses and the time, or test a path. */
const EVERYBODYS = [
  'kerberos',
  'ldap',
  'arp',
  'dns',
  'dhcp',
  'dhcpv6',
  'ntp',
  'mdns',
  'llmnr',
  'nbns',
  'ssdp',
  'icmp',
  'icmpv6',
  'igmp',
  'lldp',
  'cdp',
  'browser',
]

/** Their ports, with those of directories, which every computer of a domain asks now and then. */
const EVERYBODYS_PORTS = [
  ...[
    'tcp/53',
    'udp/53',
    'udp/67',
    'udp/68',
    'udp/547',
    'udp/123',
    'udp/137',
    'udp/138',
    'udp/1900',
    'udp/3702',
  ],
  ...['udp/5353', 'udp/5355', 'icmp/0', 'tcp/88', 'udp/88', 'tcp/389', 'udp/389', 'tcp/636', 'tcp/3268'],
]

interface Row extends Omit<Detection, 'needsBaseline' | 'watch' | 'judge' | 'confirm'> {
  /** The habits it is about, and what the sentence says of one; `null`: not about it. */
  readonly tells: (habit: Habit, asset: Asset) => string | null
  /** Also of devices that nobody knew: that they are new does not excuse them. */
  readonly strangersToo?: true
  readonly weighs?: (habit: Habit) => Severity | null
}

const response =
  'Leave the device at the patient as it is. Ask clinical engineering whether something was changed; if nobody knows, cut off the other end, not the device.'

const ROWS: readonly Row[] = [
  {
    id: 'off-hours-admin',
    title: 'A device is administered at an hour at which it never was',
    severity: 'medium',
    technique: ['T1078'],
    check: 'Who is on duty? Call clinical engineering’s night service before anything else.',
    response,
    trap: 'Engineers of the night shift: what was done in the same quarter of the day while habits were learned is usual.',
    tells: (habit, asset) =>
      habit.startsWith('administered at') && isAppliance(asset)
        ? `was administered between ${habit.slice(16).replace('-', ' and ')} o’clock UTC`
        : null,
  },
  {
    id: 'new-peer',
    title: 'A device calls a kind of host it never called',
    severity: 'medium',
    technique: ['T1071', 'T0885'],
    check: 'What is the other end, and who set it up there?',
    response,
    trap: 'A device with a new address is the same device; a second server of a known kind is no stranger.',
    tells: (habit, asset) => {
      const [, role, service] = /^calls (\S+) (\S+)$/.exec(habit) ?? []
      if (role === undefined || EVERYBODYS_PORTS.includes(service ?? '') || !isAppliance(asset)) return null
      return `calls ${role === 'external' ? 'a host outside' : `a host of the kind ${role}`} by ${service}`
    },
    weighs: (habit) => (habit.startsWith('calls external') ? 'high' : null),
  },
  {
    id: 'new-service-on-device',
    title: 'A device offers a service it never offered',
    severity: 'medium',
    technique: ['T1543', 'T0807'],
    check: 'Was its software updated? Is the service one of its maker’s?',
    response,
    trap: 'Ports that systems pick themselves do not count, nor what others of its kind offer.',
    tells: (habit, asset) => {
      const port = /^serves (\S+)$/.exec(habit)?.[1]
      return port === undefined || !isAppliance(asset) ? null : `offers a service on ${port}`
    },
  },
  {
    id: 'new-protocol',
    title: 'A device speaks a protocol it never spoke',
    severity: 'medium',
    technique: ['T1071', 'T0885'],
    check: 'Which program began to speak it, and with whom?',
    response,
    trap: 'Names, addresses and time are anybody’s; what others of its kind speak is usual.',
    tells: (habit, asset) => {
      const protocol = /^speaks (\S+)$/.exec(habit)?.[1]
      if (protocol === undefined || EVERYBODYS.includes(protocol) || !isAppliance(asset)) return null
      return `speaks ${protocol}`
    },
  },
]

function* unusual(
  scene: Scene,
  { tells, weighs, strangersToo }: Pick<Row, 'tells' | 'weighs' | 'strangersToo'>,
): Generator<Sighting> {
  const { baseline } = scene
  if (baseline === null) return
  for (const [asset, habits] of habitsIn(scene)) {
    // Without a day of its own or of its kind there is nothing to compare with.
    const device = baseline.deviceOf(asset)
    if (device === null && strangersToo !== true && !baseline.knowsProfile(asset)) continue
    for (const [habit, at] of habits) {
      const what = tells(habit, asset)
      if (what === null || baseline.isUsual(asset, habit)) continue
      const severity = weighs?.(habit) ?? null
      yield {
        at,
        actor: endpointOf(asset),
        targets: [],
        because: `${nameOf(asset)} ${what}, which neither it nor its kind did while habits were learned`,
        proofs: [{ at, file: -1, packet: 0, observed: habit }],
        ...(severity === null ? {} : { severity }),
      }
    }
  }
}

/** Devices that command others by one of `protocols`, and never did; nothing without a baseline. */
export const newCommanders = (scene: Scene, protocols: readonly string[]): Iterable<Sighting> =>
  unusual(scene, {
    strangersToo: true,
    tells: (habit) =>
      protocols.some((p) => habit === `commands ${p}`) ? `commands others by ${habit.slice(9)}` : null,
  })

/** Devices that send HL7 messages of types they never sent; answers aside. Nothing without a baseline. */
export const newSenders = (scene: Scene, counts: (type: string) => boolean): Iterable<Sighting> =>
  unusual(scene, {
    strangersToo: true,
    tells: (habit) => {
      const type = /^sends hl7 (\S+)$/.exec(habit)?.[1]
      return type === undefined || /^(ACK|ORR|RSP|NAK)/.test(type) || !counts(type)
        ? null
        : `sends HL7 ${type}`
    },
  })

const nameOf = (asset: Asset): string => asset.ips[0]?.address ?? asset.macs[0] ?? asset.id

const kindOf = (asset: Asset): string => typeOf(asset) ?? 'device of unknown kind'

/** The first three octets: devices of one ward mostly share them. */
const networkOf = (asset: Asset): string => (asset.ips[0]?.address ?? '').split('.').slice(0, 3).join('.')

/** A stranger in a network in which clinical devices stand. */
function* strangers(scene: Scene): Generator<Sighting> {
  const { baseline } = scene
  if (baseline === null) return
  const clinical = new Set(scene.assets.filter(isClinicalDevice).map(networkOf))
  for (const asset of scene.assets) {
    const [mac] = asset.macs
    if (!asset.internal || mac === undefined || isLocalMac(mac) || baseline.deviceOf(asset) !== null) continue
    if (!clinical.has(networkOf(asset)) || asset.ips.length === 0) continue
    yield {
      at: asset.firstSeen,
      actor: endpointOf(asset),
      targets: [],
      because: `${nameOf(asset)} (${kindOf(asset)}) is new in a network of clinical devices`,
      proofs: [{ at: asset.firstSeen, file: -1, packet: 0, observed: mac }],
      ...(baseline.knowsProfile(asset) ? { severity: 'low' as const } : {}),
    }
  }
}

/**
 * Without habits: a small computer that comes to a network of clinical devices while it is watched. `WATCHED` seconds show who
 * is there; a network is theirs where so many are, and they are most of those that are known.
 */
const WATCHED = 600
const CLINICAL_DEVICES = 3
const CLINICAL_SHARE = 0.6

function* latecomers(scene: Scene): Generator<Sighting> {
  const begin = scene.assets.reduce(
    (first, asset) => Math.min(first, asset.firstSeen),
    Number.POSITIVE_INFINITY,
  )
  const networks = Map.groupBy(
    scene.assets.filter(
      (asset) => asset.internal && asset.ips.length > 0 && asset.firstSeen < begin + WATCHED,
    ),
    networkOf,
  )
  for (const asset of scene.assets) {
    const [mac] = asset.macs
    if (!asset.internal || mac === undefined || isLocalMac(mac) || asset.ips.length === 0) continue
    if (asset.firstSeen < begin + WATCHED || !isBoard(asset)) continue
    const there = (networks.get(networkOf(asset)) ?? []).filter(
      (one) => categoryOf(one) !== null && !one.router,
    )
    const clinical = there.filter(isClinicalDevice).length
    if (clinical < CLINICAL_DEVICES || clinical < CLINICAL_SHARE * there.length) continue
    if (there.some(isBoard)) continue
    yield {
      at: asset.firstSeen,
      actor: endpointOf(asset),
      targets: [],
      because: `${nameOf(asset)} (${boardOf(asset)}) came to a network of ${clinical} clinical devices in which no such computer was before`,
      proofs: [{ at: asset.firstSeen, file: -1, packet: 0, observed: mac }],
    }
  }
}

/**
 * Makers of small computers that are bought to be hidden or forgotten somewhere, as the registry of MACs names them (from
 * memory). Other computers are switched on in the morning: without habits nobody can say that they are new.
 */
const BOARDS = /raspberry|beagleboard|hardkernel|xunlong|radxa|libre computer|friendlyelec|gl technologies/i
const boardOf = (asset: Asset): string =>
  [asset.verdicts.get('vendor')?.value, asset.verdicts.get('os.name')?.value].find((word) =>
    BOARDS.test(word ?? ''),
  ) ?? ''
const isBoard = (asset: Asset): boolean => boardOf(asset) !== ''

/** The same MAC or serial number is now something else. */
function* changed(scene: Scene): Generator<Sighting> {
  for (const asset of scene.assets) {
    const before = scene.baseline?.deviceOf(asset)?.type ?? null
    const now = typeOf(asset)
    const sure = (asset.verdicts.get('type')?.confidence ?? 0) >= SURE
    if (before === null || now === null || before === now || !sure) continue
    yield {
      at: asset.firstSeen,
      actor: endpointOf(asset),
      targets: [],
      because: `${nameOf(asset)} was a ${before} and is a ${now} now`,
      proofs: [{ at: asset.firstSeen, file: -1, packet: 0, observed: `${before}, then ${now}` }],
      ...(isPump(asset) || criticalityOf(asset) === 'life-sustaining'
        ? { severity: 'critical' as const }
        : {}),
    }
  }
}
/** Confidence of a type from which on a change is one of the device, not of our opinion. */
const SURE = 0.8

export const noveltyDetections: readonly Detection[] = [
  ...ROWS.map((row): Detection => {
    const { tells: _, weighs: __, strangersToo: ___, ...rest } = row
    return { ...rest, needsBaseline: true, judge: (scene) => unusual(scene, row) }
  }),
  {
    id: 'new-device',
    title: 'A new device among clinical devices',
    severity: 'medium',
    technique: ['T1200', 'T0864'],
    check: 'Who plugged it in? Compare with what clinical engineering put into service.',
    response: 'Nothing, if it is one of theirs. Otherwise shut its switch port.',
    trap: 'A replacement of a known kind weighs little; telephones with random addresses do not count. Without habits only small computers sold as boards count, in a network where clinical devices are most, after ten minutes in which none was there: other computers are merely switched on.',
    judge: (scene) => (scene.baseline === null ? latecomers(scene) : strangers(scene)),
  },
  {
    id: 'identity-changed',
    title: 'A device has become another',
    severity: 'high',
    technique: ['T1036', 'T0848'],
    check: 'Was it swapped, or does somebody use its address?',
    response,
    trap: 'Addresses pass from device to device; only the same MAC or serial number counts.',
    needsBaseline: true,
    judge: changed,
  },
]
