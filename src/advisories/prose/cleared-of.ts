/** Which single vulnerabilities a product is said not to have: "The Flow Pump is not vulnerable to CVE-2031-1000 and CVE-2031-1001." */
import { sentences } from './fixes.ts'

/** Longest text that is read, in UTF-16 units. */
const MAX_TEXT = 3_000

const CVE = String.raw`CVE-\d{4}-\d{4,12}`
const LIST = String.raw`(?:(?:the\s+)?vulnerabilit(?:y|ies)\s+)?${CVE}(?:(?:\s{0,2},\s{0,2}(?:and\s|or\s)?|\s(?:and|or|nor)\s)${CVE}){0,40}`
const NOT = String.raw`(?:not|un)\s?(?:also\s|directly\s)?(?:vulnerable|affected|impacted|susceptible|exposed)\s(?:to|by)\s(?:either\s|any\sof\s)?`
/** Nothing may follow: "if", "when", "in version 3" would tell of some of them only. */
const IS_NOT = new RegExp(String.raw`^(.{3,200}?)\s(?:is|are|was|were)\s${NOT}(${LIST})\s*[.)]?\s*$`, 'i')
const DOES_NOT = new RegExp(
  String.raw`^(${LIST})\s(?:does|do)\snot\s(?:affect|impact|apply\sto)\s(.{3,200}?)\s*[.)]?\s*$`,
  'i',
)

export interface ClearedOf {
  /** What is said of it: names of products. */
  readonly names: readonly string[]
  readonly vulnerabilities: readonly string[]
}

/** Whole sentences alone: what stands under a condition, or beside versions, clears nothing. */
export function clearedOf(text: string): readonly ClearedOf[] {
  if (!/CVE-\d/.test(text)) return []
  return sentences(text.slice(0, MAX_TEXT)).flatMap((sentence) => {
    const [, names, ids] = IS_NOT.exec(sentence) ?? []
    if (names !== undefined && ids !== undefined) return told(names, ids)
    const [, those, whom] = DOES_NOT.exec(sentence) ?? []
    return whom !== undefined && those !== undefined ? told(whom, those) : []
  })
}

const told = (names: string, ids: string): readonly ClearedOf[] => [
  { names: names.split(/\s*,\s*(?:and\s+)?|\s+and\s+/), vulnerabilities: cvesIn(ids) },
]

const cvesIn = (text: string): readonly string[] => text.toUpperCase().match(/CVE-\d{4}-\d{4,12}/g) ?? []
