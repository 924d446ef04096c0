import assert from 'node:assert/strict'
import { test } from 'node:test'
import { garbledWord } from './garbled.ts'

for (const [text, word] of [
  ['1;Dr„ger;V500', 'Dr„ger'],
  ['1;DrŠger;V500', 'DrŠger'],
  ['1;DrÃ¤ger;V500', 'DrÃ¤ger'],
  ['1;Dr\ufffdger;V500', 'Dr\ufffdger'],
  // as it should be
  ['1;Dräger;V500', null],
  ['O’Neil — “Ward 3” … 10 µm ±5 % Škoda ŽS', null],
  ['C•CURE 9000', null],
  ['1;Na•ve', 'Na•ve'],
  ['São Paulo, Réanimation, ΑΒΓ, 光電', null],
] as const)
  test(`${JSON.stringify(text)} ${word === null ? 'is fine' : 'came out wrong'}`, () =>
    assert.equal(garbledWord(text), word))
