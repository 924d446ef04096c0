/** Single releases and versions that may be one of them: shorter or longer texts, lists, builds, lost zeros. */
import { compareVersions, runCount, sharedRuns } from './compare.ts'
import type { Range, SchemeName } from './constraint.ts'
import { TEST_RELEASES } from './generic.ts'
import { wildcardSpan } from './wildcard.ts'

export const isSingle = ({ from, to }: Range): boolean =>
  from !== null && to !== null && from.version === to.version && from.inclusive && to.inclusive

/** What a wildcard stands for: `11.x`. */
const isLine = ({ from, to }: Range): boolean =>
  from !== null && to !== null && !to.inclusive && wildcardSpan(`${from.version}.x`)?.to === to.version

/** A text that stops where the other goes on: 1.6 against 1.6.1. */
export function coarser(short: string, long: string): boolean {
  const count = runCount(short)
  if (count === 0 || count >= runCount(long) || sharedRuns(short, long) !== count) return false
  // "1.0" says its second field: it goes on in 1.0.3, not in 1.1
  const fields = short.split('.')
  const zeros = fields.length - 1 - fields.findLastIndex((field) => !/^0+$/.test(field))
  return long
    .split('.')
    .slice(fields.length - zeros, fields.length)
    .every((field) => /^0+$/.test(field))
}

/**
 * Among single releases by either way of reading two-field numbers: 9.7 lies between 9.13 and 12.1 as whole numbers
 * or as decimals, and which is meant is not said.
 */
export function amongSingles(version: string, list: readonly Range[], scheme: SchemeName): boolean {
  const singles = list.filter((range) => isSingle(range) || isLine(range)).map(({ from }) => from!.version)
  if (singles.length < 2) return false
  const orders = singles.map((single) => compareVersions(version, single, scheme))
  if (orders.includes(1) && orders.includes(-1)) return true
  const decimals = singles.map(decimal)
  const own = decimal(version)
  return (
    own !== null && decimals.some((d) => d !== null && d < own) && decimals.some((d) => d !== null && d > own)
  )
}

/** "5.2 build 2003" beside "5.2": which of its builds are meant is not said. */
export const isBuildOf = (version: string, release: string): boolean => {
  const bare = BUILD_BEHIND.exec(version)?.[1]
  return bare !== undefined && !/build/i.test(release) && compareVersions(bare, release) === 0
}

const BUILD_BEHIND = /^(\S{1,40}?)[\s,_(]{1,3}build\b/i

const TEST_BEHIND = new RegExp(`[\\s._-]?(?:${TEST_RELEASES.join('|')})[\\s._-]?\\d{0,4}$`, 'i')

/** "2.0-rc1" beside "2.0" or "2.0-rc2": what is said of the release may be true of its tests. */
export function isTestOf(version: string, release: string, scheme: SchemeName): boolean {
  const bare = version.trim().replace(TEST_BEHIND, '')
  return (
    bare !== version.trim() && compareVersions(bare, release.trim().replace(TEST_BEHIND, ''), scheme) === 0
  )
}

/** `3.4` and `3.40`: some program took a version for a number. */
export function differByZero(left: string, right: string): boolean {
  const [a, b] = [left, right].map((text) => text.replace(/^v\s?|^0+(?=\d)/gi, '')) as [string, string]
  return /\d\.\d+$/.test(a) && /\d\.\d+$/.test(b) && (`${a}0` === b || a === `${b}0`)
}

/** "0105" as "01-05" is written, for one that leaves out the signs between its fields; `null` where its digits are not as many. */
export function apartAs(version: string, stated: string): string | null {
  if (!/^v?\d{3,}$/i.test(version) || !/^v?\d+(?:[-._]\d+)+$/i.test(stated)) return null
  const digits = version.replace(/^v/i, '')
  if (stated.replace(/\D/g, '').length !== digits.length) return null
  let next = 0
  return stated.replace(/^v/i, '').replace(/\d/g, () => digits[next++]!)
}

const decimal = (text: string): number | null =>
  /^v?\d+\.\d+$/i.test(text) ? Number(text.replace(/^v/i, '')) : null
