/**
 * In what an inventory's row and the device that was seen contradict each other. What one of them does not say, says more
 * coarsely, or says in words that cannot be compared is no contradiction.
 */
import { deviceName } from '../../advisories/names/device-name.ts'
import { fitName } from '../../advisories/names/fit.ts'
import { kinship, maker } from '../../advisories/names/makers.ts'
import { productName } from '../../advisories/names/product-name.ts'
import { squeeze } from '../../advisories/names/tokens.ts'
import { compareVersions, sharedRuns } from '../../advisories/versions/compare.ts'
import { releasesOf } from '../../knowledge/os.ts'
import { familyOfType } from '../../knowledge/taxonomy.ts'
import type { InspectedDevice } from '../../model/inspected.ts'
import type { InventoryRow } from '../../model/inventory.ts'
import { osFromInventory } from '../os-names.ts'
import { kindOf } from '../typing.ts'
import { identifiersOfRow } from './identifiers.ts'

export type Contradicted = 'vendor' | 'model' | 'type' | 'serial' | 'version' | 'os' | 'mac' | 'place'

export interface Contradiction {
  readonly attribute: Contradicted
  readonly listed: string
  readonly seen: string
  readonly because: string
}

/** What was concluded with less confidence contradicts nothing. */
const SURE = 0.5
const MAX_MEMORY = 200_000 // pairs of words

type Check = (row: InventoryRow, device: InspectedDevice) => Contradiction | null

/** In order of weight. */
export function contradictions(row: InventoryRow, device: InspectedDevice): readonly Contradiction[] {
  return CHECKS.map((check) => check(row, device)).filter((found) => found !== null)
}

const found = (attribute: Contradicted, listed: string, seen: string, because: string): Contradiction => ({
  attribute,
  listed,
  seen,
  because,
})

const CHECKS: readonly Check[] = [
  serialOf,
  (row, device) =>
    otherMaker(row.vendor, device.vendor)
      ? found('vendor', row.vendor!, device.vendor!, 'these are different makers')
      : null,
  modelOf,
  typeOf,
  versionOf,
  systemOf,
  addressOf,
  placeOf,
]

/** Makers that are both known and have nothing to do with each other. */
export function otherMaker(listed: string | null, seen: string | null): boolean {
  if (listed === null || seen === null || listed === seen) return false
  return remembered(`maker\n${listed}\n${seen}`, () => kinship(maker(listed), maker(seen)) === 'different')
}

const memory = new Map<string, boolean>()
function remembered(key: string, answer: () => boolean): boolean {
  let known = memory.get(key)
  if (known === undefined) {
    if (memory.size >= MAX_MEMORY) memory.clear()
    known = answer()
    memory.set(key, known)
  }
  return known
}

/** Serial numbers that are both known and differ; zeros in front are lost in spreadsheets. */
export function otherSerial({ serial }: InventoryRow, device: InspectedDevice): boolean {
  const [own, seen] = [serial, device.serial].map((text) => squeeze(text ?? '').replace(/^0+/, ''))
  return own !== '' && seen !== '' && own !== seen
}

function serialOf(row: InventoryRow, device: InspectedDevice): Contradiction | null {
  return otherSerial(row, device)
    ? found('serial', row.serial!, device.serial!, 'the serial numbers differ: it may have been replaced')
    : null
}

function addressOf(row: InventoryRow, { macs }: InspectedDevice): Contradiction | null {
  const listed = identifiersOfRow(row).mac
  return listed.length === 0 || macs.length === 0 || listed.some((mac) => macs.includes(mac))
    ? null
    : found('mac', listed.join(', '), macs.join(', '), 'another network card, or another device')
}

function modelOf(row: InventoryRow, device: InspectedDevice): Contradiction | null {
  const listed = [row.model, row.modelNumber].filter((name) => name !== null)
  const seen = [device.model, device.product].filter((name) => name !== null)
  if (listed.length === 0 || seen.length === 0 || device.confidence.model < SURE) return null
  return listed.some((a) => seen.some((b) => sameModel(a, b)))
    ? null
    : found('model', once(listed), once(seen), 'neither name is a form of the other')
}

const once = (names: readonly string[]): string => [...new Set(names)].join(', ')

/** Either name fits the other as names of products do, or is part of it. */
export const sameModel = (a: string, b: string): boolean =>
  remembered(`model\n${a}\n${b}`, () => {
    const [left, right] = [squeeze(a), squeeze(b)]
    if (left === '' || right === '' || left.includes(right) || right.includes(left)) return true
    return fitName(deviceName(a), productName(b)) !== null || fitName(deviceName(b), productName(a)) !== null
  })

function typeOf(row: InventoryRow, device: InspectedDevice): Contradiction | null {
  const family = device.family ?? (device.type === null ? null : (familyOfType(device.type)?.id ?? null))
  if (row.type === null || family === null) return null
  const listed = kindOf(row.kinds, row.vendor, row.model).family
  return listed === null || listed === family
    ? null
    : found('type', row.type, device.type ?? family, `listed is a ${listed}, seen a ${family}`)
}

function versionOf({ version }: InventoryRow, device: InspectedDevice): Contradiction | null {
  const seen = device.version
  if (
    version === null ||
    seen === null ||
    device.confidence.version < SURE ||
    squeeze(version) === squeeze(seen)
  )
    return null
  const order = compareVersions(version, seen)
  if (order === null || order === 0) return null
  // "1.6" may be a short form of "1.6.1"
  const shared = sharedRuns(version, seen)
  if (shared > 0 && (isCoarser(version, seen, shared) || isCoarser(seen, version, shared))) return null
  return found(
    'version',
    version,
    seen,
    order < 0 ? 'seen is later than listed' : 'seen is older than listed',
  )
}

const isCoarser = (short: string, long: string, shared: number): boolean =>
  sharedRuns(short, short) === shared && sharedRuns(long, long) > shared

function systemOf(row: InventoryRow, device: InspectedDevice): Contradiction | null {
  const listed = osFromInventory(row.os, row.osVersion)
  const { name, version, build } = device.os
  if (listed === null || name === null) return null
  const [a, b] = [wordsOf(listed.name), wordsOf(name)]
  const texts = [
    [listed.name, listed.version].filter((part) => part !== null).join(' '),
    [name, version].filter((part) => part !== null).join(' '),
  ] as const
  if (isLinux(listed.name, name)) return null
  if (!a.some((word) => b.includes(word))) return found('os', ...texts, 'these are different systems')
  const ours = new Set(releasesOf(listed))
  const theirs = releasesOf({ name, version, build })
  if (ours.size === 0 || theirs.length === 0 || theirs.some((release) => ours.has(release))) return null
  return found('os', ...texts, 'these are different releases')
}

const wordsOf = (name: string): string[] =>
  (name.toLowerCase().match(/[a-z]{3,}/g) ?? []).filter((word) => word !== 'microsoft' && word !== 'server')

/** A distribution is listed where the wire shows Linux, or the other way round. */
const isLinux = (a: string, b: string): boolean => {
  const distribution = /ubuntu|debian|centos|red hat|suse|fedora|alpine|yocto|linux|android|rocky|alma/i
  return (/^linux$/i.test(a) && distribution.test(b)) || (/^linux$/i.test(b) && distribution.test(a))
}

function placeOf(row: InventoryRow, { place }: InspectedDevice): Contradiction | null {
  const listed = [row.location, row.department].filter((part) => part !== null)
  if (listed.length === 0 || place.ward === null) return null
  const text = squeeze(listed.join(' '))
  const ward = squeeze(place.ward)
  return ward === '' || text.includes(ward) || listed.some((part) => ward.includes(squeeze(part)))
    ? null
    : found(
        'place',
        listed.join(', '),
        [place.ward, place.bed].filter((p) => p !== null).join(' '),
        'it says another ward',
      )
}
