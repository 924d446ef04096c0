/** How old the feeds are and what they hold. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { advisoryFactsAsOf } from '../knowledge/advisories.ts'
import { FeedStore } from './sync/store.ts'

export interface FeedStatus {
  readonly feed: string
  /** Documents in force. */
  readonly documents: number
  readonly files: number
  readonly bytes: number
  /** When the content in force was taken over; `null`: nothing is in force. ISO 8601. */
  readonly changed: string | null
  /** When it was last known to be what the source publishes. */
  readonly current: string | null
  /** Seconds since then. */
  readonly age: number | null
  /** Files whose published checksum was held against them. */
  readonly verified: number
  readonly attempted: string | null
  readonly error: string | null
  readonly problems: readonly string[]
}

/** Every feed that was ever fetched or imported, by name. */
export function feedStatus(feeds: string, now: Date): readonly FeedStatus[] {
  if (!existsSync(feeds)) return []
  return readdirSync(feeds, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => statusOf(new FeedStore(feeds, name), now))
    .sort((a, b) => (a.feed < b.feed ? -1 : 1))
}

function statusOf(store: FeedStore, now: Date): FeedStatus {
  const manifest = store.current()
  const attempt = store.lastAttempt()
  const current = attempt === null || attempt.outcome === 'failed' ? (manifest?.changed ?? null) : attempt.at
  const folder = store.currentFolder()
  return {
    feed: store.name,
    documents: manifest?.documents ?? 0,
    files: manifest?.files.length ?? 0,
    bytes:
      folder === null
        ? 0
        : (manifest?.files ?? []).reduce((sum, { name }) => sum + sizeOf(join(folder, name)), 0),
    changed: manifest?.changed ?? null,
    current: manifest === null ? null : current,
    age:
      manifest === null || current === null
        ? null
        : Math.max(0, Math.round((now.getTime() - Date.parse(current)) / 1000)),
    verified: manifest?.files.filter((one) => one.checksum === 'verified').length ?? 0,
    attempted: attempt?.at ?? null,
    error: attempt?.error ?? null,
    problems: attempt?.problems ?? [],
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

/** What `assess` works with when no advisories are given: every feed in force, else the knowledge that is built in. */
export interface InForce {
  /** Folders to read; empty: the built-in knowledge. */
  readonly paths: readonly string[]
  /** How old it is: the oldest feed, or the date of the built-in facts. ISO 8601. */
  readonly asOf: string
  readonly note: string
}

export function advisoriesInForce(feeds: string, now: Date): InForce {
  const status = feedStatus(feeds, now).filter((one) => one.changed !== null)
  const paths = status
    .map((one) => new FeedStore(feeds, one.feed).currentFolder())
    .filter((path) => path !== null)
  if (paths.length === 0) {
    const asOf = advisoryFactsAsOf()
    return {
      paths,
      asOf,
      note: `built-in facts as of ${asOf}; "wardline feeds sync" replaces them by live feeds`,
    }
  }
  const asOf = status.map((one) => one.current!).sort()[0]!
  const names = status.map((one) => one.feed).join(', ')
  return { paths, asOf, note: `feeds ${names}; the oldest as of ${asOf.slice(0, 16).replace('T', ' ')} UTC` }
}

export const builtInNote = (asOf: string): string =>
  `built-in facts as of ${asOf}; "wardline feeds sync" replaces them by live feeds`
