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
import { SpdxRelations } from './spdx-relations.ts'
import { spdxFromTags } from './spdx-tags.ts'

const MOST_PACKAGES = 100_000
/** Products of one document; a line of devices is some dozens. */
const MOST_ROOTS = 256

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
  const relations = new SpdxRelations(document.relationships)
  const source = advisoryOf(document, roots[0]!.found.product.vendor, file)
  const products = roots.map((root) => ({ root, parts: partsOf(root, roots, packages, relations) }))
  const statements = products.flatMap(({ root, parts }) =>
    mostUrgent(assessed(document, [root.entry, ...parts], root.found, source)),
  )
  return {
    ...EMPTY_READING,
    advisories: [source],
    statements,
    vulnerabilities: [...new Set(statements.map((one) => one.vulnerability))].map((id) => vulnerability(id)),
    compositions: products.flatMap(({ root: { found }, parts }) => {
      const components = parts.map((one) => component(namesOf(one))).filter((one) => one !== null)
      return components.length === 0 ? [] : [{ source, ...found, components }]
    }),
  }
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

/**
 * Of one product all packages but tools; of several those that relationships lead to, and what belongs to none of them may belong to
 * each.
 */
function partsOf(
  root: Root,
  roots: readonly Root[],
  packages: readonly Json[],
  relations: SpdxRelations,
): readonly Json[] {
  const entries = new Set(roots.map(({ entry }) => entry))
  const all = packages.filter((one) => !entries.has(one) && !relations.isTool(idOf(one)))
  if (roots.length === 1) return all
  const of = roots.map(({ entry }) => relations.partsOf(idOf(entry)))
  const own = of[roots.indexOf(root)]!
  return all.filter((one) => own.has(idOf(one)) || !of.some((parts) => parts.has(idOf(one))))
}

const idOf = (one: Json): string => text(one.SPDXID) ?? ''

/** What is said of a part is said of the product that holds it: whether the part's flaw can be used there. */
function assessed(
  document: Json,
  packages: readonly Json[],
  { product, constraint }: Identified,
  advisory: Advisory,
): readonly Statement[] {
  const known = new Set(packages.map((one) => text(one.SPDXID)))
  return objects(document.assessments).flatMap((one) => {
    const id = text(one.vulnerability)
    const status = entryOf(STATUSES, text(one.status))
    if (id === null || status === undefined || !texts(one.of).some((of) => known.has(of))) return []
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
