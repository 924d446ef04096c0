import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  categories,
  categoryById,
  criticalityOf,
  deviceTypes,
  families,
  familyOfType,
  typeById,
} from './taxonomy.ts'

test('every type has a category that exists and exactly one family', () => {
  for (const type of deviceTypes()) {
    assert.ok(categoryById(type.category), type.id)
    assert.equal(families().filter((f) => f.types.includes(type.id)).length, 1, type.id)
  }
})

test('every type that a family names exists and shares its category', () => {
  for (const family of families())
    for (const id of family.types) assert.equal(typeById(id)?.category, family.category, id)
})

test('every category holds a type', () => {
  for (const { id } of categories())
    assert.ok(
      deviceTypes().some((t) => t.category === id),
      id,
    )
})

test('ids are given once', () => {
  const ids = deviceTypes().map((t) => t.id)
  assert.equal(new Set(ids).size, ids.length)
})

test('pumps of all kinds are one family, a ventilator its own', () => {
  assert.equal(familyOfType('infusion-pump-syringe')?.id, 'infusion-pump')
  assert.equal(familyOfType('label-printer')?.id, 'printer')
  assert.equal(familyOfType('ventilator')?.id, 'ventilator')
  assert.equal(familyOfType('toaster'), null)
})

test('viewers and archives are no imaging modality', () => {
  assert.equal(familyOfType('ct')?.id, 'imaging-modality')
  assert.equal(familyOfType('pacs-vna')?.id, 'pacs-vna')
})

test('of two levels the higher holds', () => {
  assert.equal(criticalityOf('infusion-pump-lvp', null), 'life-sustaining')
  assert.equal(criticalityOf('medication-cabinet', null), 'direct-therapy')
  assert.equal(criticalityOf('toaster', null), 'none')
})

test('a place raises criticality once it is known, and only by whole words', () => {
  assert.equal(criticalityOf('patient-monitor', null), 'diagnostic')
  assert.equal(criticalityOf('patient-monitor', null, ['ICU bed 4']), 'life-sustaining')
  assert.equal(criticalityOf('ups-power', null, ['OR 3']), 'life-sustaining')
  assert.equal(criticalityOf('ups-power', null, ['Corridor']), 'support')
})

test('a family without a known type weighs as its most common type', () => {
  assert.equal(criticalityOf(null, 'infusion-pump'), 'life-sustaining')
  assert.equal(criticalityOf(null, 'printer'), 'none')
})
