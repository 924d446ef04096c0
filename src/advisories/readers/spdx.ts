/**
 * SPDX 2.2 and 2.3, JSON and tag-value, and 3.0 (spdx.github.io/spdx-spec): what a product is built of, and in the security profile of 3.0
 * what its maker says of vulnerabilities.
 */
import { type DocumentReader, EMPTY_READING, type Reading, rejectedDocument } from '../document-reader.ts'
import {
  type Advisory,
  NO_REMEDY,
  type Statement,
  type Status,
  statement,
  vulnerability,
} from '../statement.ts'
import { component, type Identified, identified, type Names } from './identified.ts'
import { entryOf, isObject, type Json, list, object, objects, oneLine, text, texts } from './json.ts'
import { mostUrgent } from './most-urgent.ts'
import { isSpdxGraph, spdxFromGraph } from './spdx-graph.ts'
import { cutShort, partsOfEach, SpdxAssessments } from './spdx-products.ts'
import { SpdxRelations } from './spdx-relations.ts'
import { spdxFromTags } from './spdx-tags.ts'

const MOST_PACKAGES = 100_000
/** Products of one document; a line of devices is some dozens. */
const MOST_ROOTS = 256
/** Of several products together, where one has no more by itself. */
const MOST_STATEMENTS = 400_000

export const spdx: DocumentReader = {
  name: 'spdx',
  recognises: (value) =>
    typeof value === 'string'
      ? /^\ufeff?(?:#[^\n]*\n)*SPDXVersion:\s*SPDX-2/.test(value.slice(0, 4096))
      : isObject(value) && (isSecond(value) || isSecond(object(value.sbom)) || isSpdxGraph(value)),
  read: (value, file) => readDocument(documentOf(value), file),
}

const isSecond = (value: Json): boolean => (text(value.spdxVersion) ?? '').startsWith('SPDX-2')

/** GitHub's interface for dependency graphs wraps the document in `sbom`. */
function documentOf(value: unknown): Json {
  if (typeof value === 'string') return spdxFromTags(value)
  const document = object(value)
  if (isSpdxGraph(document)) return spdxFromGraph(document)
  return isSecond(document) ? document : object(document.sbom)
}

function readDocument(document: Json, file: string): Reading {
  const packages = objects(document.packages).slice(0, MOST_PACKAGES)
  const described = describedIds(document)
  const roots = packages
    .filter((one) => packages.length === 1 || described.has(text(one.SPDXID) ?? ''))
    .slice(0, MOST_ROOTS)
    .flatMap((root) => rootOf(root))
  if (roots.length === 0) return rejectedDocument(file, 'does not say which package it describes')
  const source = advisoryOf(document, roots[0]!.found.product.vendor, file)
  const entries = roots.map(({ entry }) => entry)
  const parts = partsOfEach(entries, packages, new SpdxRelations(document.relationships))
  const statements = statementsOf(document, roots, parts, source)
  const isCut = parts.length < roots.length || statements.isCut
  const componentOf = new Map(packages.map((one) => [one, component(namesOf(one))]))
  return {
    ...EMPTY_READING,
    advisories: [source],
    statements: statements.told,
    vulnerabilities: [...new Set(statements.told.map((one) => one.vulnerability))].map((id) =>
      vulnerability(id),
    ),
    compositions: parts.flatMap((own, i) => {
      const components = own.flatMap((one) => componentOf.get(one) ?? [])
      return components.length === 0 ? [] : [{ source, ...roots[i]!.found, components }]
    }),
    rejected: isCut ? [cutShort(file)] : [],
  }
}

/** Fewer than there are where all products together are told too much of. */
function statementsOf(
  document: Json,
  roots: readonly Root[],
  parts: readonly (readonly Json[])[],
  source: Advisory,
): { readonly told: readonly Statement[]; readonly isCut: boolean } {
  const assessments = new SpdxAssessments(objects(document.assessments))
  const told: Statement[] = []
  for (const [i, own] of parts.entries()) {
    const { entry, found } = roots[i]!
    const words = assessments.of([entry, ...own])
    if (i > 0 && told.length + words.length > MOST_STATEMENTS) return { told, isCut: true }
    for (const one of mostUrgent(assessed(words, found, source))) told.push(one)
  }
  return { told, isCut: false }
}

/** A product that the document describes. */
interface Root {
  readonly entry: Json
  readonly found: Identified
}

function rootOf(entry: Json): readonly Root[] {
  const found = identified(namesOf(entry))
  return found === null ? [] : [{ entry, found }]
}

/** What is said of a part is said of the product that holds it: whether the part's flaw can be used there. */
function assessed(
  words: readonly Json[],
  { product, constraint }: Identified,
  advisory: Advisory,
): readonly Statement[] {
  return words.flatMap((one) => {
    const id = text(one.vulnerability)
    const status = entryOf(STATUSES, text(one.status))
    if (id === null || status === undefined) return []
    const action = oneLine(text(one.action))
    return statement({
      advisory,
      vulnerability: id,
      product,
      constraint,
      status,
      justification: oneLine(text(one.reason)),
      remedy: action === null ? NO_REMEDY : { state: 'mitigation', fixedIn: [], text: action },
    })
  })
}

const STATUSES: Readonly<Record<string, Status>> = {
  affected: 'affected',
  not_affected: 'not_affected',
  fixed: 'fixed',
  under_investigation: 'under_investigation',
}

function describedIds(document: Json): ReadonlySet<string> {
  const related = objects(document.relationships).flatMap((one) =>
    one.relationshipType === 'DESCRIBES'
      ? [text(one.relatedSpdxElement)]
      : one.relationshipType === 'DESCRIBED_BY'
        ? [text(one.spdxElementId)]
        : [],
  )
  return new Set([...texts(document.documentDescribes), ...related].filter((id) => id !== null))
}

function namesOf(one: Json): Names {
  const references = list(one.externalRefs).map(object)
  const located = (types: readonly string[]) =>
    text(references.find((ref) => types.includes(text(ref.referenceType) ?? ''))?.referenceLocator)
  return {
    name: known(one.name),
    vendor: organisation(one.supplier) ?? organisation(one.originator),
    version: known(one.versionInfo),
    cpe: located(['cpe23Type', 'cpe22Type']),
    purl: located(['purl']),
  }
}

function known(value: unknown): string | null {
  const written = text(value)
  return written === 'NOASSERTION' || written === 'NONE' ? null : written
}

/** `Organization: Acme (info@acme.example)`. */
function organisation(value: unknown): string | null {
  return /^Organi[sz]ation:\s*([^(]+)/i.exec(known(value) ?? '')?.[1]?.trim() ?? null
}

function advisoryOf(document: Json, vendor: string | null, file: string): Advisory {
  const created = text(object(document.creationInfo).created)
  return {
    id: text(document.documentNamespace) ?? file,
    revision: created,
    title: text(document.name),
    issuer: { kind: 'vendor', name: vendor ?? 'unnamed supplier' },
    published: created,
    updated: created,
    url: null,
    file,
  }
}
