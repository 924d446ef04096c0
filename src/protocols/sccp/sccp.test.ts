import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes } from '../../../test/bytes.ts'
import { dissectStream } from '../../../test/harness.ts'
import { assertStreamSurvives } from '../../../test/stream-mutations.ts'
import { ALARM, alarm, fixtures, message, register, servers } from './fixtures/make.ts'
import { sccp } from './sccp.ts'

type Talk = Parameters<typeof dissectStream>[1]
const ON_PORT = { clientPort: 50_000, serverPort: 2000 }
const show = (talk: Talk, step?: number, ports?: typeof ON_PORT) => dissectStream(sccp, talk, step, ports)
const facts = (said: ReturnType<typeof show>) => said?.observed.map((o) => [o.about, o.field, o.value])

test('a phone registers with name, MAC, type, protocol version and firmware', () =>
  assert.deepEqual(facts(show([['client', register()]])), [
    ['client', 'sccp.device-name', 'SEP021066000001'],
    ['client', 'sccp.mac', '02:10:66:00:00:01'],
    ['client', 'sccp.address', '10.66.0.1'],
    ['client', 'sccp.device-type', '437'],
    ['client', 'sccp.protocol-version', '20'],
    ['client', 'sccp.load', 'SCCP75.9-4-2SR3-1S'],
    ['client', 'sccp.role', 'station'],
  ]))

test('an alarm tells name and load', () =>
  assert.deepEqual(
    facts(show([['client', alarm(ALARM)]]))?.map((f) => f[2]),
    ['SEP021066000001', '02:10:66:00:00:01', 'SCCP75.9-4-2SR3-1S', 'station'],
  ))

test('the list of call managers names each', () =>
  assert.deepEqual(
    facts(
      show([
        ['client', register()],
        ['server', servers],
      ]),
    )?.filter((f) => f[1] === 'sccp.server-name'),
    [['10.66.0.9', 'sccp.server-name', 'cm-1.hospital.example']],
  ))

test('on its port a keep-alive is enough, elsewhere it is not', () => {
  const talk: Talk = [
    ['client', message(0)],
    ['server', message(0x100)],
  ]
  assert.deepEqual(facts(show(talk, undefined, ON_PORT)), [
    ['client', 'sccp.role', 'station'],
    ['server', 'sccp.role', 'call-manager'],
  ])
  assert.equal(show(talk), null)
})

test('other protocols and wrong directions are declined', () => {
  assert.equal(show([['client', 'GET / HTTP/1.1\r\n\r\n']], undefined, ON_PORT), null)
  assert.equal(show([['client', message(0x81)]], undefined, ON_PORT), null)
  assert.equal(show([['client', bytes(4, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0)]], undefined, ON_PORT), null)
})

test('a registration cut anywhere gives no half values', () => {
  const whole = facts(show([['client', register()]]))!.map((f) => f[2])
  for (let n = 0; n < register().length; n++) {
    const part = bytes(register().subarray(0, n))
    // What is announced is what came: a short message of an old phone.
    if (n >= 12) part.set([n - 8, 0], 0)
    for (const [, field, value] of facts(show([['client', part]], undefined, ON_PORT)) ?? [])
      if (field !== 'sccp.device-name') assert.ok(whole.includes(value), `${field} ${value}`)
  }
})

test('pieces of any size give the same facts', () => {
  const talk: Talk = [
    ['client', bytes(alarm(ALARM), register())],
    ['server', servers],
  ]
  for (const step of [1, 7, 50]) assert.deepEqual(facts(show(talk, step)), facts(show(talk)))
})

test('no stream makes it throw, grow or say something else the second time', () =>
  assertStreamSurvives(sccp, fixtures, 2000))
