import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectStream } from '../../../test/harness.ts'
import { streamHabits, valuesOf } from '../../../test/stream-habits.ts'
import { fixtures, monero, typical } from './fixtures/make.ts'
import { stratum } from './stratum.ts'

test('a miner tells its software, a pool that it takes part', () => {
  const said = dissectStream(stratum, typical)
  assert.deepEqual(valuesOf(said, 'stratum.method'), ['mining.subscribe', 'mining.authorize'])
  assert.deepEqual(valuesOf(said, 'stratum.agent'), ['cpuminer/2.5.1'])
  assert.deepEqual(valuesOf(said, 'stratum.answer'), ['accepted'])
})

test('the login of Monero’s miners is known by what they send with it', () => {
  const said = dissectStream(stratum, monero)
  assert.deepEqual(valuesOf(said, 'stratum.agent'), ['XMRig/6.21.0 (Linux x86_64) libuv/1.44.2'])
  assert.equal(dissectStream(stratum, [['client', '{"id":1,"method":"login","params":["a"]}\n']]), null)
  const camera = '{"id":1,"method":"login","params":{"user":"zqx","pass":"zqx"}}\n'
  assert.equal(dissectStream(stratum, [['client', camera]]), null)
})

test('wallets and workers are not kept', () => {
  for (const talk of [typical, monero])
    assert.ok(!JSON.stringify(dissectStream(stratum, talk)).includes('zqx'))
})

streamHabits(stratum, typical, fixtures, 3333)
