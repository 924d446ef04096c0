import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from './load.ts'
import { patternProblem } from './pattern.ts'
import { platformOf } from './platforms.ts'
import { vendorByName } from './vendors.ts'

test('every platform names a known maker and a pattern', () => {
  for (const [maker, model] of load('platforms', 'platforms.yaml').platforms) {
    assert.notEqual(vendorByName(maker), null, maker)
    assert.equal(patternProblem(model), null, model)
  }
})

test('the system is told by the whole model', () => {
  const models: readonly (readonly [string, string, string | null])[] = [
    ['Fortinet', 'FortiGate 100F', 'FortiOS'],
    ['Fortinet', 'FG-60E', 'FortiOS'],
    ['Fortinet', 'FortiSwitch 124E', null],
    ['Palo Alto Networks', 'PA-3220', 'PAN-OS'],
    ['Juniper', 'EX4300-48P', 'Junos OS'],
    ['Cisco', 'Catalyst 9300-48UXM', 'IOS XE Software'],
    ['Cisco', 'Catalyst 2960X-48FPD-L', null],
    ['Cisco', 'ISR 4331/K9', 'IOS XE Software'],
    ['Cisco', 'Nexus 93180YC-EX', 'NX-OS Software'],
    ['Cisco', 'IP Phone 8841', null],
    ['Aruba', 'AP-515', 'ArubaOS'],
    ['Axis', 'P3245-LV', 'AXIS OS'],
    ['Axis', 'Camera Station S2208', null],
    ['NetApp', 'AFF A220', 'ONTAP 9'],
    ['MikroTik', 'RB1100AHx4', 'RouterOS'],
  ]
  for (const [maker, model, system] of models)
    assert.equal(platformOf(vendorByName(maker)!.id, model)?.system ?? null, system, `${maker} ${model}`)
})
