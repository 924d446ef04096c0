/** Documents that are made to take long, to fill the memory or to break the readers of VEX, bills of material and NVD. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { threadTime } from '../../../test/thread-time.ts'
import { maker } from '../names/makers.ts'
import { cveRecord } from './cve-record/cve-record.ts'
import { cyclonedx } from './cyclonedx.ts'
import { nvd } from './nvd.ts'
import { openfda } from './openfda.ts'
import { openvex } from './openvex.ts'
import { spdx } from './spdx.ts'

/** Fails where `work` takes longer than two seconds of processor time; what is tested takes some hundredths of it. */
function soon<T>(work: () => T): T {
  const began = threadTime()
  const result = work()
  const took = threadTime() - began
  assert.ok(took < 2_000, `${took} ms`)
  return result
}

const many = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i))

const vex = (...statements: object[]) => ({ '@context': 'https://openvex.dev/ns/v0.2.0', statements })
const graph = (...elements: object[]) => ({
  '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
  '@graph': elements,
})
const pump = { type: 'software_Package', spdxId: 'p', name: 'Pump' }
const bom = (rest: object) => ({ bomFormat: 'CycloneDX', metadata: { component: { name: 'Pump' } }, ...rest })

test('types of elements and names of makers that are as long as a book', () => {
  const long = graph({ type: 'SpdxDocument', rootElement: ['p'] }, pump, { type: '_'.repeat(200_000) })
  assert.equal(soon(() => spdx.read(long, 's')).rejected.length, 0)
  soon(() => maker('('.repeat(200_000)))
})

test('a graph that names one bill ten thousand times, which names ten thousand roots', () => {
  const document = { type: 'SpdxDocument', rootElement: new Array(10_000).fill('b') }
  const bill = { type: 'software_Sbom', spdxId: 'b', rootElement: new Array(10_000).fill('p') }
  assert.equal(soon(() => spdx.read(graph(document, bill, pump), 's')).rejected.length, 0)
})

test('thousands of versions of one product, and of parts of thousands of products', () => {
  const versions = many(40_000, (i) => ({ version: `1.${i}`, status: 'affected' }))
  const told = bom({
    metadata: { component: { name: 'Pump', 'bom-ref': 'p' } },
    vulnerabilities: [{ id: 'CVE-2031-1000', affects: [{ ref: 'p', versions }] }],
  })
  assert.equal(soon(() => cyclonedx.read(told, 'c')).statements.length, 1)
  const one = {
    vulnerability: 'CVE-2031-1000',
    status: 'not_affected',
    justification: 'component_not_present',
    products: many(4_000, (i) => `pkg:generic/p${i}`),
    subcomponents: many(200_000, (i) => `pkg:generic/s${i}`),
  }
  assert.equal(soon(() => openvex.read(vex(one), 'v')).statements.length, 4_000)
})

const cpe = (part: string, vendor: string, product: string) =>
  `cpe:2.3:${part}:${vendor}:${product}:1:*:*:*:*:*:*:*`
const ofNvd = (...nodes: object[]) =>
  nvd.read(
    {
      id: 'CVE-2031-1000',
      vulnStatus: 'Analyzed',
      sourceIdentifier: 'a',
      configurations: [{ operator: 'AND', nodes }],
    },
    'n',
  )

test('wide and many nodes that must hold together', () => {
  const firmware = many(8_000, (i) => ({ vulnerable: true, criteria: cpe('o', 'acme', `p${i}_firmware`) }))
  const machines = many(8_000, (i) => ({ vulnerable: false, criteria: cpe('h', 'acme', `m${i}`) }))
  const wide = soon(() => ofNvd({ cpeMatch: firmware }, { cpeMatch: machines })).statements
  assert.equal(wide.length, 8_000)
  assert.match(JSON.stringify(wide[0]?.conditions), /with one of .* and 7994 more/)
  const nodes = many(1_000, (i) => ({ cpeMatch: firmware.slice(8 * i, 8 * i + 8) }))
  const deep = soon(() => ofNvd(...nodes)).statements
  assert.ok(deep.length >= 8_000)
  assert.ok(deep.every(({ conditions }) => conditions.length <= 32))
})

test('an analysis of thousands of products and thousands that others add', () => {
  const cpeMatch = many(16_000, (i) => ({ vulnerable: true, criteria: cpe('a', 'acme', `product_no_${i}`) }))
  const affected = many(16, (s) => ({
    source: `s${s}`,
    affectedData: many(1_000, (i) => ({
      vendor: 'Acme',
      product: `Another kind of thing ${s} ${i}`,
      versions: [{ version: '1', status: 'affected' }],
    })),
  }))
  const entry = { id: 'CVE-2031-1000', vulnStatus: 'Analyzed', sourceIdentifier: 'a', affected }
  const read = soon(() => nvd.read({ ...entry, configurations: [{ nodes: [{ cpeMatch }] }] }, 'n'))
  assert.equal(read.statements.length, 32_000)
})

test('what of a list of matches without end is not read is told', () => {
  const cpeMatch = many(40_000, (i) => ({ vulnerable: true, criteria: cpe('a', 'acme', `product_no_${i}`) }))
  const told = (...nodes: object[]) =>
    soon(() => ofNvd(...nodes)).rejected.map(({ where, because }) => `${where}: ${because}`)
  const rest = ['CVE-2031-1000: 23616 CPE matches beyond 16384 were not read: their products may be affected']
  assert.deepEqual(told({ cpeMatch }), rest)
  assert.deepEqual(told({ cpeMatch: cpeMatch.slice(0, 15_000) }, { cpeMatch: cpeMatch.slice(15_000) }), rest)
  assert.deepEqual(told({ cpeMatch: cpeMatch.slice(0, 16_384) }), [])
})

test('a part of one maker in systems of others', () => {
  const parts = new Array(8_000).fill({
    vulnerable: true,
    criteria: cpe('a', 'microsoft', 'server_message_block'),
  })
  const systems = new Array(8_000).fill({ vulnerable: false, criteria: cpe('o', 'acme', 'os') })
  assert.equal(soon(() => ofNvd({ cpeMatch: parts }, { cpeMatch: systems })).statements.length, 8_000)
})

test('versions nested deeper than a stack are compared in what is read of them', () => {
  const nested = () => JSON.parse(`[${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}]`)
  const affected = ['Flow', 'Vento'].map((product) => ({ vendor: 'Acme', product, versions: nested() }))
  const { statements } = cveRecord.read(
    {
      dataType: 'CVE_RECORD',
      dataVersion: '5.1',
      cveMetadata: { cveId: 'CVE-2031-1000', state: 'PUBLISHED' },
      containers: { cna: { affected } },
    },
    'a',
  )
  assert.ok(statements.every(({ status }) => status === 'affected'))
})

test('words that every object knows are no status, no method, no system', () => {
  for (const word of ['constructor', 'toString', '__proto__']) {
    assert.equal(
      openvex.read(vex({ vulnerability: 'CVE-2031-1000', status: word, products: ['a'] }), 'v').rejected
        .length,
      1,
    )
    const rated = {
      id: 'CVE-2031-1000',
      analysis: { state: word },
      ratings: [{ method: word, score: 9, vector: 'X' }],
    }
    const { statements, vulnerabilities } = cyclonedx.read(bom({ vulnerabilities: [rated] }), 'c')
    assert.equal(statements[0]?.status, 'under_investigation')
    assert.deepEqual(vulnerabilities[0]?.scores, [])
    const entry = {
      vendor: 'Acme',
      product: 'Flow',
      platforms: [word],
      versions: [{ version: '1', status: 'affected' }],
    }
    const read = cveRecord.read(
      {
        dataType: 'CVE_RECORD',
        dataVersion: '5.1',
        cveMetadata: { cveId: 'CVE-2031-1000', state: 'PUBLISHED' },
        containers: { cna: { affected: [entry] } },
      },
      'a',
    )
    assert.equal(read.statements.length, 1)
    assert.ok(read.statements[0]!.conditions.every((one) => one.kind !== 'os'))
  }
})

test('recalls whose codes could be parted in any number of ways', () => {
  const described = ['A1/', 'A1and', 'A1 or ', 'A1-or-', 'A1, and ', 'A1 /'].map(
    (codes) => `Acme Flow ${codes.repeat(300)}A1!`,
  )
  const results = described.map((product_description, i) => ({
    recall_number: `Z-${i}`,
    product_description,
    reason_for_recall: 'x',
  }))
  assert.equal(soon(() => openfda.read({ results }, 'r')).statements.length, described.length)
})

test('hundreds of products that are all built of the same ten thousand parts, each with a flaw', () => {
  const relation = (from: string, to: string) => ({
    spdxElementId: from,
    relationshipType: 'DEPENDS_ON',
    relatedSpdxElement: to,
  })
  const document = {
    spdxVersion: 'SPDX-2.3',
    documentDescribes: many(256, (i) => `R${i}`),
    packages: [
      ...many(256, (i) => ({ SPDXID: `R${i}`, name: `Pump ${i}` })),
      ...many(10_000, (i) => ({ SPDXID: `L${i}`, name: `lib${i}`, versionInfo: '1' })),
    ],
    relationships: [
      ...many(256, (i) => relation(`R${i}`, 'L0')),
      ...many(10_000, (i) => relation(`L${i}`, `L${(i + 1) % 10_000}`)),
    ],
  }
  const { compositions, rejected } = soon(() => spdx.read(document, 's'))
  assert.equal(compositions[0]?.components.length, 10_000)
  assert.ok(compositions.length < 256)
  assert.deepEqual(
    rejected.map(({ where }) => where),
    ['the last of its products'],
  )
})

test('a maker who says many times of tens of thousands of products that none is vulnerable', () => {
  const cve = {
    id: 'CVE-2031-9999',
    vendorComments: many(16, () => ({ organization: 'Acme', comment: 'Not vulnerable.' })),
    configurations: [
      {
        nodes: [
          {
            operator: 'OR',
            negate: false,
            cpeMatch: many(20_000, (i) => ({
              vulnerable: true,
              criteria: `cpe:2.3:a:acme:flow${i}:1.2:*:*:*:*:*:*:*`,
            })),
          },
        ],
      },
    ],
  }
  const { statements } = soon(() => nvd.read({ format: 'NVD_CVE', vulnerabilities: [{ cve }] }, 'n'))
  assert.ok(statements.length > 20_000 && statements.length < 40_000, `${statements.length}`)
})
