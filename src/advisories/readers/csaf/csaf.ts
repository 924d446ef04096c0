/** CSAF 2.0 and 2.1 (OASIS): security advisories and VEX as JSON. */
import { type DocumentReader, type Reading, rejectedDocument } from '../../document-reader.ts'
import {
  type Advisory,
  type IssuerKind,
  type Statement,
  type Vulnerability,
  vulnerability,
} from '../../statement.ts'
import { entryOf, isObject, type Json, object, objects, text } from '../json.ts'
import { Document } from './document.ts'
import { firstExploited, readEpss, readScores, readSsvc } from './metrics.ts'
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
  const about = object(root.document)
  const entries = isInForce(about) ? objects(root.vulnerabilities) : []
  const publication = { advisory, namespace: text(object(about.publisher).namespace) }
  const document = new Document(advisory, readTree(root.product_tree), entries, objects(about.notes))
  const statements: Statement[] = []
  const vulnerabilities: Vulnerability[] = []
  entries.forEach((entry, i) => {
    const id = idOf(entry) ?? `${advisory.id}#${i + 1}`
    vulnerabilities.push(readVulnerability(id, entry, publication))
    for (const one of document.statements(id, entry)) statements.push(one)
  })
  return { advisories: [advisory], statements, vulnerabilities, compositions: [], rejected: [] }
}

interface Publication {
  readonly advisory: Advisory
  /** An address of the issuer's own. */
  readonly namespace: string | null
}

/** A document that was withdrawn or superseded (2.1, profiles 6 and 7) takes the place of what it said before, and says nothing itself. */
const isInForce = ({ category }: Json): boolean =>
  category !== 'csaf_withdrawn' && category !== 'csaf_superseded'

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

function readVulnerability(id: string, entry: Json, { advisory, namespace }: Publication): Vulnerability {
  const cwes = [object(entry.cwe), ...objects(entry.cwes)].flatMap((cwe) => text(cwe.id) ?? [])
  return vulnerability(id, {
    title: text(entry.title),
    scores: readScores(entry, advisory.issuer, namespace),
    cwes: [...new Set(cwes)],
    epss: readEpss(entry),
    ...readSsvc(entry),
    ...firstExploited(entry),
    published: text(entry.release_date) ?? text(entry.disclosure_date),
  })
}
