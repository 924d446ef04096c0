import assert from 'node:assert/strict'
import { describe as group, test } from 'node:test'
import fc from 'fast-check'
import { threadTime } from '../../../test/thread-time.ts'
import { describe } from '../versions/described.ts'
import { readVersions } from '../versions/read.ts'
import { modelCodes, takeConditions } from './conditions.ts'
import { fixesInSummary, fixMentions } from './fixes.ts'
import { concernedIn, mentions, subjectOf } from './mentions.ts'
import { mayBeOlder, withOlder } from './older.ts'
import { remedyEntry, remedyOf } from './remedy.ts'

/** What remediations say, and the versions that hold the fix. */
const FIXES: readonly (readonly [string, string])[] = [
  ['Update to V4.2 QU1 or later version', 'V4.2 QU1'],
  ['Firmware 3.6.5 for the Hub; 4.1.0 for the Pump', '3.6.5 4.1.0'],
  [
    'Acme recommends users running versions 6.309 to 6.334 should upgrade to version 6.335 or later.',
    '6.335',
  ],
  ['Acme recommends users update to Version 3.6.7 or later. See Bug #1021.', '3.6.7'],
  ['Acme has released Pump Manager v1.68 to address the vulnerabilities.', 'v1.68'],
  [
    'Acme has released updates: Pump SP, software 028U00093 (SN 138852 and lower); Station, software Version 012U000093.',
    '028U00093 012U000093',
  ],
  ['2CD63 Series: V5.4.5 Build 170206 and later', 'V5.4.5 Build 170206'],
  ['Users should upgrade from Hub 3.40 firmware to Version 3.40 R6 build 612850.', '3.40 R6 build 612850'],
  [
    'Acme no longer supports Tool v2.0.2.2 and recommends that users upgrade to Tool v2.0.3.0. It needs Windows 7 or later.',
    'v2.0.3.0',
  ],
  [
    'A free update to Works 8.5 GMA 3 is available to users using Works Version 8.0, 8.1, or 8.4.',
    '8.5 GMA 3',
  ],
  ['This is scheduled to be remediated in Multi version 1.71, expected in fourth quarter.', '1.71'],
  ['Printers running Link v6.0 and later have a protected mode that protects from this.', ''],
  ['All versions less than 9.19 are end of life.', ''],
  ['Users should upgrade to versions later than 24.11.', ''],
  ['Please call 1-800-555-0199 or see advisory ACME-2021-08 for more.', ''],
  ['Disable TLS 1.0 and use SNMP v3.', ''],
  [
    'The vulnerabilities impact Chorus v5.0, v5.1 and v3.0 and their workstations; none is available elsewhere.',
    '',
  ],
  [
    'For Vento 3000 (including Entry) R3.08.10 - R3.09.50 and Vento R4.01.00 - R4.03.00, no patch will be available because these are at end of support.',
    '',
  ],
  ['Hub 2.1 will not be fixed; users of it should update to 3.0.1.', '3.0.1'],
  ['Vento, Vento Small - affected users should update to version R5.04.B2 or R6.04.00.', 'R5.04.B2 R6.04.00'],
  ['Install hotfix HF2 for version 8.1.', 'HF2'],
  ['Update the Pulse app to the latest iOS v3.5.18 / Android v4.5.18.', 'v3.5.18 v4.5.18'],
  ['Update the Pulse app, which runs on Android 9.0 or later.', ''],
  ['Acme has produced Version 4.08.200 of the software.', '4.08.200'],
  ['FRN 15.2(6)E2a: Flow Switch 5400', '15.2(6)E2a'],
  ['Beam Workbench: Update to Build 5868 or later', '5868'],
  [
    'BMX-100 Exec V2.50 or greater, BMX-110 Exec v5.3 or greater, and BMX-401 Exec V2.01 or later.',
    'V2.50 v5.3 V2.01',
  ],
  ['New firmware was posted: BMX-100 Exec V5.11 or greater, BMX-200 Exec. V4.9 or greater.', 'V5.11 V4.9'],
  ['Acme has provided updates for 1.2 (to 1.2.9).', '1.2.9'],
  ['Acme recommends running version 6.1 or newer with OpenSSL 1.1.1k.', '6.1'],
  ['A fix for CVE-2026-1 is in 2.3.', '2.3'],
  ['Acme recommends version 3.06.00 for both products.', '3.06.00'],
  ['Version 3.06.00 of the Flow is not vulnerable.', '3.06.00'],
  ['The issue does not exist in Flow 3.06.00 and newer.', '3.06.00'],
  ['The issue exists in Flow 3.02.11 and older.', ''],
  ['The issue has been addressed in release 7.2.1 and 6.9.4.', '7.2.1 6.9.4'],
  ['Flow: Update to V2.1 or later version; Beam: Update to V3.4 or later version', 'V2.1 V3.4'],
  ['Update Flow 5 from version 1.0 to version 1.5.', '1.5'],
  ['Contact support at +1 800 555 1234 to obtain version 9.8.7.', '9.8.7'],
  ['Upgrade Windows 7 to Windows 10.', ''],
  ['Users should update to R1.03 and apply patch software R1.04.', 'R1.04'],
  ['Flow Plus CPU module: Ver.2.50 and later', 'Ver.2.50'],
  ['This issue affects Flow 2.1 and has been fixed in 2.2.', '2.2'],
]

group('fixed versions in prose', () => {
  for (const [text, versions] of FIXES)
    test(text, () => {
      assert.equal(
        fixMentions(text)
          .map(({ version }) => version)
          .join(' '),
        versions,
      )
    })
})

test('an announced fix is not there yet', () => {
  const entry = remedyEntry('vendor_fix', 'Acme plans to release version 2.1 by the end of 2026.')
  assert.deepEqual(
    entry.mentions.map(({ planned }) => planned),
    [true],
  )
  assert.equal(remedyOf([entry], entry.mentions).state, 'none')
})

/** The category says fix; the words decide. */
const REMEDIES: readonly (readonly [string, string, string])[] = [
  ['vendor_fix', 'Acme recommends users update to 2.1.', 'fix'],
  ['vendor_fix', 'Acme has not developed a product fix to address these vulnerabilities.', 'none'],
  ['vendor_fix', 'For more information see the product security bulletin.', 'unknown'],
  ['vendor_fix', 'Acme recommends isolating the pumps on a network of their own.', 'mitigation'],
  ['mitigation', 'Close port 23.', 'mitigation'],
  ['no_fix_planned', 'Currently no fix is planned', 'none'],
]

for (const [category, text, state] of REMEDIES)
  test(`${category}: ${text} => ${state}`, () => {
    const entry = remedyEntry(category, text)
    assert.equal(remedyOf([entry], entry.mentions).state, state)
  })

/** What summaries name. */
const SUMMARIES: readonly (readonly [string, readonly string[]])[] = [
  [
    'Acme Pump Version(s) 6.x (model 35A) and Acme Hub Version(s) 8.x (model 35B) contain passwords.',
    ['>= 6, < 7', '>= 8, < 9'],
  ],
  [
    'The Acme WBM (v9, v11, v16D38, v20D29 to v20D32) runs a service.',
    ['v9 or v11 or v16D38 or >= v20D29, <= v20D32'],
  ],
  ['Hub versions prior to 1.69 are vulnerable.', ['< 1.69']],
  ['Web server versions L90/U70 and L92/U92 can be used.', ['L90 or U70 or L92 or U92']],
  ['The device stores keys. Older versions (Version 9.5 and prior) also store passwords.', []],
  ['An attacker may cause a crash.', []],
]

group('versions in summaries', () => {
  for (const [text, meanings] of SUMMARIES)
    test(text, () => {
      assert.deepEqual(
        mentions(text).map(({ constraint }) => describe(constraint)),
        meanings,
      )
    })
})

group('fixes in summaries', () => {
  for (const [text, versions] of [
    ['Files can be read. Remediation in Version 6.7.0, release date: 20-Oct-24.', ['6.7.0']],
    ['Versions 6.9.2 and prior run anything. This is fixed in versions 6.9.3 and newer.', ['6.9.3']],
    ['Versions 6.9.2 and prior run anything.', []],
    ['Since version 6.9.2 files can be fixed in the editor.', []],
  ] as const)
    test(text, () => {
      assert.deepEqual(
        fixesInSummary(text).map(({ version }) => version),
        versions,
      )
    })
})

group('older versions', () => {
  for (const [text, older] of [
    ['Update. Older versions of this software may have this vulnerability; do not use them.', true],
    ['Earlier releases might be affected as well.', true],
    ['Older versions may be updated.', false],
    ['Update older versions. The new one may have other flaws.', false],
  ] as const)
    test(text, () => assert.equal(mayBeOlder(text), older))

  test('single versions are taken for the last of what may be affected, ranges are as stated', () => {
    const described = (text: string) => {
      const older = withOlder(readVersions(text).constraint)
      return older === null ? null : describe(older)
    }
    assert.equal(described('6.3.1'), '<= 6.3.1')
    assert.equal(described('>= 6 | <= 6.3.1'), null)
  })
})

/** Conditions beside versions, and what is left. */
const CONDITIONS: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  ['v8.x model 35A700', 'v8.x', [], ['35A700']],
  ['Models 3002 and 3005', '', [], ['3002', '3005']],
  ['distributed < april 1, 2018', '', ['date'], []],
  ['<= first 5 digits of serial number 22081', '', ['serial'], []],
  ['the first 5 digits of serial number 22081 and prior', '', ['serial'], []],
  ['with wireless option (shipped between 26-June-2017 through 07-August 2018)', '', ['date', 'option'], []],
  ['<=11.2 on Windows 8.1 with IIS 7.5', '<=11.2', ['os'], []],
  ['>= R2.01 | <= R2.09 - (if AB4E5000 is installed)', '>= R2.01 | <= R2.09', ['option'], []],
  ['<= 3.2, only when the remote view is enabled', '<= 3.2,', ['option'], []],
  ['IOSera FX-1020: <360', 'IOSera FX-1020: <360', [], []],
  ['<= 4.1 for iOS', '<= 4.1', ['os'], []],
  ['v6.x (with Battery Modules v9 | v11)', 'v6.x', ['component'], []],
  [
    'using software 053L000091 (global): SN 138853 and higher',
    'using software 053L000091  :',
    ['serial'],
    [],
  ],
  // either way it is meant
  ['< 8.2 (FX100 and FX100 with the wireless option)', '< 8.2 (FX100)', [], []],
]

group('conditions', () => {
  for (const [text, rest, kinds, models] of CONDITIONS)
    test(text, () => {
      const taken = takeConditions(text)
      assert.equal(taken.rest.replace(/\s+/g, ' ').trim(), rest.replace(/\s+/g, ' ').trim())
      assert.deepEqual(
        taken.conditions.map(({ kind }) => kind),
        kinds,
      )
      assert.deepEqual(taken.models, models)
    })
})

test('no text makes a reader throw, and long ones are read in bounded time', () => {
  const read = (text: string) => {
    fixMentions(text)
    mentions(text)
    takeConditions(text)
  }
  fc.assert(fc.property(fc.string({ maxLength: 500 }), read))
  for (const part of [
    'update to 1.2 ',
    'with a ',
    'Windows ',
    '(',
    'model 1, ',
    'version 1.1 and ',
    'from ',
    '. ',
    'shipped between ',
  ])
    read(part.repeat(5_000))
})

test('lists of models with blanks in rows or brackets left open are read in no time', () => {
  for (const repeated of [' ', '\t', ' (', '(not ']) {
    const taken = [1, 2, 3].map(() => {
      const before = threadTime()
      modelCodes(`A1${repeated.repeat(50_000)}!`)
      return threadTime() - before
    })
    assert.ok(Math.min(...taken) < 100, `${repeated}: ${taken} ms`)
  }
})

test('what serves the devices that a sentence speaks of is not its subject, what comes behind the verb is said', () => {
  const said = 'Devices managed by the Flow Manager are affected by a flaw in the Flow Console.'
  assert.deepEqual(
    concernedIn(said).map(({ whole }) => whole),
    ['Devices are affected by a flaw in the Flow Console'],
  )
  assert.equal(subjectOf(said), 'Devices ')
  assert.equal(subjectOf('The hub of devices managed by the Flow Manager is open.'), 'The hub of devices ')
})
