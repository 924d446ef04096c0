/**
 * Which units of a product a text means, where it is not all of them: "Devices with serial numbers below 5000 ...", "Only pumps sold
 * between June 2015 and December 2017 ...", "Monitors manufactured after May 2019 are not affected.". Only words that confine a noun count:
 * "The pump, which was sold until 2012, ..." tells of all pumps.
 */
import { weightOf } from '../names/words.ts'
import type { Condition } from '../statement.ts'
import { takeConditions } from './conditions.ts'
import { sentences } from './fixes.ts'
import { hardwareIn } from './hardware.ts'
import { takeSerials } from './serials.ts'

export interface Units {
  /** The sentence that confines them, which may name the product. */
  readonly sentence: string
  readonly condition: Condition
  /** The sentence says who is not concerned; `condition` is of those who are. */
  readonly cleared: boolean
}

/** Longest text that is read, in UTF-16 units. */
const MAX_TEXT = 3_000
/** Longest sentence that is read. */
const MAX_SENTENCE = 400

export function unitsIn(text: string): readonly Units[] {
  if (!SPEAKS.test(text)) return []
  return sentences(text.slice(0, MAX_TEXT)).flatMap((sentence) => {
    if (sentence.length > MAX_SENTENCE || !SPEAKS.test(sentence)) return []
    return [bySerial(sentence), byDate(sentence), byHardware(sentence)].flatMap((found) => found ?? [])
  })
}

const SPEAKS =
  /\b(?:serial|s\/n|sn|manufactured|produced|built|made|shipped|distributed|delivered|sold|purchased|hardware|hw)\b/i

/** Whoever speaks of attackers in front of serial numbers does not say which devices are meant. */
const OTHERWISE =
  /\b(?:attackers?|adversar\w+|guess\w*|enumerat\w*|deriv\w*|comput\w*|predict\w*|knows?|such\s+as)\b/i

function bySerial(sentence: string): Units | null {
  const serials = takeSerials(sentence)
  if (serials === null) return null
  const at = sentence.indexOf(serials.words)
  const [lead, rest] = [sentence.slice(0, at), sentence.slice(at + serials.words.length)]
  // "serial numbers below 8 digits"
  if (/^\s*(?:digits?|characters?|letters?)\b/i.test(rest) || OTHERWISE.test(lead)) return null
  const confines = WITH_SERIALS.test(lead) || (OPENING.test(lead) && CONCERNED.test(rest))
  return confines ? unitsOf(sentence, `${lead} ${rest}`, serials.condition) : null
}

const WITH_SERIALS =
  /(?:\b(?:with|whose|having|bearing|carrying|affects|affected\s+are|limited\s+to|only)\s+(?:(?:an?|the|any|following|all|manufacturer['’]?s?|device|product)\s+){0,3}|[(])$/i
const OPENING = /^\W*(?:(?:only|all|any|the)\s+){0,2}$/i
const CONCERNED = /\b(?:affected|vulnerable|impacted|susceptible|concerned)\b/i

/** What a unit may be called besides a word of kind or the product's own name. */
const UNITS =
  /^(?:units?|devices?|products?|ones|those|machines?|systems?|instruments?|models?|appliances?|equipment)$/i
const PROGRAM =
  /^(?:software|firmware|versions?|builds?|images?|releases?|app|apps|applications?|programs?|code|librar(?:y|ies)|services?|servers?|clients?|patch(?:es)?|updates?|files?|data|reports?|records?|web|database)$/i
const DATED =
  /\b(?:manufactured|produced|built|made|shipped|distributed|delivered|sold|purchased)\s+(?:(?:and\s+\w+|only|worldwide|by\s+[\w ]{2,30}?)\s+)?(?:(?:on|in)\s+or\s+)?(?:between|from|before|prior\s+to|after|since|until|up\s+to|later\s+than|in|[<>]=?)\s/i

function byDate(sentence: string): Units | null {
  const made = DATED.exec(sentence)
  if (made === null) return null
  const lead = sentence.slice(0, made.index).trimEnd()
  if (OTHERWISE.test(lead)) return null
  const noun = lead.replace(/\s+(?:that|which)\s+(?:were|was|are|is|(?:have|has)\s+been)$/i, '')
  const last = /([\p{L}\p{N}-]+)$/u.exec(noun)?.[1]
  if (last === undefined || !isUnit(last)) return null
  const { conditions, rest } = takeConditions(sentence.slice(made.index))
  const condition = conditions.find(({ kind }) => kind === 'date')
  return condition === undefined ? null : unitsOf(sentence, `${lead} ${rest}`, condition)
}

const isUnit = (word: string): boolean =>
  !PROGRAM.test(word) &&
  (UNITS.test(word) ||
    /[\p{Lu}\d]/u.test(word) ||
    (word.length > 3 && weightOf(word.toLowerCase()) === 'kind'))

function byHardware(sentence: string): Units | null {
  const hardware = hardwareIn(sentence)
  if (hardware === null) return null
  const at = sentence.indexOf(hardware.words)
  const [lead, rest] = [sentence.slice(0, at), sentence.slice(at + hardware.words.length)]
  const confines = /\b(?:only|limited\s+to|affects|affected\s+are)\b/i.test(lead) || CONCERNED.test(rest)
  return confines && !OTHERWISE.test(lead) ? unitsOf(sentence, `${lead} ${rest}`, hardware.condition) : null
}

/** "A fixed password" is no fix. */
const NOT_CONCERNED =
  /\bnot\s+(?:be\s+)?(?:affected|vulnerable|impacted|susceptible|concerned)\b|\bunaffected\b|\bnot\s+contain\s+(?:this|the)\s+(?:vulnerabilit|flaw|issue|defect|weakness)|\b(?:ships?|shipped|delivered|come|contains?|includes?|have|has|already)\b.{0,60}\b(?:(?:the|a|this)\s+(?:fix|correction|patch)\b|(?:fixed|corrected|patched)\s+(?:firmware|software|versions?|release|build|hardware|board)\b)|\b(?:are|is|were)\s+(?:already\s+(?:fixed|updated)|corrected|patched|resolved)\b/i

/** "... are affected too": so are the others. */
const BESIDE_OTHERS =
  /\b(?:also|too|as\s+well|including|this\s+includes|in\s+addition|additionally|especially|particularly|both|(?:most|some|many)\b(?!\s+recent))\b|\b(?:less|more)\s+(?:affected|vulnerable|exposed|susceptible)\b/i
/** What is done for some units says nothing of a flaw: "... are no longer supported", "... cannot be updated". */
const CARED_FOR =
  /\b(?:support(?:s|ed)?|end\s+of\s+(?:life|sale)|labels?|labell?ed|warranty|contact|return(?:ed|ing)?|replac(?:ed?|ements?)|(?:needs?|requires?|can(?:not)?|must|should|may)\s+(?:\w+\s+){0,3}?(?:updat|upgrad|servic|patch)\w*)\b/i

/** Then not all of those units are cleared. */
const CONDITIONAL =
  /\b(?:if|when|where|unless|once|until|provided|as\s+long\s+as|except\w*|running|default|another|other|CVE-\d+|(?:with|on|have|has)\s+(?:(?:software|firmware|versions?|releases?)\s+)*v?\d|(?:software|firmware|versions?|releases?)\s+v?\d)/i

function unitsOf(sentence: string, around: string, condition: Condition): Units | null {
  if (!NOT_CONCERNED.test(around)) {
    const isOfFlaw = CONCERNED.test(around) || /\bonly\b/i.test(around) || !CARED_FOR.test(around)
    return isOfFlaw && !BESIDE_OTHERS.test(around) ? { sentence, condition, cleared: false } : null
  }
  const others = CONDITIONAL.test(around) ? null : othersThan(condition)
  return { sentence, condition: others ?? { kind: 'text', text: sentence }, cleared: true }
}

/** Those that are left; `null` where they lie on both sides. */
function othersThan(condition: Condition): Condition | null {
  switch (condition.kind) {
    case 'serial': {
      const { from, to, exclusive, ...rest } = condition
      if (from !== null && to !== null) return null
      return { ...rest, from: to, to: from, ...(exclusive ? {} : { exclusive: true }) }
    }
    case 'date': {
      const { of, from, to, before, after } = condition
      if (from !== null && to !== null) return null
      return {
        kind: 'date',
        of,
        from: to,
        to: from,
        before: from !== null && !after,
        ...(to !== null && !before && { after: true }),
      }
    }
    default:
      return null
  }
}
