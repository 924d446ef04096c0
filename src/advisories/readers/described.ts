/** Products that only the description of a record names: where vendor and product are left empty, the text is all there is. */
import { mentions } from '../prose/mentions.ts'
import { type Advisory, productReference, type Statement, statement } from '../statement.ts'

/** What stands between the beginning of a summary and the name of the product: "An out-of-bounds read in the ...". */
const LEAD = /^.*\b(?:in|within|affects?|affecting|discovered on|found on)\s+(?:the\s+|an?\s+)?/i
/** "component/admin/plugin.php of ..." */
const PART =
  /^(?:(?:[a-z][\w./-]*\s)*|(?:\S+\s){1,8}?(?:components?|features?|functions?|modules?|pages?|parameters?|interfaces?|endpoints?|services?|sections?|plugins?|process|library|portal)\s)of\s+(?:the\s+)?/
const AROUND = /^(?:(?:the|on|and|or)\s+)+|(?:\s+(?:and|or)|[,;:])+$/gi
/** What a company is by law is no part of a product's name: "Acme (SA) Pty Ltd Vault". */
const COMPANY = /,?(?:\s+\([A-Z]{2,4}\))?(?:\s+Pty\.?)?(?:\s+Co\.?,?)?\s+(?:Ltd|Inc|Corp|GmbH|LLC)\b\.?,?\s+/g
/** Names are short; what is longer is a sentence. */
const MOST_WORDS = 7
const MOST_PRODUCTS = 4
/** A name in small letters, as those of open source are: one word, or two. */
const SMALL = /^[a-z][\w.+-]{2,}(?: [a-z][\w.+-]{2,})?$/
/** Words in small letters that name nothing. */
const NO_NAME =
  /\b(?:all|any|some|this|these|those|which|that|when|where|with|versions?|releases?|software|firmware|component|plugin|library|parameter|function|file|page|script|attackers?|users?|vulnerabilit(?:y|ies)|issue|flaw|product|system|server|device|service|parser|decoder|encoder|handler|module|feature|way|driver)\b/

export function statementsOfDescription(
  description: string | null,
  id: string,
  advisory: Advisory,
): Statement[] {
  if (description === null) return []
  return mentions(tidied(description))
    .flatMap(({ name, constraint, models }) => {
      const bare = name.replace(LEAD, '').replace(PART, '').replace(COMPANY, ' ').replace(AROUND, '').trim()
      if (!isName(bare) || constraint.kind !== 'ranges') return []
      const product = productReference(bare, { models })
      return [statement({ advisory, vulnerability: id, product, constraint, status: 'affected' })]
    })
    .slice(0, MOST_PRODUCTS)
}

function isName(bare: string): boolean {
  // "... Community Edition before 23.7 and Business Edition before 23.4"
  if (/^\w+ edition$|^for /i.test(bare)) return false
  if (/[A-Z0-9]/.test(bare)) return bare.split(' ').length <= MOST_WORDS
  return SMALL.test(bare) && !NO_NAME.test(bare)
}

/** Ways of writing versions that are peculiar to these texts, in the usual one. */
function tidied(whole: string): string {
  let text = whole.length > MOST_READ ? whole.slice(0, MOST_READ) : whole
  // "v.1.2", "v.Build 9785"
  if (text.includes('v.') || text.includes('V.')) text = text.replace(/\bv\.\s?(?=\d|build\b)/gi, '')
  // "<=2.7.10", "<V3.6.0"
  if (text.includes('<')) text = text.replace(/([<>]=?)(?=[Vv]?\d)/g, ' $1 ')
  return (
    text
      // "8 before 8.1.0.3"
      .replace(/(\s)(\d{1,3} (?:before|prior to|through|up to) v?\d+\.\d)/gi, '$1version $2')
      // "before 7270", which is no year
      .replace(
        /\b(before|prior to|through|up to) (?=(?!(?:19|20)\d\d\b)\d{3,6}(?:[,.;)]| (?:allows?|is|are|has|have|was|and|or)\b))/gi,
        '$1 version ',
      )
      // a stop that ends no sentence
      .replace(/\b(Inc|Ltd|Corp|Co|GmbH)\.(?=,? [\w(])/g, '$1')
  )
}

/** Longest description that is read, in UTF-16 units. */
const MOST_READ = 4_000
