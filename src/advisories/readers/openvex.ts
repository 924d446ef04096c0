/** OpenVEX 0.2.0 documents (github.com/openvex/spec): a maker or supplier says which products a vulnerability concerns. */
import { type DocumentReader, EMPTY_READING, type Reading, type Rejection } from '../document-reader.ts'
import {
  type Advisory,
  NO_REMEDY,
  type Remedy,
  type Statement,
  type Status,
  statement,
  vulnerability,
} from '../statement.ts'
import { identified, nameInReference } from './identified.ts'
import { entryOf, isObject, type Json, list, object, oneLine, text, texts } from './json.ts'
import { mostUrgent } from './most-urgent.ts'

const MOST_PRODUCTS = 4096
const STATUSES: Readonly<Record<string, Status>> = {
  affected: 'affected',
  not_affected: 'not_affected',
  fixed: 'fixed',
  under_investigation: 'under_investigation',
}

export const openvex: DocumentReader = {
  name: 'openvex',
  recognises: (value) =>
    isObject(value) && Array.isArray(value.statements) && /\bopenvex\b/.test(text(value['@context']) ?? ''),
  read(value, file) {
    const document = object(value)
    const advisory = advisoryOf(text(document['@id']) ?? file, document, file)
    const latest = new Map<string, Dated>()
    const rejected: Rejection[] = []
    list(document.statements).forEach((one, index) => {
      const because = readStatement(object(one), document, advisory, latest)
      if (because !== null) rejected.push({ file, where: `statement ${index + 1}`, because })
    })
    const statements = mostUrgent([...latest.values()].map(({ said }) => said))
    const ids = [...new Set(statements.map((one) => one.vulnerability))]
    const vulnerabilities = ids.map((one) => vulnerability(one))
    return {
      ...EMPTY_READING,
      advisories: [advisory],
      statements,
      vulnerabilities,
      rejected,
    } satisfies Reading
  },
}

function advisoryOf(id: string, document: Json, file: string): Advisory {
  const published = text(document.timestamp)
  return {
    id,
    revision: text(document.version),
    title: null,
    issuer: { kind: 'vendor', name: text(document.author) ?? 'unnamed author' },
    published,
    updated: text(document.last_updated) ?? published,
    url: null,
    file,
  }
}

/** A statement, and when it was known to be true. */
interface Dated {
  readonly said: Statement
  readonly at: string
}

/** Why a statement, or a part of it, cannot be used; `null` if all was. */
function readStatement(
  one: Json,
  document: Json,
  advisory: Advisory,
  latest: Map<string, Dated>,
): string | null {
  const id = vulnerabilityId(one.vulnerability)
  if (id === null) return 'no vulnerability'
  const status = entryOf(STATUSES, text(one.status))
  if (status === undefined) return `unknown status ${oneLine(text(one.status), 40) ?? '(none)'}`
  // A document may give its products once for all statements (0.0.x did).
  const products = list(one.products).length > 0 ? list(one.products) : list(document.products)
  if (products.length === 0) return 'no product'
  const supplier = text(one.supplier) ?? text(document.supplier)
  const parts = partsOf(one.subcomponents)
  let unnamed = Math.max(0, products.length - MOST_PRODUCTS)
  for (const entry of products.slice(0, MOST_PRODUCTS)) {
    const found = productOf(entry, supplier)
    if (found === null) {
      unnamed++
      continue
    }
    const { product, constraint } = found
    const [justification, remedy] = [reasonOf(one, entry), remedyOf(one, status)]
    const said = statement({
      advisory,
      vulnerability: id,
      product,
      constraint,
      status,
      justification,
      remedy,
    })
    // of what is said of a product one after the other the latest counts (specification, "The VEX statement")
    const key = `${id}\n${identityOf(entry)}\n${partsOf(object(entry).subcomponents)}\n${parts}`
    const at = text(one.timestamp) ?? text(document.timestamp) ?? ''
    if ((latest.get(key)?.at ?? '') <= at) latest.set(key, { said, at })
  }
  return unnamed === 0
    ? null
    : `${unnamed} of ${products.length} products are named by no package URL, CPE or words, or are more than are read`
}

function identityOf(entry: unknown): string {
  const { '@id': id, identifiers } = object(entry)
  const { purl, cpe23, cpe22 } = object(identifiers)
  const all = typeof entry === 'string' ? [entry] : [text(id), text(purl), text(cpe23), text(cpe22)]
  return all.map((one) => one?.slice(0, LONGEST_IDENTITY) ?? '').join(' ')
}

const partsOf = (value: unknown): string =>
  list(value).slice(0, MOST_COMPARED).map(identityOf).sort().join(' ')

/** In UTF-16 units. */
const LONGEST_IDENTITY = 1024
/** Parts by which statements on one product are told apart. */
const MOST_COMPARED = 64

/** The code of the reason, what is said of it, and the parts of the product it is said of. */
function reasonOf(one: Json, product: unknown): string | null {
  const said = [text(one.justification), oneLine(text(one.impact_statement))].filter((part) => part !== null)
  const parts = [object(product).subcomponents, one.subcomponents]
    .flatMap((parts) => list(parts).slice(0, MOST_PARTS))
    .slice(0, MOST_PARTS)
    .flatMap((part) => nameOf(part) ?? [])
  if (said.length === 0) return null
  return parts.length === 0 ? said.join(': ') : `${said.join(': ')} (${parts.join(', ')})`
}

/** Parts that a reason names; of more it would be no line. */
const MOST_PARTS = 4

function nameOf(entry: unknown): string | null {
  const found = productOf(entry, null)
  if (found === null) return null
  const { product, constraint } = found
  return constraint.kind === 'ranges' ? `${product.name} ${constraint.raw}` : product.name
}

/** The CVE among name, aliases and the address that is its id, else the name. */
function vulnerabilityId(value: unknown): string | null {
  const { name, aliases, '@id': address } = object(value)
  const told = typeof value === 'string' ? value : name
  const all = [text(told), ...texts(aliases), text(address)].filter((one) => one !== null)
  const cve = all.map((one) => CVE.exec(one)?.[1]).find((one) => one !== undefined)
  return cve ?? all[0] ?? null
}

/** Alone, or at the end of an address. */
const CVE = /(?:^|\/)(CVE-\d{4}-\d{4,12})$/

function productOf(entry: unknown, supplier: string | null) {
  const id = typeof entry === 'string' ? entry : text(object(entry)['@id'])
  const { purl, cpe23, cpe22 } = object(object(entry).identifiers)
  const byId = (prefix: string) => (id?.startsWith(prefix) ? id : null)
  const url = text(purl) ?? byId('pkg:')
  const cpe = text(cpe23) ?? text(cpe22) ?? byId('cpe:')
  const name = url === null && cpe === null && id !== null ? nameInId(id) : null
  return identified({ name, vendor: supplier, version: null, purl: url, cpe }, true)
}

/** The last words of an IRI: `https://acme.example/products/pump-3000`. */
function nameInId(id: string): string | null {
  return nameInReference(/[^/#:]+$/.exec(id.replace(/[/#]+$/, ''))?.[0] ?? id)
}

function remedyOf(one: Json, status: Status): Remedy {
  const action = oneLine(text(one.action_statement))
  return status === 'affected' && action !== null
    ? { state: 'mitigation', fixedIn: [], text: action }
    : NO_REMEDY
}
