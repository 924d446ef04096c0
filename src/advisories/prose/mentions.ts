/**
 * Reads which products in which versions the summary of a vulnerability names: "Acme Pump versions 6.x (model 35A) and
 * Acme Hub versions 2.1 and prior contain ...". Only sentences that state the scope are read; what older releases did
 * besides, or what a fix contains, is not the scope.
 */
import type { Constraint } from '../versions/constraint.ts'
import { readVersions } from '../versions/read.ts'
import { takeConditions } from './conditions.ts'
import { sentences } from './fixes.ts'

export interface Mention {
  /** The words before the versions, which name the product if any do. */
  readonly name: string
  readonly constraint: Constraint
  readonly models: readonly string[]
}

/** Longest summary that is read, in UTF-16 units. */
const MAX_TEXT = 3_000
/** Sentences whose subjects are compared with every product. */
const MAX_SENTENCES = 20
/** Words before a version that may name its product. */
const MAX_NAME_WORDS = 14

const SCOPE =
  /\b(?:(?:this|the)\s+(?:vulnerability|issue|flaw|cve)\s+(?:only\s+)?(?:affects|applies|exists|is\s+(?:only\s+)?present|impacts)|only\s+affects?|^only\b.{3,120}\b(?:is|are)\s+(?:affected|vulnerable|impacted|concerned|susceptible)|is\s+limited\s+to|affected\s+versions?\s+(?:are|is|include))\b/i
const VERSION_WORD =
  /^(?:versions?(?:\(s\))?|ver\.?|releases?|rev(?:ision)?s?\.?|firmware|software|builds?)[:,]?$/i
const OPERATOR =
  /^(?:and|or|prior|earlier|later|to|through|below|before|up|including|than|newer|older|lower|higher|above|all|only|previous|from|between|sp\d*|service|pack|&|-|–|<|<=|>|>=)[,;]?$/i
const DOTTED =
  /^v?\d+(?:\.[\dx*]+)+[\w.-]*$|^v\d+[a-z]?\d*$|^(?!X\.)[A-Z]\.\d{1,2}(?:[.\dx]*)$|^(?!0x)v?\d+[A-Z]\d+$/i
/** Only where "version" stands before. */
const LOOSE = /^(?:[A-Z]{1,2}\d{1,4}|\d{1,3}[A-Z]?|v?[\d.]+x{0,3}|R\d[\w.]*)$/i

export function mentions(summary: string): Mention[] {
  const all = sentences(summary.slice(0, MAX_TEXT).replace(UP_TO, 'before'))
  const found = all.filter((sentence, i) => i === 0 || SCOPE.test(sentence)).flatMap(ofSentence)
  return found.length > 0 ? found : all.flatMap(introducedIn)
}

/** "2.206.x up to but not including 2.320.x" */
const UP_TO = /\bup\s+to,?\s+(?:but\s+not\s+including|(?:but\s+)?excluding)\b,?/gi

const INTRODUCED =
  /\b(?:was|were|is|are)\s+(?:first\s+)?introduced\s+(?:in|with|by)\s+(?:the\s+)?(?:versions?|releases?|firmware|software)\s+(v?\d[\w.]*\d)/i

/** "This vulnerability was introduced in version 2.2": where it begins. */
function introducedIn(sentence: string): readonly Mention[] {
  const from = INTRODUCED.exec(sentence)?.[1]
  if (from === undefined) return []
  return [{ name: '', constraint: readVersions(`>= ${from}`).constraint, models: [] }]
}

/**
 * Of whom the first sentence of a summary speaks, before its verb; empty where it is of somebody who attacks, or of something
 * of no name.
 */
export function subjectOf(summary: string): string {
  const [first = ''] = sentences(withoutServants(summary.slice(0, MAX_TEXT)))
  const verb = VERB.exec(first)
  return verb === null ? '' : first.slice(0, verb.index)
}

/** The sentences, and the part of each that says of what it speaks: its subject, or all of it where it says what is affected. */
export function concernedIn(summary: string): readonly { readonly whole: string; readonly part: string }[] {
  const some = sentences(withoutServants(summary.slice(0, MAX_TEXT))).slice(0, MAX_SENTENCES)
  return some.map((whole) => {
    const verb = VERB.exec(whole)
    return { whole, part: CONCERNED.test(whole) || verb === null ? whole : whole.slice(0, verb.index) }
  })
}

/** "Devices managed by the Flow Manager" are not the manager: what serves those that a sentence speaks of is not its subject. */
const withoutServants = (summary: string): string =>
  summary.replace(SERVED, (_, served: string, servants: string) => {
    const verb = VERB.exec(servants)
    return verb === null ? served : `${served} ${servants.slice(verb.index)}`
  })

const SERVED =
  /\b((?:devices|equipment|hardware|instruments|machines|pumps|monitors|units|products))\s+(?:that\s+are\s+)?(?:enabled|managed|controlled|monitored|operated|configured|programmed|served|supervised)\s+(?:by|with|through|via)\s+([^,;.]{1,120})/gi

const CONCERNED =
  /\b(?:also|too|as\s+well|both|likewise|same|affect(?:s|ed|ing)?|impact(?:s|ed|ing)?|vulnerable|concern(?:s|ed))\b/i

const VERB =
  /\b(?:is|are|was|were|has|have|do|does|did|can|could|may|might|will|contains?|uses?|utilizes?|stores?|allows?|lacks?|fails?|transmits?|exposes?|sends?|runs?|accepts?|permits?|provides?|supports?|includes?|incorporates?|implements?|performs?|validates?|checks?|enforces?|encrypts?|authenticates?|discloses?|reveals?|leaks?|logs?|writes?|reads?|parses?|processes|communicates?|connects?|ships?|comes?|creates?|generates?|suffers?|relies|rely|employs?|enables?|listens?|saves?|print(?:s)?|pass(?:es)?|displays?|verif(?:y|ies)|restricts?|protects?|neutralizes?|sanitizes?|filters?)\b/i

function ofSentence(sentence: string): Mention[] {
  const words = sentence
    .replace(/\s+/g, ' ')
    .replace(/\s*\/\s*/g, '/')
    .split(' ')
  const found: Mention[] = []
  let nameFrom = 0
  for (let i = 0; i < words.length; ) {
    const end = phraseEnd(words, i)
    if (end === i) {
      i++
      continue
    }
    const before = words.slice(nameFrom, i)
    const named = LEADS.test(before.at(-1) ?? 'in') ? nameAfter(words, end) : null
    const mention = mentionOf(named ?? before, words.slice(i, end))
    if (mention) found.push(mention)
    if (mention) nameFrom = end
    i = end
  }
  return found
}

/** Words before a version that name nothing. */
const LEADS = /^(?:in|all|the|only|affected|affects?|exists?|present|found)$/i

/** "Version 4.6 of the eMerge 50P accepts ...": the product stands behind its version; `null` without one. */
function nameAfter(words: readonly string[], at: number): readonly string[] | null {
  if (!/^(?:of|for)$/i.test(words[at] ?? '')) return null
  const rest = words.slice(at + 1, at + 1 + MAX_NAME_WORDS)
  const verb = rest.findIndex((word) => VERB.test(word))
  const name = verb < 0 ? rest : rest.slice(0, verb)
  return name.length === 0 ? null : name
}

/** The end of a run of versions and the words between them, from `at`; `at` itself where none begins. */
function phraseEnd(words: readonly string[], at: number): number {
  let loose = false
  let end = at
  let depth = 0
  const start = AT_OR.test(words.slice(at, at + 3).join(' ')) ? at + 2 : at
  for (let i = start; i < words.length; i++) {
    const word = words[i]!
    const bare = word.replace(/^[("“]+|[)",;:.”]+$/g, '')
    const opens = word.startsWith('(')
    if (opens) depth++
    if (VERSION_WORD.test(bare)) loose = true
    else if (bare.split('/').every((one) => DOTTED.test(one) || (loose && LOOSE.test(one)))) end = i + 1
    else if (opens && end > at && /^\(models?$/i.test(word)) {
      // a note on the model belongs to the versions before it
      const close = words.findIndex((other, k) => k >= i && other.includes(')'))
      if (close < 0) break
      end = close + 1
      i = close
      depth = 0
      continue
    } else if (!OPERATOR.test(bare) || (i === start && !STARTS.test(bare))) break
    else if (end > at && (POSTFIX.test(bare) || isBeforeAlone(words, i))) end = i + 1
    if (word.includes(')') && depth > 0) depth--
  }
  return end
}

/** "1.2 and before": not the beginning of another version. */
const isBeforeAlone = (words: readonly string[], i: number): boolean =>
  /^before$/i.test(words[i]!.replace(/[,;]$/, '')) &&
  /^(?:and|or)$/i.test(words[i - 1] ?? '') &&
  !/^(?:the|versions?|v?\.?\d)/i.test(words[i + 1] ?? '')

/** "At or prior to 24.11" */
const AT_OR = /^at or (?:prior|before|below|earlier|lower|older)$/i
const STARTS = /^(?:all|<|<=|>|>=|prior|before|up|below|earlier|lower|older|between|from|through)$/i
const POSTFIX = /^(?:prior|earlier|later|below|newer|older|lower|higher|above|previous)$/i

function mentionOf(name: readonly string[], phrase: readonly string[]): Mention | null {
  const { rest, models } = takeConditions(phrase.join(' '))
  const { constraint } = readVersions(rest)
  if (constraint.kind !== 'ranges') return null
  return { name: name.slice(-MAX_NAME_WORDS).join(' '), constraint, models }
}
