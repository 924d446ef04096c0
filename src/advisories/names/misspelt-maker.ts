/** Makers whose name is misspelt by one letter: "Phillips", "Medtonic", "Becton Dickenson". */
import { nameKey, tidyCompany } from '../../knowledge/company.ts'
import { type Vendor, vendors } from '../../knowledge/vendors.ts'
import { tellingWords } from './company-words.ts'

/** Shorter names are too near to one another. */
const LEAST = 7 // letters
/** The same of names of several words, which often end alike: "Nova Medical", "Nava Medical". */
const LEAST_OF_WORDS = 13 // letters

/** By first letter and length. */
let keys: ReadonlyMap<string, readonly (readonly [string, Vendor])[]> | undefined

/** The only vendor whose name differs by one letter and begins with the same; `null`: none or several. */
export function misspelt(spelled: string): Vendor | null {
  const name = tidyCompany(spelled).trim()
  const key = nameKey(name)
  if (key.length < LEAST || /\d/.test(key) || (/\s/.test(name) && !isTold(name))) return null
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

const isTold = (name: string): boolean => {
  const words = tellingWords(name)
  return words.length > 1 && words.join('').length >= LEAST_OF_WORDS
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
