/**
 * NVD's CVE API 2.0 (nvd.nist.gov/developers/vulnerabilities; schema nvd_cve_2.0): an answer with `vulnerabilities[]`,
 * one of its entries, or a bare CVE as mirrors keep it, a file each.
 */
import { type DocumentReader, EMPTY_READING, type Reading, type Rejection } from '../document-reader.ts'
import {
  type Advisory,
  type Exploitation,
  type Issuer,
  type Score,
  type Statement,
  type Vulnerability,
  vulnerability,
} from '../statement.ts'
import { statementsOfConfigurations } from './cpe-applicability.ts'
import { readScore } from './cvss.ts'
import { CISA, isCisa, NVD } from './issuers.ts'
import { isObject, type Json, list, object, objects, text } from './json.ts'
import { passedOn, together } from './nvd-affected.ts'
import { statementsOfComments } from './nvd-comments.ts'

const CVE_ID = /^CVE-\d{4}-\d{4,12}$/

export const nvd: DocumentReader = {
  name: 'nvd',
  recognises: (value) => isObject(value) && (isAnswer(value) || isBare(value) || isBare(object(value.cve))),
  read(value, file) {
    const entries = entriesOf(object(value))
    const reading = {
      advisories: [] as Advisory[],
      statements: [] as Statement[],
      vulnerabilities: [] as Vulnerability[],
      rejected: [] as Rejection[],
    }
    entries.forEach((entry, index) => {
      const cve = object(isObject(object(entry).cve) ? object(entry).cve : entry)
      const id = text(cve.id)
      if (id === null || !CVE_ID.test(id))
        reading.rejected.push({ file, where: `entry ${index + 1}`, because: 'no CVE id' })
      else readEntry(id, cve, file, reading)
    })
    return { ...EMPTY_READING, ...reading } satisfies Reading
  },
}

/** `cve_items` is what a public mirror calls the same list in its yearly files. */
function isAnswer(value: Json): boolean {
  return (
    Array.isArray(value.cve_items) || (Array.isArray(value.vulnerabilities) && value.format === 'NVD_CVE')
  )
}

function isBare(value: Json): boolean {
  return CVE_ID.test(text(value.id) ?? '') && 'vulnStatus' in value && 'sourceIdentifier' in value
}

function entriesOf(value: Json): readonly unknown[] {
  if (Array.isArray(value.cve_items)) return value.cve_items
  return Array.isArray(value.vulnerabilities) ? value.vulnerabilities : [value]
}

interface Gathered {
  readonly advisories: Advisory[]
  readonly statements: Statement[]
  readonly vulnerabilities: Vulnerability[]
  readonly rejected: Rejection[]
}

function readEntry(id: string, cve: Json, file: string, out: Gathered): void {
  const dates = { published: utc(cve.published), updated: utc(cve.lastModified) }
  const withdrawn = cve.vulnStatus === 'Rejected'
  out.vulnerabilities.push(
    vulnerability(id, {
      ...dates,
      title: text(cve.cisaVulnerabilityName),
      scores: scoresOf(cve),
      cwes: cwesOf(cve),
      kev: kevOf(cve),
      withdrawn,
    }),
  )
  if (withdrawn) return
  const advisory: Advisory = {
    id,
    revision: dates.updated,
    title: null,
    issuer: NVD,
    ...dates,
    url: null,
    file,
  }
  out.advisories.push(advisory)
  const { statements: configured, leftOut } = statementsOfConfigurations(
    list(cve.configurations),
    id,
    advisory,
  )
  out.rejected.push(...leftOut)
  const description = descriptionOf(cve)
  const cna = text(cve.sourceIdentifier)
  const passed = passedOn(cve, id, advisory, description, (source) => issuerOf(source, cna))
  const commented = cve.vendorComments === undefined ? [] : statementsOfComments(cve, configured, advisory)
  // one by one: a record may have more than a call takes arguments
  for (const one of together(configured, passed, description, id, advisory)) out.statements.push(one)
  for (const one of commented) out.statements.push(one)
}

function descriptionOf(cve: Json): string | null {
  return text(objects(cve.descriptions).find((one) => one.lang === 'en')?.value)
}

/** NVD writes UTC without saying so. */
function utc(value: unknown): string | null {
  const written = text(value)
  return written !== null && /^\d{4}-\d{2}-\d{2}T[\d:.]+$/.test(written) ? `${written}Z` : written
}

const METRICS = ['cvssMetricV40', 'cvssMetricV31', 'cvssMetricV30', 'cvssMetricV2'] as const

function scoresOf(cve: Json): readonly Score[] {
  const metrics = object(cve.metrics)
  const cna = text(cve.sourceIdentifier)
  return METRICS.flatMap((key) => objects(metrics[key]).slice(0, 16))
    .map((metric) => readScore(object(metric.cvssData), issuerOf(text(metric.source) ?? '', cna)))
    .filter((score) => score !== null)
}

function issuerOf(source: string, cna: string | null): Issuer {
  if (source === 'nvd@nist.gov') return NVD
  if (isCisa(source)) return CISA
  return { kind: source === cna ? 'cna' : 'coordinator', name: source || 'unnamed source' }
}

function cwesOf(cve: Json): readonly string[] {
  const all = objects(cve.weaknesses)
    .flatMap((weakness) => objects(weakness.description))
    .map((one) => text(one.value) ?? '')
  return [...new Set(all.filter((cwe) => /^CWE-\d{1,5}$/.test(cwe)))]
}

function kevOf(cve: Json): Exploitation | null {
  const added = text(cve.cisaExploitAdd)
  return added === null ? null : { added, due: text(cve.cisaActionDue), ransomware: false }
}
