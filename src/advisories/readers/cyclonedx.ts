/**
 * CycloneDX 1.2-1.6 in JSON and XML (cyclonedx.org/docs): what a product is built of, and in `vulnerabilities[]` what its maker
 * says of them (VEX, VDR).
 */
import {
  type Component,
  type Composition,
  type DocumentReader,
  EMPTY_READING,
  type Rejection,
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
import { readScore } from './cvss.ts'
import { CycloneDxSubjects, namesOf } from './cyclonedx-subjects.ts'
import { cyclonedxFromXml, isCycloneDxXml } from './cyclonedx-xml.ts'
import { component, type Identified, identified } from './identified.ts'
import { entryOf, isObject, type Json, list, object, objects, oneLine, text, texts } from './json.ts'
import { mostUrgent } from './most-urgent.ts'

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
  recognises: (value) =>
    typeof value === 'string' ? isCycloneDxXml(value) : isObject(value) && value.bomFormat === 'CycloneDX',
  read(value, file) {
    const document = typeof value === 'string' ? cyclonedxFromXml(value) : object(value)
    const metadata = object(document.metadata)
    const root = isObject(metadata.component) ? metadata.component : null
    const everything = flattened(root, objects(document.components))
    const supplier = supplierOf(metadata)
    const product = root === null ? null : identified(namesOf(root, supplier))
    const advisory = advisoryOf(document, metadata, product, file)
    if (product === null && list(document.vulnerabilities).length === 0)
      return rejectedDocument(file, 'names no product in metadata.component')
    const told = readVulnerabilities(document, advisory, { everything, root: product, supplier, file })
    return {
      ...EMPTY_READING,
      advisories: [advisory],
      ...told,
      compositions: product === null ? [] : compositionOf(advisory, product, everything, root),
    }
  },
}

function advisoryOf(document: Json, metadata: Json, product: Identified | null, file: string): Advisory {
  const maker = product?.product.vendor ?? supplierOf(metadata)
  const issuer: Issuer =
    maker === null ? { kind: 'coordinator', name: 'unnamed supplier' } : { kind: 'vendor', name: maker }
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

/** `manufacture` until 1.5, `manufacturer` since. */
const supplierOf = ({ supplier, manufacturer, manufacture }: Json): string | null =>
  text(object(supplier).name) ?? text(object(manufacturer).name) ?? text(object(manufacture).name)

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

function compositionOf(
  source: Advisory,
  { product, constraint }: Identified,
  everything: readonly Json[],
  root: Json | null,
): readonly Composition[] {
  const components: Component[] = everything
    .filter((one) => one !== root && one.scope !== EXCLUDED)
    .map((one) => component(namesOf(one)))
    .filter((one) => one !== null)
  return components.length === 0 ? [] : [{ source, product, constraint, components }]
}

/** The scope of what is used to test or build, and is not in the product (schema, `component.scope`). */
const EXCLUDED = 'excluded'

interface Told {
  readonly statements: readonly Statement[]
  readonly vulnerabilities: readonly Vulnerability[]
  readonly rejected: readonly Rejection[]
}

interface Around {
  readonly everything: readonly Json[]
  readonly root: Identified | null
  readonly supplier: string | null
  readonly file: string
}

function readVulnerabilities(document: Json, advisory: Advisory, around: Around): Told {
  const subjects = new CycloneDxSubjects(around.everything, around.root, around.supplier)
  const statements: Statement[] = []
  const vulnerabilities: Vulnerability[] = []
  const rejected: Rejection[] = []
  for (const one of objects(document.vulnerabilities)) {
    const id = idOf(one)
    if (id === null) continue
    const { published, updated } = one
    const known = { published: text(published), updated: text(updated) }
    vulnerabilities.push(vulnerability(id, { ...known, scores: scoresOf(one), cwes: cwesOf(one) }))
    const analysis = object(one.analysis)
    const { concerned, unknown } = subjects.of(one, entryOf(STATES, text(analysis.state)))
    for (const { found, constraint, status } of concerned)
      statements.push(
        statement({
          advisory,
          vulnerability: id,
          product: found.product,
          constraint,
          status,
          justification: reasonOf(analysis),
          remedy: remedyOf(one, analysis),
        }),
      )
    for (const ref of unknown)
      rejected.push({
        file: around.file,
        where: id,
        because: `${oneLine(ref, 80)} is in no document read here`,
      })
  }
  return { statements: mostUrgent(statements), vulnerabilities, rejected }
}

/** The CVE among the id and what it refers to, else the id. */
function idOf(one: Json): string | null {
  const all = [text(one.id), ...objects(one.references).map(({ id }) => text(id))].filter((id) => id !== null)
  return all.find((id) => /^CVE-\d{4}-\d{4,12}$/.test(id)) ?? text(one.id)
}

function reasonOf({ justification, detail }: Json): string | null {
  const said = [text(justification), oneLine(text(detail))].filter((part) => part !== null)
  return said.length === 0 ? null : said.join(': ')
}

function scoresOf(one: Json): readonly Score[] {
  return objects(one.ratings)
    .filter(
      ({ method, vector }) =>
        (entryOf(METHODS, text(method)) !== undefined || text(vector)?.startsWith('CVSS:') === true) &&
        !ENVIRONMENTAL.test(text(vector) ?? ''),
    )
    .map((rating) =>
      readScore(
        {
          vectorString: rating.vector,
          baseScore: rating.score,
          version: entryOf(METHODS, text(rating.method)),
        },
        {
          kind: text(object(rating.source).name) === 'NVD' ? 'nvd' : 'vendor',
          name: text(object(rating.source).name) ?? 'supplier',
        },
      ),
    )
    .filter((score) => score !== null)
}

/** A score for one environment: `MC:N` and the like say what holds there. */
const ENVIRONMENTAL = /\/(?:C|I|A)R:[^X]|\/M[A-Z]{1,2}:[^X]/

/** OWASP's and others' ratings are on scales of their own. */
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
