/**
 * Takes out of a text about versions what is said beside them: models, parts and their versions, systems, options,
 * serial numbers, dates of shipping. What is left is about versions alone.
 */
import type { Condition } from '../statement.ts'
import { unstated } from '../versions/constraint.ts'
import { DATE_IN_TEXT, dateOf, spacedDates } from '../versions/dates.ts'
import { readVersions } from '../versions/read.ts'
import { hardwareIn } from './hardware.ts'
import { takeSerials } from './serials.ts'

export interface Conditions {
  readonly rest: string
  readonly conditions: readonly Condition[]
  /** Models and part numbers the statement is confined to. */
  readonly models: readonly string[]
}

/** Longest text that is read, in UTF-16 units. */
const MAX_TEXT = 1_000

export function takeConditions(text: string): Conditions {
  const taking = new Taking(
    spacedDates(text.slice(0, MAX_TEXT))
      .replace(REGION_NOTE, ' ')
      .replace(ASIDE_NOTE, ' ')
      .replace(WITH_AND_WITHOUT, '$1'),
  )
  taking.regions()
  taking.dates()
  taking.serials()
  taking.hardware()
  taking.models()
  taking.options()
  taking.systems()
  taking.components()
  return {
    rest: taking.rest.replace(/\(\s*\)/g, ' ').trim(),
    conditions: taking.conditions,
    models: taking.modelList,
  }
}

/** "FX100 and FX100 with the wireless option": either way. */
const WITH_AND_WITHOUT = /\b([\w-]{2,30})(?:,|\s+and|\s+or)\s+\1\s+with\s[^();|]{1,80}/gi

const CODE = String.raw`(?=[\w()-]*\d)[A-Za-z0-9][\w()-]*(?:\s+(?:S|R|T|G)\d\b)?`
const CODES = String.raw`${CODE}(?:\s*\([^)]*\))?(?:\s*(?:,|\||/|;|and|or|&)\s*(?:models?\s+)?${CODE}(?:\s*\([^)]*\))?)*`
const MODELS = new RegExp(
  String.raw`\b(?:models?(?:\s+numbers?|\s*#)?|part\s*(?:numbers?|nos?\.?|#)|p\/n|product\s+id(?:\s*\/\s*reorder\s+number)?|re-?order\s+numbers?|catalog(?:ue)?\s+numbers?|(?:udi\s*\/\s*)?model\s*\/\s*ndc\s+numbers?|ref|item\s+numbers?)\s*[:#]?\s*(${CODES})`,
  'gi',
)
const SHIPPED = `(?:shipped|distributed|delivered|sold|installed|purchased|released|serviced)`
const MADE = `(?:manufactured|produced|built|made)`
const DATED = String.raw`(?:${DATE_IN_TEXT}|(?:19|20)\d\d)`
const BETWEEN_DATES = new RegExp(
  String.raw`(?:(${SHIPPED}|${MADE})\s+)?(?:between|from)?\s*(${DATED})\s*(?:-|–|to|through|until|and)\s*(${DATED})`,
  'i',
)
const RELATION = String.raw`((?:(?:on|in)\s+or\s+)?(?:<=?|>=?|prior\s+to|before|up\s+to|after|since|from|later\s+than|until))`
const ONE_DATE = new RegExp(
  String.raw`(?:(?:devices?|units?|systems?)?\s*(${SHIPPED}|${MADE})\s*)?${RELATION}\s*(${DATE_IN_TEXT})`,
  'i',
)
/** A bare year is a date where words say so. */
const ONE_YEAR = new RegExp(
  String.raw`(?:devices?|units?|systems?)?\s*(${SHIPPED}|${MADE})\s+${RELATION}\s*((?:19|20)\d\d)\b`,
  'i',
)
/** "manufactured in 2018 or earlier" */
const IN_DATE = new RegExp(
  String.raw`(?:devices?|units?|systems?)?\s*(${SHIPPED}|${MADE})\s+(?:in|on)\s+(${DATED})\s+(?:and|or)\s+(earlier|before|prior|later|after)\b`,
  'i',
)
const SYSTEM =
  /\(?\b(?:running\s+on|used\s+with|based\s+on|installed\s+on|hosted\s+on|on|with|using|for)?\s*(?:a\s+|an\s+|the\s+)?((?:microsoft\s+)?windows(?:\s+(?:server|embedded|ce|xp|vista|nt|7|8(?:\.1)?|10|11|2000|20\d\d|r2|sp\d|professional|iot|standard|based|and|or|,|\/|-)+)+|(?:linux|android|ios(?!\s*x[er]\b)|macos|mac\s+os(?:\s*x)?)\b(?:\s*(?:,|\/|and|or|&)\s*(?:linux|android|ios(?!\s*x[er]\b)|macos)\b)*)(?:[\s-]*(?:operating\s+systems?|machines?|systems?|computers?|platforms?|based))*(?:\s+with\s+iis\s*\/?\s*[\d.]+)?\)?/i
/** "(if the web server is enabled)": what must be fitted or switched on. */
const OPTION =
  /[\s(–-]*\b(?:only\s+)?(?:if|when|where)\s+(?:the\s+|an?\s+)?([\w./-]{1,40}(?:\s[\w./-]{1,40}){0,6})\s+(?:is|are)\s+(?:installed|enabled|fitted|activated|licensed|configured|present|used|in\s+use)\b\)?/i
const ANY_WINDOWS = /\b(?:on|under|for)\s+((?:microsoft\s+)?windows)(?=\s*(?:$|[,;)]))/i
const SYSTEM_NOTE = /\(((?:microsoft\s+)?windows\b[^)]*)\)/i
const COMPONENT =
  /\(?\b(?:with|containing|using|incorporating)\s+(?:the\s+|an?\s+|installed\s+)?((?!patch|version|firmware|software|(?:all|any|the\s+latest)\b)[A-Za-z][\w\s/#:-]*?(?:\([^)]*\))?)(?:\s*,?\s*(?:versions?|firmware|software|rev(?:ision)?\.?)\s*)*(?=\s(?:[<>=]|v?\.?\d|[A-Z]\.?\d)|\s*[)(|,]|\s*$)/i

/** "WLAN board firmware < 3.1", "Bluetooth stack 1.x": a part, and nothing before it. */
const PART_FIRST =
  /^\s*(?!with|containing|using|incorporating|all|any)((?:[A-Za-z][\w/-]{1,20}\s){1,4}?(?:module|board|card|adapt[eo]r|stack|dongle|chip(?:set)?|transceiver|boot\s?loader))(?:\s+(?:versions?|firmware|software|rev(?:ision)?\.?)){0,2}\s*(?=[<>=]|v?\d|all\b|prior|before)/i

/** "Old systems such as Windows 2000": others may be meant as well. */
const EXAMPLE = /\b(?:such\s+as|e\.\s?g\.?|for\s+(?:example|instance)),?\s*$/i

/** Which region a build is for; its letter says the same. */
const REGION_NOTE =
  /\((?:(?:in|within|outside|not\s+distributed\s+in|for)\s+)?(?:the\s+)?(?:global|worldwide|international|u\.?\s?s\.?(?:a\.?)?|united\s+states(?:\s+and\s+canada)?|canada|eu|europe|row|ous)[^)]*\)/gi

/** "U.S. and Malaysian releases": where what is meant was sold. */
const REGION = String.raw`(?:U\.?\s?S\.?(?:A\.?)?|United\s+States|EU|Europe(?:an)?|Canad(?:a|ian)|China|Chinese|Japan(?:ese)?|Korea(?:n)?|Malaysian?|Australian?|India(?:n)?|German(?:y)?|French|British)`
const REGIONS = new RegExp(
  String.raw`[,\s]*\b(${REGION}(?:\s*(?:,|and|or|&|/)\s*${REGION}){0,5})\s+releases?\b,?`,
  'i',
)

/** Notes in brackets that are about another product, module or time. */
const ASIDE_NOTE = /\((?:replaced\s+by|[^()]*\bfor\b[^()]*\bonly)\b[^()]*\)|\bpart\s*#?:?\s*n\/a\b/gi

class Taking {
  rest: string
  readonly conditions: Condition[] = []
  readonly modelList: string[] = []

  constructor(text: string) {
    this.rest = text
  }

  regions(): void {
    const match = REGIONS.exec(this.rest)
    if (!match) return
    this.conditions.push({ kind: 'region', name: match[1]!.replace(/\s+/g, ' ') })
    this.rest = this.rest.replace(match[0], ' ')
  }

  dates(): void {
    const two = BETWEEN_DATES.exec(this.rest)
    const from = two && anyDate(two[2]!)
    const to = two && anyDate(two[3]!)
    if (two && from && to && (two[1] || from.length > 4 || to.length > 4)) {
      this.#date(two[0], two[1], from, to, false)
      return
    }
    const whole = IN_DATE.exec(this.rest)
    const date = whole && anyDate(whole[2]!)
    if (whole && date) {
      const upper = /^(?:earlier|before|prior)/i.test(whole[3]!)
      this.#date(whole[0], whole[1], upper ? null : date, upper ? date : null, false)
    } else this.#oneDate()
  }

  #oneDate(): void {
    const one = ONE_DATE.exec(this.rest) ?? ONE_YEAR.exec(this.rest)
    const date = one && anyDate(one[3]!)
    if (!one || !date) return
    const upper = /(?:<=?|prior\s+to|before|up\s+to|until)$/i.test(one[2]!)
    const isOpen = !/=|up|until|since|from|^(?:on|in)\s/i.test(one[2]!)
    this.#date(one[0], one[1], upper ? null : date, upper ? date : null, upper && isOpen, !upper && isOpen)
  }

  #date(
    all: string,
    verb: string | undefined,
    from: string | null,
    to: string | null,
    before: boolean,
    after = false,
  ): void {
    const of = verb === undefined ? 'either' : new RegExp(MADE, 'i').test(verb) ? 'manufactured' : 'shipped'
    this.conditions.push({ kind: 'date', of, from, to, before, ...(after && { after }) })
    this.rest = this.rest.replace(all, ' ')
  }

  serials(): void {
    const taken = takeSerials(this.rest)
    if (!taken) return
    this.conditions.push(taken.condition)
    this.rest = taken.rest
  }

  hardware(): void {
    const hardware = hardwareIn(this.rest)
    if (!hardware) return
    const rest = this.rest.replace(hardware.words, ' ').replace(/^[\s,;]+/, '')
    // "Hardware Revision 2, CPLD Revision 6" names one board by both
    if (/\brevision\b/i.test(rest)) return
    this.conditions.push(hardware.condition)
    this.rest = rest
  }

  models(): void {
    this.rest = this.rest.replace(MODELS, (all, codes: string) => {
      // part numbers are of modules as often as of devices: they do not confine
      if (!/^part|^p\/n/i.test(all)) this.modelList.push(...modelCodes(codes))
      return ' '
    })
  }

  options(): void {
    const match = OPTION.exec(this.rest)
    if (!match) return
    this.conditions.push({ kind: 'option', name: match[1]! })
    this.rest = this.rest.replace(match[0], ' ')
  }

  systems(): void {
    const match = SYSTEM_NOTE.exec(this.rest) ?? SYSTEM.exec(this.rest) ?? ANY_WINDOWS.exec(this.rest)
    if (!match) return
    this.conditions.push({
      kind: 'os',
      name: match[1]!.replace(/[\s-]+/g, ' ').trim(),
      constraint: unstated(),
      ...(EXAMPLE.test(this.rest.slice(0, match.index)) && { example: true }),
    })
    this.rest = this.rest.replace(match[0], ' ')
  }

  components(): void {
    const first = PART_FIRST.exec(this.rest)
    const { constraint } = readVersions(first ? this.rest.slice(first[0].length) : '')
    if (first && constraint.kind === 'ranges') {
      this.conditions.push({ kind: 'component', name: first[1]!, constraint })
      this.rest = ''
    } else this.#builtWith()
  }

  #builtWith(): void {
    const match = COMPONENT.exec(this.rest)
    if (!match) return
    const name = match[1]!.trim().replace(/\s+/g, ' ')
    const tail = this.rest.slice(match.index + match[0].length)
    const end = match[0].startsWith('(') ? tail.lastIndexOf(')') : -1
    const versions = end >= 0 ? tail.slice(0, end) : tail
    const reading = readVersions(versions)
    const option = /\b(?:option|feature|enabled|capability|capabilities)\b/i.test(name)
    if (
      reading.constraint.kind === 'ranges' ||
      (reading.constraint.kind === 'all' && versions.trim() !== '')
    ) {
      this.conditions.push({ kind: 'component', name, constraint: reading.constraint })
      this.rest = this.rest.slice(0, match.index) + (end >= 0 ? tail.slice(end + 1) : '')
    } else if (name.length > 2) {
      this.conditions.push(
        option
          ? { kind: 'option', name: plainOption(name) }
          : { kind: 'component', name, constraint: unstated() },
      )
      this.rest = this.rest.replace(match[0], ' ')
    }
  }
}

const plainOption = (name: string): string =>
  name.replace(/\b(?:option|feature|enabled|capability|capabilities)\b/gi, '').trim()

const anyDate = (text: string): string | null => (/^\d{4}$/.test(text) ? text : dateOf(text))

/** Each code of a list, without notes in brackets; `MMT-522(K)` is two. */
export function modelCodes(text: string): string[] {
  return text
    .replace(/\s+/g, ' ')
    .replace(/\s\([^)]*(?:\)|$)/g, ' ')
    .split(/\s*(?:,|\||\/|;|\band\b|\bor\b|&)\s*/i)
    .map((code) => code.trim())
    .filter((code) => code !== '')
    .flatMap((code) => {
      const optional = /^(\S+)\(([A-Z]{1,3})\)(.*)$/.exec(code)
      return optional ? [optional[1]! + optional[3]!, optional[1]! + optional[2]! + optional[3]!] : [code]
    })
}
