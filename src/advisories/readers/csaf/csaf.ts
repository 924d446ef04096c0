/** CSAF 2.0 and 2.1 (OASIS): security advisories and VEX as JSON. */
import { type DocumentReader, type Reading, rejectedDocument } from '../../document-reader.ts'
import { brandWords, maker } from '../../names/makers.ts'
import { type RemedyEntry, remedyEntry, remedyOf } from '../../prose/remedy.ts'
import {
  type Advisory,
  type IssuerKind,
  type ProductReference,
  productReference,
  type Score,
  type Statement,
  type Status,
  statement,
  type Vulnerability,
  vulnerability,
} from '../../statement.ts'
import { readScore } from '../cvss.ts'
import { isObject, type Json, object, objects, text, texts } from '../json.ts'
import { canFix, namedProducts } from './fixes.ts'
import { type LeafReading, readLeaf } from './leaf.ts'
import { idsOf, type Leaf, readTree, type Tree } from './tree.ts'

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
  const document = new Document(advisory, readTree(root.product_tree))
  const entries = objects(root.vulnerabilities)
  const mentioned = new Set(entries.flatMap((entry) => [...statusesOf(entry).keys()]))
  const statements: Statement[] = []
  const vulnerabilities: Vulnerability[] = []
  entries.forEach((entry, i) => {
    const id = idOf(entry) ?? `${advisory.id}#${i + 1}`
    vulnerabilities.push(readVulnerability(id, entry, advisory))
    statements.push(...document.statements(id, entry, mentioned))
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
      kind: ISSUERS[text(publisher.category) ?? ''] ?? 'coordinator',
      name: text(publisher.name) ?? 'unnamed',
    },
    published: text(tracking.initial_release_date),
    updated: text(tracking.current_release_date),
    url: text(self?.url),
    file,
  }
}

const idOf = (entry: Json): string | null => text(entry.cve) ?? text(objects(entry.ids)[0]?.text)

/** CSAF's words for product status (3.2.3.9) in VEX's. */
const STATUSES: Readonly<Record<string, Status>> = {
  first_affected: 'affected',
  known_affected: 'affected',
  last_affected: 'affected',
  first_fixed: 'fixed',
  fixed: 'fixed',
  recommended: 'fixed',
  known_not_affected: 'not_affected',
  under_investigation: 'under_investigation',
  unknown: 'under_investigation',
}

/** Product id to status; what is recommended counts as fixed only where nothing else is said of it. */
function statusesOf(entry: Json): Map<string, { status: Status; word: string }> {
  const found = new Map<string, { status: Status; word: string }>()
  for (const [word, ids] of Object.entries(object(entry.product_status))) {
    const status = STATUSES[word]
    if (!status) continue
    for (const id of texts(ids)) if (!found.has(id) || word !== 'recommended') found.set(id, { status, word })
  }
  return found
}

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

/** What is shared by the statements of one document. */
class Document {
  readonly #advisory: Advisory
  readonly #tree: Tree
  readonly #products = new Map<string, ProductReference>()
  readonly #leaves = new Map<string, LeafReading>()
  readonly #brands: ReadonlySet<string>

  constructor(advisory: Advisory, tree: Tree) {
    this.#advisory = advisory
    this.#tree = tree
    const vendors = new Set([...tree.leaves.values()].flatMap(({ vendor }) => vendor ?? []))
    this.#brands = new Set(
      [...vendors].flatMap((vendor) => maker(vendor).known.flatMap((known) => [...brandWords(known)])),
    )
  }

  statements(id: string, entry: Json, mentioned: ReadonlySet<string>): Statement[] {
    const statuses = statusesOf(entry)
    const remedies = objects(entry.remediations).map((one) => ({
      entry: remedyEntry(text(one.category) ?? '', text(one.details) ?? ''),
      ids: new Set(idsOf(one, this.#tree)),
    }))
    // conversions lose product ids; what only a remediation names, and no status anywhere, is meant to be affected
    for (const { ids } of remedies)
      for (const product of ids)
        if (!mentioned.has(product)) statuses.set(product, { status: 'affected', word: 'remediation' })
    const justifications = readJustifications(entry, this.#tree)
    return [...statuses].flatMap(([productId, { status, word }]) => {
      const leaf = this.#tree.leaves.get(productId)
      if (!leaf) return []
      const own = remedies.filter(({ ids }) => ids.has(productId) || ids.size === 0).map((one) => one.entry)
      return [this.#statement(id, leaf, status, word, own, justifications.get(productId) ?? null)]
    })
  }

  #statement(
    id: string,
    leaf: Leaf,
    status: Status,
    word: string,
    remedies: readonly RemedyEntry[],
    justification: string | null,
  ): Statement {
    const reading = this.#read(leaf)
    const product = this.#product(leaf, reading.models)
    const fixes = remedies
      .flatMap(({ mentions }) => mentions)
      .filter((mention) => canFix(mention.version, reading.constraint) && this.#isFor(mention, leaf))
    return statement({
      advisory: this.#advisory,
      vulnerability: id,
      product,
      constraint: word === 'first_affected' ? openUpwards(reading) : reading.constraint,
      otherReadings: reading.otherReadings,
      conditions: this.#conditions(leaf, reading),
      status,
      justification,
      remedy: remedyOf(remedies, fixes),
    })
  }

  #isFor(mention: Parameters<typeof namedProducts>[0], leaf: Leaf): boolean {
    const names = [...new Set([...this.#tree.leaves.values()].map(({ name }) => name))].slice(0, MAX_NAMES)
    if (names.length < 2) return true
    const key = `${mention.lead}\n${mention.version}\n${mention.sentence}`
    let named = this.#named.get(key)
    if (!named) {
      named = new Set(namedProducts(mention, names, this.#brands))
      this.#named.set(key, named)
    }
    return named.has(leaf.name)
  }
  readonly #named = new Map<string, ReadonlySet<string>>()

  #conditions(leaf: Leaf, reading: LeafReading): Statement['conditions'] {
    if (leaf.within === null) return reading.conditions
    const within = this.#read(leaf.within)
    const product = this.#product(leaf.within, within.models)
    return [...reading.conditions, { kind: 'together-with', product, constraint: within.constraint }]
  }

  #read(leaf: Leaf): LeafReading {
    const key = `${leaf.name}\n${leaf.fullName}\n${leaf.version}`
    let reading = this.#leaves.get(key)
    if (!reading) {
      reading = readLeaf(leaf)
      this.#leaves.set(key, reading)
    }
    return reading
  }

  #product(leaf: Leaf, models: readonly string[]): ProductReference {
    const key = `${leaf.vendor}\n${leaf.name}\n${models.join('|')}\n${JSON.stringify(leaf.helper)}`
    let product = this.#products.get(key)
    if (!product) {
      product = readProduct(leaf, models)
      this.#products.set(key, product)
    }
    return product
  }
}

/** Names of one document that are told apart when a fix is assigned; beyond that it goes to all. */
const MAX_NAMES = 400

function openUpwards({ constraint }: LeafReading): LeafReading['constraint'] {
  if (constraint.kind !== 'ranges') return constraint
  return { ...constraint, ranges: constraint.ranges.map((range) => ({ ...range, to: null })) }
}

function readProduct(leaf: Leaf, models: readonly string[]): ProductReference {
  const { helper } = leaf
  const cpe = text(helper.cpe)
  return productReference(leaf.name, {
    vendor: leaf.vendor,
    fullName: leaf.fullName,
    cpes: cpe === null ? [] : [cpe],
    purls: [text(helper.purl), ...texts(helper.purls)].filter((purl) => purl !== null),
    modelNumbers: texts(helper.model_numbers),
    serialNumbers: texts(helper.serial_numbers),
    skus: texts(helper.skus),
    models,
  })
}

/** Flags (3.2.3.5) and threats of the category impact say why a product is not affected. */
function readJustifications(entry: Json, tree: Tree): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const threat of objects(entry.threats))
    if (text(threat.category) === 'impact')
      for (const id of idsOf(threat, tree)) found.set(id, (text(threat.details) ?? '').slice(0, 200))
  for (const flag of objects(entry.flags))
    for (const id of idsOf(flag, tree)) found.set(id, (text(flag.label) ?? '').replaceAll('_', ' '))
  return found
}
