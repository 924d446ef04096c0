/**
 * Reads which versions hold a fix from the prose of remediations. A version counts only in a sentence that speaks of a
 * fix or an update to it; versions of other software, of what one updates from, and lower bounds of support do not.
 */
import { type Lexeme, lexemes } from '../versions/lexemes.ts'

export interface FixMention {
  readonly version: string
  /** The sentence it stands in, for the products that it names. */
  readonly sentence: string
  /** The words right before the version, which name its product if any do. */
  readonly lead: string
  /** Announced, not there yet. */
  readonly planned: boolean
}

/** Longest text that is read, in UTF-16 units. */
const MAX_TEXT = 6_000
/** Words in front of a version that may say whose it is, in UTF-16 units. */
const MAX_LEAD = 200

const FIXING =
  /\b(?:updat\w*|upgrad\w*|fix\w*|patch\w*|releas\w*|resol\w*|remediat\w*|correct\w*|mitigat\w*|address\w*|install\w*|migrat\w*|(?:provid(?:es?|ing)|offer(?:s|ing)?)(?=[^.;]{0,60}\d)|use\s+(?:versions?\s+|releases?\s+)?v?\d+\.|plans?\s+(?:versions?\s+|releases?\s+)?v?\d|recommends?\s+(?:the\s+use\s+of\s+)?(?:(?:software|firmware)\s+)?(?:versions?|releases?)\s+v?\d|mov(?:e|ing)\s+to|not\s+(?:affected|vulnerable|exist)|no\s+longer|newest|latest|available|download\w*|(?:contains?|includes?)(?=[^.]{0,40}\b(?:fix|patch|correct|mitigat|remed))|created|produced|appl(?:y|ied)|deploy\w*)\b/i
/** "The vulnerabilities impact v5.0, v5.1 and their workstations": what is affected, however the sentence goes on. */
const AFFECTED =
  /\b(?:vulnerabilit(?:y|ies)|issues?|flaws?|CVE-\d{4}-\d+)\b[^.;]{0,60}?\b(?:impacts?|affects?|(?<!\bnot\s)exists?\s+in|(?:is|are)\s+present\s+in)\b/i
const UNAVAILABLE = /\b(?:is|are)\s+not\s+(?:yet\s+)?available\b/i
/** "For 4.1 - 4.3, no patch will be available": those versions get none. */
const NONE_COMES =
  /\bno\s+(?:(?:further|more|security|software|firmware)\s+)*(?:patch|fix|update|hot\s?fix|upgrade)(?:es|s)?\s+(?:(?:is|are|will\s+be)\s+(?:\w+\s+)?(?:available|planned|provided|released|developed|offered|issued|scheduled|created|made)|exists?)\b|\bwill\s+not\s+be\s+(?:fixed|patched|updated|remediated|corrected|addressed|resolved)\b/i
const PLANNED =
  /\b(?:plan(?:s|ned|ning)?|will\s+(?:be|release|provide|address|include|resolve)|scheduled|expected|anticipat\w+|upcoming|intend\w*|targeted|in\s+development|future|by\s+(?:the\s+)?end\s+of)\b/i
/** In front of a version these make it another thing than the fix. */
const NOT_THE_FIX =
  /(?:\b(?:from(?:\s+[\w-]+){0,3}|(?<!\brecommends?\s)(?:running|using|supports?|supporting|affected)(?:\s+(?!to\b|updat|upgrad|install|appl)[\w-]+){0,4}|(?:patch\w*|hot\s?fix\w*|updates?)(?:\s+\S+)?\s+for(?:\s+(?!in\b|with\b|as\b|to\b|is\b|by\b|from\b)[\w-]+){0,2}|prior\s+to|before|(?:earlier|older|lower|less|later|newer|higher|greater)\s+than|below|windows(?:\s+server)?|microsoft|internet\s+explorer|iis|sql(?:\s+server)?|tls|ssl|smb|snmp|ssh|java|jre|python|openssl|apache|tomcat|php|mysql|\.net|node|linux|kernel|android|ios|cvss|cve|cwe|bug|section|chapter|option|ports?|tcp|udp|step|phase|page|iso|iec|nist|nfpa|advisory|bulletin|number|calling|call|at|vulnerable|supports?|support\s+for|in\s+use|currently|existing|identified\s+in)\b|[#$@:]\/\/\S*)\s*(?:versions?|v\.?|release|software|firmware|systems?)?\s*$/i
/** "Update the app to iOS v3.5 / Android v4.5": the system tells which of the apps is meant, as nobody writes its own versions so. */
const EDITION_OF_APP = /(\b(?:apps?|applications?)\b.{0,100}?)\b(?:android|ios)\s+$/i
const LATER_EXCLUDED =
  /^\s*(?:and\s+(?:prior|earlier|below|lower|older)|or\s+(?:prior|earlier|below|lower|older)|users|affected)\b|^\s*\(to\b|^,?\s*and\s+(?:(?:first|then|also)\s+)?(?:apply|install)\s+(?:the\s+)?(?:[\w-]+\s+)?(?:patch|hot\s?fix|update)/i

/** "12.2.8.400* released in August": a mark that sends to a note. */
const FOOTNOTE = /(?<=\d\.\d{1,9})\*+(?=[\s,;)]|$)/g

export function fixMentions(text: string): FixMention[] {
  const found: FixMention[] = []
  const spoken = text
    .slice(0, MAX_TEXT)
    .replace(FOOTNOTE, '')
    .replace(HEADED, '$1: ')
    .replace(UPDATE_OF, '$2 $1')
  for (const whole of sentences(spoken)) {
    const sentence = behind(NONE_COMES, behind(AFFECTED, whole))
    if (UNAVAILABLE.test(sentence)) continue
    const fixing = FIXING.test(sentence)
    for (const part of sentence.split(/;\s+/)) if (fixing || isBare(part)) found.push(...versionsOf(part))
  }
  return found
}

/** What the summary of a vulnerability says of its fix: "Remediation in Version 6.7.0", "This is fixed in versions 6.9.3 and newer." */
export const fixesInSummary = (summary: string): FixMention[] =>
  FIXED_IN.test(summary)
    ? sentences(summary.slice(0, MAX_TEXT)).flatMap((one) => (FIXED_IN.test(one) ? fixMentions(one) : []))
    : []

const FIXED_IN =
  /\b(?:fix(?:ed)?|patched|remediat(?:ed|ion)|resolved|corrected|addressed)\s+(?:in|by|with)\s+(?:the\s+)?(?:(?:firmware|software)\s+)?(?:versions?|releases?|v\.?(?=\s?\d)|(?=\d+\.\d))/i

/** "Flow-8.2. To obtain the update to ...": of which product the sentence speaks. */
const HEADED =
  /^((?=\S*[A-Z\d])[A-Za-z][\w.-]*(?:\s[A-Z\d][\w.-]{0,19}){0,4}?)\.\s+(?=(?:To|The|Updates?|Upgrade|Download)\s)/
/** "Update 5 for Flow Designer V12 SP1": its number stands in front of the release that it updates. */
const UPDATE_OF =
  /\b((?:Update|Upd|Hotfix|Patch)\s\d{1,3})\s+for\s+(?:the\s+)?([A-Z][^.;]{2,80}?\sV\d+(?:\.\d+){0,3}(?:\sSP\s?\d+)?)(?=[\s,.;]|$)/g

/** What a sentence says of a fix behind versions that are affected, or stay so; nothing where it says no more. */
function behind(words: RegExp, sentence: string): string {
  const said = words.exec(sentence)
  if (!said) return sentence
  const rest = sentence.slice(said.index + said[0].length)
  const fix = /\b(?:updat|upgrad|fixed|patch|resolved|corrected)/i.exec(rest)
  return fix ? rest.slice(fix.index) : ''
}

/** Ends of sentences are a stop and a blank; a stop inside a version is not. */
export function sentences(text: string): string[] {
  return text
    .replace(/https?:\/\/\S+|(?<!\S)\S+@\S+/g, ' ')
    .split(
      /(?<=[a-z)\]"”\d])[.!?](?:\s+(?=[A-Z“"](?<!V)|V(?!\d)|[a-z][A-Z])|(?=[A-Z][a-z]|CVE-)|\s*$)|[\r\n]+/,
    )
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

/** "DS-2CD63xx Series: V5.4.5 Build 170206 and later": nothing but a product and a version, or several of both. */
const isBare = (sentence: string): boolean =>
  (sentence.length < 120 && (FOR_PRODUCT.test(sentence) || ENDS_IN_VERSION.test(sentence))) ||
  sentence.split(/,\s+/).every((item) => MINIMUM.test(item))

/** "BMX-100 Exec V2.50 or greater": one item of a list of them. */
const MINIMUM = /^.{2,80}\sv?\d+(?:\.\d+)+\w*\s+(?:or|and)\s+(?:later|newer|higher|above|greater)$/i

/** "Firmware 3.6.5 for PX3", "FRN 15.2(6)E2a: Flow Switch 5400" */
const FOR_PRODUCT =
  /^(?:(?:firmware|software|version|release|frn)\s+)?v?\d+(?:\.\d+){1,3}(?:\(\d+\)\w{0,8})?(?:\s+for\s+(?:the\s+)?|:\s+)[A-Z]/i
const ENDS_IN_VERSION =
  /(?:^|[:\s-])(?:ver\.|rev\.|v?\.?)\d+(?:\.\d+)+[\w.-]*(?:\s+[a-z]{0,8}\.?\s?-?\d[\w.-]*)*(?:\s+(?:and|or)\s+(?:later|newer|higher|above|greater))?\s*$/i

function versionsOf(sentence: string): FixMention[] {
  const planned = PLANNED.test(sentence)
  const users = usersOf(sentence)
  const start = FIXING.exec(sentence)?.index ?? 0
  const found: FixMention[] = []
  let at = 0
  let excluded = false
  for (const lexeme of lexemes(sentence)) {
    const index = positionOf(sentence, lexeme, at)
    if (index < 0) continue
    const before = sentence.slice(at, index)
    at = index + textOf(lexeme).length
    if (
      lexeme.kind !== 'version' ||
      lexeme.date ||
      !(isNumbered(lexeme.text) || isBuild(lexeme.text, sentence.slice(0, index)))
    ) {
      if (lexeme.kind === 'word') excluded = false
      continue
    }
    const lead = sentence.slice(Math.max(0, index - MAX_LEAD), index)
    // "from 1.0, 1.1 or 1.2": the list goes on
    excluded =
      NOT_THE_FIX.test(/^v/i.test(lexeme.text) ? lead.replace(EDITION_OF_APP, '$1') : lead) ||
      (excluded && /^[\s,/&]*(?:and|or|to)?\s*(?:versions?)?\s*v?$/i.test(before) && !/\bto\b/i.test(before))
    const after = sentence.slice(at, at + 40)
    if (excluded || LATER_EXCLUDED.test(after) || (index > users.from && index < users.to)) continue
    if (
      index < start &&
      !/\b(?:is|are|was|has|have|will|includes?|contains?|fix\w*|address\w*|mitigat\w*|resol\w*|remediat\w*|releas\w*|download\w*|available|and|or)\b/i.test(
        sentence.slice(at),
      )
    )
      continue
    found.push({ version: lexeme.text, sentence, lead, planned })
  }
  return found
}

/** "... is available to users of A, B or C", "users of A upgrade to B": whom the sentence addresses. */
function usersOf(sentence: string): { from: number; to: number } {
  const match =
    /\b(?:users?|customers?|sites?|owners|those)\s+(?:who\s+(?:are|have)\s+)?(?:using|with|of|running|on)\b/i.exec(
      sentence,
    )
  if (!match) return { from: sentence.length, to: sentence.length }
  const rest = sentence.slice(match.index + match[0].length)
  // "running versions 3.1 to 3.4 should ..." are all of them
  const end =
    /\b(?:to(?!\s+v?\d)|upgrad\w*|updat\w*|install\w*|appl(?:y|ied)|should|are|can|may|mitigate)\b/i.exec(
      rest,
    )
  return { from: match.index, to: end ? match.index + match[0].length + end.index : sentence.length }
}

const textOf = (lexeme: Lexeme): string => ('text' in lexeme ? lexeme.text : '')

function positionOf(sentence: string, lexeme: Lexeme, from: number): number {
  const text = textOf(lexeme)
  return text === '' ? -1 : sentence.indexOf(text, from)
}

/** "Build 5868" */
const isBuild = (version: string, before: string): boolean =>
  /^\d{3,9}$/.test(version) && /\bbuild\s+$/i.test(before)

/** Has a dot, a build or letters with digits; a bare small number in prose is mostly something else. */
function isNumbered(version: string): boolean {
  if (/^q[1-4]$/i.test(version) || /^(?:19|20)\d\d$/.test(version) || /^\d{1,2}$/.test(version)) return false
  if (/-\d{3,4}-\d{3,}|^\d{3}-\d{3}|^\d+-\d+$/.test(version)) return false
  return (
    /^\D{0,8}\d[\w.\s()-]*$/.test(version) &&
    (/\d\.\d|\d\s*(?:sp|build|r|u|cu|cp|qu|hf|mr)\s*\d/i.test(version) ||
      /^[a-z]{1,2}\.?\d+/i.test(version) ||
      /^\d{2,3}[UL]\d{4,}$/i.test(version) ||
      /^v\d+$/i.test(version))
  )
}
