import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kindOf } from './typing.ts'

const CASES: readonly (readonly [string | null, string | null, string | null, string | null])[] = [
  ['infusion-pump-lvp', null, null, 'infusion-pump-lvp'],
  ['Infusion Pump', 'B. Braun', 'Perfusor Space', 'infusion-pump-syringe'],
  ['VENTILATOR, ICU', null, null, 'ventilator'],
  [null, 'GE Healthcare', 'CARESCAPE R860', 'ventilator'],
  [null, 'Philips', 'IntelliVue MX800', 'patient-monitor'],
  [null, 'BD', null, null],
  ['miscellaneous', null, null, null],
]

for (const [kind, vendor, model, type] of CASES)
  test(`${[kind, vendor, model].filter((t) => t !== null).join(' ')} is ${type ?? 'of no known type'}`, () =>
    assert.equal(kindOf(kind === null ? [] : [kind], vendor, model).type, type))

test('the first words that name a kind count, and each name of a type alone', () => {
  assert.equal(kindOf(['Clinical', 'PUMP, INFUSION'], 'Acme', 'X').family, 'infusion-pump')
  assert.equal(kindOf(['PACS'], 'Dell', 'PowerEdge R740').type, 'pacs-vna')
  assert.equal(kindOf(['PRODUCTION'], null, null).type, null)
})
