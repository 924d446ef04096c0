import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { deviceVersion } from './device-version.ts'

const CASES: readonly (readonly [string, string | null])[] = [
  ['9.33', '9.33'],
  [' v9.33 ', 'v9.33'],
  ['SW Rev 9.33', '9.33'],
  ['Firmware Version: 2.1.0', '2.1.0'],
  ['FW9.33', '9.33'],
  ['Release 9.33', '9.33'],
  ['v. F.0', 'F.0'],
  ['Release B', 'Release B'],
  ['SW:9.33 HW:2', '9.33'],
  ['HW 2.0, FW 1.4.7', '1.4.7'],
  ['HW: B, SW: 9.33', '9.33'],
  ['SW R4.1L1 / HW 3', 'R4.1L1'],
  ['SW A.07.107 / HW C', 'A.07.107'],
  ['App 9.33 / OS 4.1', '9.33'],
  ['SW: U61 / HW: 2', 'U61'],
  ['SW 1.8.4 SP01; HW B', '1.8.4 SP01'],
  ['HW 2, FW V5.4.5 Build 170124', 'V5.4.5 Build 170124'],
  ['9.33 (HW 2)', '9.33'],
  ['9.33, HW rev. B', '9.33'],
  ['9.33;', '9.33'],
  ['9.33.', '9.33'],
  ['Rel. U61', 'U61'],
  ['Release 9.33', '9.33'],
  ['Vers. 9.33', '9.33'],
  ['9.33 (installed 03/2021)', '9.33'],
  ['9.33 (as of 2021-03-05)', '9.33'],
  ['9.33 (since 2019)', '9.33'],
  ['9.33-US', '9.33'],
  ['9.33 EN', '9.33'],
  ['9.33 - Release', '9.33'],
  ['9.33 (stable)', '9.33'],
  ['9.33 (64-bit)', '9.33'],
  ['9.33 x64', '9.33'],
  ['9.33 (2019-05-01)', '9.33'],
  ['9.33/9.33', '9.33'],
  ['9.33, BIOS 2.1', '9.33'],
  ['HW 1.2 / FW Flow 9.33', 'Flow 9.33'],
  ['HW 1.2', 'HW 1.2'],
  ['FW n/a HW 1.2', 'n/a'],
  ['SW B / HW C', 'B'],
  ['(9.33)', '9.33'],
  ['9.33 12/03/2023', '9.33'],
  ['R5 build 12', 'R5 build 12'],
  ['9.33 (64-bit)', '9.33'],
  ['9.33 x64', '9.33'],
  ['SW Rev 9.33, 32 bit', '9.33'],
  ['9.2 and 9.33', null],
  ['9.2, 9.33', null],
  ['', null],
  // what tells versions apart stays
  ['9.33 (build 12)', '9.33 (build 12)'],
  ['3.40 R5 build 571848', '3.40 R5 build 571848'],
  ['1.8.4 SP1', '1.8.4 SP1'],
  ['Rev B', 'Rev B'],
  ['B.02', 'B.02'],
  ['64-bit', '64-bit'],
  ['9.64', '9.64'],
  ['012U000040', '012U000040'],
  ['053L000091', '053L000091'],
  ['8/15/2024', '8/15/2024'],
  ['2024-09-02', '2024-09-02'],
  ['7 SR610', '7 SR610'],
  ['SR610', 'SR610'],
  ['A 11', 'A11'],
  ['70-06-74-00/00', '70-06-74-00/00'],
  ['see sticker', 'see sticker'],
]

for (const [text, version] of CASES)
  test(`"${text}" is ${version}`, () => assert.equal(deviceVersion(text), version))

test('any text is read in bounded time, and reading twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^(SW|v| |\d|\.|\/|-|US|\(|\)){0,30}$/)), (text) => {
      const once = deviceVersion(text)
      assert.ok(once === null || once.length <= text.length)
    }),
  )
  for (const part of ['1.0/', 'SW 1 ', '(', '1-US-']) deviceVersion(part.repeat(20_000))
})
