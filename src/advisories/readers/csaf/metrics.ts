/** Scores of a vulnerability: `scores` of CSAF 2.0 (3.2.3.13), `metrics` of 2.1, which say who determined them and may hold EPSS. */
import type { Epss, Issuer, Score, Ssvc, Vulnerability } from '../../statement.ts'
import { readScore } from '../cvss.ts'
import { CISA, FIRST, NVD } from '../issuers.ts'
import { isObject, type Json, list, number, object, objects, oneLine, text } from '../json.ts'

/** One a vector. `namespace`: the address of the document's own issuer. */
export function readScores(entry: Json, issuer: Issuer, namespace: string | null): readonly Score[] {
  const contents = [
    ...objects(entry.scores).map((content) => ({ content, by: issuer })),
    ...objects(entry.metrics).map(({ content, source }) => ({
      content: object(content),
      by: scorer(text(source), issuer, namespace),
    })),
  ]
  const found = new Map<string, Score>()
  for (const { content, by } of contents)
    for (const key of ['cvss_v2', 'cvss_v3', 'cvss_v4']) {
      const score = isObject(content[key]) ? readScore(object(content[key]), by) : null
      if (score) found.set(score.vector, score)
    }
  return [...found.values()]
}

/** Publishers of scores that others repeat, by the ends of their addresses. */
const SCORERS: readonly (readonly [end: string, Issuer])[] = [
  ['nist.gov', NVD],
  ['cisa.gov', CISA],
  ['first.org', FIRST],
]

/** Whose address the source is. */
function scorer(source: string | null, issuer: Issuer, namespace: string | null): Issuer {
  if (source === null) return issuer
  const host = hostOf(source)
  if (host === null) return { ...issuer, name: source }
  const own = namespace === null ? null : hostOf(namespace)
  if (own !== null && (isAt(host, own) || isAt(own, host))) return issuer
  return SCORERS.find(([end]) => isAt(host, end))?.[1] ?? { kind: 'coordinator', name: host }
}

const isAt = (host: string, end: string): boolean => host === end || host.endsWith(`.${end}`)

const hostOf = (address: string): string | null =>
  URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') || null : null

/** The newest of those that are told, which may differ from product to product. */
export function readEpss(entry: Json): Epss | null {
  let newest: Epss | null = null
  for (const { content } of objects(entry.metrics)) {
    const { probability, percentile, timestamp } = object(object(content).epss)
    const told = number(probability)
    if (told === null || told < 0 || told > 1) continue
    const asOf = text(timestamp)
    if (newest === null || (asOf ?? '') > (newest.asOf ?? ''))
      newest = { probability: told, percentile: number(percentile), asOf }
  }
  return newest
}

const MOST_SELECTIONS = 16
/** Longest question or answer that is kept, in UTF-16 units. */
const LONGEST = 60

/** The newest selections (`ssvc_v1`, `ssvc_v2`): a question's name, and the answers' names or, before version 2, the answers. */
export function readSsvc(entry: Json): Pick<Vulnerability, 'ssvc'> {
  let newest: Ssvc | null = null
  for (const { content } of objects(entry.metrics)) {
    const { ssvc, ssvc_v1, ssvc_v2 } = object(content)
    const told = [ssvc_v2, ssvc_v1, ssvc].find(isObject)
    if (told === undefined) continue
    const answers = objects(told.selections)
      .slice(0, MOST_SELECTIONS)
      .flatMap((one) => {
        const question = oneLine(text(one.name) ?? text(one.key), LONGEST)
        const answer = oneLine(answersOf(one), LONGEST)
        return question === null || answer === null ? [] : [[question, answer] as const]
      })
    const asOf = text(told.timestamp)
    if (answers.length > 0 && (newest === null || (asOf ?? '') > (newest.asOf ?? '')))
      newest = { selections: Object.fromEntries(answers), asOf }
  }
  return newest === null ? {} : { ssvc: newest }
}

const answersOf = ({ values }: Json): string =>
  list(values)
    .slice(0, MOST_SELECTIONS)
    .flatMap((one) => text(one) ?? text(object(one).name) ?? text(object(one).key) ?? [])
    .join(' or ')

/** Of dates that may differ from product to product (`first_known_exploitation_dates`) the earliest. */
export function firstExploited(entry: Json): Pick<Vulnerability, 'firstExploited'> {
  const dates = objects(entry.first_known_exploitation_dates)
    .flatMap((one) => text(one.exploitation_date) ?? [])
    .filter((date) => /^\d{4}-\d\d-\d\d/.test(date))
  const first = dates.reduce<string | null>((best, one) => (best === null || one < best ? one : best), null)
  return first === null ? {} : { firstExploited: first }
}
