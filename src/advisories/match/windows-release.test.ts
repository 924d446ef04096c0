import assert from 'node:assert/strict'
import { test } from 'node:test'
import { advisoryHead } from '../../../test/made-advisory-head.ts'
import { EMPTY_PROFILE } from '../finding.ts'
import { cveRecord } from '../readers/cve-record/cve-record.ts'
import { indexStatements, match } from './match.ts'
import { windowsRelease } from './windows-release.ts'

const named = (model: string, version: string | null = null) => {
  const found = windowsRelease({ model, version })
  return found && [found.model, found.version]
}

test('the build, the column of versions and the name tell the release', () => {
  assert.deepEqual(named('Windows 10', '10.0.17763.1999'), ['Windows 10 Version 1809', '10.0.17763.1999'])
  assert.deepEqual(named('Microsoft Windows 10 Enterprise', '17763'), ['Windows 10 Version 1809', null])
  assert.deepEqual(named('Win10 Pro', '21H2'), ['Windows 10 Version 21H2', null])
  assert.deepEqual(named('Windows 10 IoT Enterprise LTSC 2019'), ['Windows 10 Version 1809', null])
  assert.deepEqual(named('Windows 11 Pro 22H2', '10.0.22621.1105'), [
    'Windows 11 Version 22H2',
    '10.0.22621.1105',
  ])
  assert.deepEqual(named('Windows Server 2019', '1809'), ['Windows Server 2019', null])
})

test('where nothing more is told, and for other systems, there is nothing to say', () => {
  for (const model of ['Windows 10', 'Windows 7', 'Windows Server 2016', 'Vista 10', ''])
    assert.equal(named(model), null)
  assert.equal(named('Windows 7', '6.1.7601.26321'), null)
  assert.equal(named('Windows Server 2016', '10.0.14393.5786'), null)
})

const record = (product: string, lessThan: string) => ({
  dataType: 'CVE_RECORD',
  dataVersion: '5.1',
  cveMetadata: { cveId: `CVE-2031-${1000 + product.length}`, state: 'PUBLISHED', assignerShortName: 'acme' },
  containers: {
    cna: {
      affected: [
        {
          vendor: 'Microsoft',
          product,
          versions: [{ version: '10.0.0', lessThan, status: 'affected', versionType: 'custom' }],
        },
      ],
    },
  },
})

const index = indexStatements(
  [
    record('Windows 10 Version 1809', '10.0.17763.4252'),
    record('Windows 10 Version 22H2', '10.0.19045.2846'),
    record('Windows Server 2022, 23H2 Edition (Server Core installation)', '10.0.25398.1085'),
  ].flatMap((one) => cveRecord.read(one, advisoryHead({ id: 'x' }).id).statements),
)
const answers = (model: string, version: string | null) =>
  match({ ...EMPTY_PROFILE, vendor: 'Microsoft', model, version }, index).map(
    ({ status, statements }) => `${status} ${statements[0]!.product.name.slice(0, 23)}`,
  )

test('a build is held against what is said of its own release', () => {
  assert.deepEqual(answers('Windows 10', '10.0.17763.1999'), ['affected Windows 10 Version 1809'])
  assert.deepEqual(answers('Windows 10 Pro', '10.0.17763.4252'), ['not_affected Windows 10 Version 1809'])
  assert.deepEqual(answers('Windows 10', '22H2'), ['under_investigation Windows 10 Version 22H2'])
  assert.deepEqual(answers('Windows Server 2022', '10.0.20348.1668'), [
    'not_affected Windows Server 2022, 23',
  ])
})

test('a part of a device is told so as well', () => {
  const os = { name: 'Windows 10', version: '1809', build: null }
  assert.deepEqual(
    match({ ...EMPTY_PROFILE, vendor: 'Acme', model: 'Infusor 3', os }, index).map(
      ({ status, certainty }) => `${status} ${certainty}`,
    ),
    ['under_investigation potential'],
  )
})
