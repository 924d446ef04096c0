/** Which of the fixed versions that remediations mention are meant for which product. */

import { fitCode } from '../../names/codes.ts'
import { deviceName, says } from '../../names/device-name.ts'
import { productName } from '../../names/product-name.ts'
import { withoutBrands } from '../../names/telling.ts'
import { fold, squeeze, type Token, tokensOf } from '../../names/tokens.ts'
import type { FixMention } from '../../prose/fixes.ts'
import type { Condition } from '../../statement.ts'
import { compareVersions, isVersion, sharedRuns } from '../../versions/compare.ts'
import type { Constraint, Range } from '../../versions/constraint.ts'
import { regionalBuild } from '../../versions/regional.ts'
import { ofSoftware, speaksOfPart } from './whose.ts'

/** The names among `names` that the words of a mention speak of; empty where they speak of none. */
export function namedProducts(
  mention: FixMention,
  names: readonly string[],
  brands: ReadonlySet<string>,
): readonly string[] {
  const behind =
    /^(?:(?:[\s,\d.vV]|and|or|later)*\s+(?:of|for)\s+(?:the\s+)?|:\s+|\s*\((?=[^()]{3,80}\)))([^()].{2,80})/
      .exec(after(mention))?.[1]
      // "... of A and version 2 of B"
      ?.replace(
        /(?:,|;|\band\b)(?:(?!,|;|\band\b).)*?\s(?:v(?:er(?:sion|\.)?)?\s*)?(?:\d+\.\d|[A-Z]\.\d)[\s\S]*$/i,
        '',
      )
  // "A to 3.21, B to 3.30 and C to 2.1": the words since the last version
  const near = /.*(?:\d|\b[A-Z])\.\d[\w.]*\s*((?:,|;|\band\b).*)$/s.exec(mention.lead)?.[1]
  // "A 3.21 B 3.30"
  const since = /.*\d\.\d[\w.]*\s+(.+)$/s.exec(mention.lead)?.[1]
  for (const words of [behind, near, since, mention.lead]) {
    if (words === undefined) continue
    const named = mostNamed(words, names, brands)
    if (named.length > 0) return withListed(words, names, named)
  }
  const { sentence } = mention
  const named = withListed(sentence, names, mostNamed(sentence, names, brands))
  // a name that the sentence says in full tells more than the word in front of the version
  if (named.some((name) => fold(sentence).includes(fold(name)))) return named
  const called = ofSoftware(mention.lead, names)
  return called.length > 0 ? called : named
}

/** "Vento, Vento Small - update to ...": a name that is all of an item of a list is said, though another holds its words too. */
function withListed(words: string, names: readonly string[], named: readonly string[]): readonly string[] {
  const items = new Set(words.split(/[,;:]|\s[-–]\s|\b(?:and|or|for)\b/i).map((item) => squeeze(fold(item))))
  return items.size < 3
    ? named
    : names.filter((name) => named.includes(name) || items.has(squeeze(fold(name))))
}

/** Words before a fixed version that name nothing: verbs, hints to time and place, kinds of release. */
const NEUTRAL =
  /^(?:\W*|v|to|by|from|at|as|is|are|was|has|have|had|been|be|it|its|this|that|these|those|their|new|latest|newest|current|next|or|and|the|later|higher|newer|recommend\w*|suggest\w*|advis\w*|updat\w*|upgrad\w*|install\w*|appl(?:y|ied|ying)|us(?:e|es|ing|ers?)|customers?|mov(?:e|ing)|migrat\w*|releas\w*|includ\w*|contain\w*|download\w*|deploy\w*|provid\w*|fix\w*|patch\w*|address\w*|resolv\w*|mitigat\w*|remediat\w*|correct\w*|develop\w*|publish\w*|issu\w*|offer\w*|creat\w*|produc\w*|post\w*|exec|plan\w*|schedul\w*|will|should|can|may|must|available|hot\s?fix\w*|build|revision|rev|frn|service|maintenance|minor|major|full|beta|stable|official|affected|vulnerab\w*|not|no|longer|than|least|run\w*|least|below|above|starting|long|term|branch(?:es)?|lts|line|with|within|since|through|via|portal|website|site|support|file|package|image|bundle|hardware|both|each|all|following|respective\w*|corresponding|january|february|march|april|may|june|july|august|september|october|november|december|q[1-4]|(?:19|20)\d\d|mid|early|late|end|quarter|first|second|third|fourth|obtain\w*|request\w*|contact\w*|eliminat\w*|remov\w*|disabl\w*|enabl\w*|implement\w*|introduc\w*|chang\w*|enhanc\w*|improv\w*)$/i
/** Numbers, and updates of a version that stand behind it: `3.00.2 CU02`. */
const VERSION_PART = /^v?\d|^[A-Z]{1,2}\d+\.\d|^(?:sp|cu|qu|hf|mr|ur|r|u|p)\d+$/i
/** Parts of a device, whose versions are not its own. */
const PART =
  /\b(?:module|component|library|libraries|driver|chip|chipset|operating system|kernel|plug-?in|framework|runtime|bootloader|bios|database)s?\b/i
/** Words right before a version that are looked at. */
const MOST_BEFORE = 4

/** All that a document's product tree and title say; every version in the words of its fixes is looked up in it. */
export class Vocabulary {
  readonly #words: string
  #squeezed: string | null = null

  constructor(words: string) {
    this.#words = words
  }

  has(squeezedWord: string): boolean {
    this.#squeezed ??= squeeze(fold(this.#words))
    return this.#squeezed.includes(squeezedWord)
  }

  /** Whether it is about a part of a device. */
  get isOfPart(): boolean {
    return PART.test(this.#words)
  }
}

/**
 * "Update Log4j to 2.17.1": what stands right before the version is neither one of the document's products nor a word that
 * names nothing, so the version is of something else.
 */
export function isOfSomethingElse(
  { lead, version }: FixMention,
  names: readonly string[],
  brands: ReadonlySet<string>,
  vocabulary: Vocabulary,
): boolean {
  const clause = lead.split(/[.;:()]\s|\bwhich\b|\bthat\b/).at(-1) ?? ''
  const words = clause
    .trim()
    .split(/[\s,/]+/)
    .slice(-MOST_BEFORE)
  // "does not exist in Flow 3.1": the Flow is there
  const before = words.join(' ').replace(/\bnot\s+/gi, '')
  if (isModel(version, names) || namesSister(clause, names, brands, vocabulary)) return true
  if (mostNamed(before, names, brands).length > 0) return false
  if (names.some((name) => shortens(words.at(-1) ?? '', name))) return false
  if (PART.test(before) && !vocabulary.isOfPart) return true
  return words.some((word) => {
    const bare = word.replace(/^\W+|\W+$/g, '')
    if (NEUTRAL.test(bare) || VERSION_PART.test(bare) || brands.has(squeeze(fold(bare)))) return false
    if (names.some((name) => shortens(bare, name))) return false
    return tokensOf(bare).some(({ weight, text }) => weight !== 'noise' && !vocabulary.has(text))
  })
}

/** "Update the wireless module to 2.2": of a part that the product's versions hang on, not of the product. */
export const isOfPart = ({ lead }: FixMention, conditions: readonly Condition[]): boolean =>
  conditions.some(
    (one) =>
      one.kind === 'component' &&
      one.constraint.kind === 'ranges' &&
      speaksOfPart(lead.slice(-MAX_PART), one.name),
  )

/** Words before a fixed version that may name a part, in UTF-16 units. */
const MAX_PART = 80

/** Whether a version is later than all that a product is affected in. */
export const isBeyond = (version: string, constraint: Constraint): boolean =>
  constraint.kind === 'ranges' &&
  constraint.ranges.every(({ to }) => {
    const order = to === null ? null : compareVersions(version, to.version)
    return order === 1 || (order === 0 && !to!.inclusive)
  })

/** "... 2.6 for the V500": a product's own number. */
const isModel = (version: string, names: readonly string[]): boolean =>
  !version.includes('.') &&
  names.some((name) =>
    productName(name).alternatives.some(({ tokens }) =>
      tokens.some(({ codes, text }) => codes.length > 0 && text === squeeze(version)),
    ),
  )

/** "A new Flow 360 Pump, version 15.10", where the document knows other Flows: a number of a model of which it says nothing. */
function namesSister(
  clause: string,
  names: readonly string[],
  brands: ReadonlySet<string>,
  vocabulary: Vocabulary,
): boolean {
  const words = clause
    .trim()
    .split(/[\s,/]+/)
    .slice(-MOST_NAMED)
  const at = words.findLastIndex((word) => MODEL_NUMBER.test(word) && !/^(?:19|20)\d\d$/.test(word))
  if (at < 1 || vocabulary.has(squeeze(fold(words[at]!)))) return false
  const behind = words.slice(at + 1)
  if (
    !behind.every(
      (word) => /^(?:versions?|v|ver|firmware|software|release|and|to)$/i.test(word) || isKind(word),
    )
  )
    return false
  return mostNamed(words[at - 1]!, names, brands).length > 0
}

/** Words that may name a product before one of its versions. */
const MOST_NAMED = 8
const MODEL_NUMBER = /^[A-Z]{0,4}-?\d{2,5}[A-Za-z]{0,3}$/

const isKind = (word: string): boolean => tokensOf(word).every(({ weight }) => weight !== 'strong')

/** "ISCV" for IntelliSpace Cardiovascular: its letters in their order, from the first on. */
function shortens(word: string, name: string): boolean {
  if (!/^[A-Z]{2,6}$/.test(word)) return false
  const letters = squeeze(name)
  let at = -1
  for (const letter of word.toLowerCase()) {
    at = letters.indexOf(letter, at + 1)
    if (at < 0) return false
  }
  return letters.startsWith(word.slice(0, 1).toLowerCase())
}

function after({ sentence, version }: FixMention): string {
  const at = sentence.indexOf(version)
  return at < 0 ? '' : sentence.slice(at + version.length)
}

/** The names of which the words hold the most telling tokens. */
function mostNamed(words: string, names: readonly string[], brands: ReadonlySet<string>): readonly string[] {
  const said = deviceName(words)
  const all = { ...said, besides: [...said.tokens, ...said.besides] }
  const abbreviations = all.besides.filter(({ raw }) => /^[A-Z]{2,6}$/.test(raw)).map(({ text }) => text)
  const counts = names.map((name) =>
    Math.max(
      0,
      ...productName(name).alternatives.map(({ tokens, short }) => {
        const own = distinct(withoutBrands(tokens, brands))
        const telling = own.filter(({ weight }) => weight === 'strong')
        const found = telling.filter((token) =>
          token.codes.length > 0
            ? all.codes.some((own) => token.codes.some((code) => fitCode(code, own) === 'same'))
            : token.words.some((word) => says(all, word)),
        )
        const kinds = own.filter(({ weight }) => weight === 'kind')
        const said = kinds.filter(({ text }) => says(all, text)).length
        // "IBE B.13" speaks of IntelliBridge Enterprise, with whatever it is integrated
        if (found.length === 0 && abbreviations.some((one) => short.has(one))) return 1
        const isKindSaid = kinds.length > 0 && said === kinds.length
        if (found.length > 0) return found.length + said / 100
        // "the PC module" of the Flow 8015 PC Module
        if (telling.length > 0) return kinds.length > 1 && isKindSaid ? 0.25 + said / 100 : 0
        return isKindSaid ? 0.5 + said / 100 : 0
      }),
    ),
  )
  const most = Math.max(...counts)
  return most > 0 ? names.filter((_, i) => counts[i] === most) : []
}

/** "Spot 4400 Device / Spot 4400 Extended Device" says each word once. */
const distinct = (tokens: readonly Token[]): readonly Token[] =>
  tokens.filter(({ text }, i) => tokens.findIndex((other) => other.text === text) === i)

/** Those that can be the fix, and with them fixes of older release lines within what is affected: "5.6.2, or 4.9.12 of the 4.x line". */
export function fixesOf(mentions: readonly FixMention[], constraint: Constraint): readonly FixMention[] {
  const beyond = mentions.filter(({ version }) => canFix(version, constraint))
  if (beyond.length === 0 || constraint.kind !== 'ranges') return beyond
  return mentions.filter(
    (one) =>
      beyond.includes(one) ||
      (isVersion(one.version) &&
        beyond.every(({ version }) => sharedRuns(version, one.version) === 0) &&
        constraint.ranges.some((range) => !isSingle(range) && isWithin(one.version, range))),
  )
}

/** Whether a version can be the fix of a statement: of the same scheme, and not itself inside what is affected. */
function canFix(version: string, constraint: Constraint): boolean {
  if (!isVersion(version)) return false
  const dotted = /\d\.\d|^[a-z]\.\d/i.test(version)
  if (constraint.kind !== 'ranges') return dotted || regionalBuild(version) !== null
  const bounds = constraint.ranges.flatMap(({ from, to }) =>
    [from, to].flatMap((bound) => (bound ? [bound.version] : [])),
  )
  const comparable = bounds.filter((bound) => compareVersions(version, bound) !== null)
  // another way of counting begins with the fix
  if (comparable.length === 0) return /^v?\d+(?:\.\d+){2,}$/i.test(version) && bounds.every(isLettered)
  if (!dotted && !comparable.some((bound) => /[a-z]/i.test(bound) === /[a-z]/i.test(version))) return false
  return !constraint.ranges.every((range) => isWithin(version, range))
}

/** "Illustra.SS016.05.09.04.0006": a word and a series of letters before the numbers. */
const isLettered = (bound: string): boolean => /^[a-z]{3,}[._-]?[a-z]+\d/i.test(bound)

function isWithin(version: string, { from, to }: Range): boolean {
  const low = from && compareVersions(version, from.version)
  const high = to && compareVersions(version, to.version)
  if (from && (low === null || low! < 0)) return false
  if (!to) return false
  // the bound itself, excluded, is the fix; a release line as such ("8") does not exclude its own later builds
  if (from && from.version === to.version) return high === 0 && sharedRuns(version, to.version) > 0
  return high !== null && (high < 0 || (high === 0 && to.inclusive))
}

/**
 * The vulnerabilities of which the words around a fixed version are: those behind it after "for", those named since the version
 * before, or else up to the next one, or anywhere in the sentence. `null`: it names none.
 */
export function vulnerabilitiesOf({ lead, sentence, version }: FixMention): readonly string[] | null {
  const all = cvesIn(sentence)
  if (all.length < 2) return all.length === 0 ? null : all
  const next = after({ lead, sentence, version, planned: false }).split(DOTTED)[0]!
  const behind = cvesIn(next)
  if (behind.length > 0 && /^[^,;]{0,20}\bfor\s+(?:the\s+)?CVE/.test(next)) return behind
  const before = cvesIn(lead.split(DOTTED).at(-1)!)
  return before.length > 0 ? before : behind.length > 0 ? behind : all
}

const DOTTED = /\d\.\d[\w.]*/
const cvesIn = (words: string): readonly string[] => words.match(/CVE-\d{4}-\d{4,}/g) ?? []

/**
 * "For CVE-2026-1, update to 4.0": one list of versions stands for several vulnerabilities, and this one ends where its own fix
 * begins. `fixes`: versions named together with the vulnerability. What none of them cuts is returned as it is.
 */
export function upToFix(constraint: Constraint, fixes: readonly string[]): Constraint {
  if (constraint.kind !== 'ranges' || fixes.length !== 1) return constraint
  const version = fixes[0]!
  const isCut = (range: Range): boolean => !isSingle(range) && isWithin(version, range)
  if (!constraint.ranges.some(isCut)) return constraint
  const cut = constraint.ranges.map((range) =>
    isCut(range) ? { ...range, to: { version, inclusive: false } } : range,
  )
  return { ...constraint, ranges: cut }
}

const isSingle = ({ from, to }: Range): boolean => from !== null && from.version === to?.version
