/** CycloneDX in XML (cyclonedx.org/docs, schema `bom`) to the members that its JSON form would have. */
import { childText, readXml, rootTag, type XmlElement } from '../../wire/xml.ts'
import type { Json } from './json.ts'

/** A component has some ten elements; bills of whole systems list 20,000 components. */
const MOST_ELEMENTS = 1_000_000
const ROOT = /^<(?:[\w.-]+:)?bom\s[\s\S]*cyclonedx\.org\/schema\/bom\//

export const isCycloneDxXml = (text: string): boolean =>
  /^\s*\ufeff?\s*</.test(text.slice(0, 64)) && ROOT.test(rootTag(text) ?? '')

export function cyclonedxFromXml(text: string): Json {
  const bom = readXml(text, MOST_ELEMENTS)
  if (bom === null) return {}
  const metadata = child(bom, 'metadata')
  const described = metadata && child(metadata, 'component')
  return {
    bomFormat: 'CycloneDX',
    serialNumber: bom.attribute('serialNumber'),
    version: bom.attribute('version'),
    metadata: {
      timestamp: metadata && childText(metadata, 'timestamp'),
      supplier: named(metadata, 'supplier'),
      manufacturer: named(metadata, 'manufacturer'),
      manufacture: named(metadata, 'manufacture'),
      component: described === null ? undefined : componentOf(described, 0),
    },
    components: within(bom, 'components', 'component').map((one) => componentOf(one, 0)),
    vulnerabilities: within(bom, 'vulnerabilities', 'vulnerability').map(vulnerabilityOf),
  }
}

const child = (one: XmlElement, name: string): XmlElement | null =>
  one.children.find((inner) => inner.name === name) ?? null

/** `<ratings><rating/><rating/></ratings>`. */
const within = (one: XmlElement, list: string, item: string): readonly XmlElement[] =>
  one.children
    .filter(({ name }) => name === list)
    .flatMap(({ children }) => children.filter(({ name }) => name === item))

function named(one: XmlElement | null, name: string): Json | null {
  const inner = one && child(one, name)
  return inner && { name: childText(inner, 'name') }
}

/** As deep as readers look. */
const DEEPEST = 16

function componentOf(one: XmlElement, depth: number): Json {
  return {
    'bom-ref': one.attribute('bom-ref'),
    supplier: named(one, 'supplier'),
    manufacturer: named(one, 'manufacturer'),
    ...texts(one, ['publisher', 'group', 'name', 'version', 'scope', 'cpe', 'purl']),
    components:
      depth < DEEPEST
        ? within(one, 'components', 'component').map((inner) => componentOf(inner, depth + 1))
        : [],
  }
}

const texts = (one: XmlElement, names: readonly string[]): Json =>
  Object.fromEntries(names.map((name) => [name, childText(one, name)]))

function vulnerabilityOf(one: XmlElement): Json {
  return {
    ...texts(one, ['id', 'recommendation', 'workaround', 'published', 'updated']),
    references: within(one, 'references', 'reference').map((inner) => texts(inner, ['id'])),
    ratings: within(one, 'ratings', 'rating').map((rating) => ({
      ...texts(rating, ['score', 'severity', 'method', 'vector']),
      source: named(rating, 'source'),
    })),
    cwes: within(one, 'cwes', 'cwe').map(({ text }) => Number(text)),
    analysis: analysisOf(child(one, 'analysis')),
    affects: within(one, 'affects', 'target').map((target) => ({
      ...texts(target, ['ref']),
      versions: within(target, 'versions', 'version').map((version) =>
        texts(version, ['version', 'range', 'status']),
      ),
    })),
  }
}

const analysisOf = (one: XmlElement | null): Json =>
  one === null
    ? {}
    : {
        ...texts(one, ['state', 'justification', 'detail']),
        response: within(one, 'responses', 'response').map(({ text }) => text),
      }
