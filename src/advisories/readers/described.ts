/** Products that only the description of a record names: where vendor and product are left empty, the text is all there is. */
import { mentions } from '../prose/mentions.ts'
import { type Advisory, productReference, type Statement, statement } from '../statement.ts'

/** What stands between the beginning of a summary and the name of the product: "An out-of-bounds read in the ...". */
const LEAD = /^.*\b(?:in|within|affects?|affecting|discovered on|found on)\s+(?:the\s+|an?\s+)?/i
/** "component/admin/plugin.php of ..." */
const PART = /^(?:[a-z][\w./-]*\s)*of\s+(?:the\s+)?/
/** Names are short; what is longer is a sentence. */
const MOST_WORDS = 7
const MOST_PRODUCTS = 4

export function statementsOfDescription(
  description: string | null,
  id: string,
  advisory: Advisory,
): Statement[] {
  if (description === null) return []
  return mentions(description)
    .flatMap(({ name, constraint, models }) => {
      const bare = name
        .replace(LEAD, '')
        .replace(PART, '')
        .replace(/^(?:the|on)\s+|\s+(?:and|or)$/gi, '')
        .trim()
      const words = bare.split(' ')
      if (words.length > MOST_WORDS || !/[A-Z0-9]/.test(bare) || constraint.kind !== 'ranges') return []
      const product = productReference(bare, { models })
      return [statement({ advisory, vulnerability: id, product, constraint, status: 'affected' })]
    })
    .slice(0, MOST_PRODUCTS)
}
