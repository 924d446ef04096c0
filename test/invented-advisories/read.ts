/**
 * Advisories made up for tests, and devices with the answers a careful reader gives, in a short form:
 *
 *     = T01 | vendor | title
 *     b vendor of the products that follow, where it is another
 *     s a note of the document
 *     p product name ~ v or r ~ version field ~ full name ~ order number     v: product_version, r: product_version_range
 *     c A: summary of vulnerability A
 *     c B [1,3]: summary of vulnerability B, which affects products 1 and 3 only
 *     k [2] products known not to be affected by any of the vulnerabilities
 *     f [1,2] remediation of category vendor_fix, for products 1 and 2; for all without brackets
 *     m [1] remediation of category mitigation; n of category none_available
 *     d vendor | model | version | os=x; components=name:version => affected
 *     d vendor | model | version => A=affected, B=not_affected~undetermined      an answer behind ~ is tolerated
 *     t as d, where the fields alone give a wrong answer and the words are needed
 */
import type { Answer, TruthRow } from '../truth-score.ts'

export interface Invented {
  readonly documents: readonly unknown[]
  readonly rows: readonly TruthRow[]
}

interface Product {
  readonly vendor: string
  readonly name: string
  readonly category: string
  readonly version: string
  readonly fullName: string
  readonly orderNumber: string | undefined
}

interface Draft {
  readonly id: string
  vendor: string
  readonly title: string
  readonly notes: string[]
  readonly products: Product[]
  readonly unaffected: Set<number>
  readonly summaries: Map<string, { text: string; products: readonly number[] | undefined }>
  readonly remediations: { category: string; details: string; products: readonly number[] }[]
  readonly devices: { text: string; needsText: boolean }[]
}

export function readInvented(text: string): Invented {
  const drafts: Draft[] = []
  for (const line of text.split('\n')) {
    const kind = line.slice(0, 2)
    const rest = line.slice(2).trim()
    if (kind === '= ') drafts.push(draft(rest))
    else if (line.trim() !== '' && !line.startsWith('#')) addLine(drafts.at(-1)!, kind.trim(), rest)
  }
  return {
    documents: drafts.map(documentOf),
    rows: drafts.flatMap((one) => one.devices.map((line, i) => rowOf(one, line, i))),
  }
}

function draft(line: string): Draft {
  const [id = '', vendor = '', title = ''] = line.split(/\s*\|\s*/)
  const unaffected = new Set<number>()
  return {
    id,
    vendor,
    title,
    notes: [],
    products: [],
    unaffected,
    summaries: new Map(),
    remediations: [],
    devices: [],
  }
}

const CATEGORIES: Readonly<Record<string, string>> = { f: 'vendor_fix', m: 'mitigation', n: 'none_available' }

function addLine(one: Draft, kind: string, rest: string): void {
  if (kind === 'p') one.products.push(productOf(one, rest))
  else if (kind === 'c') addSummary(one, rest)
  else if (kind === 'd' || kind === 't') one.devices.push({ text: rest, needsText: kind === 't' })
  else if (kind === 'b') one.vendor = rest
  else if (kind === 's') one.notes.push(rest)
  else {
    const [, listed, details = ''] = /^(?:\[([\d,]+)\])?\s*(.*)$/.exec(rest) ?? []
    const products = listed?.split(',').map(Number) ?? one.products.map((_, i) => i + 1)
    if (kind === 'k') for (const at of products) one.unaffected.add(at)
    else one.remediations.push({ category: CATEGORIES[kind]!, details, products })
  }
}

function productOf({ vendor }: Draft, rest: string): Product {
  const [name = '', kind, version = '', fullName, orderNumber] = rest.split(/\s*~\s*/)
  const category = kind === 'r' ? 'product_version_range' : 'product_version'
  return { vendor, name, category, version, fullName: fullName || name, orderNumber }
}

function addSummary(one: Draft, rest: string): void {
  const [, letter = '', listed, text = ''] = /^(\w) ?(?:\[([\d,]+)\])?:(.*)$/.exec(rest) ?? []
  one.summaries.set(letter, { text: text.trim(), products: listed?.split(',').map(Number) })
}

const cveOf = ({ id }: Draft, letter: string): string =>
  `CVE-2099-${id.replace(/\D/g, '').padStart(4, '0')}${letter.charCodeAt(0) - 64}`

/** Product ids are P1, P2 ... in order; every vulnerability affects all of them if it names none, as conversions of prose have it. */
function documentOf(one: Draft): unknown {
  const vendors = Map.groupBy(
    one.products.map((product, i) => ({ ...product, id: `P${i + 1}` })),
    ({ vendor }) => vendor,
  )
  const all = one.products.map((_, i) => i + 1).filter((at) => !one.unaffected.has(at))
  const idsOf = (products: Iterable<number>): string[] => [...products].map((at) => `P${at}`)
  const remediations = one.remediations.map(({ category, details, products }) => ({
    category,
    details,
    product_ids: idsOf(products),
  }))
  const knownNotAffected = one.unaffected.size === 0 ? {} : { known_not_affected: idsOf(one.unaffected) }
  return {
    document: {
      category: 'csaf_security_advisory',
      csaf_version: '2.0',
      title: one.title,
      publisher: { category: 'coordinator', name: 'CERT' },
      tracking: { id: `TEST-${one.id}`, version: '1' },
      notes: one.notes.map((text) => ({ category: 'summary', text })),
    },
    product_tree: {
      branches: [...vendors].map(([name, products]) => ({
        category: 'vendor',
        name,
        branches: products.map(branchOf),
      })),
    },
    vulnerabilities: [...one.summaries].map(([letter, { text, products }]) => ({
      cve: cveOf(one, letter),
      notes: [{ category: 'summary', text }],
      product_status: { known_affected: idsOf(products ?? all), ...knownNotAffected },
      remediations,
    })),
  }
}

function branchOf({ name, category, version, fullName, orderNumber, id }: Product & { id: string }): unknown {
  const helper =
    orderNumber === undefined ? {} : { product_identification_helper: { model_numbers: [orderNumber] } }
  const product = { product_id: id, name: fullName, ...helper }
  return { category: 'product_name', name, branches: [{ category, name: version, product }] }
}

function rowOf(one: Draft, { text, needsText }: Draft['devices'][number], at: number): TruthRow {
  const [told = '', answers = ''] = text.split(/\s*=>\s*/)
  const [vendor = '', model = '', version = '', extra = ''] = told.split('|').map((part) => part.trim())
  const expect: Record<Answer, string[]> = { affected: [], not_affected: [], undetermined: [] }
  const tolerated: Answer[] = []
  for (const letter of one.summaries.keys()) {
    const said =
      answers.split(/\s*,\s*/).find((part) => part.startsWith(`${letter}=`)) ?? answers.split(/\s*,\s*/)[0]!
    const [answer, ...also] = said.replace(/^[A-Z]=/, '').split('~') as Answer[]
    expect[answer!].push(cveOf(one, letter))
    tolerated.push(...also)
  }
  return {
    id: `${one.id}.${at + 1}`,
    advisories: [`TEST-${one.id}`],
    vendor,
    model,
    version,
    extra: extraOf(extra),
    expect,
    tolerate: tolerated,
    complete: true,
    needs_text: needsText,
    why: answers,
  }
}

function extraOf(text: string): NonNullable<TruthRow['extra']> {
  const pairs = text.split(/\s*;\s*/).filter((pair) => pair !== '')
  return Object.fromEntries(
    pairs.map((pair) => {
      const [key = '', value = ''] = pair.split('=')
      if (key === 'options') return [key, [value]]
      if (key !== 'components') return [key, value]
      const [name = '', version = ''] = value.split(':')
      return [key, [{ name, version }]]
    }),
  )
}
