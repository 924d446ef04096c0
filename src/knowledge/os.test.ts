import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Os, osFromAndroidDhcp, osFromDarwin, osFromWindowsBuild, supportOf } from './os.ts'

const builds: readonly (readonly [string, string | null, string | null])[] = [
  ['10.0.17763', 'Windows 10 / Server 2019', '1809'],
  ['10.0.14393', 'Windows 10 / Server 2016', '1607'],
  ['10.0.19041', 'Windows 10', '2004 to 22H2'],
  ['10.0.20348', 'Windows Server 2022', null],
  ['10.0.22000', 'Windows 11', '21H2'],
  ['10.0.26100', 'Windows 11 / Server 2025', '24H2 to 25H2'],
  ['6.3.9600', 'Windows 8.1 / Server 2012 R2', null],
  ['6.1.7601', 'Windows 7 / Server 2008 R2', 'SP1'],
  ['6.1.7601.15', 'Windows 7 / Server 2008 R2', 'SP1'],
  ['6.0.6002', 'Windows Vista / Server 2008', 'SP2'],
  ['5.1.2600', 'Windows XP', null],
  ['5.0.2195', 'Windows 2000', null],
  ['17763', 'Windows 10 / Server 2019', '1809'],
  ['6000', 'Windows Vista', 'RTM'],
  ['2600', 'Windows XP', null],
  ['9999', null, null],
  ['0', null, null],
  ['10.0.21000', 'Windows 10', null],
  ['10.0.99999', 'Windows 11', null],
  ['6.1.0', null, null],
  ['0.0.0', null, null],
  ['nonsense', null, null],
]
for (const [build, name, version] of builds)
  test(`build ${build} is ${name} ${version ?? ''}`, () => {
    const os = osFromWindowsBuild(build)
    assert.deepEqual([os?.name ?? null, os?.version ?? null], [name, version])
  })

test('knowing that it is a server settles which of two releases it is', () => {
  assert.equal(osFromWindowsBuild('10.0.17763', true)?.name, 'Windows Server 2019')
  assert.equal(osFromWindowsBuild('10.0.17763', false)?.name, 'Windows 10')
})

test('Darwin and android-dhcp name the release', () => {
  assert.deepEqual(osFromDarwin('20.3.0'), { name: 'macOS', version: '11', build: 'Darwin 20.3.0' })
  assert.equal(osFromDarwin('99.0'), null)
  assert.deepEqual(osFromAndroidDhcp('android-dhcp-11'), { name: 'Android', version: '11', build: null })
  assert.equal(osFromAndroidDhcp('udhcp 1.2'), null)
})

const os = (name: string, version: string | null = null, build: string | null = null): Os => ({
  name,
  version,
  build,
})
const support: readonly (readonly [string, Os, string, string | null, boolean | null])[] = [
  ['Ubuntu in its paid years', os('Ubuntu', '18.04.5'), '2026-11-22', 'extended', true],
  ['the day support ends still counts', os('Ubuntu', '20.04'), '2025-05-31', 'supported', true],
  ['the day after does not', os('Ubuntu', '20.04'), '2025-06-01', 'extended', true],
  ['macOS by minor release', os('macOS', '10.15.7'), '2026-11-22', 'unsupported', true],
  ['a Linux kernel by its series', os('Linux', '4.14.98-v7'), '2026-11-22', 'unsupported', true],
  ['XP whatever its edition', os('Windows XP', null, '5.1.2600'), '2026-11-22', 'unsupported', true],
  ['XP in a year when POSReady lived', os('Windows XP', null, '5.1.2600'), '2018-01-01', 'supported', false],
  [
    '1809, which may be LTSC',
    os('Windows 10 / Server 2019', '1809', '10.0.17763'),
    '2026-11-22',
    'supported',
    false,
  ],
  [
    '1809 known to be a server',
    os('Windows Server 2019', null, '10.0.17763'),
    '2026-11-22',
    'supported',
    true,
  ],
  ['VxWorks without a date', os('VxWorks', '5.5.1'), '2026-11-22', 'unsupported', true],
  ['Windows CE by its version', os('Windows CE', '6.0'), '2026-11-22', 'unsupported', true],
  ['an unknown system', os('AcmeOS', '1'), '2026-11-22', null, null],
  ['a system of which one release has no known end', os('Cisco IOS', null), '2026-11-22', null, null],
  ['a release of it that has ended', os('Cisco IOS', '12.4'), '2026-11-22', 'unsupported', true],
]
for (const [what, system, day, state, certain] of support)
  test(`support of ${what}: ${state}`, () => {
    const found = supportOf(system, day)
    assert.deepEqual([found?.state ?? null, found?.certain ?? null], [state, certain])
  })

test('the verdict says which release and date it rests on', () => {
  assert.equal(
    supportOf(os('Windows 7', 'SP1', '6.1.7601'), '2026-11-22')?.because.startsWith('Windows'),
    true,
  )
  assert.deepEqual(supportOf(os('Ubuntu', '14.04'), '2026-11-22'), {
    state: 'unsupported',
    until: '2019-04-02',
    certain: true,
    because: 'Ubuntu 14.04: security updates end 2019-04-02, extended support 2024-04-02',
  })
})

test('a release that may be of an edition without support says so', () => {
  const may = supportOf(os('Windows 10', '21H2'), '2026-11-22')
  assert.match(
    may?.because ?? '',
    /IoT Enterprise LTSC.*2032-01-13, if it is that edition: Home and Pro ended 2023-06-13/,
  )
  const pro = supportOf({ ...os('Windows 10', '21H2'), edition: 'pro' }, '2026-11-22')
  assert.deepEqual([pro?.state, pro?.until, pro?.certain], ['unsupported', '2023-06-13', true])
  assert.equal(
    supportOf({ ...os('Windows 10', '21H2'), edition: 'long-term' }, '2026-11-22')?.state,
    'supported',
  )
})

test('a stated edition is no embedded system of the same build', () => {
  const seven = os('Windows 7', 'SP1', '6.1.7601')
  assert.equal(supportOf(seven, '2026-11-22')?.until, '2021-10-12')
  assert.equal(supportOf({ ...seven, edition: 'pro' }, '2026-11-22')?.until, '2020-01-14')
})
