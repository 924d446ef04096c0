import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Condition } from '../statement.ts'
import { nvd } from './nvd.ts'

const cpe = (rest: string) => `cpe:2.3:${rest}`
const match = (criteria: string, rest: object = {}) => ({
  vulnerable: true,
  criteria: cpe(criteria),
  ...rest,
})
const beside = (criteria: string) => ({ vulnerable: false, criteria: cpe(criteria) })
const node = (...cpeMatch: object[]) => ({ operator: 'OR', negate: false, cpeMatch })

function cve(configurations: object[], rest: object = {}) {
  return {
    id: 'CVE-2031-2000',
    sourceIdentifier: 'psirt@acme.example',
    vulnStatus: 'Analyzed',
    published: '2031-01-02T03:04:05.678',
    lastModified: '2031-02-02T03:04:05.678',
    configurations,
    ...rest,
  }
}

const answer = (...all: object[]) => ({
  format: 'NVD_CVE',
  version: '2.0',
  vulnerabilities: all.map((one) => ({ cve: one })),
})
const statements = (...configurations: object[]) => nvd.read(answer(cve(configurations)), 'n.json').statements
const spelt = (condition: Condition) =>
  condition.kind === 'together-with'
    ? `with ${condition.product.name}`
    : condition.kind === 'text'
      ? condition.text
      : condition.kind

test('an answer, an entry and a bare CVE are all recognised', () => {
  const one = cve([])
  for (const value of [answer(one), { cve: one }, one, { cve_items: [one] }]) {
    assert.equal(nvd.recognises(value), true)
    assert.equal(nvd.read(value, 'n.json').vulnerabilities.length, 1)
  }
  assert.equal(nvd.recognises({ vulnerabilities: [] }), false)
})

test('bounds, exact versions with their update, every version and none', () => {
  const all = statements({
    nodes: [
      node(
        match('a:acme:viewer:*:*:*:*:*:*:*:*', { versionStartIncluding: '2.0', versionEndExcluding: '2.4' }),
        match('a:acme:viewer:*:*:*:*:*:*:*:*', { versionStartExcluding: '3', versionEndIncluding: '3.2' }),
        match('a:acme:viewer:1.1:sp2:*:*:*:*:*:*'),
        match('a:acme:viewer:*:*:*:*:*:*:*:*'),
        match('h:acme:viewer:-:*:*:*:*:*:*:*'),
      ),
    ],
  })
  assert.deepEqual(
    all.map(({ constraint }) => [constraint.kind, constraint.raw]),
    [
      ['ranges', '>= 2.0, < 2.4'],
      ['ranges', '> 3, <= 3.2'],
      ['ranges', '1.1 sp2'],
      ['all', '*'],
      ['unstated', '-'],
    ],
  )
  assert.equal(all[0]!.product, all[1]!.product)
})

test('firmware on its own hardware is one device; running on something else is a condition', () => {
  const firmware = node(match('o:acme:pump_firmware:9.1:*:*:*:*:*:*:*'))
  const own = statements({ operator: 'AND', nodes: [firmware, node(beside('h:acme:pump:-:*:*:*:*:*:*:*'))] })
  assert.deepEqual(own[0]!.conditions, [])
  const other = statements({
    operator: 'AND',
    nodes: [firmware, node(beside('o:tick:clock_os:-:*:*:*:*:*:*:*'))],
  })
  assert.deepEqual(other[0]!.conditions.map(spelt), ['with clock os'])
})

test('alternatives to run on are statements of their own while they are few, else one text', () => {
  const software = node(match('a:acme:viewer:1:*:*:*:*:*:*:*'))
  const systems = (count: number) =>
    node(...Array.from({ length: count }, (_, i) => beside(`o:tick:os${i}:-:*:*:*:*:*:*:*`)))
  const few = statements({ operator: 'AND', nodes: [software, systems(2)] })
  assert.deepEqual(
    few.map((s) => s.conditions.map(spelt)),
    [['with os0'], ['with os1']],
  )
  const many = statements({ operator: 'AND', nodes: [software, systems(20)] })
  assert.equal(many.length, 1)
  assert.match(spelt(many[0]!.conditions[0]!), /with one of tick os0, .* and 14 more/)
})

test('a negated node makes no statement', () => {
  assert.deepEqual(
    statements({ nodes: [{ ...node(match('a:acme:viewer:1:*:*:*:*:*:*:*')), negate: true }] }),
    [],
  )
})

test('target software is a condition where it is an operating system', () => {
  const [one] = statements({ nodes: [node(match('a:acme:viewer:1:*:*:*:*:windows:*:*'))] })
  assert.deepEqual(one!.conditions.map(spelt), ['os'])
})

test('scores keep who gave them; exploitation and weaknesses are read; times get their zone', () => {
  const metric = (source: string, baseScore: number) => ({
    source,
    cvssData: { version: '3.1', vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', baseScore },
  })
  const scored = cve([], {
    metrics: {
      cvssMetricV31: [
        metric('nvd@nist.gov', 9.8),
        metric('psirt@acme.example', 8.1),
        metric('ics-cert@hq.dhs.gov', 7.3),
      ],
    },
    weaknesses: [
      {
        description: [
          { lang: 'en', value: 'CWE-798' },
          { lang: 'en', value: 'NVD-CWE-Other' },
        ],
      },
    ],
    cisaExploitAdd: '2031-03-01',
  })
  const [known] = nvd.read(scored, 'n.json').vulnerabilities
  assert.deepEqual(
    known?.scores.map((s) => s.issuer.kind),
    ['nvd', 'cna', 'coordinator'],
  )
  assert.deepEqual(known?.cwes, ['CWE-798'])
  assert.equal(known?.kev?.added, '2031-03-01')
  assert.equal(known?.published, '2031-01-02T03:04:05.678Z')
})

test('a rejected CVE is withdrawn, a broken entry is named and the rest goes on', () => {
  const reading = nvd.read(answer(cve([], { vulnStatus: 'Rejected' }), { id: 7 }), 'n.json')
  assert.equal(reading.vulnerabilities[0]?.withdrawn, true)
  assert.deepEqual(reading.rejected, [{ file: 'n.json', where: 'entry 2', because: 'no CVE id' }])
})

test('what a CNA says of another product is kept, if the letters of an analysed one stand in its name', () => {
  const affectedData = ['Axios Gate', 'Flow Viewer'].map((product) => ({
    vendor: 'Acme',
    product,
    versions: [{ version: '1.0', status: 'affected' }],
  }))
  const [ios, viewer] = ['ios', 'flow_viewer'].map((product) =>
    node(match(`a:acme:${product}:*:*:*:*:*:*:*:*`, { versionEndExcluding: '2' })),
  )
  const { statements: all } = nvd.read(
    answer(cve([{ nodes: [ios, viewer] }], { affected: [{ source: 'psirt@acme.example', affectedData }] })),
    'n.json',
  )
  assert.deepEqual(
    all.map(({ product }) => product.name),
    ['ios', 'flow viewer', 'Axios Gate'],
  )
})

test("a maker's own word that its products are not vulnerable is taken for those that the record lists", () => {
  const listed = cve(
    [
      {
        nodes: [
          node(
            match('o:acme:flow_os:4.0:*:*:*:*:*:*:*'),
            match('o:acme:flow_os:5.0:*:*:*:*:*:*:*'),
            match('a:other:viewer:1.0:*:*:*:*:*:*:*'),
          ),
        ],
      },
    ],
    {},
  )
  const cleared = (comment: string, organization = 'Acme') =>
    nvd
      .read(answer({ ...listed, vendorComments: [{ organization, comment }] }), 'n.json')
      .statements.filter(({ status }) => status === 'not_affected')
      .map(({ product, constraint, advisory }) => `${product.name} ${constraint.raw} ${advisory.issuer.kind}`)
  assert.deepEqual(cleared('Not vulnerable. The part is not built.'), [
    'flow os 4.0 vendor',
    'flow os 5.0 vendor',
  ])
  assert.deepEqual(cleared('This issue did not affect the versions shipped with Flow OS 5.0.'), [
    'flow os 5.0 vendor',
  ])
  assert.deepEqual(cleared('Not vulnerable.', 'Somebody'), [])
  for (const limited of [
    'Not vulnerable in the default configuration.',
    'Not vulnerable, but Flow OS 4.0 is affected when the option is set.',
    'We are aware of this issue.',
    'Flow OS 5.0 is vulnerable.',
  ])
    assert.deepEqual(cleared(limited), [], limited)
})
