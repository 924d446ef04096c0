/** CSAF 2.0 and 2.1 (OASIS): security advisories and VEX as JSON. */
import { type DocumentReader, type Reading, rejectedDocument } from '../../document-reader.ts'
import {
  type Advisory,
  type IssuerKind,
  type Score,
  type Statement,
  type Vulnerability,
  vulnerability,
} from '../../statement.ts'
import { readScore } from '../cvss.ts'
import { entryOf, isObject, type Json, object, objects, text } from '../json.ts'
import { Document } from './document.ts'
import { readTree } from './tree.ts'

export const csaf: DocumentReader = {
  name: 'csaf',
  recognises: (value) =>
    isObject(value) && isObject(value.document) && text(object(value.document).csaf_version) !== null,
  read,
}

function read(value: unknown, file: string): Reading {
  const root = object(value)
  const advisory = readAdvisory(object(root.document), file)
  if (!advisory) return rejectedDocument(file, 'a CSAF document without /document/tracking/id')
  const entries = objects(root.vulnerabilities)
  const document = new Document(
    advisory,
    readTree(root.product_tree),
    entries,
    objects(object(root.document).notes),
  )
  const statements: Statement[] = []
  const vulnerabilities: Vulnerability[] = []
  entries.forEach((entry, i) => {
    const id = idOf(entry) ?? `${advisory.id}#${i + 1}`
    vulnerabilities.push(readVulnerability(id, entry, advisory))
    for (const one of document.statements(id, entry)) statements.push(one)
  })
  return { advisories: [advisory], statements, vulnerabilities, compositions: [], rejected: [] }
}

const ISSUERS: Readonly<Record<string, IssuerKind>> = {
  vendor: 'vendor',
  coordinator: 'coordinator',
  discoverer: 'researcher',
  other: 'coordinator',
  translator: 'coordinator',
  user: 'researcher',
}

function readAdvisory(document: Json, file: string): Advisory | null {
  const tracking = object(document.tracking)
  const id = text(tracking.id)
  if (id === null) return null
  const publisher = object(document.publisher)
  const self = objects(document.references).find((one) => text(one.category) === 'self')
  return {
    id,
    revision: text(tracking.version),
    title: text(document.title),
    issuer: {
      kind: entryOf(ISSUERS, text(publisher.category)) ?? 'coordinator',
      name: text(publisher.name) ?? 'unnamed',
    },
    published: text(tracking.initial_release_date),
    updated: text(tracking.current_release_date),
    url: text(self?.url),
    file,
  }
}

const idOf = (entry: Json): string | null => text(entry.cve) ?? text(objects(entry.ids)[0]?.text)

function readVulnerability(id: string, entry: Json, advisory: Advisory): Vulnerability {
  const cwes = [object(entry.cwe), ...objects(entry.cwes)].flatMap((cwe) => text(cwe.id) ?? [])
  return vulnerability(id, {
    title: text(entry.title),
    scores: readScores(entry, advisory),
    cwes: [...new Set(cwes)],
    published: text(entry.release_date) ?? text(entry.disclosure_date),
  })
}

/** `scores` of 2.0, `metrics` of 2.1. */
function readScores(entry: Json, advisory: Advisory): Score[] {
  const contents = [
    ...objects(entry.scores).map((content) => ({ content, source: null })),
    ...objects(entry.metrics).map((metric) => ({
      content: object(metric.content),
      source: text(metric.source),
    })),
  ]
  const found = new Map<string, Score>()
  for (const { content, source } of contents)
    for (const key of ['cvss_v2', 'cvss_v3', 'cvss_v4']) {
      const issuer = source === null ? advisory.issuer : { ...advisory.issuer, name: source }
      const score = isObject(content[key]) ? readScore(object(content[key]), issuer) : null
      if (score) found.set(score.vector, score)
    }
  return [...found.values()]
}
