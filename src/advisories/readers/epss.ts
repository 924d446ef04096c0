/**
 * EPSS scores as FIRST publishes them each day (first.org/epss/data_stats): a comment line with model and date, then
 * `cve,epss,percentile`; also the JSON of its API. Some 300,000 lines, so the text is walked, not split.
 */
import { type DocumentReader, EMPTY_READING, type Reading, rejectedDocument } from '../document-reader.ts'
import { type Advisory, type Epss, type Vulnerability, vulnerability } from '../statement.ts'
import { FIRST } from './issuers.ts'
import { isObject, objects, text } from './json.ts'

const HEADER = /^\ufeff?(?:#[^\n]*\r?\n)?"?cve"?,"?epss"?/i
const LINE = /^(CVE-\d{4}-\d{4,12}),([\d.eE+-]+)(?:,([\d.eE+-]+))?\r?$/

export const epss: DocumentReader = {
  name: 'epss',
  recognises: (value) =>
    typeof value === 'string' ? HEADER.test(value.slice(0, 400)) : isObject(value) && isApiAnswer(value.data),
  read: (value, file) => readEpss(value, file),
}

/** With `wanted`, only those vulnerabilities are kept: a fleet needs few of all that have a score. */
export function readEpss(
  value: unknown,
  file: string,
  wanted: ((id: string) => boolean) | null = null,
): Reading {
  const found: Vulnerability[] = []
  const keep = (id: string, probability: number, percentile: number | null, asOf: string | null) => {
    if (probability >= 0 && probability <= 1 && (wanted === null || wanted(id)))
      found.push(vulnerability(id, { epss: { probability, percentile, asOf } satisfies Epss }))
  }
  let asOf: string | null = null
  if (typeof value === 'string') asOf = walk(value, keep)
  else if (isObject(value))
    for (const one of objects(value.data)) {
      asOf ??= text(one.date)
      keep(
        text(one.cve) ?? '',
        figure(one.epss),
        one.percentile === undefined ? null : figure(one.percentile),
        asOf,
      )
    }
  if (found.length === 0 && wanted === null) return rejectedDocument(file, 'no EPSS score in it')
  return { ...EMPTY_READING, advisories: [advisory(asOf, file)], vulnerabilities: found }
}

/** The interface writes numbers as texts; an object would throw. */
const figure = (value: unknown): number =>
  typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN

function walk(
  all: string,
  keep: (id: string, probability: number, percentile: number | null, asOf: string | null) => void,
): string | null {
  const asOf = /^\ufeff?#[^\n]*score_date:([\dT:.Z+-]+)/.exec(all.slice(0, 400))?.[1] ?? null
  for (let start = 0; start < all.length; ) {
    const end = all.indexOf('\n', start)
    const line = LINE.exec(all.slice(start, end < 0 ? all.length : end))
    if (line) keep(line[1]!, Number(line[2]), line[3] === undefined ? null : Number(line[3]), asOf)
    if (end < 0) break
    start = end + 1
  }
  return asOf
}

function isApiAnswer(data: unknown): boolean {
  const [first] = objects(data)
  return first !== undefined && 'cve' in first && 'epss' in first
}

const advisory = (asOf: string | null, file: string): Advisory => ({
  id: 'EPSS',
  revision: asOf,
  title: 'Exploit Prediction Scoring System',
  issuer: FIRST,
  published: null,
  updated: asOf,
  url: null,
  file,
})
