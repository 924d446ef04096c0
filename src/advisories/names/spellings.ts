/**
 * How inventories write a model otherwise than its maker does: other dashes, blanks in codes or none, the order number or the
 * version behind it. What is plainly no part of the name is taken away; where it could be, both ways of writing are looked up.
 */
import { SYSTEM_BASED } from './product-name.ts'
import { WITH_SIGN } from './spelled-out.ts'
import { MAX_NAME, squeeze } from './tokens.ts'
import { weightOf } from './words.ts'

const DASHES = /[‐-―−]/g
const MARKS = /\((?:tm|r|c)\)|[®™©℠]/gi

/** "REF 862442", "P/N: 8003ANS01" behind a name: as if it stood in brackets, where it may help and never hinders. */
const ORDER_NUMBER =
  /[\s,;]+(?:ref|p\/n|pn|sku|(?:part|order|art|article|cat|catalog|item|material)\.?(?:\s?(?:no|nr|number)\b)?)[.:#\s]+([a-z0-9][\w./-]{2,30})\s*$/i

/** "Acme, Inc. Pump 3": the form of a company between its name and the model. */
const LEGAL_FORM =
  /^([^\d(),]{2,40}?),?\s+(?:inc\b\.?|gmbh\b(?:\s*&\s*co\.?\s*kg\b)?|corp(?:oration\b|\b\.?)|ltd\b\.?|limited\b|llc\b|co\.,?\s*ltd\b\.?)\s+(?=\S)/i

/** "FlowClientWindows" is the FlowClient for Windows. */
export const forSystem = (name: string): string =>
  // most names are of several words
  name.includes(' ')
    ? name
    : name.replace(/^([A-Z][a-z]+[A-Z][a-z]{2,})(Windows|Mac|Linux|Android|iOS)$/, '$1 for $2')

/** "Viewer x64", "Viewer 64bit", "Viewer, Win64": which processors a program is built for says no more than brackets would. */
const BUILT_FOR =
  /(?<=\S\s)(?<!\(\s?)(?:x(?:64|86|86[-_]64)|amd64|arm64|win(?:32|64)|(?:32|64)[- ]?bits?)(?=\s*$|\s+\()/i

/** "Pump 3 - Building 4", "Pump 3, Ward B2", "Pump 3 - ICU 3": where it stands. */
const PLACE =
  /(?:\s[-–]|,)\s+(?:(?:building|bldg\.?|room|rm\.?|floor|ward|wing|rack|closet|campus)\s+(?:[a-z]|(?=[a-z.-]{0,7}\d)[\w.-]{1,8})|(?:OR|OT|ICU|NICU|PICU|CCU|PACU|ER|ED|theat(?:re|er)|bay|bed)\s+\d{1,4}[A-Z]?)\s*$/i
/** "Smart-Power 1500 230V", "ZQ410 203 dpi", "Pump 3 Rev. B": mains, power, dots and revisions, in brackets behind a number, where they may help and never hinder. */
const MEASURE = /\s+(?:\d{2,5}\s?(?:VAC|V|kVA|VA|kW|W|dpi)|rev\.\s?[A-Z]\d?)\s*$/i
/** "Pump 3 #2", "Pump 3 SN 00481516", "Pump 3, Asset 10234", "Pump 3 - spare": which of several. */
const COUNTED = [
  /[\s,;(]+#\s?\d{1,12}\)?\s*$/,
  /[\s,;(]+(?:s\/n|sn|ser(?:ial)?\.?(?:\s?(?:no|nr|number)\b)?)[.:#\s]+(?=[\w/-]{0,20}\d{3})[a-z0-9][\w/-]{3,20}\)?\s*$/i,
  /[\s,;(]+(?:asset|inv(?:entory)?|tag)\b\.?(?:\s?(?:tag|no|nr|number|id)\b)?[.:#\s-]*\d{3,12}\)?\s*$/i,
  /\s+-\s+(?:spare|loan(?:er)?|retired)\s*$/i,
]

/** The model as its maker could have written it; of a longer text the beginning is read. */
export function tidyModel(text: string): string {
  const plain = forSystem(text.slice(0, MAX_NAME)).replace(DASHES, '-').replace(MARKS, ' ').replace(/_/g, ' ')
  return COUNTED.reduce((rest, which) => rest.replace(which, ''), plain)
    .replace(/\[([^[\]]*)\]/g, '($1)')
    .replace(PLACE, '')
    .replace(MEASURE, (words, at: number, all: string) =>
      /\d/.test(all.slice(0, at)) ? ` (${words.trim()})` : words,
    )
    .replace(ORDER_NUMBER, ' ($1)')
    .replace(SYSTEM_BASED, '($&)')
    .replace(BUILT_FOR, '($&)')
    .replace(LEGAL_FORM, '$1 ')
    .replace(WITH_SIGN, 'with ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** "Report Server 5.8.0", "Pump 3 (V2.1)", "ESXi 7.0 Update 3", "Viewer, SW 2.4". */
const VERSION_BEHIND =
  /^(.*?[\p{L}\d)])[\s,;:]+\(?((?:(?:sw|fw|software|firmware|version|ver|vers|rev|release)\b[\s.:]*)*(?:[vr]?\s?\d{1,4}(?:\.\d{1,10}){1,5}(?:[a-su-z]|L\d|[-+][a-z]{0,10}[\d.-]{1,12})?|v?[A-Z]\.\d{1,3}(?:\.\d{1,4}){0,3})(?:[\s_-]*\(?(?:update|u|sp|service pack|hf|patch|build|r)[\s_-]?\d{1,10}[a-z]?\)?){0,2})\)?$/iu

/** "Windows 8.1" is a name. */
const NUMBERED_SYSTEM = /\bwindows$/i

/** A dotted number at the end of a name, which may be the version that runs. */
export function versionBehind(text: string): { readonly name: string; readonly version: string } | null {
  const [, name, version] = VERSION_BEHIND.exec(text.slice(0, 200)) ?? []
  return name === undefined || version === undefined || NUMBERED_SYSTEM.test(name) ? null : { name, version }
}

/** "MX 800", "B 450", "MMT 722K": a code whose letters and digits are written apart. */
const APART =
  /(?<![/-])\b(?!(?:CT|MR|MRI|NM|XR|US|PET|PC|TV|ICU|SN|SW|FW|HW|REV|VER|NO|MK|BED|BAY)\b)([A-Z]{1,6}) (\d[\w-]*)/g
/** "NM/CT 640", "XR 650": the same, where what makes the image is in front. */
const IMAGE_APART = /\b((?:NM\/|PET\/|SPECT\/)?(?:CT|MR|NM|XR)) (\d[\w-]*)/g
/** "OTV-S 420", "i 62", "iM 70": the same, where letters in front are no word. */
const APART_BEHIND = /(?<=-[A-Z]{1,3}) (?=\d)|(?<=(?:^|\s)[a-z][A-Z]?) (?=\d)/g
/** "MACX5500", "PCU8115", "IGS540", "SM800A": a short name and a number that are written as one. */
const TOGETHER = /\b([A-Z]{2,5})(\d{2,5}[A-Z]?)\b(?![-/])/g
/** "ELI-380" for the ELI 380, which many codes are not. */
const DASH_IN_CODE = /\b([A-Z]{2,5})-(\d{2,5})\b(?![-/])/g
/** Letters in upper case and codes in a row, between blanks: "DS 9QD2145G I", "6GK5788 1QY01 0AA0". */
const RUN = /(?<![\w/])(?:[A-Z]{1,5}|[A-Z-]*\d[A-Z\d-]*)(?: (?:[A-Z]{1,5}|[A-Z-]*\d[A-Z\d-]*))+(?![\w/])/g
/** One of the spellings already. */
const LETTERS_AND_NUMBER = /^[A-Z]{1,6} \d\S*$/
/** "W748-1 RJ45", "5 14IAU7": a code with dashes is whole, a number in front of one another. */
const SEVERAL_CODES = /\d-|-\d|^\d{1,2} /
/** "DS-9QD 2145G-I": blanks before all numbers of a code. */
const BEFORE_NUMBERS = /(?<=[A-Z]) (?=\d)/g

/** "FBZi-8R8", "MUSA-v9": four letters that could be a name, before an order code or a release. */
const BEFORE_ORDER = /(?<![\p{L}\d-])(\p{L}{4})-(?=\d+\p{L}+\d|[vV]\d)/u

/** "DXN690T-hematology": a word in small letters behind a code. */
const BEFORE_WORD = /(?<=\d[A-Z]{0,2})-(?=\p{Ll}{3,}$)/u

/** The name, and a code in it as its maker writes it: they say the same. */
export function spellings(text: string): readonly string[] {
  const spaced = DASHED.test(text) ? text.replace(/-(?=\p{L}{2,}|\d+$)/gu, ' ') : text
  // the rest is of codes
  if (!/\d/.test(text)) return spaced === text ? [text] : [text, spaced]
  // "Switch Vista 35700BAX2": of two words in front, one is its kind
  const named = weightOf(squeeze(/^[^\s,]+/.exec(text)?.[0] ?? '')) === 'strong'
  const aside = (named ? text.replace(ARTICLE, '($1)') : text).replace(ARTICLE_FIRST, '$2 ($1)')
  return [...new Set([text, spaced, spaced.replace(APART, '$1$2'), aside])]
}

/** "Sigma Spectrum 35700BAX2": a number of five digits and more behind two words orders the product, and may name it. */
const ARTICLE = /(?<=\p{L}{3}\S* +\S*\p{L}{2}\S* (?:V\d )?)((?=(?:[A-Z]*\d){5})[A-Z\d]{6,})(?=\s|$)/gu

/** "M8102A Vista MV2", "866064 Vista MX500": the same in front of a model. */
const ARTICLE_FIRST = /^([A-Z]\d{4}[A-Z]|\d{6})\s+(\p{L}{3,}[^\d]{0,40}\d[^\s]*)$/u

/** "Life-Scopia-G9": several dashes, words, and no blank. */
const DASHED = /^(?=.*\p{Ll}{3})[^\s-]+-[^\s-]+-\S+$/u

/** Ways in which the name could be meant, each of which counts only where all of it agrees. */
export function respellings(text: string): readonly string[] {
  const found = new Set<string>()
  const add = (other: string): void => {
    if (other !== text) found.add(other)
  }
  const named = withoutKind(text)
  add(named)
  add(text.replace(IN_FRONT, ''))
  if (/\d/.test(text)) {
    add(named.replace(ARTICLE, '($1)'))
    add(text.replace(APART_BEHIND, ''))
    add(text.replace(IMAGE_APART, '$1$2'))
    add(text.replace(TOGETHER, '$1 $2'))
    add(
      text.replace(RUN, (run) =>
        /\d/.test(run) && !LETTERS_AND_NUMBER.test(run) && !SEVERAL_CODES.test(run)
          ? run.replaceAll(' ', '-')
          : run,
      ),
    )
    if (text.includes('-')) {
      add(text.replace(BEFORE_NUMBERS, ''))
      add(text.replace(BEFORE_WORD, ' '))
      add(text.replace(BEFORE_ORDER, '$1 '))
    }
  }
  return [...found].slice(0, MOST)
}

/** "OR 3 Vista 300", "ICU bed 12 - Vista 300", "BME-10234 Vista 300", "2x Vista 300": where it stands, its tag, how many there are. */
const IN_FRONT =
  /^(?:(?:(?:OR|OT|ICU|NICU|PICU|CCU|PACU|ER|ED|room|rm|theat(?:re|er)|ward|bay|bed)\.?\s?#?){1,2}\d{1,4}[A-Z]?|(?:asset|inv|tag|bme|htm|cmms)[\s.:#-]{0,3}\d{3,12}|\d{1,3}\s?x)[\s:,;-]+(?=\p{L})/iu

/** "Infusion pump Vista 300", "PUMP, INFUSION, VISTA 300": what kind of thing it is, in front of a name that tells it by itself. */
export function withoutKind(text: string): string {
  const words = text.split(/[\s,]+/)
  const first = words.findIndex((word) => weightOf(squeeze(word)) === 'strong')
  const rest = words.slice(first)
  const strong = rest.filter((word) => weightOf(squeeze(word)) === 'strong')
  return first > 0 && first <= MOST_KINDS && strong.length > 1 && /^\p{L}{3}/u.test(rest[0]!)
    ? rest.join(' ')
    : text
}

const MOST_KINDS = 4

/** The name with codes cut apart at their dashes: that counts only where all pieces are the product's. */
export const cutApart = (text: string): readonly string[] =>
  ALL_DASHED.test(text)
    ? [text.replaceAll('-', ' '), text.replace(/-(?=\p{L}{2,}|\d+$)/gu, ' ')]
    : [text.replace(DASH_IN_CODE, '$1 $2')]

const ALL_DASHED = /^[^\s-]+-[^\s-]+-\S+$/

const MOST = 6
