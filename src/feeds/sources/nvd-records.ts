/** The records of NVD on disk: one a line, gzip; pages of an update replace the records they name. */
import { createReadStream, createWriteStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { list, object, text } from '../../advisories/readers/json.ts'

export const RECORDS = 'nvd.ndjson.gz'

/**
 * Writes `old` with the records of `pages` put in their places and the new ones behind. Says how many records the
 * pages hold.
 */
export async function assemble(
  old: string | null,
  pages: readonly string[],
  to: string,
  progress: (text: string) => void,
): Promise<number> {
  const changed = old === null ? null : changedRecords(pages)
  if (changed !== null && changed.size === 0) return 0
  progress('writing records')
  let count = 0
  async function* lines(): AsyncGenerator<string> {
    if (changed === null || old === null) {
      // what was added meanwhile moves others on to the next page, where they come once more
      const written = new Set<string>()
      for (const page of pages)
        for (const record of recordsOf(page)) {
          const id = text(object(object(record).cve).id)
          if (id === null || written.has(id)) continue
          written.add(id)
          count++
          yield `${JSON.stringify(record)}\n`
        }
      return
    }
    const read = createInterface({
      input: createReadStream(old).pipe(createGunzip()),
      crlfDelay: Number.POSITIVE_INFINITY,
    })
    const left = new Map(changed)
    for await (const line of read) {
      const id = /"id":"(CVE-\d{4}-\d+)"/.exec(line.slice(0, 200))?.[1] ?? ''
      const replaced = left.get(id)
      left.delete(id)
      yield `${replaced ?? line}\n`
    }
    for (const line of left.values()) yield `${line}\n`
    count = changed.size
  }
  await pipeline(Readable.from(lines()), createGzip({ level: 6 }), createWriteStream(to, { flush: true }))
  return count
}

/** Memory is bounded by what changed, not by all there is. */
function changedRecords(pages: readonly string[]): ReadonlyMap<string, string> {
  const out = new Map<string, string>()
  for (const page of pages)
    for (const record of recordsOf(page)) {
      const id = text(object(object(record).cve).id)
      if (id !== null) out.set(id, JSON.stringify(record))
    }
  return out
}

function recordsOf(page: string): readonly unknown[] {
  return list(object(JSON.parse(readFileSync(page, 'utf8'))).vulnerabilities)
}
