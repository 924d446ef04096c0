/** Whether what must hold beside the version does hold for a device. What it does not tell stays unknown. */
import type { Component } from '../document-reader.ts'
import type { Profile } from '../finding.ts'
import { deviceName } from '../names/device-name.ts'
import { fitName } from '../names/fit.ts'
import { productName } from '../names/product-name.ts'
import { squeeze, type Token } from '../names/tokens.ts'
import type { Condition } from '../statement.ts'
import { compareVersions } from '../versions/compare.ts'
import type { Constraint } from '../versions/constraint.ts'
import { dateBeside, dateOf } from '../versions/dates.ts'
import { describe } from '../versions/described.ts'
import { judge } from '../versions/judge.ts'
import type { Device } from './device.ts'
import { matchesPattern } from './pattern.ts'
import { systemIn, systemWords } from './system-name.ts'

export type Holds = 'yes' | 'no' | 'unknown'

export interface Checked {
  readonly holds: Holds
  /** Half a sentence for what is unknown or decided it. */
  readonly because: string | null
}

export function checkConditions(device: Device, conditions: readonly Condition[]): Checked {
  let because: string | null = null
  let unknown = false
  for (const condition of conditions) {
    const { holds, because: why } = checkCondition(device, condition)
    if (holds === 'no') return { holds, because: why }
    if (holds === 'unknown') unknown = true
    because ??= why
  }
  return { holds: unknown ? 'unknown' : 'yes', because }
}

export function checkCondition(device: Device, condition: Condition): Checked {
  const { profile } = device
  switch (condition.kind) {
    case 'component':
      return checkComponent(device, condition)
    case 'os':
      return checkSystem(device, condition)
    case 'option':
      return checkOption(device, condition.name)
    case 'region':
      if (profile.region === null) return unknown(`it depends on the region (${condition.name})`)
      return isOfRegion(profile.region, condition.name)
        ? yes(`region ${profile.region}`)
        : no(`region ${profile.region}`)
    case 'hardware':
      return checkHardware(device, condition.revisions)
    case 'serial':
      return checkSerial(profile, condition)
    case 'serial-prefix':
      return checkPrefix(profile, condition)
    case 'serial-list':
      return checkList(profile, condition)
    case 'date':
      return checkDate(device, condition)
    case 'together-with':
      return checkTogether(device, condition)
    case 'text':
      return unknown(`"${condition.text}" cannot be checked`)
    default:
      return condition satisfies never
  }
}

/** Country codes, and what documents call the same. */
const REGIONS: Readonly<Record<string, RegExp>> = {
  us: /^(?:u\.?\s?s\.?(?:a\.?)?|united states.*|america)$/i,
  eu: /^(?:eu|europe(?:an)?(?: union)?)$/i,
  ca: /^(?:ca|canad(?:a|ian))$/i,
  cn: /^(?:cn|china|chinese)$/i,
  jp: /^(?:jp|japan(?:ese)?)$/i,
  kr: /^(?:kr|korean?)$/i,
  my: /^(?:my|malaysian?)$/i,
  au: /^(?:au|australian?)$/i,
  in: /^(?:in|indian?)$/i,
  de: /^(?:de|german(?:y)?)$/i,
  fr: /^(?:fr|french|france)$/i,
  gb: /^(?:gb|uk|british|united kingdom)$/i,
}

const regionCode = (text: string): string =>
  Object.entries(REGIONS).find(([, names]) => names.test(text.trim()))?.[0] ?? squeeze(text)

/** "U.S. and Malaysian": any one of them. */
const isOfRegion = (own: string, asked: string): boolean =>
  asked.split(/\s*(?:,|&|\/|\band\b|\bor\b)\s*/i).some((one) => regionCode(one) === regionCode(own))

const yes = (because: string | null): Checked => ({ holds: 'yes', because })
const no = (because: string): Checked => ({ holds: 'no', because })
const unknown = (because: string): Checked => ({ holds: 'unknown', because })

type Of<K extends Condition['kind']> = Extract<Condition, { kind: K }>

function checkComponent(device: Device, { name, constraint }: Of<'component'>): Checked {
  const part = device.profile.components.find((one) => isNamed(one, name))
  if (!part) {
    const said = device.names.some(
      (own) =>
        own.tokens.some(({ text, weight }) => weight === 'strong' && text === squeeze(name)) ||
        fitName({ ...own, tokens: own.besides, joined: new Set() }, productName(name))?.grade === 'exact',
    )
    if (device.names.some(({ absent }) => lacks(absent, name))) return no(`it has no ${name}`)
    if (said && constraint.kind === 'unstated') return yes(`with ${name}`)
    return unknown(`it depends on the ${name} in it`)
  }
  if (constraint.kind === 'unstated') return yes(`with ${part.name}`)
  const { verdict, because } = judge(part.version, constraint)
  if (verdict === 'inside') return yes(`${part.name} ${because}`)
  return verdict === 'open' ? unknown(`${part.name}: ${because}`) : no(`${part.name} ${because}`)
}

/** "without WiFi" of the "WiFi module"; "without battery module" says nothing of a "network module", nor "no. 5" of "Bluetooth 5.0". */
function lacks(absent: readonly Token[], name: string): boolean {
  const part = squeeze(name)
  return absent.some(
    ({ text }) => text.length > 2 && !/^\d+$/.test(text) && !A_PART.test(text) && part.includes(text),
  )
}

/** What any part may be called. */
const A_PART =
  /^(?:modules?|cards?|boards?|options?|units?|interfaces?|systems?|devices?|servers?|software|applications?|app|version)$/

function isNamed(part: Component, name: string): boolean {
  return (
    fitName(deviceName(part.name), productName(name))?.grade === 'exact' ||
    fitName(deviceName(name), productName(part.name))?.grade === 'exact'
  )
}

function checkSystem({ profile, names }: Device, { name, constraint, assumed }: Of<'os'>): Checked {
  const named = profile.os === null ? systemIn(names.map(({ text }) => text)) : null
  const os = profile.os ?? (named === null ? null : { name: named, version: null, build: null })
  if (os === null)
    return assumed
      ? yes(`on ${name}, as is assumed`)
      : unknown(`it depends on the operating system (${name})`)
  const own = systemWords([os.name, os.version ?? ''].join(' '))
  const asked = systemWords(name)
  const release = asked.filter((word) => /\d/.test(word) || /^(?:xp|vista|ce|nt)$/.test(word))
  if (!own.some((word) => asked.includes(word) && !/^\d/.test(word) && word !== 'microsoft'))
    return no(`it runs ${os.name}`)
  if (release.length > 0) {
    const known = own.filter((word) => /\d/.test(word) || /^(?:xp|vista|ce|nt)$/.test(word))
    if (known.length === 0) return unknown(`it depends on the release of ${os.name}`)
    if (!known.some((word) => release.includes(word))) {
      const holds = own.includes('linux') ? ofLine(known, release) : 'no'
      if (holds === 'unknown') return unknown(`it depends on the release of ${os.name}`)
      if (holds === 'no') return no(`it runs ${os.name} ${os.version ?? ''}`.trim())
    }
  }
  if (constraint.kind === 'unstated' || constraint.kind === 'all') return yes(`on ${os.name}`)
  const { verdict, because } = judge(os.build ?? os.version, constraint)
  return verdict === 'inside' ? yes(because) : verdict === 'open' ? unknown(because) : no(because)
}

/** A distribution in 8.6 is one in 8; one in 8 may be in 8.6. */
function ofLine(known: readonly string[], asked: readonly string[]): Holds {
  if (known.some((own) => asked.some((one) => own.startsWith(`${one}.`)))) return 'yes'
  return known.some((own) => asked.some((one) => one.startsWith(`${own}.`))) ? 'unknown' : 'no'
}

function checkOption({ profile, names }: Device, name: string): Checked {
  const asked = squeeze(name)
  const own = [...profile.options, ...profile.components.map((one) => one.name)].map(squeeze)
  const text = names.map((one) => squeeze(one.text)).join(' ')
  if (own.some((one) => one.includes(asked) || asked.includes(one)) || text.includes(asked))
    return yes(`with ${name}`)
  return profile.options.length > 0
    ? no(`its options do not include ${name}`)
    : unknown(`it depends on the option ${name}`)
}

const HARDWARE = String.raw`(?:hardware|hw|h\/w)\s*(?:version|rev(?:ision)?\.?|v(?=\d))?`
const NUMBER = String.raw`[\s:=.]*([a-z]?\d[\d.]*|[a-z])\b`
const REVISION = new RegExp(String.raw`\b(?:${HARDWARE}|rev(?:ision)?\.?)${NUMBER}`, 'i')
/** Beside a version, where "Rev 9.33" is of the software. */
const LABELLED_REVISION = new RegExp(String.raw`\b${HARDWARE}${NUMBER}`, 'i')

/** As the device's name says it, or the label beside its version. */
function checkHardware({ profile, names }: Device, revisions: Constraint): Checked {
  const texts = [...names.map(({ text }) => text), ...profile.options]
  const own = [
    ...texts.map((text) => REVISION.exec(text)?.[1]),
    LABELLED_REVISION.exec(profile.version ?? '')?.[1],
  ].find((one) => one !== undefined)
  if (own === undefined) return unknown(`it depends on the revision of the hardware (${describe(revisions)})`)
  const { verdict } = judge(own, revisions)
  if (verdict === 'inside') return yes(`hardware revision ${own}`)
  return verdict === 'open'
    ? unknown(`hardware revision ${own} is not among those named`)
    : no(`its hardware is of revision ${own}`)
}

function checkSerial({ serial: whole }: Profile, { from, to, exclusive, leading }: Of<'serial'>): Checked {
  const serial = unlabelled(whole).slice(0, leading)
  const range = [
    from && `${exclusive ? 'above' : 'from'} ${from}`,
    to && `${exclusive ? 'below' : 'to'} ${to}`,
  ]
    .filter(Boolean)
    .join(' ')
  if (serial === '') return unknown(`it depends on the serial number (${range})`)
  const low = from === null ? 1 : compareVersions(serial, from)
  const high = to === null ? -1 : compareVersions(serial, to)
  if (low === null || high === null) return unknown(`serial ${serial} cannot be compared with ${range}`)
  const isIn = exclusive ? low > 0 && high < 0 : low >= 0 && high <= 0
  return isIn
    ? yes(`serial ${serial} is in the range ${range}`)
    : no(`serial ${serial} is not in the range ${range}`)
}

function checkPrefix({ serial: whole }: Profile, { prefixes }: Of<'serial-prefix'>): Checked {
  const serial = squeeze(unlabelled(whole))
  const beginning = prefixes.join(' or ')
  if (serial === '') return unknown(`it depends on the serial number (beginning with ${beginning})`)
  return prefixes.some((one) => serial.startsWith(squeeze(one)))
    ? yes(`serial ${whole} begins with ${beginning}`)
    : no(`serial ${whole} does not begin with ${beginning}`)
}

function checkList({ serial: whole }: Profile, { numbers }: Of<'serial-list'>): Checked {
  const serial = bare(unlabelled(whole))
  if (serial === '') return unknown('it depends on the serial number')
  const all = numbers.map(bare)
  if (all.some((one) => matchesPattern(serial, one))) return yes(`serial ${whole} is listed`)
  return all.some((one) => isAlike(serial, one))
    ? unknown(`serial ${whole} is written much like one that is listed`)
    : no(`serial ${whole} is not listed`)
}

/** "SN: 4711" is 4711; what has no digit but zeros ("unknown", "000000") is no number. */
function unlabelled(serial: string | null): string {
  const number = (serial ?? '')
    .trim()
    .replace(/^(?:(?:sn|serial(?:\s*(?:number|no\.?))?)\s*[:#.\s]|s\/n[:#.]?)\s*(?=\w*\d)/i, '')
  return /[1-9]/.test(number) ? number : ''
}

/** Some write "US-123 45". */
const bare = (serial: string): string => serial.replace(/[\s-]/g, '')

/** One is the beginning of the other, or its end without the letters of a series. */
const isAlike = (serial: string, listed: string): boolean =>
  matchesPattern(serial, `${listed}*`) ||
  (listed.length > 3 && matchesPattern(serial, `*${listed}`)) ||
  (serial.length > 3 && matchesPattern(listed, `*${serial.replace(/[*?\\]/g, '\\$&')}`))

function checkDate(device: Device, { of, from, to, before, after }: Of<'date'>): Checked {
  const [own, guess] = datesOf(device, of)
  const date = own ?? guess
  const span = [from && `${after ? 'after' : 'from'} ${from}`, to && `${before ? 'before' : 'to'} ${to}`]
    .filter(Boolean)
    .join(' ')
  const word =
    of === 'either' ? 'of manufacture or shipping' : of === 'shipped' ? 'of shipping' : 'of manufacture'
  if (!date) return unknown(`it depends on the date ${word} (${span})`)
  const day = dateOf(date) ?? date.slice(0, 10)
  const low = from === null ? 1 : compareDays(day, from)
  const high = to === null ? -1 : compareDays(day, to)
  if (low === null || high === null) return unknown(`${day} is too coarse for ${span}`)
  // made before it was shipped: which side of an end it lies on is told by the other date on one side alone
  const isTold = own !== null || (of === 'manufactured' ? low < 0 : high > 0)
  const inside = (after ? low > 0 : low >= 0) && (before ? high < 0 : high <= 0)
  if (inside) return yes(`${day} is ${span}`)
  return isTold ? no(`${day} is not ${span}`) : unknown(`it depends on the date ${word} (${span})`)
}

/** The date asked for, and one near it. A date where versions stand ("SW Rev 2024-09-02") is of no manufacture. */
function datesOf(
  { profile, version }: Device,
  of: Of<'date'>['of'],
): readonly [string | null, string | null] {
  const { shipped, manufactured } = profile
  if (of === 'manufactured') return [manufactured, shipped]
  const stated = [profile.version, version].flatMap((text) =>
    text ? (dateOf(text) ?? dateBeside(text) ?? []) : [],
  )[0]
  const own = of === 'either' ? (shipped ?? manufactured) : shipped
  return [own ?? stated ?? null, manufactured]
}

/** A month holds its days: as an end it includes them all. `null` where the device's own date is the coarser one. */
function compareDays(own: string, end: string): number | null {
  const cut = own.slice(0, end.length)
  if (own.length < end.length) return end.startsWith(own) ? null : own < end ? -1 : 1
  return cut === end ? 0 : cut < end ? -1 : 1
}

function checkTogether(device: Device, { product, constraint }: Of<'together-with'>): Checked {
  const name = productName(product.name)
  const { os, components } = device.profile
  const parts: Component[] = os
    ? [...components, { name: os.name, vendor: null, version: os.version, cpe: null, purl: null }]
    : [...components]
  if (device.names.some((own) => fitName(own, name, device.brands)?.grade === 'exact')) {
    const { verdict, because } = judge(
      device.version,
      constraint.kind === 'unstated' ? { kind: 'all', raw: '' } : constraint,
    )
    return verdict === 'inside' ? yes(because) : verdict === 'open' ? unknown(because) : no(because)
  }
  const part = parts.find((one) => fitName(deviceName(one.name), name)?.grade === 'exact')
  if (!part) return unknown(`it depends on ${product.name}`)
  const { verdict, because } = judge(
    part.version,
    constraint.kind === 'unstated' ? { kind: 'all', raw: '' } : constraint,
  )
  return verdict === 'inside' ? yes(because) : verdict === 'open' ? unknown(because) : no(because)
}
