/** Conditions on single units of a product: their serial number, the date they were made or shipped. */
import type { Profile } from '../finding.ts'
import { squeeze } from '../names/tokens.ts'
import { compareVersions } from '../versions/compare.ts'
import { dateAlone, dateBeside, dateOf } from '../versions/dates.ts'
import { type Checked, no, type Of, unknown, yes } from './checked.ts'
import type { Device } from './device.ts'
import { matchesPattern } from './pattern.ts'

export function checkSerial(
  { serial: whole }: Profile,
  { from, to, exclusive, leading }: Of<'serial'>,
): Checked {
  const labelled = [from, to].some((end) => end !== null && /^sn/i.test(end))
  // "SN138853" of those from 138853 on
  const serial = unlabelled(whole)
    .replace(labelled ? /^$/ : /^sn(?=\d)/i, '')
    .slice(0, leading)
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

export function checkPrefix({ serial: whole }: Profile, { prefixes }: Of<'serial-prefix'>): Checked {
  const serial = squeeze(unlabelled(whole))
  const beginning = prefixes.join(' or ')
  if (serial === '') return unknown(`it depends on the serial number (beginning with ${beginning})`)
  return prefixes.some((one) => serial.startsWith(squeeze(one)))
    ? yes(`serial ${whole} begins with ${beginning}`)
    : no(`serial ${whole} does not begin with ${beginning}`)
}

export function checkList({ serial: whole }: Profile, { numbers }: Of<'serial-list'>): Checked {
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

export function checkDate(device: Device, { of, from, to, before, after }: Of<'date'>): Checked {
  const [own, guess] = datesOf(device, of)
  const date = own ?? guess
  const span = [from && `${after ? 'after' : 'from'} ${from}`, to && `${before ? 'before' : 'to'} ${to}`]
    .filter(Boolean)
    .join(' ')
  const word =
    of === 'either' ? 'of manufacture or shipping' : of === 'shipped' ? 'of shipping' : 'of manufacture'
  if (!date) return unknown(`it depends on the date ${word} (${span})`)
  const day = dateAlone(date)
  if (day === null) return unknown(`${date.slice(0, 40)} cannot be read as a date (${span})`)
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
