import assert from 'node:assert/strict'
import { test } from 'node:test'
import { osFromInventory } from './os-names.ts'
import { osSupportOf } from './os-support.ts'

/** Name and version cells, what they mean, support on 2026-11-25. */
const CASES: readonly (readonly [string, string | null, string, string | null, string | null])[] = [
  ['Microsoft Windows 7 Professional SP1', null, 'Windows 7', 'SP1', 'unsupported'],
  ['Win7', null, 'Windows 7', null, 'unsupported'],
  ['Windows', '7', 'Windows 7', null, 'unsupported'],
  ['Windows XP Embedded', null, 'Windows XP Embedded SP3', null, 'unsupported'],
  ['Windows Embedded Standard 7', null, 'Windows Embedded Standard 7 SP1', null, 'unsupported'],
  ['Windows CE', '6.0', 'Windows CE', '6.0', 'unsupported'],
  ['Windows 10 Enterprise LTSC 2019', null, 'Windows 10', '1809', 'supported'],
  ['Windows 10', '10.0.17763.1', 'Windows 10', '1809', 'supported'],
  // an edition that is stated is not the one with the longest support
  ['Windows 10 Pro', '21H2', 'Windows 10', '21H2', 'unsupported'],
  ['Microsoft Windows 10 Enterprise', '10.0.19044', 'Windows 10', '21H2', 'supported'],
  ['Windows 10 Enterprise LTSC', '21H2', 'Windows 10', '21H2', 'supported'],
  ['Windows 10 Professional', '22H2', 'Windows 10', '22H2', 'extended'],
  ['Windows 7 Professional', 'SP1', 'Windows 7', 'SP1', 'unsupported'],
  ['Windows Server', '2016', 'Windows Server 2016', null, 'supported'],
  ['Ubuntu 18.04 LTS', null, 'Ubuntu', '18.04', 'extended'],
  ['CentOS Linux 7', null, 'CentOS', '7', 'unsupported'],
  ['VxWorks', '6.9', 'VxWorks', '6.9', 'unsupported'],
  // of no stated release nothing is said
  ['Linux', null, 'Linux', null, null],
  ['Windows', null, 'Windows', null, null],
]

for (const [name, version, known, release, state] of CASES)
  test(`${name} ${version ?? ''} is ${known} ${release ?? ''}, ${state ?? 'not known'}`, () => {
    const os = osFromInventory(name, version)!
    assert.deepEqual([os.name, os.version], [known, release])
    assert.equal(osSupportOf(os, '2026-11-25')?.state ?? null, state)
  })

test('nothing stated is nothing known', () => assert.equal(osFromInventory(null, null), null))
