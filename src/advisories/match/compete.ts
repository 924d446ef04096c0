/** Which of the products of one document a device is, where its name fits several. */
import type { Candidate } from './group.ts'
import { saysRelease } from './release.ts'

/**
 * Of several products of one document the best named is meant, whatever the vulnerability; a shorter name counts only
 * where none is exact.
 */
export function compete(all: readonly Candidate[]): readonly Candidate[] {
  // one product alone: most documents that a device meets
  if (all.every(({ fit }) => fit === all[0]!.fit)) return all
  const exact = asWritten(all.filter(({ fit }) => fit.grade === 'exact'))
  const named = all.filter(({ fit }) => !fit.byContext)
  const best = exact.length > 0 ? exact : named.length > 0 ? named : all
  const listed = withoutSisters(best).filter(
    ({ fit, statement }) => fit.model === 'yes' && statement.product.models.length > 0,
  )
  const ofModel = listed.length > 0 ? best.filter(({ fit }) => fit.model === 'yes') : withoutSisters(best)
  const told = withoutBrandsAlone(ofModel)
  const kept = told.length > 0 ? told : ofModel
  const beside = besideReleases(exact, named)
  const lasts = kept.filter(lasting(kept))
  return beside.length === 0
    ? lasts
    : [
        ...lasts.filter((one) => !beside.includes(one)),
        ...beside.map((one) => ({ ...one, fit: { ...one.fit, besideReleases: true as const } })),
      ]
}

/** "Plant View V2406" beside the "Plant View V14.3", which a "Plant View" may be: its version tells. */
function besideReleases(exact: readonly Candidate[], named: readonly Candidate[]): readonly Candidate[] {
  const beside = named.filter(lacksNumber)
  if (beside.length === 0) return []
  const whole = exact.filter((one) => !lacksNumber(one))
  return whole.length > 0 && whole.every(saysRelease) ? beside : []
}

const lacksNumber = ({ fit }: Candidate): boolean => typeof fit.lacks === 'string'

/** Without those that only the maker's names tell, unless they say another's words and the brand as well: "NetFlow Gateway" beside "Gateway". */
function withoutBrandsAlone(all: readonly Candidate[]): readonly Candidate[] {
  const told = all.filter(({ fit }) => !fit.brandOnly)
  if (told.length === 0 || told.length === all.length) return told
  const sets = distinct(told)
  const more = new Set(
    distinct(all.filter(({ fit }) => fit.brandOnly))
      .filter((shared) => sets.some((one) => one.size < shared.size && one.isSubsetOf(shared)))
      .map(wordsIn),
  )
  return all.filter(({ fit: { brandOnly, shared } }) => !brandOnly || more.has(wordsIn(shared)))
}

/** "FLX3-NET-L" is that one, and not the FLX3-NET-ADP which its first part alone would name. */
function asWritten(exact: readonly Candidate[]): readonly Candidate[] {
  const written = exact.filter(({ fit }) => fit.guessed !== true)
  return written.length > 0 ? written : exact
}

/** Those of which no other says as much and more, or as much by a complete name for the same vulnerability. */
function lasting(kept: readonly Candidate[]): (one: Candidate) => boolean {
  const sets = distinct(kept)
  const near = withRarest(sets)
  const outdone = new Set(sets.flatMap(plainOf))
  const longest = new Set(
    sets
      .filter((one) => !near(one).some((other) => other.size > one.size && one.isSubsetOf(other)))
      .map(wordsIn)
      .filter((words) => !outdone.has(words)),
  )
  const complete = new Map(
    Array.from(
      Map.groupBy(
        kept.filter(({ fit }) => fit.complete === true),
        ({ statement }) => statement.vulnerability,
      ),
      ([vulnerability, those]) => [vulnerability, withRarest(distinct(those))],
    ),
  )
  return ({ fit, statement }) =>
    longest.has(wordsIn(fit.shared)) &&
    !(
      fit.complete === false &&
      complete
        .get(statement.vulnerability)?.(fit.shared)
        .some((other) => fit.shared.isSubsetOf(other))
    )
}

/** Finds the sets with the rarest word of one, which may hold all of it: a long name may share other words with each of thousands. */
function withRarest(
  sets: readonly ReadonlySet<string>[],
): (one: ReadonlySet<string>) => readonly ReadonlySet<string>[] {
  const byWord = new Map<string, ReadonlySet<string>[]>()
  for (const set of sets)
    for (const word of set) {
      const list = byWord.get(word)
      if (list) list.push(set)
      else byWord.set(word, [set])
    }
  return (one) => {
    let fewest = sets
    for (const word of one) {
      const holding = byWord.get(word) ?? []
      if (holding.length < fewest.length) fewest = holding
    }
    return fewest
  }
}

/** "FX-200IRT family" beside "FX-200 family": the same words, and the same code with letters more. What the plain one says, for each such code. */
const plainOf = (form: ReadonlySet<string>): readonly string[] =>
  [...form].flatMap((word) => {
    const plain = /^(.*\d0+)[a-z]{2,4}$/.exec(word)?.[1]
    return plain === undefined || form.has(plain)
      ? []
      : [wordsIn(new Set([...form].map((one) => (one === word ? plain : one))))]
  })

/** Different sets of shared words: a document may have 100,000 products that share the same with a device. */
const distinct = (candidates: readonly Candidate[]): readonly ReadonlySet<string>[] => [
  ...new Map(candidates.map(({ fit: { shared } }) => [wordsIn(shared), shared])).values(),
]

const texts = new WeakMap<ReadonlySet<string>, string>()

/** The same text for equal sets. */
function wordsIn(shared: ReadonlySet<string>): string {
  let text = texts.get(shared)
  if (text === undefined) {
    text = [...shared].sort().join('\n')
    texts.set(shared, text)
  }
  return text
}

/** Entries of one product, each with a model of its own: a device that is none of the models of one, by its number, is none of them all. */
function withoutSisters(all: readonly Candidate[]): readonly Candidate[] {
  const other = new Set(
    all.flatMap(({ fit, statement }) => (fit.model === 'no' ? statement.product.name : [])),
  )
  return all.map((one) =>
    one.fit.model === 'unknown' && other.has(one.statement.product.name)
      ? { ...one, fit: { ...one.fit, model: 'no' } }
      : one,
  )
}
