/** The lines under the table: counts, who is unknown and what would settle it, and what the sensor could not see. */
import type { Asset } from '../../model/asset.ts'
import type { CaptureFacts, Coverage } from '../../model/facts.ts'
import type { AssetRow } from './document.ts'
import { plural } from './labels.ts'
import { missingEvidence } from './missing-evidence.ts'
import { harmless, wrap } from './plain-text.ts'
import { address, bold, type TextOptions } from './table.ts'

/** Kinds of missing evidence listed, and devices named under each; the rest is counted. */
const MOST_KINDS = 8
const MOST_NAMED = 8
/** Addresses used by two devices that are listed. */
const MOST_SHARED = 8
/** Widest lines of running text. */
const WIDEST = 100

export function summary(
  facts: CaptureFacts,
  rows: readonly AssetRow[],
  assets: readonly Asset[],
  options: TextOptions,
): string {
  const parts = [
    counts(facts, rows, options),
    unknowns(rows, assets, options),
    conflicts(rows, options),
    blindSpots(facts, options),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

function counts(facts: CaptureFacts, rows: readonly AssetRow[], { width }: TextOptions): string {
  const own = rows.filter((row) => row.internal)
  const share = (know: (row: AssetRow) => boolean) => `${own.filter(know).length} of ${own.length}`
  const packets = facts.captures.reduce((n, c) => n + c.packets, 0)
  const lines = [
    ...(facts.captures.some((c) => c.simulated)
      ? ['SIMULATED: what was read says that it is no recording; the devices above do not exist.']
      : []),
    `${plural(own.length, 'device')} in ${plural(packets, 'packet')} of ${plural(facts.captures.length, 'capture')}${span(facts)}.`,
  ]
  if (own.length > 0)
    lines.push(
      `Known: what it is ${share((r) => r.type !== null || r.family !== null)}, vendor ${share((r) => r.vendor !== null)}, model ${share((r) => r.model !== null)}, system ${share((r) => r.os.name !== null)}.`,
    )
  const peers = rows.length - own.length
  if (peers > 0)
    lines.push(
      `${plural(peers, 'external peer')} told something of ${peers === 1 ? 'itself' : 'themselves'} (in --json).`,
    )
  if (own.length > 0) lines.push('Why, for one device: --explain ADDRESS.')
  return lines.map((line) => wrap(line, Math.max(40, Math.min(width, WIDEST)), '')).join('\n')
}

function span({ captures }: CaptureFacts): string {
  const firsts = captures.flatMap((c) => (c.first === null ? [] : [c.first]))
  const lasts = captures.flatMap((c) => (c.last === null ? [] : [c.last]))
  if (firsts.length === 0) return ''
  const seconds = lasts.reduce((a, b) => Math.max(a, b)) - firsts.reduce((a, b) => Math.min(a, b))
  return seconds < 1 ? '' : `, ${duration(seconds)}`
}

/** Seconds as people say them: `42 s`, `12 min`, `8 h 5 min`, `3 days`. */
export function duration(seconds: number): string {
  if (seconds < 120) return `${Math.max(0, Math.round(seconds))} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 120) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.round(hours / 24)} days`
}

/** Devices that want the same evidence stand together. */
function unknowns(rows: readonly AssetRow[], assets: readonly Asset[], options: TextOptions): string {
  const byId = new Map(assets.map((a) => [a.id as string, a]))
  const unknown = rows.filter((row) => row.internal && row.type === null && row.family === null)
  if (unknown.length === 0) return ''
  const kinds = [...Map.groupBy(unknown, (row) => missingEvidence(byId.get(row.id)!).join('; or '))]
  kinds.sort((a, b) => b[1].length - a[1].length)
  const lines = kinds
    .slice(0, MOST_KINDS)
    .map(([hint, members]) => told(`${hint}: ${listed(members.map(named), MOST_NAMED)}.`, options))
  const more = kinds.slice(MOST_KINDS).reduce((n, [, members]) => n + members.length, 0)
  if (more > 0) lines.push(told(`… and ${more} more.`, options))
  const title = bold(`Not identified yet (${unknown.length}), and what would settle it`, options)
  return [title, ...lines].join('\n')
}

const named = (row: AssetRow): string =>
  row.vendor === null ? address(row) : `${address(row)} (${row.vendor})`

const listed = (texts: readonly string[], most: number): string =>
  texts.length <= most
    ? texts.join(', ')
    : `${texts.slice(0, most).join(', ')} and ${texts.length - most} more`

/** Addresses that several devices use at the same time. */
function conflicts(rows: readonly AssetRow[], options: TextOptions): string {
  const uses = rows.flatMap((row) => row.sharedAddresses.map((ip) => ({ ip, who: row.macs[0] ?? row.id })))
  const users = Map.groupBy(uses, (use) => use.ip)
  if (users.size === 0) return ''
  const lines = [...users].slice(0, MOST_SHARED).map(([ip, by]) =>
    told(
      `${ip}: ${listed(
        by.map((use) => use.who),
        MOST_NAMED,
      )}.`,
      options,
    ),
  )
  if (users.size > MOST_SHARED) lines.push(told(`… and ${users.size - MOST_SHARED} more.`, options))
  const title = bold(`Addresses used by several devices at the same time (${users.size})`, options)
  return [title, ...lines].join('\n')
}

/** A line under a title: harmless, as wide as the window allows. */
const told = (text: string, { width }: TextOptions): string =>
  wrap(harmless(text), Math.max(40, Math.min(width, 100)))

function blindSpots({ captures, coverage }: CaptureFacts, options: TextOptions): string {
  const lines = [...captureNotes(captures), ...coverageNotes(coverage)].map((note) => told(note, options))
  return lines.length === 0 ? '' : [bold('Blind spots', options), ...lines].join('\n')
}

function captureNotes(captures: CaptureFacts['captures']): string[] {
  return captures.flatMap((c) => {
    const why = c.error ?? c.because
    return why === null ? [] : [why.startsWith(c.file) ? why : `${c.file}: ${why}`]
  })
}

/** What the sensor could not see, each with what to do about it. */
export function coverageNotes(c: Coverage): string[] {
  const notes = [...c.notes]
  const oneWay = c.oneWayShare ?? 0
  if (oneWay >= 0.05)
    notes.push(
      `${Math.round(oneWay * 100)} % of TCP conversations were seen in one direction only: what the other side says of itself is missing. Does the mirror port copy both directions?`,
    )
  if (c.snaplenCut > 0)
    notes.push(
      `${plural(c.snaplenCut, 'packet')} cut by the capture's snap length: capture whole packets (tcpdump -s 0).`,
    )
  if (c.gaps > 0)
    notes.push(
      `Bytes were missing ${plural(c.gaps, 'time')} in conversations being read: the capture lost packets.`,
    )
  if (c.evicted > 0)
    notes.push(
      `${plural(c.evicted, 'entry', 'entries')} dropped because a table was full: counts are lower bounds.`,
    )
  return notes
}
