/** Which of the products of one document a device is, where its name fits several. */
import type { Candidate } from './group.ts'

/**
 * Of several products of one document the best named is meant, whatever the vulnerability; a shorter name counts only
 * where none is exact.
 */
export function compete(all: readonly Candidate[]): readonly Candidate[] {
  const exact = all.filter(({ fit }) => fit.grade === 'exact')
  const named = all.filter(({ fit }) => !fit.byContext)
  const best = exact.length > 0 ? exact : named.length > 0 ? named : all
  const listed = withoutSisters(best).filter(
    ({ fit, statement }) => fit.model === 'yes' && statement.product.models.length > 0,
  )
  const ofModel = listed.length > 0 ? best.filter(({ fit }) => fit.model === 'yes') : withoutSisters(best)
  const told = ofModel.filter(({ fit }) => !fit.brandOnly)
  const kept = told.length > 0 ? told : ofModel
  return kept.filter(lasting(kept))
}

/** Those of which no other says as much and more, or as much by a complete name for the same vulnerability. */
function lasting(kept: readonly Candidate[]): (one: Candidate) => boolean {
  // a document has many statements on few products: the sets of shared words are compared, not the statements
  const sets = [...new Set(kept.map(({ fit }) => fit.shared))]
  const longest = new Set(
    sets.filter((one) => !sets.some((other) => other.size > one.size && one.isSubsetOf(other))),
  )
  const complete = Map.groupBy(
    kept.filter(({ fit }) => fit.complete === true),
    ({ statement }) => statement.vulnerability,
  )
  return ({ fit, statement }) =>
    longest.has(fit.shared) &&
    !(
      fit.complete === false &&
      complete.get(statement.vulnerability)?.some((other) => fit.shared.isSubsetOf(other.fit.shared))
    )
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
