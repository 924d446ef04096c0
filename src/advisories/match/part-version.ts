/** Which version of a device counts for a product: its own, or that of a part after which the product is named. */

import { remember } from '../../model/remember.ts'
import type { Component } from '../document-reader.ts'
import { type DeviceName, deviceName } from '../names/device-name.ts'
import { fitName } from '../names/fit.ts'
import { productName } from '../names/product-name.ts'
import { squeeze, type Token, tokensOf } from '../names/tokens.ts'
import type { ProductReference, Statement } from '../statement.ts'
import type { Constraint } from '../versions/constraint.ts'
import type { Device } from './device.ts'

/** The number that tells the model is written where versions are. */
export const MODEL_STATED = 'the model stands in the version field'

/**
 * The version that counts: of a part that the product's name names ("... monitors WLAN") or the range ("BIOS < 2.1"), or a model that stands in the
 * version field and in the device's name; else the device's own.
 */
export function versionFor(
  device: Device,
  statements: readonly Statement[],
  constraint: Constraint,
): { version: string | null; why: string | null } {
  const part = partMeant(device, statements[0]!, constraint)
  if (part) return { version: part.version, why: part.name }
  if (constraint.kind !== 'ranges') return { version: device.version, why: null }
  const own = wordsOf(device.names)
  const singles = singlesOf(constraint)
  const model = singles.find(
    (one) => one.length >= 4 && (device.version === null || isModelNumbered(one)) && own.has(squeeze(one)),
  )
  if (model) return { version: model, why: MODEL_STATED }
  const areModels = singles.length === constraint.ranges.length && singles.every(isModelNumbered)
  const isDotted = device.version?.includes('.') === true
  // "HomeVista 25000" is numbered as those meant are
  const other =
    areModels && (device.version === null || isDotted)
      ? [...own].find((one) => isModelNumbered(one) && one.length === singles[0]?.length)
      : undefined
  if (other) return { version: other, why: MODEL_STATED }
  const year =
    device.version === null && isOfYears(constraint)
      ? yearSaid(device.names, statements[0]!.product)
      : undefined
  if (year !== undefined) return { version: year, why: 'its name says the year' }
  const line = device.version === null ? lineSaid(own, constraint) : undefined
  if (line !== undefined) return { version: line, why: 'its name says the release' }
  const speaksOfElse =
    device.version !== null &&
    (lacksPart(device, statements[0]!.product.name) ||
      isWithoutPart(device, statements[0]!.product.name) ||
      isPartAlone(device, statements[0]!.product.name) ||
      isHost(device, statements[0]!.product) ||
      (isDotted && areModels))
  return { version: speaksOfElse ? null : device.version, why: null }
}

/** The only year in the name; the "Flow 2008" is called so whatever it runs, and the "X2 (2019)" was made then. */
function yearSaid(names: readonly DeviceName[], { name }: ProductReference): string | undefined {
  const said = new Set(names.flatMap(({ tokens }) => tokens.map(({ text }) => text)))
  const [year, ...others] = [...said].filter((text) => /^(?:19|20)\d\d$/.test(text))
  const isOfProduct = tokensOf(name).some(({ text }) => text === year)
  return others.length === 0 && !isOfProduct ? year : undefined
}

/** "V6" of "Flow V6", where all of 6 is meant: from 6 up to 7. */
const lineSaid = (
  own: ReadonlySet<string>,
  { ranges }: Extract<Constraint, { kind: 'ranges' }>,
): string | undefined =>
  ranges
    .flatMap(({ from, to }) =>
      from && to && Number(to.version) === Number(from.version) + 1 ? from.version : [],
    )
    .find((line) => own.has(`v${line}`))

/** "Flow Expert 2021 and prior": releases are counted by years. */
const isOfYears = (constraint: Constraint): boolean =>
  constraint.kind === 'ranges' &&
  constraint.ranges.every(({ from, to }) =>
    [from, to].every((end) => end === null || /^(?:19|20)\d\d\b/.test(end.version)),
  )

function partMeant(device: Device, { product }: Statement, { raw }: Constraint): Component | undefined {
  const { profile, brands } = device
  if (profile.components.length === 0) return undefined
  const ofPart = /^\s*([A-Za-z][\w .-]{1,30}?)\s*[<>=]/.exec(raw)?.[1]
  const noted = [ofPart, ...notesIn(product.fullName ?? '')].flatMap((one) => (one ? squeeze(one) : []))
  return profile.components.find(
    ({ name, version }) =>
      version !== null &&
      (namesPart(ownName(device, name), product.name, brands) ||
        noted.includes(squeeze(name)) ||
        isProgramOn(name, product.name)),
  )
}

/** "Vista Software (installed on DRX systems)": on the DRX the versions are those of the program. */
function isProgramOn(part: string, product: string): boolean {
  const program = PROGRAM_ON.exec(product)?.[1]
  return program !== undefined && fitName(deviceName(part), productName(program))?.grade === 'exact'
}

const PROGRAM_ON =
  /^([^()]{3,100}?)\s*\((?:installed|running|used|included|delivered|shipped)\s+(?:on|with|in)\s/i

/** "Flow 3 (graphical user interface software): 4.2 and prior"; "(Windows)" is what it runs on, whose versions are others. */
const notesIn = (fullName: string): readonly string[] =>
  (fullName.slice(0, MAX_FULL_NAME).match(/(?<=\()[A-Za-z][\w -]{3,60}(?=\))/g) ?? []).filter((note) =>
    HAS_VERSIONS.test(note),
  )

const HAS_VERSIONS =
  /^(?!(?:microsoft\s+)?windows\b).*\b(?:software|firmware|program|application|app|module|board|card|interface|service|server|client)$/i

const words = new WeakMap<readonly DeviceName[], ReadonlySet<string>>()

/** All that the names say; profiles that differ in their version alone share them. */
function wordsOf(names: readonly DeviceName[]): ReadonlySet<string> {
  let known = words.get(names)
  if (!known) {
    known = new Set(names.flatMap(({ tokens, besides }) => [...tokens, ...besides].map(({ text }) => text)))
    words.set(names, known)
  }
  return known
}

const INCLUDED_IN =
  /\b(?:included|embedded|contained|bundled|integrated|shipped|used)\s+(?:in|into|within)\s+(?:the\s+|an?\s+)?([\s\S]{3,120})$/i

/** "Flow web server: versions 4.01 to 4.34 included in Vista DTS": the versions are of the server, not of the Vista. */
function isHost({ names, brands }: Device, { fullName, name }: ProductReference): boolean {
  if (fullName === null) return false
  const host = hostIn(fullName)
  if (host === '') return false
  const told = new Set(tokensOf(host).map(({ text }) => text))
  const own = new Set(tokensOf(name).map(({ text }) => text))
  return names.some(({ loud }) => {
    const telling = loud.filter(({ text, weight }) => weight === 'strong' && !brands.has(text))
    return telling.length > 0 && telling.every(({ text }) => told.has(text) && !own.has(text))
  })
}

const MAX_FULL_NAME = 500
const MAX_KEPT = 20_000 // names

/** What a full name says its product is included in; `''`: nothing. */
const hostIn = remember(MAX_KEPT, (fullName) => INCLUDED_IN.exec(fullName.slice(0, MAX_FULL_NAME))?.[1] ?? '')

/** Values that are stated one by one. */
export const singlesOf = (constraint: Constraint): readonly string[] =>
  constraint.kind !== 'ranges'
    ? []
    : constraint.ranges.flatMap(({ from, to }) =>
        from !== null && from.version === to?.version ? from.version : [],
      )

/** "24950", "2490C": a number without a dot, longer than those of releases; models are written so where versions should stand. */
export const isModelNumbered = (one: string): boolean => /^(?!(?:19|20)\d\d$)\d{4,6}[A-Z]?$/i.test(one)

/**
 * "Vista monitors WLAN": the versions are of a part that the device's own name does not say, and of that part nothing
 * is told. "VX-1020 Micro RDL" opens with the model and then says what it is.
 */
function lacksPart(device: Device, product: string): boolean {
  const part = closingPart(product)
  return (
    part !== '' &&
    !device.brands.has(part) &&
    device.names.every(
      (name) =>
        name.codes.length > 0 && !name.all.some(({ text }) => text === part) && !name.initials.has(part),
    )
  )
}

/** The part that a product's name ends with, "wlan"; `''`: none. */
const closingPart = remember(MAX_KEPT, (product) => {
  const tokens = tokensOf(product.replace(/\([^)]*(?:\)+|$)/g, ' '))
  const last = tokens.at(-1)
  const isPart =
    tokens.some(({ weight }) => weight === 'kind') &&
    tokens[0]?.codes.length === 0 &&
    last !== undefined &&
    last.codes.length === 0 &&
    last.weight === 'strong' &&
    /^[A-Z]{3,}$/.test(last.raw)
  return isPart ? last.text : ''
})

/** What is built into a device and has versions of its own. */
const PART = /^(?:module|board|card|adapt[eo]r|stack|dongle|chip|chipset|transceiver|bootloader)s?$/

/** "Vista Pump Communication Module": the name of a device, and that of what is built into it. */
const partAt = remember(MAX_KEPT, (product) => partIn(tokensOf(product.replace(/\([^)]*(?:\)+|$)/g, ' '))))

function partIn(tokens: readonly Token[]): PartOfHost {
  if (!PART.test(tokens.at(-1)?.text ?? '')) return NO_PART
  const at = tokens.slice(0, -2).findLastIndex(({ text }) => HOST.test(text))
  if (at > 0) return { host: tokens.slice(0, at + 1), part: tokens.slice(at + 1) }
  // "Vista Infusor Wireless Battery Module", whatever a Vista Infusor is
  const last = tokens.slice(0, -1).findLastIndex(({ text }) => !CONNECTS.test(text))
  const host = tokens.slice(0, last + 1)
  return last < tokens.length - 2 && host.some(({ weight }) => weight === 'strong')
    ? { host, part: tokens.slice(last + 1) }
    : NO_PART
}

/** What a part is for that devices of every kind have. */
const CONNECTS =
  /^(?:wifi|wireless|wlan|lan|ethernet|network|communications?|bluetooth|battery|radio|modem|cellular|telemetry)$/

/** What a part may be built into. */
const HOST =
  /^(?:pump|monitor|ventilator|analyzer|console|bed|scanner|printer|camera|controller|workstation|defibrillator|server|recorder|panel|switch|router|gateway|meter|system|device|unit|machine|instrument)$/

interface PartOfHost {
  readonly host: readonly Token[]
  readonly part: readonly Token[]
}

const NO_PART: PartOfHost = { host: [], part: [] }

/** A "Vista Pump", of which nothing tells what module it has. */
const isWithoutPart = ({ names }: Device, product: string): boolean => {
  const { host, part } = partAt(product)
  return (
    part.length > 0 &&
    names.every(({ all }) => {
      const isSaid = ({ text }: Token): boolean => all.some((own) => own.text === text)
      return host.some(isSaid) && !part.some(isSaid)
    })
  )
}

/** A "Vista Pump Communication Module" where the versions are those of the "Vista Pump". */
const isPartAlone = ({ names }: Device, product: string): boolean => {
  const own = tokensOf(product)
  return names.every(({ tokens }) => {
    const end = tokens.findLastIndex(({ text }) => PART.test(text))
    const isLast = tokens.slice(end + 1).every(({ weight, codes }) => weight === 'noise' || codes.length > 0)
    const { part } = isLast ? partIn(tokens.slice(0, end + 1)) : NO_PART
    return part.length > 0 && !part.some(({ text }) => own.some((one) => one.text === text))
  })
}

/** "Acme Wireless Module", "Pumpia Wireless Module" in a Pumpia of Acme: without the names of the maker and of the device in front. */
export function ownName({ brands, names }: Device, part: string): string {
  const words = part.slice(0, MAX_FULL_NAME).trim().split(/\s+/)
  const own = words.findIndex((word) => {
    const text = squeeze(word)
    return !brands.has(text) && !names.some(({ texts }) => texts.has(text))
  })
  return words.slice(Math.max(own, 0)).join(' ')
}

/** A strong word of the part closes the product's name: WLAN, but no word of the device itself. */
function namesPart(part: string, product: string, brands: ReadonlySet<string>): boolean {
  const last = tokensOf(product.replace(/\([^)]*(?:\)+|$)/g, ' ')).at(-1)
  return (
    (last !== undefined &&
      last.codes.length === 0 &&
      last.weight === 'strong' &&
      tokensOf(part).some(({ text }) => text === last.text)) ||
    isBehindColon(part, product) ||
    isPartOf(part, product, brands)
  )
}

/** "Communication Module" of the "Vista Pump Communication Module", which a "Bluetooth Communication Module" need not be. */
function isPartOf(part: string, product: string, brands: ReadonlySet<string>): boolean {
  const { host, part: meant } = partAt(product)
  const own = tokensOf(part)
  const isIn = (all: readonly Token[], { text }: Token): boolean => all.some((one) => one.text === text)
  return (
    meant.length > 1 &&
    meant.every((one) => isIn(own, one)) &&
    own.every((one) => isIn(meant, one) || isIn(host, one) || brands.has(one.text)) &&
    own.at(-1)!.text === meant.at(-1)!.text
  )
}

/** "Flow 500: Stream Manager (STM)": the part that the product's name ends with, by its words or its short form. */
function isBehindColon(part: string, product: string): boolean {
  const behind = product.split(/:\s/)[1]
  return behind !== undefined && fitName(deviceName(part), productName(behind))?.grade === 'exact'
}
