/** A profile made ready for matching: its maker, its names taken apart, the version it runs. */
import { vendorByName } from '../../knowledge/vendors.ts'
import type { Profile } from '../finding.ts'
import { type DeviceName, deviceName } from '../names/device-name.ts'
import { type Maker, maker } from '../names/makers.ts'
import { productName } from '../names/product-name.ts'
import {
  cutApart,
  respellings,
  spellings,
  tidyModel,
  versionBehind,
  withoutKind,
} from '../names/spellings.ts'
import { MAX_NAME, squeeze, tokensOf } from '../names/tokens.ts'
import { brandsOfMaker } from './brands.ts'
import { deviceVersion } from './device-version.ts'
import { windowsRelease } from './windows-release.ts'

/** What a device is called. Which products it may be rests on this alone, and is kept by its key. */
export interface Named {
  /** Equal for profiles that are named alike. */
  readonly key: string
  /** `null`: not known. */
  readonly maker: Maker | null
  readonly brands: ReadonlySet<string>
  /** Model, marketing name, and both. */
  readonly names: readonly DeviceName[]
  readonly modelNumber: string | null
  /** Some inventories keep the model in the version column: a version without a dot may be one. */
  readonly versionAsModel: string | null
}

export interface Device extends Named {
  readonly profile: Profile
  readonly version: string | null
  /** The version is a release in its name; none is told. */
  readonly versionInName: boolean
}

interface Naming extends Named {
  readonly release: string | null
}

const namings = new Map<string, Naming>()
const MAX_NAMINGS = 50_000

export function deviceOf(written: Profile): Device {
  const windows = windowsRelease(written)
  const profile = windows === null ? written : { ...written, ...windows }
  const key = keyOf(profile)
  let naming = namings.get(key)
  if (!naming) {
    naming = nameDevice(profile, key)
    if (namings.size >= MAX_NAMINGS) namings.clear()
    namings.set(key, naming)
  }
  const { release, ...named } = naming
  return {
    ...named,
    profile: written,
    // several versions that differ leave it open; a release in the name stands in where none is told at all
    version: versionOf(profile) ?? (profile.version?.trim() ? null : release),
    versionInName: release !== null && !profile.version?.trim(),
  }
}

function keyOf(profile: Profile): string {
  const { vendor, model, product, modelNumber, options } = profile
  return [
    vendor,
    model,
    product,
    modelNumber,
    asModel(profile),
    mobileSystem(profile),
    releaseInName(profile),
    ...options,
  ].join('\n')
}

/** "24950" in the version column is of a model, as releases are numbered with fewer digits or with dots. */
const numbered = (profile: Profile): string =>
  /^(?!(?:19|20)\d\d$)\d{4,6}[A-Z]?$/i.exec(asModel(profile) ?? '')?.[0] ?? ''

/** Apps are named after it: "Vista Android App". Routers write IOS otherwise. */
const mobileSystem = ({ os }: Profile): string =>
  /^(?:Android|android|iOS|iPadOS)\b/.exec(os?.name ?? '')?.[0] ?? ''

/** The first number of a dotted version. */
const releaseOf = ({ version }: Profile): string | null =>
  /^v?\.?\s?0*(\d{1,4})\./i.exec(deviceVersion(version) ?? '')?.[1] ?? null

/** The same, where a name ends with it, or with it and a word or two: only there it says something of the name. */
function releaseInName(profile: Profile): string | null {
  const release = releaseOf(profile)
  const isBehind = (text: string | null): boolean =>
    release !== null && text !== null && NUMBER_BEHIND.exec(text.trim())?.[1] === release
  return isBehind(profile.model) || isBehind(profile.product) ? release : null
}

const NUMBER_BEHIND = /[\sv](\d{1,4})(?:\s\p{L}{4,30}){0,2}(?:\s*\([^)]{0,100}\))?$/iu

/** "Portal 9", "Portal v9", "Portal 9 Server" where the version is one of 9: without it. */
function cutRelease(text: string, release: string | null): string[] {
  if (release === null) return []
  const behind = RELEASE_BEHIND.exec(text)
  if (behind?.[1] !== release) return []
  const name = text.slice(0, behind.index)
  return /\p{L}{3}/u.test(name) ? [name + (behind[2] ?? '')] : []
}

const RELEASE_BEHIND = /\s+v?(\d{1,4})((?:\s\p{L}{4,30}){0,2})(?:\s*\([^()]*\))?$/iu

/** Behind a number it goes on a version: "V13 SP1" of the "Flow V13". */
const ADDITION = /^(?:sp|service\s?pack|upd(?:ate)?|hf|hotfix|patch|build|rev)\b|^(?:sp|upd|hf)\d/i

/** "VS4 A.06.02" of the "Signs VS4": without the model in front. */
function versionOf({ version, model }: Profile): string | null {
  const [, first, rest] = /^\s*(\w{2,12})\s+(?=\S*\d)(\S.*)$/.exec(version ?? '') ?? []
  const isModel =
    first !== undefined && (model ?? '').split(/\s+/).some((word) => squeeze(word) === squeeze(first))
  return deviceVersion(isModel && rest !== undefined && !ADDITION.test(rest) ? rest : version)
}

const asModel = ({ version }: Profile): string | null =>
  version === null || version.includes('.') ? null : deviceVersion(version)

/** What inventories write where the maker is not known. */
const NOBODY =
  /^(?:[\s?.*-]*|unknown(?: (?:vendor|manufacturer|maker))?|n\.?\/?a\.?|none|not (?:known|specified|recorded|available)|unspecified|undefined|null|tbd|other|others|misc|various|generic)$/i

function nameDevice(profile: Profile, key: string): Naming {
  const [model, product] = [profile.model, profile.product].map((text) => tidyModel(text ?? ''))
  const told = profile.vendor?.trim() ?? ''
  const spelled = NOBODY.test(told) ? leadingMaker(model || product || '') : told
  const who = spelled === null ? null : maker(spelled)
  const texts = namesOf([model!, product!], spelled, who, profile.modelNumber)
  const besides = [
    profile.modelNumber ?? '',
    mobileSystem(profile),
    numbered(profile),
    ...profile.options,
  ].filter((one) => one !== '')
  return {
    key,
    maker: who,
    brands: who === null ? new Set() : brandsOfMaker(who),
    names: namesFor(texts, besides, releaseInName(profile)),
    modelNumber: profile.modelNumber,
    versionAsModel: asModel(profile),
    release: releaseIn(texts),
  }
}

function namesOf(
  written: readonly string[],
  spelled: string | null,
  who: Maker | null,
  modelNumber: string | null,
): string[] {
  const own = written
    .filter((text) => text !== '' && !isMakerItself(text, who))
    .map((text) => withoutMaker(text, spelled))
  if (own.length === 2 && squeeze(own[0]!) !== squeeze(own[1]!)) own.push(`${own[1]} ${own[0]}`)
  if (own.length > 0) return [...own, ...own.flatMap((text) => withoutJoined(text, spelled))]
  return modelNumber ? [modelNumber.slice(0, MAX_NAME)] : calledAsMaker(written)
}

/** "Orthanc" of Orthanc may be its server, and no other of its products. */
const calledAsMaker = (written: readonly string[]): string[] =>
  written
    .filter((text) => text !== '')
    .slice(0, 1)
    .flatMap((text) => ['server', 'app'].map((kind) => `${text} ${kind}`))

/** The maker's name in front of the model says nothing that its own column does not; some products are called like their maker. */
function withoutMaker(text: string, spelled: string | null): string {
  if (spelled === null || text.slice(0, spelled.length).toLowerCase() !== spelled.toLowerCase()) return text
  const [, rest] = /^[\s,:]+([^\s(].*)$/.exec(text.slice(spelled.length)) ?? []
  // "Acme for Android" is the Acme itself
  return rest !== undefined &&
    !/^(?:for|on|with|of|by|from|in)\s/i.test(rest) &&
    tokensOf(rest.replace(/\([^)]*\)?/g, ' ')).some(
      ({ weight, raw }) => weight === 'strong' && !/^v?\d+(?:\.\d+)*$/i.test(raw),
    )
    ? rest
    : text
}

/** "AcmePro4" of Acme: how such devices call themselves on the wire. */
function withoutJoined(text: string, spelled: string | null): string[] {
  if (spelled === null || spelled.length < 5) return []
  const isJoined = text.toLowerCase().startsWith(spelled.toLowerCase())
  const rest = isJoined ? text.slice(spelled.length) : ''
  return /^[A-Z]{3,}[\s-]?\d/i.test(rest) ? [rest] : []
}

/** The names in all ways they could be written, with and without a version behind them. */
function namesFor(
  texts: readonly string[],
  besides: readonly string[],
  release: string | null,
): DeviceName[] {
  const written = texts.flatMap((text) => [text, versionBehind(text)?.name ?? text])
  const found = new Map<string, DeviceName['guessed']>()
  const add = (text: string, guessed: DeviceName['guessed']): void => {
    if (!found.has(text)) found.set(text, guessed)
  }
  for (const text of written.flatMap(spellings)) add(text, 'no')
  for (const text of written.map(withoutKind).flatMap(spellings)) add(text, 'kind')
  for (const text of written.flatMap(respellings)) add(text, 'spelling')
  for (const text of written.flatMap(cutApart)) add(text, 'cut')
  for (const text of texts.flatMap((one) => cutRelease(one, release))) add(text, 'release')
  return Array.from(found, ([text, guessed]) => deviceName(text, besides, guessed))
}

/** Words of a model that are looked at for a maker's name. */
const MOST_LEADING = 4

/** "BD Alaris 8015" without a maker in a column of its own: the longest leading words that are the name of a maker. */
function leadingMaker(text: string): string | null {
  const words = text.trim().split(/\s+/)
  for (let n = Math.min(MOST_LEADING, words.length - 1); n > 0; n--) {
    const name = words.slice(0, n).join(' ').replace(/[,:]$/, '')
    if (name.length > 1 && vendorByName(name) !== null) return name
  }
  return null
}

/** "Philips" in the model column names no product; "DCMTK" and "OpenEMR" do, though some write them in both columns. */
function isMakerItself(text: string, who: Maker | null): boolean {
  if (who === null) return false
  return who.known.some(({ name }) => squeeze(name) === squeeze(text))
}

function releaseIn(texts: readonly string[]): string | null {
  for (const text of texts) {
    const { release } = productName(text)
    if (release !== null && !/x/i.test(release)) return release
    const behind = versionBehind(text)
    if (behind !== null) return deviceVersion(behind.version)
  }
  return null
}
