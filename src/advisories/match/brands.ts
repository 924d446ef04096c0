/** Words that are names of a maker's house: they tell its products not apart. */
import { tidyCompany } from '../../knowledge/company.ts'
import { vendorByName } from '../../knowledge/vendors.ts'
import { remember } from '../../model/remember.ts'
import { brandWords, initialsOfMaker, type Maker, stemOf } from '../names/makers.ts'
import { squeeze } from '../names/tokens.ts'

const ofTwo = new Map<string, ReadonlySet<string>>()

/** Names of both spellings of a maker. */
export function brandsOfTwo(one: Maker, other: Maker): ReadonlySet<string> {
  const key = `${one.spelled}\n${other.spelled}`
  let known = ofTwo.get(key)
  if (!known) {
    known = brandsOfMaker(one).union(brandsOfMaker(other))
    if (ofTwo.size > 20_000) ofTwo.clear()
    ofTwo.set(key, known)
  }
  return known
}

const fronts = new WeakMap<ReadonlySet<string>, Map<string, ReadonlySet<string>>>()

/**
 * "Liebert SiteScan Web" of Automated Logic: another known maker's name in front, under which the product is sold; maybe behind the
 * maker's own, as in "HPE Aruba".
 */
export function withFront(brands: ReadonlySet<string>, product: string): ReadonlySet<string> {
  const first = strangerInFront(brands, product)
  if (first === null) return brands
  let known = fronts.get(brands)
  if (!known) {
    known = new Map()
    fronts.set(brands, known)
  }
  let wider = known.get(first)
  if (!wider) {
    wider = vendorByName(first) === null ? brands : new Set([...brands, first])
    if (known.size > 20_000) known.clear()
    known.set(first, wider)
  }
  return wider
}

/** The first word, or the second behind a name of the maker; `null` where nothing follows it. */
function strangerInFront(brands: ReadonlySet<string>, product: string): string | null {
  const [first, second] = opening(product)
  const word = brands.has(first ?? '') ? second : first
  return word === undefined || word.length < 5 || brands.has(word) ? null : word
}

/**
 * The first two words of a name, in small letters, where two more follow: a word that makers are called by as well may be half of
 * a name ("Unify Assura").
 */
const opening = remember(20_000, (product): readonly [string | undefined, string | undefined] => {
  const [, first, second] = /^\s*(\p{L}{2,})\s+(?:(\p{L}{5,})\s+)?\S+\s+\S/u.exec(product) ?? []
  return [first?.toLowerCase(), second?.toLowerCase()]
})

const brandsOf = new Map<string, ReadonlySet<string>>()

/** Names of the maker and of the houses it stands for, which tell its products not apart. */
export function brandsOfMaker(who: Maker): ReadonlySet<string> {
  let known = brandsOf.get(who.spelled)
  if (!known) {
    known = new Set([
      ...who.known.flatMap((vendor) => [...brandWords(vendor)]),
      squeeze(who.spelled),
      squeeze(tidyCompany(who.spelled)),
      ...who.words.flat(),
      ...(who.known.length === 0 ? initialsOfMaker(who) : []),
      ...who.words
        .flat()
        .map(stemOf)
        .filter((word) => word !== ''),
    ])
    if (brandsOf.size > 20_000) brandsOf.clear()
    brandsOf.set(who.spelled, known)
  }
  return known
}
