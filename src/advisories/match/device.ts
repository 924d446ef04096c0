/** A profile made ready for matching: its maker, its names taken apart, the version it runs. */
import type { Profile } from '../finding.ts'
import { type DeviceName, deviceName } from '../names/device-name.ts'
import { brandWords, type Maker, maker } from '../names/makers.ts'
import { productName } from '../names/product-name.ts'
import { squeeze } from '../names/tokens.ts'

export interface Device {
  readonly profile: Profile
  /** `null`: not known. */
  readonly maker: Maker | null
  readonly brands: ReadonlySet<string>
  /** Model, marketing name, and both. */
  readonly names: readonly DeviceName[]
  readonly version: string | null
}

const brandsOf = new Map<string, ReadonlySet<string>>()

export function deviceOf(profile: Profile): Device {
  const who = profile.vendor === null || profile.vendor.trim() === '' ? null : maker(profile.vendor)
  const texts = namesOf(profile, who)
  const besides = [profile.modelNumber ?? '', ...profile.options].filter((one) => one !== '')
  return {
    profile,
    maker: who,
    brands: who === null ? new Set() : brandsOfMaker(who),
    names: texts.map((text) => deviceName(text, besides)),
    version: profile.version?.trim() || releaseIn(texts),
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
