import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { cveRecord } from '../../advisories/readers/cve-record/cve-record.ts'
import { productReference, statement, vulnerability } from '../../advisories/statement.ts'
import {
  allVersions,
  atLeast,
  below,
  between,
  exactly,
  ranges,
  unreadable,
  unstated,
} from '../../advisories/versions/constraint.ts'
import type { Library } from '../library.ts'
import { openLibrary } from '../open-library.ts'
import { readCompiled, writeCompiled } from './compiled-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'wardline-compiled-'))
after(() => rmSync(folder, { recursive: true }))

const issuer = { kind: 'vendor', name: 'Acme' } as const
const advisory = {
  id: 'A-1',
  revision: '2',
  title: null,
  issuer,
  published: null,
  updated: null,
  url: null,
  file: 'a',
}
const product = productReference('Pump', {
  vendor: 'Acme',
  cpes: ['cpe:2.3:h:acme:pump:-:*:*:*:*:*:*:*'],
  models: ['P1'],
})
const common = { advisory, vulnerability: 'CVE-2031-1', product, status: 'affected' } as const

const LIBRARY: Library = {
  documents: 1,
  kinds: { csaf: 1 },
  rejected: [{ file: 'b', where: null, because: 'not JSON' }],
  compositions: [],
  vulnerabilities: new Map([
    [
      'CVE-2031-1',
      vulnerability('CVE-2031-1', {
        scores: [{ version: '3.1', vector: 'CVSS:3.1/AV:N', base: 9.8, severity: 'critical', issuer }],
        kev: { added: '2031-01-01', due: null, ransomware: true },
        epss: { probability: 0.5, percentile: null, asOf: null },
        ssvc: { selections: { Exploitation: 'Active' }, asOf: null },
        firstExploited: '2031-01-02',
      }),
    ],
  ]),
  statements: [
    statement({ ...common, constraint: allVersions() }),
    statement({ ...common, constraint: unstated() }),
    statement({ ...common, constraint: unreadable('blue', 'a colour') }),
    statement({
      ...common,
      constraint: ranges('x', [exactly('1.0'), between(atLeast('2'), below('3'), '2')], 'semver'),
      otherReadings: [allVersions()],
      conditions: [{ kind: 'os', name: 'Windows', constraint: unstated() }],
      status: 'not_affected',
      justification: 'component_not_present',
      remedy: {
        state: 'fix',
        fixedIn: ['3'],
        text: 'Update',
        restart: 'machine',
        entitlements: ['A contract'],
      },
      matter: 'recall',
      component: true,
    }),
  ],
}

test('what is read back is what was written', () => {
  assert.ok(writeCompiled(folder, 'k1', LIBRARY))
  assert.deepEqual(readCompiled(folder, 'k1'), LIBRARY)
})

test('versions that stand in the words of a solution are read from them after compiling, too', () => {
  const container = {
    affected: ['Flow Server', 'Flow Proxy'].map((product) => ({
      vendor: 'Acme',
      defaultStatus: 'unaffected',
      product,
      versions: [{ version: '0', lessThanOrEqual: '7.3', status: 'affected' }],
    })),
    solutions: [{ lang: 'en', value: 'Update Flow Server to version 7.4.1 and Flow Proxy to version 7.8.' }],
  }
  const { statements } = cveRecord.read(
    {
      dataType: 'CVE_RECORD',
      dataVersion: '5.1',
      cveMetadata: { cveId: 'CVE-2031-2000', state: 'PUBLISHED', assignerShortName: 'acme' },
      containers: { cna: container },
    },
    'a',
  )
  writeCompiled(folder, 'words', { ...LIBRARY, statements })
  const read = readCompiled(folder, 'words')!.statements
  assert.deepEqual(
    read.map(({ remedy }) => remedy.fixedIn),
    [['7.4.1'], ['7.8']],
  )
  assert.deepEqual(read, statements)
})

test('another key, a file cut short, and a single changed bit are passed over', () => {
  writeCompiled(folder, 'k2', LIBRARY)
  const path = join(folder, 'k2.advisories')
  const bytes = readFileSync(path)
  writeFileSync(join(folder, 'k3.advisories'), bytes)
  assert.equal(readCompiled(folder, 'k3'), null)
  for (let cut = 0; cut < bytes.length; cut += 97) {
    writeFileSync(path, bytes.subarray(0, cut))
    assert.equal(readCompiled(folder, 'k2'), null)
  }
  for (let at = 0; at < bytes.length; at += 31) {
    const changed = Buffer.from(bytes)
    changed[at] = changed[at]! ^ 1
    writeFileSync(path, changed)
    assert.equal(readCompiled(folder, 'k2'), null, `byte ${at}`)
  }
})

test('only a few are kept', () => {
  for (let i = 0; i < 8; i++) writeCompiled(folder, `many${i}`, LIBRARY)
  assert.equal(readdirSync(folder).length, 4)
})

test('a folder that cannot be written costs nothing but time', () => {
  writeFileSync(join(folder, 'file'), '')
  assert.equal(writeCompiled(join(folder, 'file'), 'k', LIBRARY), false)
})

test('a library too long for one text costs nothing but time', () => {
  const kinds = { csaf: 1, toJSON: () => 'x'.repeat(2 ** 20).repeat(2 ** 12) } as unknown as Record<
    string,
    number
  >
  assert.equal(writeCompiled(folder, 'long', { ...LIBRARY, kinds }), false)
})

test('the compiled form is used while its inputs stay, and only then', async () => {
  const cache = join(folder, 'cache')
  const input = join(folder, 'in.json')
  const kev = (id: string) => JSON.stringify({ catalogVersion: '1', vulnerabilities: [{ cveID: id }] })
  writeFileSync(input, kev('CVE-2031-5000'))
  const first = await openLibrary([input], { cache })
  assert.equal(first.from, 'documents')
  assert.ok(first.keep())
  const second = await openLibrary([input], { cache })
  assert.equal(second.from, 'compiled')
  assert.deepEqual(second.library, first.library)
  writeFileSync(input, kev('CVE-2031-5001'))
  const third = await openLibrary([input], { cache })
  assert.equal(third.from, 'documents')
  assert.ok(third.library.vulnerabilities.has('CVE-2031-5001'))
})
