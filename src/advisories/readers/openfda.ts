/**
 * openFDA's device recalls (`device/recall`) and enforcement reports (`device/enforcement`): open.fda.gov/apis/device. A
 * recall is a statement about products in words.
 */
import { type DocumentReader, EMPTY_READING, type Rejection } from '../document-reader.ts'
import { type Advisory, type Statement, statement } from '../statement.ts'
import { allVersions, type Constraint } from '../versions/constraint.ts'
import { FDA } from './issuers.ts'
import { isObject, type Json, list, object, oneLine, text } from './json.ts'
import { describedProducts, recalledProduct, recalledVersions } from './recall-product.ts'
import { unitsOf } from './recall-units.ts'

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
    const advisories: Advisory[] = []
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
      else {
        advisories.push(one[0]!.advisory)
        statements.push(...one)
      }
    })
    return { ...EMPTY_READING, advisories, statements, rejected }
  },
}

/** One statement a product; `null` where it is of none. */
function readRecall(one: Json, file: string): readonly Statement[] | null {
  const id = text(one.product_res_number) ?? text(one.recall_number) ?? text(one.res_event_number)
  const described = text(one.product_description)
  if (id === null || described === null || /^drugs$|^food$/i.test(text(one.product_type) ?? '')) return null
  const lots =
    [text(one.code_info), text(one.more_code_info)].filter((part) => part !== null).join('; ') || null
  const conditions = unitsOf(lots)
  // units told by their numbers are meant in whatever version
  const byNumber = conditions.some(({ kind }) => kind !== 'text')
  const said = {
    advisory: advisoryOf(id, one, file),
    matter: 'recall',
    vulnerability: id,
    conditions,
    status: 'affected',
    remedy: {
      state: /terminated|completed/i.test(text(one.recall_status) ?? text(one.status) ?? '')
        ? 'fix'
        : 'mitigation',
      fixedIn: [],
      text: oneLine(text(one.action) ?? text(one.reason_for_recall)),
    },
  } as const
  return describedProducts(described).map((product) =>
    statement({
      ...said,
      product: recalledProduct(product, text(one.recalling_firm)),
      constraint: versionsOf(recalledVersions(lots, product), byNumber),
    }),
  )
}

const versionsOf = (told: Constraint, byNumber: boolean): Constraint =>
  byNumber && told.kind === 'unstated' ? allVersions(told.raw) : told

function advisoryOf(id: string, one: Json, file: string): Advisory {
  const published =
    day(one.event_date_posted) ?? day(one.event_date_initiated) ?? day(one.recall_initiation_date)
  return {
    id,
    revision:
      day(one.event_date_terminated) ?? day(one.termination_date) ?? day(one.report_date) ?? published,
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
