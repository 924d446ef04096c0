/** Version fields and names of product trees as people write them, and what is understood. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { describeCondition } from '../../match/settle.ts'
import { describe } from '../../versions/described.ts'
import { readLeaf } from './leaf.ts'

interface Case {
  readonly name?: string
  readonly version: string | null
  readonly fullName?: string
  /** Constraint, models, conditions, other readings; what is empty is left out. */
  readonly means: string
}

const CASES: readonly Case[] = [
  { version: 'N/A', means: 'no version' },
  { version: 'vers:deb/>=1.2~rc1|<1.2-3', means: '>= 1.2~rc1, < 1.2-3' },
  { version: 'vers:generic/>=V1.0%20SP1|<V2.0', means: '>= V1.0 SP1, < V2.0' },
  { version: '>=Generations_1|<=4', means: '>= 1, < 5' },
  { name: 'Flow', version: 'R15B_PC5', fullName: 'Flow R15B PC5', means: 'R15B_PC5' },
  { name: 'Flow', version: '<=R16B_PC2', fullName: 'Flow R16B PC2 and earlier', means: '<= R16B_PC2' },
  { name: 'Flow', version: 'R16A', fullName: 'Flow R16A', means: 'R16A' },
  { version: 'Series_A_and_B', means: 'every version; models Series A Series B' },
  { version: 'Not specified', means: 'no version' },
  { version: 'unknown', means: 'no version' },
  { version: '<= 1.0.3 (3354)', means: '<= 1.0.3 (3354)' },
  { version: '1.8', fullName: 'Flow: Operating System Version 01.80', means: '01.80' },
  { name: 'Flow firmware (1.24.xx feature level)', version: '< 1.24.8', means: '< 1.24.8 of 1.24' },
  { version: 'Firmware 2.0.1 and prior, hardware revision 3', means: '<= 2.0.1; on hardware revision 3' },
  { version: '<= 4.1 (PCB rev. B2)', means: '<= 4.1; on hardware revision B2' },
  { version: 'manufactured prior to June 2019', means: 'every version; manufactured before 2019-06' },
  {
    version: 'shipped between January 2018 and March 2019',
    means: 'every version; shipped from 2018-01 to 2019-03',
  },
  { version: '<=September_19_2025', means: 'every version; manufactured or shipped to 2025-09-19' },
  { version: '0x0110_v1.1.0', means: '0x0110_v1.1.0' },
  { name: 'Flow CNX-6201', version: '02-10', fullName: 'Flow CNX-6201: 02-10', means: '02-10' },
  { version: 'SN 138853 and higher', means: 'every version; serial numbers from 138853 to the last' },
  { version: 'serial numbers below 1000', means: 'every version; serial numbers from the first below 1000' },
  {
    version: '<= 20081',
    fullName: 'Flow: serial number 20081 and prior',
    means: 'every version; serial numbers from the first to 20081',
  },
  { version: '2014-2016', fullName: 'Flow: 2014-2016 Flow', means: '>= 2014, <= 2016' },
  { version: '>= R4.01 | <= R6.07 (Including Flow CS 3000 Entry Class)', means: '>= R4.01, <= R6.07' },
  {
    version: '<= first 5 digits of serial number 22081',
    fullName: 'Flow: the first 5 digits of serial number 22081 and prior',
    means: 'every version; serial numbers from the first to 22081',
  },
  {
    version: '<=The_first_5_digits_of_serial_numbers_26041',
    means: 'every version; serial numbers from the first to 26041',
  },
  {
    version: '<= first 5 serial numbers 24061',
    means: 'every version; serial numbers from the first to 24061',
  },
  {
    name: 'Flow 7 V8.2',
    version: 'All versions < V8.2 SP1 with Vista V7.4 SP1 Upd11',
    means: '< V8.2 SP1 of 8.2; or <= V8.2 SP1',
  },
  { version: '20-33', fullName: 'Flow: Versions 2033', means: '>= 20, < 34' },
  { version: '', fullName: 'Flow: *', means: 'every version' },
  { version: '', fullName: 'Flow', means: 'no version' },
  { version: '2.1 (SN < 2000)', means: '2.1; serial numbers from the first below 2000' },
  {
    version: 'serial numbers starting from 5000',
    means: 'every version; serial numbers from 5000 to the last',
  },
  { version: 'serial numbers 10000 to 20000', means: 'every version; serial numbers from 10000 to 20000' },
  { version: '<=11.2 on Windows 10', means: '<= 11.2; on Windows 10' },
  { version: '< 17.9.5', fullName: 'Flow: IOS XE prior to 17.9.5', means: '< 17.9.5' },
  { version: '<= 2.4 on Windows', means: '<= 2.4; on Windows' },
  { version: 'All versions < V4.2 QU1', means: '< V4.2 QU1' },
  { version: '< V20.2 HotfixRev14', means: '< V20.2 HotfixRev14' },
  { version: '< 8.0 Cumulative Patch 3', means: '< 8.0 Cumulative Patch 3' },
  { version: '<= 7.0', fullName: 'Flow: 7.0 and earlier, with all patches', means: '<= 7.0' },
  { version: '1.4.3 (82002228_K 08/09/2018), bios Version 1.2', means: '1.4.3' },
  { version: 'all versions prior to and including 5.6.1', means: '<= 5.6.1' },
  { version: 'with wireless option', means: 'every version; with the option wireless' },
  { version: '2.5 with Wi-Fi module 1.3 or lower', means: '2.5; with Wi-Fi module <= 1.3' },
  { version: 'Models 100, 200 and 300', means: 'every version; models 100 200 300' },
  { version: '1.2', fullName: 'Flow: Versions 1.2 and prior', means: '<= 1.2' },
  { version: null, fullName: 'Flow: Versions 1.2 and prior', means: '<= 1.2' },
  { version: '<= 1.2', fullName: 'Flow: versions up to 1.3', means: '<= 1.2; or <= 1.3' },
  { name: 'Flow 3.1', version: 'vers:all/*', means: '>= 3.1, < 3.2' },
  { name: 'Flow VB20', version: '<VB20A_HF07', means: '< VB20A_HF07 of VB20' },
  { name: 'Flow VB20', version: 'vers:all/*', means: 'every version of VB20' },
  { name: 'Flow, hardware revision 2', version: '< 2.7', means: '< 2.7; on hardware revision 2' },
  { name: 'Flow', version: '< 2.7, hardware revision 1 and 2', means: '< 2.7; on hardware revision 1 or 2' },
  {
    name: 'Flow (Rev. C and earlier hardware)',
    version: '*',
    means: 'every version; on hardware revision < D',
  },
  { version: 'HW Rev 2.x, firmware <= 1.8', means: '<= 1.8; on hardware revision >= 2, < 3' },
  {
    name: 'Flow (serial numbers beginning with 7)',
    version: '*',
    means: 'every version; serial numbers beginning with 7',
  },
  { name: 'Flow running on Windows XP', version: '<= 1.5', means: '<= 1.5; on Windows XP' },
  { name: 'Flow App for Android', version: '<= 1.5', means: '<= 1.5; on Android' },
  { name: 'Flow App (iOS and Android)', version: '<= 1.5', means: '<= 1.5; on iOS and Android' },
  { name: 'Flow App', version: '< 7.20 (iOS and Android)', means: '< 7.20; on iOS and Android' },
  { name: 'Flow with DAP option', version: '<= 1.5', means: '<= 1.5; with the option DAP' },
  { version: 'WLAN board firmware < 3.1', means: 'every version; with WLAN board < 3.1' },
  { version: 'Bluetooth stack 1.x', means: 'every version; with Bluetooth stack >= 1, < 2' },
  {
    version: '4.1 through 4.3 (4.2 only on model B)',
    means: '>= 4.1, <= 4.3; or >= 4.1, < 4.2 or > 4.2, <= 4.3',
  },
  { version: 'all versions except 4.2', means: '< 4.2 or > 4.2' },
]

for (const { name = 'Flow', version, fullName = `${name}: ${version}`, means } of CASES)
  test(`${name} "${version}", "${fullName}": ${means}`, () => {
    const { constraint, models, conditions, otherReadings } = readLeaf({ name, fullName, version })
    const told = [
      describe(constraint),
      ...(models.length === 0 ? [] : [`models ${models.join(' ')}`]),
      ...conditions.map(describeCondition),
      ...otherReadings.map((one) => `or ${describe(one)}`),
    ]
    assert.equal(told.join('; '), means)
  })

test('any text is read without an error, and a text without a digit never becomes a range', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (name, version) => {
      const { constraint } = readLeaf({ name, fullName: `${name} ${version}`, version })
      if (constraint.kind === 'ranges') assert.ok(constraint.ranges.length > 0)
    }),
  )
})
