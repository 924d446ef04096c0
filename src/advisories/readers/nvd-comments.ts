/**
 * `vendorComments` of NVD's records: the official word of a maker on what its own products have to do with a vulnerability. Only a plain
 * "not vulnerable" is taken, for those products of the maker that the record lists, and in the releases that the words name, if they name any.
 */
import { squeeze } from '../names/tokens.ts'
import type { Advisory, Statement } from '../statement.ts'
import { type Json, objects, oneLine, text } from './json.ts'

/** Comments of one record; real ones have one or two. */
const MOST_COMMENTS = 16
/** Statements of one record: what is beyond stays as the analysis has it. */
const MOST_STATEMENTS = 20_000
/** Longest comment that is read, in UTF-16 units. */
const LONGEST = 2_000

const CLEARS =
  /^\W*(?:(?:products?|we|it|[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*){0,3})\s(?:is|are)\s)?not\s(?:vulnerable|affected)\b|^\W*th(?:is|ese)\s(?:issues?|flaws?|vulnerabilit(?:y|ies)|bugs?)\s(?:do|does|did)\snot\saffect\b/i
/** What limits it in a way that is not read here. */
const LIMITS =
  /\b(?:but|however|except|unless|only|although|though|while|prior|earlier|before|later|newer|older|some|other|default|if|when|is vulnerable|are vulnerable|is affected|are affected)\b/i
/** Releases; what is longer or stands in a name is none. */
const NUMBER = /(?<![\w.-])\d{1,4}(?:\.\d{1,4}){0,3}(?![\w-])/g

/** `configured`: what the record's analysis says. */
export function statementsOfComments(
  cve: Json,
  configured: readonly Statement[],
  advisory: Advisory,
): readonly Statement[] {
  return objects(cve.vendorComments)
    .slice(0, MOST_COMMENTS)
    .flatMap((one) => {
      const [organisation, comment] = [text(one.organization), text(one.comment)?.slice(0, LONGEST)]
      if (organisation === null || comment === undefined || !CLEARS.test(comment) || LIMITS.test(comment))
        return []
      const own = configured.filter(({ product: { vendor } }) => isOf(vendor, organisation))
      const named = new Set(comment.match(NUMBER))
      return own
        .filter((said) => named.size === 0 || isNamed(said, named))
        .map(
          (said): Statement => ({
            ...said,
            advisory: { ...advisory, issuer: { kind: 'vendor', name: organisation } },
            status: 'not_affected',
            justification: oneLine(comment),
          }),
        )
    })
    .slice(0, MOST_STATEMENTS)
}

function isOf(vendor: string | null, organisation: string): boolean {
  const [a, b] = [squeeze(vendor ?? ''), squeeze(organisation)]
  return a.length > 2 && (a === b || b.startsWith(a) || (b.length > 2 && a.startsWith(b)))
}

/** Stated in one version, which the words name. */
function isNamed({ constraint }: Statement, named: ReadonlySet<string>): boolean {
  if (constraint.kind !== 'ranges') return false
  return constraint.ranges.every(
    ({ from, to }) => from?.version === to?.version && named.has(from?.version ?? ''),
  )
}
