/** SPDX 2.2 and 2.3, JSON and tag-value (spdx.github.io/spdx-spec): what a product is built of. */
import {
  type Component,
  type DocumentReader,
  EMPTY_READING,
  type Reading,
  rejectedDocument,
} from '../document-reader.ts'
import type { Advisory } from '../statement.ts'
import { component, identified, type Names } from './identified.ts'
import { isObject, type Json, list, object, objects, text, texts } from './json.ts'
import { spdxFromTags } from './spdx-tags.ts'

const MOST_PACKAGES = 100_000

export const spdx: DocumentReader = {
  name: 'spdx',
  recognises: (value) =>
    typeof value === 'string'
      ? /^\ufeff?(?:#[^\n]*\n)*SPDXVersion:\s*SPDX-2/.test(value.slice(0, 4096))
      : isObject(value) && (text(value.spdxVersion) ?? '').startsWith('SPDX-2'),
  read: (value, file) => readDocument(typeof value === 'string' ? spdxFromTags(value) : object(value), file),
}

function readDocument(document: Json, file: string): Reading {
  const packages = objects(document.packages).slice(0, MOST_PACKAGES)
  const described = describedIds(document)
  const root = packages.find((one) => described.has(text(one.SPDXID) ?? '')) ?? null
  const product = root === null ? null : identified(namesOf(root))
  if (product === null) return rejectedDocument(file, 'does not say which package it describes')
  const components: Component[] = packages
    .filter((one) => one !== root)
    .map((one) => component(namesOf(one)))
    .filter((one) => one !== null)
  const source = advisoryOf(document, product.product.vendor, file)
  return {
    ...EMPTY_READING,
    advisories: [source],
    compositions: components.length === 0 ? [] : [{ source, ...product, components }],
  }
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
