/**
 * What is usual: the habits of each device, and of each kind of device. A file to be read and reviewed: habits are
 * short sentences, devices are known again by serial number or MAC, not by address.
 */
import type { Asset } from '../../model/asset.ts'
import { type Scene, typeOf } from '../scene.ts'
import { asFaintly, type Habit, habitsIn } from './habits.ts'

export const BASELINE_SCHEMA = 'wardline.baseline/1'

/** Days after which a habit that was not seen again is forgotten; quarterly maintenance just stays. */
const FORGET_DAYS = 100
/** Devices of a kind from which on what only one of them does is doubted. */
const KIND_SIZE = 4
/** Habits that an attacker's foothold shows. Others, what it serves and speaks, differ from device to device for good reasons. */
const RISKY =
  /^(?:calls external |commands |administered at |calls \S+ tcp\/(?:22|23|135|139|445|3389|5555|5900|5985|5986)$)/

export interface LearnedDevice {
  /** Names it is known again by: `serial:`, `mac:` and its id. */
  readonly keys: readonly string[]
  readonly type: string | null
  readonly profile: string | null
  /** Habit and the day it was seen last. */
  readonly habits: Readonly<Record<string, string>>
  /** Done while learning, but by none of its kind, or by a device that attacked: not taken as usual. Move what is right to `habits`. */
  readonly doubtful: Readonly<Record<string, string>>
}

export interface BaselineFile {
  readonly schema: typeof BASELINE_SCHEMA
  readonly devices: readonly LearnedDevice[]
}

/** Why a baseline file was not understood, for a person. */
export class BaselineError extends Error {}

export class Baseline {
  private readonly byKey = new Map<string, LearnedDevice>()
  private readonly byProfile = new Map<string, Set<Habit>>()

  constructor(file: BaselineFile) {
    for (const device of file.devices) {
      for (const key of device.keys) this.byKey.set(key, device)
      if (device.profile === null) continue
      const habits = this.byProfile.get(device.profile) ?? new Set()
      for (const habit of Object.keys(device.habits)) habits.add(habit)
      this.byProfile.set(device.profile, habits)
    }
  }

  /** The device as it was learned. */
  deviceOf(asset: Asset): LearnedDevice | null {
    for (const key of keysOf(asset)) {
      const known = this.byKey.get(key)
      if (known !== undefined) return known
    }
    return null
  }

  /** Its kind was learned, so that a new one of it has habits from the first day. */
  knowsProfile(asset: Asset): boolean {
    return this.byProfile.has(profileOf(asset) ?? '')
  }

  /** The device, or one of its kind, did so while learning; perhaps when less was known of it. */
  isUsual(asset: Asset, habit: Habit): boolean {
    const faint = asFaintly(habit)
    return this.knows(asset, habit) || (faint !== null && this.knows(asset, faint))
  }

  private knows(asset: Asset, habit: Habit): boolean {
    const device = this.deviceOf(asset)
    if (device !== null && Object.hasOwn(device.habits, habit)) return true
    return this.byProfile.get(profileOf(asset) ?? '')?.has(habit) === true
  }
}

/** Most certain first. */
export function keysOf(asset: Asset): string[] {
  const serial = asset.verdicts.get('serial')?.value
  const vendor = asset.verdicts.get('vendor')?.value ?? ''
  return [
    ...(serial === undefined ? [] : [`serial:${vendor} ${serial}`]),
    ...asset.macs.map((mac) => `mac:${mac}`),
    asset.id,
  ]
}

/** Maker with model, else with type; `null` for what is not known. */
export function profileOf(asset: Asset): string | null {
  const vendor = asset.verdicts.get('vendor')?.value
  const kind = asset.verdicts.get('model')?.value ?? typeOf(asset)
  return vendor === undefined || kind === null || kind === undefined ? null : `${vendor} ${kind}`
}

/**
 * Adds what a capture shows to what was known (`before`, if anything). `attackers` are devices with alerts of their
 * own in it: what they alone do is doubted.
 */
export function learn(
  scene: Scene,
  attackers: ReadonlySet<string>,
  before: BaselineFile | null,
): BaselineFile {
  const seen = habitsIn(scene)
  const shared = sharedHabits(seen)
  const old =
    before === null ? null : new Map(before.devices.flatMap((d) => d.keys.map((key) => [key, d] as const)))
  const kept = new Set(before?.devices ?? [])
  const devices: LearnedDevice[] = []
  for (const asset of scene.assets) {
    if (!asset.internal) continue
    const known = keysOf(asset)
      .map((key) => old?.get(key))
      .find((d) => d !== undefined)
    if (known !== undefined) kept.delete(known)
    devices.push(learned(asset, seen.get(asset) ?? new Map(), shared, attackers.has(asset.id), known))
  }
  const now = Math.max(0, ...scene.facts.captures.map((c) => c.last ?? 0))
  return {
    schema: BASELINE_SCHEMA,
    devices: [...kept, ...devices].map((d) => forgetting(d, now)).sort(byKey),
  }
}

const byKey = (a: LearnedDevice, b: LearnedDevice): number => (a.keys[0]! < b.keys[0]! ? -1 : 1)

const day = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10)

/** How many devices of each kind there are, and how many have each habit. */
function sharedHabits(seen: ReadonlyMap<Asset, ReadonlyMap<Habit, number>>) {
  const sizes = new Map<string, number>()
  const having = new Map<string, number>()
  for (const [asset, habits] of seen) {
    const profile = profileOf(asset)
    if (profile === null) continue
    sizes.set(profile, (sizes.get(profile) ?? 0) + 1)
    for (const habit of habits.keys()) {
      const key = `${profile}|${habit}`
      having.set(key, (having.get(key) ?? 0) + 1)
    }
  }
  return { sizes, having }
}

function learned(
  asset: Asset,
  seen: ReadonlyMap<Habit, number>,
  { sizes, having }: ReturnType<typeof sharedHabits>,
  attacks: boolean,
  known: LearnedDevice | undefined,
): LearnedDevice {
  const profile = profileOf(asset)
  const habits: Record<string, string> = { ...known?.habits }
  const doubtful: Record<string, string> = { ...known?.doubtful }
  for (const [habit, at] of seen) {
    const others = (having.get(`${profile}|${habit}`) ?? 1) - 1
    const alone =
      RISKY.test(habit) && others === 0 && profile !== null && (sizes.get(profile) ?? 0) >= KIND_SIZE
    // What was doubted once stays so in a quiet capture, until its kind does it, too, or somebody reviews it.
    const doubted = alone || (others === 0 && (attacks || Object.hasOwn(doubtful, habit)))
    if (Object.hasOwn(habits, habit) || !doubted) {
      habits[habit] = day(at)
      delete doubtful[habit]
    } else doubtful[habit] = day(at)
  }
  return { keys: keysOf(asset), type: typeOf(asset), profile, habits, doubtful }
}

function forgetting(device: LearnedDevice, now: number): LearnedDevice {
  const since = day(now - FORGET_DAYS * 86_400)
  const fresh = (habits: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(habits).filter(([, last]) => last >= since))
  return { ...device, habits: fresh(device.habits), doubtful: fresh(device.doubtful) }
}

/** Reads a baseline file. Throws {@link BaselineError}. */
export function readBaseline(text: string): BaselineFile {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    throw new BaselineError('is not JSON')
  }
  const { schema, devices } = (given ?? {}) as Partial<BaselineFile>
  if (schema !== BASELINE_SCHEMA || !Array.isArray(devices))
    throw new BaselineError(`is no baseline: its schema should be ${BASELINE_SCHEMA}; make one with --learn`)
  const bad = devices.findIndex(
    (d) => !Array.isArray(d?.keys) || typeof d.habits !== 'object' || d.habits === null,
  )
  if (bad >= 0) throw new BaselineError(`device ${bad + 1} has no keys or habits`)
  return { schema, devices: devices.map((d) => ({ ...d, doubtful: d.doubtful ?? {} })) }
}
