import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectStream } from '../../../test/harness.ts'
import { streamHabits, type Talk, valuesOf } from '../../../test/stream-habits.ts'
import { asked, exec, fixtures, shell, typical } from './fixtures/make.ts'
import { rServices } from './r-services.ts'

const play = (talk: Talk, serverPort: number) =>
  dissectStream(rServices, talk, undefined, { clientPort: 1023, serverPort })

test('a remote login tells service, terminal and that it was let in', () => {
  const said = play(typical, 513)
  assert.deepEqual(valuesOf(said, 'r-services.service'), ['rlogin'])
  assert.deepEqual(valuesOf(said, 'r-services.terminal'), ['vt100'])
  assert.deepEqual(valuesOf(said, 'r-services.login'), ['accepted'])
  assert.deepEqual(valuesOf(said, 'r-services.superuser'), ['accepted'])
})

test('a server that asks for a password has let nobody in', () => {
  for (const step of [undefined, 1, 7]) {
    const said = dissectStream(rServices, asked, step, { clientPort: 1023, serverPort: 513 })
    assert.deepEqual(valuesOf(said, 'r-services.login'), ['password'])
    assert.deepEqual(valuesOf(said, 'r-services.superuser'), ['password'])
    assert.ok(!JSON.stringify(said).includes('zqx'))
  }
})

test('a password of rexec that nobody answered is told without a verdict', () => {
  assert.deepEqual(play(exec('secret').slice(0, 1), 512)?.credentials, [
    { user: 'service', password: 'secret', accepted: null },
  ])
})

test('commands from afar are told on their ports', () => {
  assert.deepEqual(valuesOf(play(shell, 514), 'r-services.service'), ['rsh'])
  assert.deepEqual(valuesOf(play(shell, 514), 'r-services.superuser'), [])
  assert.deepEqual(play(exec('secret'), 512)?.credentials, [
    { user: 'service', password: 'secret', accepted: false },
  ])
  assert.equal(play(shell, 4000), null)
})

test('users and commands are not kept', () => {
  for (const said of [play(typical, 513), play(shell, 514)]) assert.ok(!JSON.stringify(said).includes('zqx'))
})

test('log messages on the port of rsh are declined', () => {
  assert.equal(play([['client', '<34>Oct 11 22:14:15 mymachine su: hello\n']], 514), null)
})

streamHabits(rServices, typical, fixtures, 513)
