/** Whether what must hold beside the version does hold for a device. What it does not tell stays unknown. */
import type { Component } from '../document-reader.ts'
import { deviceName } from '../names/device-name.ts'
import { fitName } from '../names/fit.ts'
import { productName } from '../names/product-name.ts'
import { squeeze, type Token } from '../names/tokens.ts'
import type { Condition } from '../statement.ts'
import type { Constraint } from '../versions/constraint.ts'
import { describe } from '../versions/described.ts'
import { judge } from '../versions/judge.ts'
import { type Checked, type Holds, no, type Of, unknown, yes } from './checked.ts'
import type { Device } from './device.ts'
import { ownName } from './part-version.ts'
import { systemIn, systemWords } from './system-name.ts'
import { checkDate, checkList, checkPrefix, checkSerial } from './unit-conditions.ts'

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

function checkComponent(device: Device, { name, constraint }: Of<'component'>): Checked {
  const part = device.profile.components.find((one) => isNamed(device, one, name))
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

function isNamed(device: Device, { name: written }: Component, name: string): boolean {
  return [written, ownName(device, written)].some(
    (text) =>
      text !== '' &&
      (fitName(deviceName(text), productName(name))?.grade === 'exact' ||
        fitName(deviceName(name), productName(text))?.grade === 'exact'),
  )
}

function checkSystem({ profile, names }: Device, { name, constraint, assumed, example }: Of<'os'>): Checked {
  const named = profile.os === null ? systemIn(names.map(({ text }) => text)) : null
  const os = profile.os ?? (named === null ? null : { name: named, version: null, build: null })
  if (os === null)
    return assumed
      ? yes(`on ${name}, as is assumed`)
      : unknown(`it depends on the operating system (${name})`)
  const other = (runs: string): Checked =>
    example ? unknown(`it runs ${runs}, and ${name} is named as an example`) : no(`it runs ${runs}`)
  const own = systemWords([os.name, os.version ?? ''].join(' '))
  const asked = systemWords(name)
  const release = asked.filter((word) => /\d/.test(word) || /^(?:xp|vista|ce|nt)$/.test(word))
  if (!own.some((word) => asked.includes(word) && !/^\d/.test(word) && word !== 'microsoft'))
    return other(os.name)
  if (release.length > 0) {
    const known = own.filter((word) => /\d/.test(word) || /^(?:xp|vista|ce|nt)$/.test(word))
    if (known.length === 0) return unknown(`it depends on the release of ${os.name}`)
    if (!known.some((word) => release.includes(word))) {
      const holds = own.includes('linux') ? ofLine(known, release) : 'no'
      if (holds === 'unknown') return unknown(`it depends on the release of ${os.name}`)
      if (holds === 'no') return other(`${os.name} ${os.version ?? ''}`.trim())
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
