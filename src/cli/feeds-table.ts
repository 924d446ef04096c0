/** The state of the feeds as a table for people. */
import type { FeedStatus } from '../feeds/status.ts'

const HEADER = ['FEED', 'DOCUMENTS', 'SIZE', 'AGE', 'LAST ATTEMPT']

/** Empty for no feed at all. */
export function feedsTable(all: readonly FeedStatus[]): string {
  if (all.length === 0) return ''
  const rows = all.map((one) => [
    one.feed,
    one.documents.toLocaleString('en-US'),
    size(one.bytes),
    one.age === null ? 'never' : age(one.age),
    lastAttempt(one),
  ])
  const table = [HEADER, ...rows]
  const widths = HEADER.map((_, i) => Math.max(...table.map((row) => row[i]!.length)))
  const lines = table.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  )
  const problems = all.flatMap((one) => one.problems.map((text) => `${one.feed}: not taken over: ${text}`))
  return `${[...lines, ...problems].join('\n')}\n`
}

function lastAttempt({ attempted, error }: FeedStatus): string {
  if (attempted === null) return ''
  return error === null ? `${attempted.slice(0, 16)}Z` : `${attempted.slice(0, 16)}Z failed: ${error}`
}

function size(bytes: number): string {
  if (bytes < 2 ** 20) return `${Math.ceil(bytes / 1024)} KiB`
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`
}

/** `3 days`, `5 hours`, `12 minutes`. */
export function age(seconds: number): string {
  for (const [unit, length] of [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ] as const) {
    const count = Math.floor(seconds / length)
    if (count > 0) return `${count} ${unit}${count === 1 ? '' : 's'}`
  }
  return 'just now'
}
