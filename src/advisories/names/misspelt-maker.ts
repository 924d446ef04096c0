/** Makers whose name is misspelt by one letter: "Phillips", "Medtonic". */
import { nameKey, tidyCompany } from '../../knowledge/company.ts'
import { type Vendor, vendors } from '../../knowledge/vendors.ts'

/** Shorter names are too near to one another. */
const LEAST = 7 // letters

/** By first letter and length. */
let keys: ReadonlyMap<string, readonly (readonly [string, Vendor])[]> | undefined

/** The only vendor whose name, written in one word, differs by one letter and begins with the same; `null`: none or several. */
export function misspelt(spelled: string): Vendor | null {
  const key = nameKey(tidyCompany(spelled))
  if (key.length < LEAST || /\d/.test(key) || /\s/.test(tidyCompany(spelled).trim())) return null
  keys ??= Map.groupBy(
    vendors().flatMap((vendor) =>
      [vendor.name, ...vendor.aliases]
        .map((name) => [nameKey(name), vendor] as const)
        .filter(([one]) => one.length >= LEAST),
    ),
    ([one]) => drawer(one, one.length),
  )
  const near = new Set<Vendor>()
  for (const length of [key.length - 1, key.length, key.length + 1])
    for (const [one, vendor] of keys.get(drawer(key, length)) ?? [])
      if (differByOne(one, key)) near.add(vendor)
  return near.size === 1 ? [...near][0]! : null
}

const drawer = (key: string, length: number): string => `${key[0]}${length}`

/** One letter more, less, other, or two neighbours changed round. */
function differByOne(a: string, b: string): boolean {
  let from = 0
  while (from < a.length && a[from] === b[from]) from++
  let end = 0
  while (end < Math.min(a.length, b.length) - from && a.at(-1 - end) === b.at(-1 - end)) end++
  const [left, right] = [a.slice(from, a.length - end), b.slice(from, b.length - end)]
  return left.length + right.length > 0 && left.length <= 1 && right.length <= 1
    ? true
    : left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}
