/** What clears no device: words and numbers that are of something else as often as of what a statement asks for. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { advisory, answer, says } from '../../../test/made-match.ts'
import { type Condition, productReference } from '../statement.ts'
import { exactly, ranges, unstated } from '../versions/constraint.ts'

const OPEN = 'under_investigation possible'
const CLEARED = 'not_affected confirmed'

const under = (condition: Condition, name = 'Infusor 3') => says(name, '< 2', { conditions: [condition] })

test('a model called MAC runs no macOS', () => {
  const onWindows = (name: string) => under({ kind: 'os', name: 'Windows', constraint: unstated() }, name)
  assert.equal(answer({ model: 'Infusor MAC 5500', version: '1.0' }, onWindows('Infusor MAC 5500')), OPEN)
  assert.equal(answer({ model: 'Infusor for Mac', version: '1.0' }, onWindows('Infusor')), CLEARED)
})

test('a number behind "no", and what any part is called, are no part that a device lacks', () => {
  const of = (model: string, name: string) =>
    answer({ model, version: '1.0' }, under({ kind: 'component', name, constraint: unstated() }))
  assert.equal(of('Infusor 3 no 5', 'Bluetooth 5.0'), OPEN)
  assert.equal(of('Infusor 3 without battery module', 'network module'), OPEN)
  assert.equal(of('Infusor 3 without WiFi', 'WiFi module'), CLEARED)
})

test('the revision of the software is none of the hardware', () => {
  const asked = under({ kind: 'hardware', revisions: ranges('2', [exactly('2')]) })
  assert.equal(answer({ version: 'SW Rev 1.33' }, asked), OPEN)
  assert.equal(answer({ version: 'SW 1.33 HW 3' }, asked), CLEARED)
  assert.equal(answer({ version: '1.33', options: ['Rev 3'] }, asked), CLEARED)
})

test('a model behind a V is no release', () => {
  const all = says('Infusor V60 Ventilator', '*')
  assert.equal(answer({ model: 'Infusor Ventilator', version: '2.30' }, all), OPEN)
  const runtime = says('Flow Runtime V14', '*')
  assert.equal(answer({ model: 'Flow Runtime', version: 'V13.1' }, runtime), CLEARED)
})

test('a version outside of what one document looks into does not settle what another leaves open', () => {
  const open = says('Infusor 3', '< 9', {
    advisory: advisory('vendor'),
    conditions: [{ kind: 'text', text: 'the port is open' }],
  })
  const looking = says('Infusor 3', '< 2', { advisory: advisory('nvd'), status: 'under_investigation' })
  assert.equal(answer({ version: '3.0' }, open, looking), OPEN)
  assert.equal(answer({ version: '3.0' }, looking), CLEARED)
})

test('a release in the name is no model beside those that are listed', () => {
  const of = (...models: string[]) =>
    says('Infusor 3', '< 2', { product: productReference('Infusor 3', { vendor: 'Acme', models }) })
  assert.equal(answer({ model: 'Infusor 3 R12', version: '1' }, of('A10', 'B20')), OPEN)
  assert.equal(answer({ model: 'Infusor 3 C30', version: '1' }, of('A10', 'B20')), CLEARED)
  assert.equal(answer({ model: 'Infusor 3 R12', version: '1' }, of('R10', 'R20')), CLEARED)
})
