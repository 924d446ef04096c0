/** A profile made ready for matching: its maker, its names taken apart, the version it runs. */
import type { Profile } from '../finding.ts'
import { type DeviceName, deviceName } from '../names/device-name.ts'
import { brandWords, type Maker, maker } from '../names/makers.ts'
import { productName } from '../names/product-name.ts'
import { squeeze } from '../names/tokens.ts'

export interface Device {
  /** Equal for profiles that are named alike. */
  readonly key: string
  readonly profile: Profile
  /** `null`: not known. */
  readonly maker: Maker | null
  readonly brands: ReadonlySet<string>
  /** Model, marketing name, and both. */
  readonly names: readonly DeviceName[]
  readonly version: string | null
  /** Some inventories keep the model in the version column: a version without a dot may be one. */
  readonly versionAsModel: string | null
}

type Naming = Pick<Device, 'key' | 'maker' | 'brands' | 'names'> & { readonly release: string | null }

const namings = new Map<string, Naming>()
const MAX_NAMINGS = 50_000
const brandsOf = new Map<string, ReadonlySet<string>>()

export function deviceOf(profile: Profile): Device {
  const key = keyOf(profile)
  let naming = namings.get(key)
  if (!naming) {
    naming = nameDevice(profile, key)
    if (namings.size >= MAX_NAMINGS) namings.clear()
    namings.set(key, naming)
  }
  const { maker: who, brands, names, release } = naming
  return {
    key,
    profile,
    maker: who,
    brands,
    names,
    version: profile.version?.trim() || release,
    versionAsModel: asModel(profile),
  }
}

function keyOf(profile: Profile): string {
  const { vendor, model, product, modelNumber, options } = profile
  return [vendor, model, product, modelNumber, asModel(profile), ...options].join('\n')
}

const asModel = ({ version }: Profile): string | null =>
  version === null || version.includes('.') ? null : version.trim()

function nameDevice(profile: Profile, key: string): Naming {
  const who = profile.vendor === null || profile.vendor.trim() === '' ? null : maker(profile.vendor)
  const texts = namesOf(profile, who)
  const besides = [profile.modelNumber ?? '', ...profile.options].filter((one) => one !== '')
  return {
    key,
    maker: who,
    brands: who === null ? new Set() : brandsOfMaker(who),
    names: texts.map((text) => deviceName(text, besides)),
    release: releaseIn(texts),
  }
}

/** Names of the maker and of the houses it stands for, which tell its products not apart. */
export function brandsOfMaker(who: Maker): ReadonlySet<string> {
  let known = brandsOf.get(who.spelled)
  if (!known) {
    known = new Set([
      ...who.known.flatMap((vendor) => [...brandWords(vendor)]),
      squeeze(who.spelled),
      ...who.words.flat(),
    ])
    if (brandsOf.size > 20_000) brandsOf.clear()
    brandsOf.set(who.spelled, known)
  }
  return known
}

function namesOf({ model, product, modelNumber }: Profile, who: Maker | null): string[] {
  const texts = [model, product].map((text) => text?.trim() ?? '').filter((text) => text !== '')
  const own = texts.filter((text) => !isMakerItself(text, who))
  if (own.length === 2 && squeeze(own[0]!) !== squeeze(own[1]!)) own.push(`${own[1]} ${own[0]}`)
  return own.length === 0 && modelNumber ? [modelNumber] : [...new Set(own)]
}

/** "Philips" in the model column names no product. */
const isMakerItself = (text: string, who: Maker | null): boolean =>
  who !== null &&
  (squeeze(text) === squeeze(who.spelled) || who.known.some(({ name }) => squeeze(name) === squeeze(text)))

function releaseIn(texts: readonly string[]): string | null {
  for (const text of texts) {
    const { release } = productName(text)
    if (release !== null) return release
  }
  return null
}
