/** The product that a recall describes in words: its name, its models, and the versions that stand beside them. */
import { type ProductReference, productReference } from '../statement.ts'
import { allVersions, type Constraint, unstated } from '../versions/constraint.ts'
import { readVersions } from '../versions/read.ts'

const MODEL =
  /\b(?:models?|catalog(?:ue)?|ref(?:erence)?|part|product|item)(?: ?(?:numbers?|nos?\.?|codes?|#))?(?:\(s\)|s)?\s*[:#]?\s+((?:[A-Z0-9][\w./-]*\d[\w./-]*(?:\s*(?:[,;]\s*(?:and|or)|,|;|and|&|or)\s*)?){1,24})/gi

/** "Product Name: ", "1) ": in front of the name. */
const LABEL = /^\s*(?:\(?[1-9a-z]\)\s*)?(?:(?:product|brand|trade|device)(?: name| description)?s?\s*:\s*)?/i
/** Where the name ends: at a sign, a stop behind a word, a label, or words about versions. */
const END =
  /[;:,(]|\.(?=\s|$)|\s[-–—]\s|\s(?:models?|catalog(?:ue)?|ref|part|product|item)(?: ?(?:numbers?|nos?\.?|codes?|#))?(?:\(s\))?\s*[:#]?\s*(?=\S*\d)|\s(?:running\s+|with\s+)?(?:software|firmware|sw)\s+(?:versions?|rev(?:ision)?s?\.?|v?\d)/i
const LONGEST_NAME = 120
/** "..., C30, C40": codes behind a name that ends in one. What parts them is in none of them, so that there is one way to read a list. */
const CODES_BEHIND =
  /^(.{3,100}?)\s+((?=[\w/-]*\d)[A-Z][\w-]{0,15}(?:\s*(?:,\s*(?:and|or)\b|,|\/|\band\b|&|\bor\b)\s*(?=[\w/-]*\d)[A-Z][\w-]{0,15}){1,23})(?=[\s.;:,(]|$)/

export function recalledProduct(described: string, firm: string | null): ProductReference {
  const line = described.replace(/\s+/g, ' ').slice(0, 2000).replace(LABEL, '')
  const [, family, codes] = CODES_BEHIND.exec(line) ?? []
  const listed = family !== undefined && !END.test(`${family} `) ? codes! : null
  const end = END.exec(line)?.index ?? line.length
  const name =
    listed === null ? line.slice(0, Math.min(end < 3 ? line.length : end, LONGEST_NAME)).trim() : family!
  const models = [...line.matchAll(MODEL)].flatMap((found) => codesIn(found[1]!))
  return productReference(name, {
    vendor: firm,
    fullName: line.slice(0, 300),
    models: [...new Set([...(listed === null ? [] : codesIn(listed)), ...models])].slice(0, 64),
  })
}

const codesIn = (list: string): readonly string[] =>
  list
    .split(/\s*(?:,|;|\band\b|&|\bor\b)\s*|\s+/)
    .map((one) => one.replace(/[.,;]+$/, ''))
    .filter((one) => one.length > 1)

/** "1) Flow 1000, REF 123; 2) Flow 2000": several products under numbers or letters of their own, in their order. */
export function describedProducts(described: string): readonly string[] {
  const marks = [...described.slice(0, 20_000).matchAll(/(?:^|[\s;,.])\(?([1-9]|[a-i])\)\s*(?=[A-Z])/g)]
  const isRow = marks.every(([, mark], i) => mark === String(i + 1) || mark === String.fromCharCode(97 + i))
  if (marks.length < 2 || !isRow || described.slice(0, marks[0]!.index).trim() !== '') return [described]
  return marks.map((mark, i) =>
    described
      .slice(mark.index + mark[0].length, marks[i + 1]?.index ?? described.length)
      .replace(/[\s;,]+(?:and)?\s*$/, ''),
  )
}

/** Where versions are told, and where what is told after them begins. */
const SOFTWARE = /\b(?:software|firmware|sw|versions?|ver\.|releases?)(?:\s|\(|:|\.)/i
const OTHER =
  /[;\n]|[,.(]?\s*\b(?:lots?|batch(?:es)?|serials?|sn|s\/n|udi|gtin|models?|ref|catalogu?e?|parts?|product|expir\w*|manufactured|distributed|shipped)\b|\.\s+(?=[A-Z])/i
const EVERY = /\ball (?:software |firmware )?versions\b(?!.*\d)/i
const LONGEST_WORDS = 300
/** Of what it works with. */
const OF_OTHERS =
  /\b(?:for use with|used with|compatible with|intended for|requires?|interfac\w+ (?:with|to))\b/i

/**
 * "All software versions prior to 4.5; serial numbers ...": the words on versions beside the lots, else those of the description, else
 * whether all units are meant.
 */
export function recalledVersions(lots: string | null, described: string): Constraint {
  const told = lots === null ? null : versionsIn(lots)
  if (told?.kind === 'ranges') return told
  const own = versionsIn(described.split(OF_OTHERS, 1)[0]!)
  if (own?.kind === 'ranges') return own
  if (lots === null) return unstated()
  return (/^\s*all\b/i.test(lots) && told === null) || EVERY.test(lots)
    ? allVersions('all')
    : unstated(lots.slice(0, 120))
}

/** `null`: it says nothing of versions. */
function versionsIn(text: string): Constraint | null {
  const at = text.slice(0, 4000).search(SOFTWARE)
  const words =
    at < 0
      ? ''
      : text
          .slice(at, at + LONGEST_WORDS)
          .split(OTHER, 1)[0]!
          .trim()
  return /\d/.test(words) ? readVersions(words).constraint : null
}
