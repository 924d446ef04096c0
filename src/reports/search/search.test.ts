import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { threadTime } from '../../../test/thread-time.ts'
import { categoryById, familyById } from '../../knowledge/taxonomy.ts'
import { textTest } from './conditions.ts'
import { SEARCH_FIELDS } from './fields.ts'
import { find } from './find.ts'
import { parseQuery, SearchError } from './query.ts'
import { searchedOf } from './subject.ts'
import { quoteWords } from './words.ts'

const finding = (vulnerability: string, severity: string, more: object = {}) => ({
  vulnerability,
  status: 'affected',
  certainty: 'confirmed',
  severity,
  ...more,
})

const WARD = searchedOf({
  schema: 'wardline.inspection/1',
  captures: [{ last: '2026-11-25T12:00:00.000000Z' }],
  alerts: [{ detection: 'port-scan-vertical', severity: 'high', assets: ['pc', 'pump'] }],
  assets: [
    {
      id: 'pump',
      macs: ['00:09:fb:01:02:03'],
      ips: [{ address: '10.20.3.7' }],
      vlans: [210],
      hostnames: ['icu3-pump-07'],
      category: 'infusion',
      family: 'infusion-pump',
      type: 'infusion-pump-lvp',
      vendor: 'BD (Becton Dickinson)',
      model: 'Alaris 8015',
      version: '9.33.0',
      place: { switch: 'sw-3', port: '12', accessPoint: null, ward: 'ICU 3', bed: '7' },
      firstSeen: '2026-11-01T00:00:00Z',
      lastSeen: '2026-11-25T11:00:00Z',
      services: [{ transport: 'tcp', port: 23, protocol: 'telnet' }],
      weaknesses: [{ id: 'telnet-in-use', severity: 'high', protocol: 'telnet', port: 23 }],
      osSupport: { state: 'unsupported', until: '2019-01-01' },
      findings: [
        finding('CVE-2020-25165', 'high', { kev: true }),
        finding('CVE-2016-9355', 'medium', { cvss: { score: 5.3 } }),
      ],
      risk: { score: 84 },
    },
    {
      id: 'pc',
      ips: [{ address: '10.20.4.9' }, { address: 'fe80::1' }],
      hostnames: ['ws-münchen'],
      type: 'desktop',
      os: { name: 'Windows', version: '7', build: '7601' },
      lastSeen: '2026-11-10T12:00:00Z',
      services: [
        { transport: 'tcp', port: 445, protocol: 'smb' },
        { transport: 'udp', port: 137, protocol: 'nbns' },
      ],
      findings: [],
      risk: { score: 40 },
    },
    { id: 'peer', internal: false, ips: [{ address: '203.0.113.80' }], lastSeen: '2026-11-25T12:00:00Z' },
  ],
})

const found = (query: string): string[] => find(parseQuery(query), WARD).map((d) => d.id)

const CASES: readonly (readonly [query: string, ids: string])[] = [
  ['type:infusion-pump risk:>80 cve:CVE-2020-25165 weakness:telnet seen:<7d vlan:210 "ICU 3"', 'pump'],
  ['', 'pump pc'],
  ['type:infusion-pump', 'pump'],
  ['type:pump', 'pump'],
  ['type:infus', ''],
  ['type:infus*', 'pump'],
  ['vendor:bd', 'pump'],
  ['vendor:=bd', ''],
  ['model:"alaris-8015"', 'pump'],
  ['version:<9.33.1', 'pump'],
  ['version:<9.33', ''],
  ['firmware:9.33.0', 'pump'],
  ['os:"windows 7"', 'pc'],
  ['os.build:<19045', 'pc'],
  ['ip:10.20.0.0/16', 'pump pc'],
  ['ip:10.20.3.7', 'pump'],
  ['10.20.3.7', 'pump'],
  ['fe80::1', 'pc'],
  ['mac:00:09:FB', 'pump'],
  ['00:09:fb:01:02:03', 'pump'],
  ['name:ws-münchen', 'pc'],
  ['hostname:icu3-pump-*', 'pump'],
  ['seen:<2h', 'pump'],
  ['seen:>7d', 'pc'],
  ['seen:2026-11-10', 'pc'],
  ['last:>=2026-11-11', 'pump'],
  ['seen:<=2026-11-10T12:00:00Z', 'pc'],
  ['risk:[40 TO 84]', 'pump pc'],
  ['risk:{40 TO 84}', ''],
  ['risk:>=40', 'pump pc'],
  ['has:serial', ''],
  ['-has:version', 'pc'],
  ['has:cve', 'pump'],
  ['severity:>=high', 'pump'],
  ['severity:critical', ''],
  ['kev:true severity:high', 'pump'],
  // One and the same vulnerability must be exploited and medium, and there is none.
  ['kev:true severity:medium', ''],
  ['kev:true AND (severity:medium)', ''],
  ['kev:true OR severity:critical', 'pump'],
  ['cvss:>5', 'pump'],
  ['port:445 transport:udp', ''],
  ['port:445 transport:tcp', 'pc'],
  ['service:smb', 'pc'],
  ['support:unsupported', 'pump'],
  ['alert:port-scan', 'pump pc'],
  ['alert.severity:high -weakness:telnet', 'pc'],
  ['internal:false', 'peer'],
  ['internal:true', 'pump pc'],
  ['NOT type:desktop', 'pump'],
  ['(vendor:bd OR os:windows) AND vlan:210', 'pump'],
  ['bed:7 ward:"icu 3"', 'pump'],
  ['CVE-2016-9355', 'pump'],
  ['icu3', 'pump'],
  ["'ICU 3'", 'pump'],
]

test('queries find what they say', () => {
  for (const [query, ids] of CASES) assert.equal(found(query).join(' '), ids, query)
})

test('a query that cannot be understood says what to write instead', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['typ:pc', /no field typ; did you mean type\?/],
    ['colour:red', /no field colour; there are id, type/],
    ['seen:<soon', /age like 7d/],
    ['risk:>high', /high is not a number/],
    ['ip:ward', /range like 10\.20/],
    ['severity:>bad', /critical/],
    ['vendor:>bd', /no order/],
    ['version:[1 TO 2]', /two terms/],
    ['vendor:', /needs a value/],
    ['(a', /bracket is not closed/],
    ['a OR', /something must follow/],
    ['"a', /quotation mark/],
    ['name:/x+/', /regular expressions/],
    ['has:colour', /no field colour/],
    ['a'.repeat(3000), /2000 characters/],
    [`${'('.repeat(50)}a${')'.repeat(50)}`, /brackets/],
  ]
  for (const [query, message] of cases)
    assert.throws(
      () => parseQuery(query),
      (error) => error instanceof SearchError && message.test(error.message),
      query,
    )
})

test('words that the grammar would part are quoted, what is already quoted stays', () => {
  assert.equal(
    quoteWords('ip:10.0.0.0/8 "a b" (x OR -mac:00:01)'),
    'ip:"10.0.0.0/8" "a b" (x OR -mac:"00:01")',
  )
  assert.equal(
    quoteWords('risk:[1 TO 2] model:"x y" seen:>2026-01-01'),
    'risk:[1 TO 2] model:"x y" seen:>"2026-01-01"',
  )
})

test('any text is a query or a SearchError, quickly', () => {
  const pieces = fc.oneof(
    fc.constantFrom(
      '(',
      ')',
      '"',
      "'",
      ' ',
      'AND',
      'OR',
      'NOT',
      '-',
      ':',
      '*',
      '?',
      '[',
      ']',
      'TO',
      '>',
      '/',
      '\\',
    ),
    fc.constantFrom(...SEARCH_FIELDS.map((f) => f.example)),
    fc.string({ unit: 'binary', maxLength: 6 }),
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      try {
        find(parseQuery(parts.join('')), WARD)
      } catch (error) {
        assert.ok(error instanceof SearchError, String(error))
      }
    }),
    { numRuns: 2_000 },
  )
})

test('every field is in the documentation, its example is a query, and it has one meaning', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/search.md'), 'utf8')
  const names = SEARCH_FIELDS.flatMap((f) => [f.name, ...(f.aliases ?? [])])
  assert.equal(new Set(names).size, names.length)
  for (const { name, example, help } of SEARCH_FIELDS) {
    assert.ok(page.includes(`| \`${name}\` |`), `docs/search.md lacks ${name}: ${help}`)
    assert.ok(page.includes(`\`${example}\``), `docs/search.md has another example of ${name}`)
    parseQuery(example)
  }
})

test('the examples of kinds and categories are ones there are', () => {
  const value = (name: string) => SEARCH_FIELDS.find((field) => field.name === name)!.example.split(':')[1]!
  assert.ok(categoryById(value('category')) !== undefined)
  assert.ok(familyById(value('type')) !== undefined)
})

test('a long name does not make wildcards slow', () => {
  const began = threadTime()
  const test = textTest('*a*a*a*a*a*a*b', false)!
  assert.equal(test('a'.repeat(5000), 0), false)
  assert.equal(test(`${'a'.repeat(5000)}b`, 0), true)
  assert.ok(threadTime() - began < 2000)
  for (const [pattern, value, holds] of [
    ['a*b*c', 'aXbXbXc', true],
    ['a*bc', 'abcbc', true],
    ['a*bc', 'abcb', false],
    ['*pump*', 'infusionpumps', true],
    ['in*n p?mp', 'Infusion-Pump', true],
    ['in*n p?mp', 'infusions pump', false],
  ] as const)
    assert.equal(textTest(pattern, false)!(value, 0), holds, `${pattern} in ${value}`)
})
