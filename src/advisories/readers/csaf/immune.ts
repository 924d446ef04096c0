/** Sisters of a product, no products of the document, of which its remediations say that they are not affected. */
import { acquittedIn } from '../../prose/acquittals.ts'
import { type Json, objects, text } from '../json.ts'

/** Remediations of one vulnerability that are read. */
const MOST = 40
/** "Edge" of "Port Edge": words with capitals behind a product's name. */
const BEHIND = /^\s+([A-Z][\w+-]{1,20}(?:\s[A-Z\d][\w+-]{0,20}){0,2})\s*$/

/** "Port, not including Port Edge", where every vulnerability's remediations say that "Port Edge is immune". */
export function withoutImmune(name: string, acquitted: readonly string[], names: readonly string[]): string {
  if (acquitted.length === 0 || name.length < 3) return name
  const sisters = acquitted.flatMap((words) => {
    const at = words.lastIndexOf(name)
    const more = at < 0 ? undefined : BEHIND.exec(words.slice(at + name.length))?.[1]
    return more === undefined || names.includes(`${name} ${more}`) ? [] : [`${name} ${more}`]
  })
  return sisters.length === 0 ? name : `${name}, not including ${[...new Set(sisters)].join(' and ')}`
}

/** Words that name what is not affected by any vulnerability of the document. */
export function acquittedByRemedies(entries: readonly Json[]): readonly string[] {
  // many vulnerabilities have the same remediations
  const read = new Map<string, readonly string[]>()
  const acquitted = (details: string): readonly string[] => {
    let known = read.get(details)
    if (known === undefined) {
      known = acquittedIn(details)
      read.set(details, known)
    }
    return known
  }
  const each = entries.map(
    (entry) =>
      new Set(
        objects(entry.remediations)
          .slice(0, MOST)
          .flatMap((one) => acquitted(text(one.details) ?? '')),
      ),
  )
  const [first, ...others] = each
  return first === undefined ? [] : [...first].filter((words) => others.every((one) => one.has(words)))
}
