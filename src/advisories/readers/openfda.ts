/**
 * openFDA's device recalls (`device/recall`) and enforcement reports (`device/enforcement`): open.fda.gov/apis/device. A
 * recall is a statement about products in words; lots and serial numbers stay in its text.
 */
import { type DocumentReader, EMPTY_READING, type Rejection } from '../document-reader.ts'
import {
  type Advisory,
  type Condition,
  type ProductReference,
  productReference,
  type Statement,
  statement,
} from '../statement.ts'
import { allVersions, type Constraint, unstated } from '../versions/constraint.ts'
import { readVersions } from '../versions/read.ts'
import { FDA } from './issuers.ts'
import { isObject, type Json, list, object, oneLine, text } from './json.ts'

export const openfda: DocumentReader = {
  name: 'openfda',
  recognises: (value) => {
    if (!isObject(value)) return false
    const first = Array.isArray(value.results) ? object(value.results[0]) : value
    return 'product_description' in first && ('reason_for_recall' in first || 'recall_number' in first)
  },
  read(value, file) {
    const answer = object(value)
    const entries = Array.isArray(answer.results) ? list(answer.results) : [answer]
    const statements: Statement[] = []
    const rejected: Rejection[] = []
    entries.forEach((entry, index) => {
      const one = readRecall(object(entry), file)
      if (one === null)
        rejected.push({
          file,
          where: `result ${index + 1}`,
          because: 'no recall number or product, or of no device',
        })
      else statements.push(one)
    })
    const advisories = statements.map(({ advisory }) => advisory)
    return { ...EMPTY_READING, advisories, statements, rejected }
  },
}

function readRecall(one: Json, file: string): Statement | null {
  const id = text(one.product_res_number) ?? text(one.recall_number) ?? text(one.res_event_number)
  const described = text(one.product_description)
  if (id === null || described === null || /^drugs$|^food$/i.test(text(one.product_type) ?? '')) return null
  const product = productOf(described, text(one.recalling_firm))
  const lots =
    [text(one.code_info), text(one.more_code_info)].filter((part) => part !== null).join('; ') || null
  return statement({
    advisory: advisoryOf(id, one, file),
    matter: 'recall',
    vulnerability: id,
    product,
    constraint: constraintOf(lots),
    conditions: lotConditions(lots),
    status: 'affected',
    remedy: {
      state: /terminated|completed/i.test(text(one.recall_status) ?? text(one.status) ?? '')
        ? 'fix'
        : 'mitigation',
      fixedIn: [],
      text: oneLine(text(one.action) ?? text(one.reason_for_recall)),
    },
  })
}

function advisoryOf(id: string, one: Json, file: string): Advisory {
  const published =
    day(one.event_date_posted) ?? day(one.event_date_initiated) ?? day(one.recall_initiation_date)
  return {
    id,
    revision: day(one.event_date_terminated) ?? day(one.report_date) ?? published,
    title: oneLine(text(one.reason_for_recall), 120),
    issuer: FDA,
    published,
    updated: day(one.report_date) ?? published,
    url: null,
    file,
  }
}

/** `20310405` and `2031-04-05`. */
function day(value: unknown): string | null {
  const [, year, month, date] = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(text(value) ?? '') ?? []
  return year === undefined ? null : `${year}-${month}-${date}`
}

const MODEL =
  /\b(?:models?|catalog(?:ue)?|ref(?:erence)?|part|product|item)(?: ?(?:numbers?|nos?\.?|codes?|#))?s?\s*[:#]?\s+((?:[A-Z0-9][\w./-]*\d[\w./-]*(?:\s*(?:,|;|and|&|or)\s*)?){1,24})/gi

/** "Product Name: ", "1) ": in front of the name. */
const LABEL = /^\s*(?:\(?[1-9a-z]\)\s*)?(?:(?:product|brand|trade|device)(?: name| description)?s?\s*:\s*)?/i

function productOf(described: string, firm: string | null): ProductReference {
  const line = described.replace(/\s+/g, ' ').slice(0, 2000).replace(LABEL, '')
  const name = (/^[^;:,.(]{3,120}/.exec(line)?.[0] ?? line.slice(0, 120)).trim()
  const models = [...line.matchAll(MODEL)].flatMap((found) =>
    found[1]!.split(/\s*(?:,|;|\band\b|&|\bor\b)\s*|\s+/),
  )
  return productReference(name, {
    vendor: firm,
    fullName: line.slice(0, 300),
    models: [...new Set(models.map((m) => m.replace(/[.,;]+$/, '')).filter((m) => m.length > 1))].slice(
      0,
      64,
    ),
  })
}

/** Where versions are told, and where what is told after them begins. */
const SOFTWARE = /\b(?:software|firmware|sw|versions?|ver\.|releases?)(?:\s|\(|:|\.)/i
const OTHER =
  /[;\n]|[,.(]?\s*\b(?:lots?|batch(?:es)?|serials?|sn|s\/n|udi|gtin|models?|ref|catalogu?e?|parts?|expir\w*|manufactured|distributed|shipped)\b/i
const EVERY = /\ball (?:software |firmware )?versions\b(?!.*\d)/i
const LONGEST_WORDS = 300

/** "All software versions prior to 4.5; serial numbers ...": the words on versions, else whether all units are meant. */
function constraintOf(lots: string | null): Constraint {
  if (lots === null) return unstated()
  const at = lots.slice(0, 4000).search(SOFTWARE)
  const words =
    at < 0
      ? ''
      : lots
          .slice(at, at + LONGEST_WORDS)
          .split(OTHER, 1)[0]!
          .trim()
  const read = /\d/.test(words) ? readVersions(words).constraint : null
  if (read?.kind === 'ranges') return read
  return (/^\s*all\b/i.test(lots) && read === null) || EVERY.test(words)
    ? allVersions('all')
    : unstated(lots.slice(0, 120))
}

/** Lots and serial numbers that an inventory could be held against are told, not judged. */
function lotConditions(lots: string | null): readonly Condition[] {
  return lots !== null && /\b(?:lots?|serial|sn|udi)\b/i.test(lots) && !/^\s*all\b/i.test(lots)
    ? [{ kind: 'text', text: oneLine(lots, 160)! }]
    : []
}
