import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { threadTime } from '../../../test/thread-time.ts'
import { describeCondition } from '../match/settle.ts'
import { takeConditions } from './conditions.ts'
import { unitsIn } from './units.ts'

const said = (text: string): readonly string[] =>
  unitsIn(text).map(
    ({ condition, cleared }) => `${describeCondition(condition)}${cleared ? ', cleared' : ''}`,
  )

/** Sentences, and the units they confine a product to. */
const SENTENCES: readonly (readonly [string, readonly string[]])[] = [
  [
    'Units with serial numbers below 12345678 ship with a fixed password.',
    ['serial numbers from the first below 12345678'],
  ],
  [
    'Affected are devices with serial numbers lower than or equal to 5000.',
    ['serial numbers from the first to 5000'],
  ],
  [
    'Devices whose serial number starts with KT or KU are affected.',
    ['serial numbers beginning with KT or KU'],
  ],
  ['Serial numbers 100200 through 100999 are affected.', ['serial numbers from 100200 to 100999']],
  ['This affects serial numbers above 300.', ['serial numbers above 300 to the last']],
  [
    'Only units sold between June 2015 and December 2017 contain the chip.',
    ['shipped from 2015-06 to 2017-12'],
  ],
  ['Flow 20 monitors that were manufactured before 2016 do not check the key.', ['manufactured before 2016']],
  ['Pumps manufactured in 2018 or earlier answer to anyone.', ['manufactured to 2018']],
  ['Machines built after March 1, 2020 hold a module without a key.', ['manufactured after 2020-03-01']],
  ['Only hardware revisions A and B are affected.', ['on hardware revision >= A, < B or >= B, < C']],
  // who is not concerned
  ['Devices manufactured after May 2019 are not affected.', ['manufactured to 2019-05, cleared']],
  [
    'Units with serial numbers 5000 and higher ship with the fix.',
    ['serial numbers from the first below 5000, cleared'],
  ],
  // who is not concerned only if more holds: that of the others cannot be told from here
  [
    'Devices manufactured after May 2019 running firmware 2.0 are not affected.',
    ['"Devices manufactured after May 2019 running firmware 2.0 are not affected", cleared'],
  ],
  [
    'Units shipped after 2020 are not affected if the radio is off.',
    ['"Units shipped after 2020 are not affected if the radio is off", cleared'],
  ],
  // the others are concerned as well, or nothing is said of the flaw
  ['The flaw also affects units manufactured before 2016.', []],
  ['Monitors built before 2016 are especially exposed.', []],
  ['All devices are affected, including units with serial numbers below 5000.', []],
  ['Some devices with serial numbers below 5000 are affected.', []],
  ['Hardware revision 2 is also affected.', []],
  ['Devices manufactured before 2015 are no longer supported.', []],
  ['Pumps sold after 2017 have a label that tells their version.', []],
  ['Units shipped before May 2019 need a manual update.', []],
  ['Only units shipped before May 2019 need the update.', ['shipped before 2019-05']],
  // words that tell of a product, of a program, of numbers
  ['The pump, which was sold between 2005 and 2012, sends readings in clear.', []],
  ['The pump was manufactured before 2016 and has a radio.', []],
  ['The flaw was reported before May 2019.', []],
  ['Firmware built before May 2019 has a fixed key.', []],
  ['The code is derived from the serial number; serial numbers below 8 digits are easily guessed.', []],
  ['An attacker may enumerate devices with serial numbers below 5000.', []],
  ['An attacker who knows the serial number 1234 of a device can pair with it.', []],
]

for (const [text, conditions] of SENTENCES)
  test(text, () => {
    assert.deepEqual(said(text), conditions)
  })

test('dates as ends: on or before, a month that holds its days, a bare year behind a word', () => {
  const kept = (text: string) => takeConditions(text).conditions.map(describeCondition)
  assert.deepEqual(kept('shipped on or before August 7, 2018'), ['shipped to 2018-08-07'])
  assert.deepEqual(kept('manufactured prior to 2016'), ['manufactured before 2016'])
  assert.deepEqual(kept('sold after May 2019'), ['shipped after 2019-05'])
  assert.deepEqual(kept('prior to 2016'), [])
})

test('no text makes it throw, and long ones are read in bounded time', () => {
  fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => void unitsIn(`serial number ${text}`)))
  for (const part of [
    'serial numbers 1 to ',
    'sold between ',
    'hardware revision 1, ',
    'shipped by a ',
    'serial ',
    'sold  ',
  ]) {
    const before = threadTime()
    unitsIn(part.repeat(5_000))
    assert.ok(threadTime() - before < 200, part)
  }
})
