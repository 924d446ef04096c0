/**
 * CycloneDX 1.2-1.6 in JSON (cyclonedx.org/docs): what a product is built of, and in `vulnerabilities[]` what its maker
 * says of them (VEX, VDR).
 */
import {
  type Component,
  type Composition,
  type DocumentReader,
  EMPTY_READING,
  rejectedDocument,
} from '../document-reader.ts'
import {
  type Advisory,
  type Issuer,
  type Remedy,
  type Score,
  type Statement,
  type Status,
  statement,
  type Vulnerability,
  vulnerability,
} from '../statement.ts'
import { type Constraint, exactly, type Range, ranges } from '../versions/constraint.ts'
import { readScore } from './cvss.ts'
import { component, type Identified, identified, type Names } from './identified.ts'
import { isObject, type Json, list, object, objects, oneLine, text, texts } from './json.ts'
import { readVers } from './vers.ts'

const MOST_COMPONENTS = 100_000
const DEEPEST = 16
const STATES: Readonly<Record<string, Status>> = {
  exploitable: 'affected',
  in_triage: 'under_investigation',
  false_positive: 'not_affected',
  not_affected: 'not_affected',
  resolved: 'fixed',
  resolved_with_pedigree: 'fixed',
}

export const cyclonedx: DocumentReader = {
  name: 'cyclonedx',
  recognises: (value) => isObject(value) && value.bomFormat === 'CycloneDX',
  read(value, file) {
    const document = object(value)
    const metadata = object(document.metadata)
    const root = isObject(metadata.component) ? metadata.component : null
    const everything = flattened(root, objects(document.components))
    const supplier = text(object(metadata.supplier).name) ?? text(object(metadata.manufacture).name)
    const product = root === null ? null : identified(namesOf(root, supplier))
    const advisory = advisoryOf(document, metadata, product, file)
    if (product === null && list(document.vulnerabilities).length === 0)
      return rejectedDocument(file, 'names no product in metadata.component')
    const told = readVulnerabilities(document, advisory, everything, product)
    return {
      ...EMPTY_READING,
      advisories: [advisory],
      ...told,
      compositions: product === null ? [] : compositionOf(advisory, product, everything, root),
    }
  },
}

function advisoryOf(document: Json, metadata: Json, product: Identified | null, file: string): Advisory {
  const maker = product?.product.vendor ?? text(object(metadata.supplier).name)
  const issuer: Issuer = { kind: 'vendor', name: maker ?? 'unnamed supplier' }
  const at = text(metadata.timestamp)
  return {
    id: text(document.serialNumber) ?? file,
    revision: text(document.version),
    title: product?.product.name ?? null,
    issuer,
    published: at,
    updated: at,
    url: null,
    file,
  }
}

/** All components, nested ones too, the described product first. */
function flattened(root: Json | null, top: readonly Json[]): readonly Json[] {
  const out: Json[] = []
  let level: readonly Json[] = root === null ? top : [root, ...top]
  for (let depth = 0; depth < DEEPEST && level.length > 0 && out.length < MOST_COMPONENTS; depth++) {
    for (const one of level) out.push(one)
    level = level.flatMap((one) => objects(one.components))
  }
  return out.slice(0, MOST_COMPONENTS)
}

function namesOf(one: Json, supplier: string | null = null): Names {
  const group = text(one.group)
  const vendor =
    text(object(one.supplier).name) ??
    text(object(one.manufacturer).name) ??
    text(one.publisher) ??
    supplier ??
    group
  return {
    name: text(one.name),
    vendor,
    version: text(one.version),
    cpe: text(one.cpe),
    purl: text(one.purl),
  }
}

function compositionOf(
  source: Advisory,
  { product, constraint }: Identified,
  everything: readonly Json[],
  root: Json | null,
): readonly Composition[] {
  const components: Component[] = everything
    .filter((one) => one !== root)
    .map((one) => component(namesOf(one)))
    .filter((one) => one !== null)
  return components.length === 0 ? [] : [{ source, product, constraint, components }]
}

interface Told {
  readonly statements: readonly Statement[]
  readonly vulnerabilities: readonly Vulnerability[]
}

function readVulnerabilities(
  document: Json,
  advisory: Advisory,
  everything: readonly Json[],
  root: Identified | null,
): Told {
  const byRef = new Map(everything.map((one) => [text(one['bom-ref']), one]))
  const statements: Statement[] = []
  const vulnerabilities: Vulnerability[] = []
  for (const one of objects(document.vulnerabilities)) {
    const id = text(one.id)
    if (id === null) continue
    vulnerabilities.push(
      vulnerability(id, {
        scores: scoresOf(one),
        cwes: cwesOf(one),
        published: text(one.published),
        updated: text(one.updated),
      }),
    )
    const analysis = object(one.analysis)
    for (const { found, constraint, status } of concerned(one, analysis, byRef, root))
      statements.push(
        statement({
          advisory,
          vulnerability: id,
          product: found.product,
          constraint,
          status,
          justification: text(analysis.justification) ?? oneLine(text(analysis.detail)),
          remedy: remedyOf(one, analysis),
        }),
      )
  }
  return { statements, vulnerabilities }
}

interface Concerned {
  readonly found: Identified
  readonly constraint: Constraint
  readonly status: Status
}

/**
 * A maker speaks of the product as a whole, also where `affects` points at a part of it: whether the part's flaw can be
 * used there is what the analysis says. Only a document without a product speaks of the parts themselves.
 */
function concerned(
  one: Json,
  analysis: Json,
  byRef: ReadonlyMap<string | null, Json>,
  root: Identified | null,
): readonly Concerned[] {
  const said = STATES[text(analysis.state) ?? '']
  const affects = objects(one.affects)
  if (root !== null) {
    const own = affects.flatMap((a) => (isRoot(byRef.get(text(a.ref)), root) ? versionsOf(a) : []))
    if (own.length > 0)
      return own.map(({ constraint, status }) => ({ found: root, constraint, status: said ?? status }))
    return [{ found: root, constraint: root.constraint, status: said ?? 'under_investigation' }]
  }
  return affects.flatMap((a) => {
    const part = byRef.get(text(a.ref))
    const found = part === undefined ? linked(text(a.ref)) : identified(namesOf(part))
    if (found === null) return []
    const versions = versionsOf(a)
    if (versions.length === 0) return [{ found, constraint: found.constraint, status: said ?? 'affected' }]
    return versions.map(({ constraint, status }) => ({ found, constraint, status: said ?? status }))
  })
}

function isRoot(part: Json | undefined, root: Identified): boolean {
  return part !== undefined && text(part.name) === root.product.name
}

/** A reference into another document: `urn:cdx:serial/1#ref`, where the reference itself is often a package URL. */
function linked(ref: string | null): Identified | null {
  const own = ref?.slice(ref.indexOf('#') + 1) ?? ''
  const purl = own.startsWith('pkg:') ? own : null
  const cpe = own.startsWith('cpe:') ? own : null
  return identified({ name: null, vendor: null, version: null, purl, cpe })
}

function versionsOf(affects: Json): { constraint: Constraint; status: Status }[] {
  const by = new Map<Status, Range[]>()
  for (const { version, range, status } of objects(affects.versions)) {
    const is: Status =
      status === 'unaffected' ? 'not_affected' : status === 'unknown' ? 'under_investigation' : 'affected'
    const exact = text(version)
    const read = text(range) === null ? [] : readVers(text(range)!)
    by.set(is, [...(by.get(is) ?? []), ...(exact === null ? (read ?? []) : [exactly(exact)])])
  }
  return [...by]
    .filter(([, list]) => list.length > 0)
    .map(([status, list]) => ({ status, constraint: ranges('', list) }))
}

function scoresOf(one: Json): readonly Score[] {
  return objects(one.ratings)
    .map((rating) =>
      readScore(
        { vectorString: rating.vector, baseScore: rating.score, version: METHODS[text(rating.method) ?? ''] },
        {
          kind: text(object(rating.source).name) === 'NVD' ? 'nvd' : 'vendor',
          name: text(object(rating.source).name) ?? 'supplier',
        },
      ),
    )
    .filter((score) => score !== null)
}

const METHODS: Readonly<Record<string, string>> = {
  CVSSv2: '2.0',
  CVSSv3: '3.0',
  CVSSv31: '3.1',
  CVSSv4: '4.0',
}

const cwesOf = (one: Json): readonly string[] =>
  list(one.cwes)
    .filter((cwe) => typeof cwe === 'number' && Number.isInteger(cwe))
    .map((cwe) => `CWE-${cwe}`)

function remedyOf(one: Json, analysis: Json): Remedy {
  const responses = texts(analysis.response)
  const line = oneLine(text(one.recommendation) ?? text(one.workaround))
  if (responses.includes('update')) return { state: 'fix', fixedIn: [], text: line }
  if (responses.includes('workaround_available') || text(one.workaround) !== null)
    return { state: 'mitigation', fixedIn: [], text: line }
  if (responses.includes('will_not_fix') || responses.includes('can_not_fix'))
    return { state: 'none', fixedIn: [], text: line }
  return { state: 'unknown', fixedIn: [], text: line }
}
