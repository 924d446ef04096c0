import assert from 'node:assert/strict'
import { test } from 'node:test'
import { threadTime } from '../../../test/thread-time.ts'
import { cutApart, respellings, spellings, tidyModel, versionBehind } from './spellings.ts'

test('what is no part of a model is taken away from it', () => {
  for (const [written, meant] of [
    ['Acme–Pump_3', 'Acme-Pump 3'],
    ['Pumpia(TM) 3', 'Pumpia 3'],
    ['Pumpia 3, REF 862442', 'Pumpia 3 (862442)'],
    ['Pumpia 3 Order No. 12-34', 'Pumpia 3 (12-34)'],
    ['Acme, Inc. Pumpia 3', 'Acme Pumpia 3'],
    ['Acme GmbH & Co. KG Pumpia', 'Acme Pumpia'],
    ['Pumpia 3 [spare]', 'Pumpia 3 (spare)'],
    ['Pumpia 3 - Building 4', 'Pumpia 3'],
    ['Pumpia 3, Ward B2', 'Pumpia 3'],
    ['Pumpia 3 #2', 'Pumpia 3'],
    ['Pumpia Ward 2', 'Pumpia Ward 2'],
    ['Pumpia - Floor Mount', 'Pumpia - Floor Mount'],
    ['Pumpia - Campus Gateway', 'Pumpia - Campus Gateway'],
    ['Pumpia 3 - Room 2.014', 'Pumpia 3'],
    ['Pumpia 3, Wing C', 'Pumpia 3'],
    ['Pumpia Power 3000VA', 'Pumpia Power 3000VA'],
    ['Pumpia Power 1500 230V', 'Pumpia Power 1500 (230V)'],
    ['ZQ410 203 dpi', 'ZQ410 (203 dpi)'],
    ['Pumpia 3 Rev. B', 'Pumpia 3 (Rev. B)'],
    ['Pumpia Reference 3', 'Pumpia Reference 3'],
    ['Pumpia Inc', 'Pumpia Inc'],
    ['Pumpia 3 SN 00481516', 'Pumpia 3'],
    ['Pumpia 3, S/N: A-1234', 'Pumpia 3'],
    ['Pumpia 3 (Serial No. 48151)', 'Pumpia 3'],
    ['Pumpia 3 Asset 10234', 'Pumpia 3'],
    ['Pumpia 3 (Tag No. 10234)', 'Pumpia 3'],
    ['Pumpia 3 #10234', 'Pumpia 3'],
    ['Pumpia 3 - spare', 'Pumpia 3'],
    ['Pumpia 3 - ICU 3', 'Pumpia 3'],
    ['Pumpia SN 3', 'Pumpia SN 3'],
    ['Serial Server 5110', 'Serial Server 5110'],
    ['Pumpia w/ Wi-Fi', 'Pumpia with Wi-Fi'],
    ['Pumpia 3 [BME-004711]', 'Pumpia 3 (BME-004711)'],
    ['Pumpia 3 (SN: 4711-22)', 'Pumpia 3'],
    ['Pumpia Serial No. A-4711', 'Pumpia'],
    ['Pumpia w/WLAN', 'Pumpia with WLAN'],
    ['Pumpia w/o WLAN', 'Pumpia w/o WLAN'],
  ] as const)
    assert.equal(tidyModel(written), meant)
})

test('a version behind a name is told from a name that ends with a number', () => {
  for (const [written, name, version] of [
    ['Pumpia 3 2.1.0', 'Pumpia 3', '2.1.0'],
    ['Pumpia, SW 2.1', 'Pumpia', 'SW 2.1'],
    ['Pumpia (V2.1)', 'Pumpia', 'V2.1'],
    ['Hyperhost 7.0 Update 3', 'Hyperhost', '7.0 Update 3'],
    ['Imager 2025.2 (Build 8154)', 'Imager', '2025.2 (Build 8154)'],
    ['Imager vJ.3', 'Imager', 'vJ.3'],
    ['Pumpia 3.11.0-beta.5', 'Pumpia', '3.11.0-beta.5'],
    ['Pumpia 1.10.1+dfsg-2', 'Pumpia', '1.10.1+dfsg-2'],
    ['Pumpia 3.40 R5 build 571848', 'Pumpia', '3.40 R5 build 571848'],
  ] as const)
    assert.deepEqual(versionBehind(written), { name, version })
  for (const name of ['Pumpia 3', 'Pumpia-2.1', 'Windows 8.1', '2.1', 'Imager 1.5T'])
    assert.equal(versionBehind(name), null, name)
})

test('codes are looked up in the ways people write them', () => {
  assert.deepEqual(spellings('Pumpia MX 800'), ['Pumpia MX 800', 'Pumpia MX800'])
  assert.ok(spellings('Life-Pumpia-G9').includes('Life Pumpia-G9'))
  assert.ok(spellings('Sigma Pumpia 35700BAQ2').includes('Sigma Pumpia (35700BAQ2)'))
  assert.deepEqual(spellings('Pumpia Flow 8015'), ['Pumpia Flow 8015'])
  for (const [written, meant] of [
    ['Pumpia OTQ-S 420', 'Pumpia OTQ-S420'],
    ['iQ 70', 'iQ70'],
    ['PCQ8015', 'PCQ 8015'],
    ['DQ 9QD2145G I', 'DQ-9QD2145G-I'],
    ['6QK5788 1QY01 0AA0', '6QK5788-1QY01-0AA0'],
  ] as const)
    assert.ok(respellings(written).includes(meant), written)
  assert.ok(respellings('FBZi-8R8').includes('FBZi 8R8'))
  for (const model of ['TARQ-200W', 'Flow-3T'])
    assert.ok(!respellings(model).includes(model.replace('-', ' ')), model)
  assert.deepEqual(respellings('Infusion pump'), [])
  assert.deepEqual(cutApart('ELQ-380'), ['ELQ 380'])
})

test('the longest text of an inventory is read at once, whatever it repeats', () => {
  const read = (text: string): void => {
    const model = tidyModel(text)
    for (const rewrite of [spellings, respellings, cutApart, versionBehind]) rewrite(model)
  }
  for (const repeated of ['0-', 'A1-', 'A 1', 'A1 ', 'A', '1.1 ', 'ab-', 'Ab 12345A ', 'REF ', 'a, inc '])
    for (const end of ['', '!']) {
      const text = repeated.repeat(LONGEST / repeated.length) + end
      const [fastest] = [1, 2, 3].map(() => taken(() => read(text))).sort((a, b) => a - b)
      assert.ok(fastest! < 45, `${repeated}${end}: ${fastest} ms`)
    }
})

/** Of a cell of an inventory, in UTF-16 units. */
const LONGEST = 1_024

function taken(run: () => void): number {
  const before = threadTime()
  run()
  return threadTime() - before
}
