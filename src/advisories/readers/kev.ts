/** CISA's catalogue of known exploited vulnerabilities, JSON and CSV (cisa.gov/known-exploited-vulnerabilities-catalog). */
import {
  type DocumentReader,
  EMPTY_READING,
  type Reading,
  type Rejection,
  rejectedDocument,
} from '../document-reader.ts'
import { type Advisory, type Vulnerability, vulnerability } from '../statement.ts'
import { csvRows } from './csv.ts'
import { CISA } from './issuers.ts'
import { isObject, type Json, object, objects, text } from './json.ts'

const CVE_ID = /^CVE-\d{4}-\d{4,12}$/
/** Columns of the CSV have the names of the JSON members. */
const HEADER = /^\ufeff?"?cveID"?,/

export const kev: DocumentReader = {
  name: 'kev',
  recognises: (value) =>
    typeof value === 'string'
      ? HEADER.test(value)
      : isObject(value) && 'catalogVersion' in value && Array.isArray(value.vulnerabilities),
  read: (value, file) => (typeof value === 'string' ? readCsv(value, file) : readJson(object(value), file)),
}

function readJson(catalogue: Json, file: string): Reading {
  const released = text(catalogue.dateReleased)
  return reading(objects(catalogue.vulnerabilities), text(catalogue.catalogVersion), released, file)
}

function readCsv(value: string, file: string): Reading {
  const rows = csvRows(value)
  const header = rows.next().value
  if (!header) return rejectedDocument(file, 'no header line')
  const names = header as readonly string[]
  const entries = [...rows].map((row) => Object.fromEntries(names.map((name, i) => [name, row[i] ?? ''])))
  return reading(entries, null, null, file)
}

function reading(
  entries: readonly Json[],
  version: string | null,
  released: string | null,
  file: string,
): Reading {
  const vulnerabilities: Vulnerability[] = []
  const rejected: Rejection[] = []
  entries.forEach((entry, index) => {
    const id = text(entry.cveID)
    if (id !== null && CVE_ID.test(id)) vulnerabilities.push(exploited(id, entry))
    else rejected.push({ file, where: `entry ${index + 1}`, because: 'no CVE id' })
  })
  const advisory: Advisory = {
    id: 'CISA-KEV',
    revision: version,
    title: 'Known Exploited Vulnerabilities',
    issuer: CISA,
    published: null,
    updated: released,
    url: null,
    file,
  }
  return { ...EMPTY_READING, advisories: [advisory], vulnerabilities, rejected }
}

function exploited(id: string, entry: Json): Vulnerability {
  const cwes = Array.isArray(entry.cwes) ? entry.cwes : (text(entry.cwes) ?? '').split(/[,\s]+/)
  return vulnerability(id, {
    title: text(entry.vulnerabilityName),
    cwes: cwes.filter((cwe): cwe is string => typeof cwe === 'string' && /^CWE-\d{1,5}$/.test(cwe)),
    kev: {
      added: text(entry.dateAdded),
      due: text(entry.dueDate),
      ransomware: text(entry.knownRansomwareCampaignUse)?.toLowerCase() === 'known',
    },
  })
}
