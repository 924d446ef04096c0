/**
 * Advisories made up for tests, and devices with the answers a careful reader gives, in a short form:
 *
 *     = T01 | vendor | title
 *     p product name ~ v or r ~ version field ~ full name     v: product_version, r: product_version_range
 *     c A: summary of vulnerability A
 *     c B [1,2]: summary of vulnerability B, of which only products 1 and 2 have the status affected
 *     f [1,2] remediation of category vendor_fix, for products 1 and 2; for all without brackets
 *     m [1] remediation of category mitigation
 *     d vendor | model | version | os=x; components=name:version => affected
 *     d vendor | model | version => A=affected, B=not_affected~undetermined      an answer behind ~ is tolerated
 *     t ...                                    a device as behind d, whose answer stands only in prose
 */
import type { Answer, TruthRow } from '../truth-score.ts'

export interface Invented {
  readonly documents: readonly unknown[]
  readonly rows: readonly TruthRow[]
}

interface Draft {
  readonly id: string
  readonly vendor: string
  readonly title: string
  readonly products: { name: string; category: string; version: string; fullName: string }[]
  readonly summaries: Map<string, { readonly text: string; readonly products: readonly number[] | null }>
  readonly remediations: { category: string; details: string; products: readonly number[] }[]
  readonly devices: { readonly line: string; readonly prose: boolean }[]
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
    rows: drafts.flatMap((one) =>
      one.devices.map(({ line, prose }, i) => ({ ...rowOf(one, line, i), needs_text: prose })),
    ),
  }
}

function draft(line: string): Draft {
  const [id = '', vendor = '', title = ''] = line.split(/\s*\|\s*/)
  return { id, vendor, title, products: [], summaries: new Map(), remediations: [], devices: [] }
}

const CATEGORIES: Readonly<Record<string, string>> = { f: 'vendor_fix', m: 'mitigation' }

function addLine(one: Draft, kind: string, rest: string): void {
  if (kind === 'p') {
    const [name = '', category, version = '', fullName = name] = rest.split(/\s*~\s*/)
    const of = category === 'r' ? 'product_version_range' : 'product_version'
    one.products.push({ name, category: of, version, fullName })
  } else if (kind === 'c') {
    const [, letter = '', listed, text = ''] = /^([A-Z])\s*(?:\[([\d,]+)\])?:\s*(.*)$/.exec(rest) ?? []
    one.summaries.set(letter, { text, products: listed?.split(',').map(Number) ?? null })
  } else if (kind === 'd' || kind === 't') one.devices.push({ line: rest, prose: kind === 't' })
  else {
    const [, listed, details = ''] = /^(?:\[([\d,]+)\])?\s*(.*)$/.exec(rest) ?? []
    const products = listed?.split(',').map(Number) ?? one.products.map((_, i) => i + 1)
    one.remediations.push({ category: CATEGORIES[kind]!, details, products })
  }
}

const cveOf = ({ id }: Draft, letter: string): string =>
  `CVE-2099-${id.replace(/\D/g, '').padStart(4, '0')}${letter.charCodeAt(0) - 64}`

/** Product ids are P1, P2 ... in order; a vulnerability affects all of them, as conversions of prose have it, unless told. */
function documentOf(one: Draft): unknown {
  const ids = one.products.map((_, i) => `P${i + 1}`)
  const branches = one.products.map(({ name, category, version, fullName }, i) => ({
    category: 'product_name',
    name,
    branches: [{ category, name: version, product: { product_id: ids[i], name: fullName } }],
  }))
  const remediations = one.remediations.map(({ category, details, products }) => ({
    category,
    details,
    product_ids: products.map((n) => `P${n}`),
  }))
  return {
    document: {
      category: 'csaf_security_advisory',
      csaf_version: '2.0',
      title: one.title,
      publisher: { category: 'coordinator', name: 'CERT' },
      tracking: { id: `TEST-${one.id}`, version: '1' },
    },
    product_tree: { branches: [{ category: 'vendor', name: one.vendor, branches }] },
    vulnerabilities: [...one.summaries].map(([letter, { text, products }]) => ({
      cve: cveOf(one, letter),
      notes: [{ category: 'summary', text }],
      product_status: { known_affected: products?.map((n) => `P${n}`) ?? ids },
      remediations,
    })),
  }
}

function rowOf(one: Draft, line: string, at: number): TruthRow {
  const [told = '', answers = ''] = line.split(/\s*=>\s*/)
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
