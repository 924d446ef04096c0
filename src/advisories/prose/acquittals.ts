/** What a summary says is not affected: "however, the Flow Viewer does not contain these vulnerabilities". */
import { sentences } from './fixes.ts'

/** Longest summary that is read, in UTF-16 units. */
const MAX_TEXT = 3_000

const NOT_AFFECTED =
  /\b(?:do|does|did)\s+not\s+(?:contain|have|share|exhibit|include)\s+(?:this|these|the|that|those|any|such)\b[^.;]{0,20}\b(?:vulnerabilit|issue|flaw|weakness|defect|cve)|\b(?:is|are|was|were)\s+(?:not|un)\s*(?:directly\s+|also\s+)?(?:affected|vulnerable|impacted|susceptible|concerned)\b|\b(?:is|are)\s+immune\b/i
const DOES_NOT_AFFECT =
  /\b(?:vulnerabilit(?:y|ies)|issues?|flaws?|weakness(?:es)?|this|it|cve-[\d-]+)\s+(?:do|does)\s+not\s+(?:affect|impact|apply\s+to|exist\s+in)\s+(?:the\s+|any\s+)?([^,.;]{3,120})/i
/** Then only some are not, or at some times. */
const CONDITIONAL =
  /\b(?:when|if|unless|once|after|by\s+default|in\s+(?:the\s+)?default|until|while|only|as\s+long\s+as|provided|except\w*|apart\s+from|since|starting|beginning|in\s+(?:the\s+)?(?:firmware|software|versions?|releases?)|with\s+(?:the\s+)?(?:\w+\s+)?(?:patch|update|fix|upgrade|firmware|software|versions?|releases?))\b|\d\.\d/i
/** What a flaw may leave alone of a product that has it. */
const OF_A_PRODUCT =
  /\b(?:safety|therapy|operations?|function\w*|ability|availability|performance|data|integrity|confidentiality|care|delivery|use|users?|patients?)\b/i
/** "The therapy of the Flow": not all of it. */
const SIDE_OF_A_PRODUCT = new RegExp(`${OF_A_PRODUCT.source}.{0,60}\\b(?:of|on|in|by|with|from)\\s`, 'i')
/** "Versions 3.0 and later are not affected", "Updated units", "Units manufactured after 2019": of the others nothing is said. */
const VERSIONED =
  /\b(?:(?:updat|upgrad|patch)ed|(?:patch|update|fix)(?:es)?\s+(?:installed|applied)?\s*$|with\s+(?:the\s+)?(?:\w+\s+)?(?:patch|update|fix|upgrade)|(?:newer|older|later|latest|earlier|newest|current|recent|some|most|not\s+all|whether|believed?)|versions?|releases?|builds?|serial|manufactured|produced|built|shipped|distributed|delivered|sold|purchased|revisions?)\b|\d\.\d/i

/** Words that name what is not affected in any version; each a text of its own. */
export function acquittedIn(summary: string): readonly string[] {
  return sentences(summary.slice(0, MAX_TEXT)).flatMap((sentence) => {
    const direct = NOT_AFFECTED.exec(sentence)
    if (direct && !CONDITIONAL.test(sentence.slice(direct.index + direct[0].length)))
      return SIDE_OF_A_PRODUCT.test(sentence.slice(0, direct.index))
        ? []
        : unversioned(lastClause(sentence.slice(0, direct.index)))
    const object = DOES_NOT_AFFECT.exec(sentence)?.[1]
    return object === undefined || OF_A_PRODUCT.test(object) || CONDITIONAL.test(object)
      ? []
      : unversioned(object)
  })
}

const unversioned = (words: string): readonly string[] =>
  words.trim() === '' || VERSIONED.test(words) ? [] : [words]

const lastClause = (words: string): string =>
  words.split(/[;:]|,\s*(?:and\s+)?(?:which|that)\b|\b(?:however|but|whereas|although|though)\b/i).at(-1) ??
  ''
