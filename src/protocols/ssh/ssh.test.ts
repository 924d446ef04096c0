import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { bytes, u32, zeros } from '../../../test/bytes.ts'
import { dissectStream } from '../../../test/harness.ts'
import { ed25519, kexinit, newkeys, packet, rsa1024, text } from './fixtures/make.ts'
import { agreed, hassh, hasshServer, readKexinit } from './kexinit.ts'
import { ssh } from './ssh.ts'

type Talk = (readonly ['client' | 'server', Uint8Array | string])[]
const play = (talk: Talk, step?: number) => dissectStream(ssh, talk, step)
const value = (said: ReturnType<typeof play>, field: string) =>
  said?.observed.filter((o) => o.field === field).map((o) => o.value)

const greetings: Talk = [
  ['server', 'SSH-2.0-OpenSSH_8.9p1 Ubuntu-3ubuntu0.6\r\n'],
  ['client', 'SSH-2.0-OpenSSH_9.4\r\n'],
]
const offers: Talk = [
  ['client', kexinit('k2,k1', 'ssh-ed25519', 'c2,c1', 'm2,m1')],
  ['server', kexinit('k1,k2', 'ssh-rsa,ssh-ed25519', 'c1,c2', 'm1,m2', 'none,zlib')],
]
const full: Talk = [
  ...greetings,
  ...offers,
  ['client', packet(30, text(zeros(32)))],
  ['server', bytes(packet(31, text(ed25519), text('f'), text('s')), newkeys)],
  ['client', newkeys],
]

test('identification lines are kept as sent, and in their parts', () => {
  const said = play(greetings)
  assert.deepEqual(value(said, 'ssh.banner'), [
    'SSH-2.0-OpenSSH_8.9p1 Ubuntu-3ubuntu0.6',
    'SSH-2.0-OpenSSH_9.4',
  ])
  assert.deepEqual(value(said, 'ssh.software'), ['OpenSSH_8.9p1', 'OpenSSH_9.4'])
  assert.deepEqual(value(said, 'ssh.comments'), ['Ubuntu-3ubuntu0.6'])
})

test("the client's first common choice is negotiated", () => {
  const said = play(full)
  assert.deepEqual(value(said, 'ssh.kex'), ['k2'])
  assert.deepEqual(value(said, 'ssh.host-key-algorithm'), ['ssh-ed25519'])
  assert.deepEqual(value(said, 'ssh.cipher'), ['c2'])
  assert.deepEqual(value(said, 'ssh.mac'), ['m2'])
})

test('nothing in common is nothing negotiated', () => {
  assert.equal(agreed('a,b', 'c,d'), null)
  assert.equal(agreed('', ''), null)
})

test('a cipher that authenticates leaves no MAC to negotiate', () => {
  const said = play([
    ...greetings,
    ['client', kexinit('k', 'h', 'aes128-gcm@openssh.com', 'm')],
    ['server', kexinit('k', 'h', 'aes128-gcm@openssh.com', 'm')],
  ])
  assert.deepEqual(value(said, 'ssh.mac'), [])
})

test('the fingerprint of the host key is the one OpenSSH prints', () => {
  const said = play(full)
  const expected = createHash('sha256').update(ed25519).digest('base64').replace('=', '')
  assert.deepEqual(value(said, 'ssh.host-key-sha256'), [expected])
  assert.deepEqual(value(said, 'ssh.host-key-type'), ['ssh-ed25519'])
  assert.equal(said?.done, true)
})

test('HASSH hashes what the client sends with, HASSHServer what the server does', () => {
  const lists = ['kex', 'key', 'ec', 'es', 'mc', 'ms', 'cc', 'cs']
  const read = readKexinit(bytes(20, zeros(16), ...lists.map(text)))!
  const md5 = (value: string) => createHash('md5').update(value).digest('hex')
  assert.equal(hassh(read), md5('kex;ec;mc;cc'))
  assert.equal(hasshServer(read), md5('kex;es;ms;cs'))
})

test('the size of an RSA host key and of an exchanged prime are told', () => {
  const group = kexinit('diffie-hellman-group-exchange-sha256', 'ssh-rsa', 'c', 'm')
  const said = play([
    ...greetings,
    ['client', group],
    ['server', group],
    ['server', packet(31, text(bytes(0, 0x80, zeros(63))), text(bytes(2)))],
    ['server', packet(33, text(rsa1024), text('f'), text('s'))],
  ])
  assert.deepEqual(value(said, 'ssh.kex-bits'), ['512'])
  assert.deepEqual(value(said, 'ssh.host-key-bits'), ['1024'])
})

test('lines before the identification are passed over, and not without end', () => {
  const late = (lines: number) =>
    play([
      ['client', 'SSH-2.0-x\n'],
      ['server', `${'hi\n'.repeat(lines)}SSH-2.0-y\n`],
    ])
  assert.deepEqual(value(late(3), 'ssh.software'), ['x', 'y'])
  assert.deepEqual(late(100)?.oddities, ['ssh.no-identification'])
})

test('cutting the stream anywhere changes nothing', () => {
  const whole = play(full)?.observed
  for (const step of [1, 3, 50]) assert.deepEqual(play(full, step)?.observed, whole, `step ${step}`)
})

test('what does not begin with SSH is not SSH', () => {
  assert.equal(play([['client', 'GET / HTTP/1.1\r\n']]), null)
  assert.equal(play([['server', '220 ready\r\n']]), null)
})

test('damaged conversations never throw', () => {
  const edits = fc.array(fc.tuple(fc.nat(6), fc.nat(600), fc.nat(255)), { maxLength: 10 })
  fc.assert(
    fc.property(edits, fc.constantFrom(1000, 13), (changes, step) => {
      const talk = full.map(([side, whole]) => [side, Uint8Array.from(Buffer.from(whole))] as const)
      for (const [i, at, to] of changes) {
        const [, message] = talk[i % talk.length]!
        message[at % message.length] = to
      }
      assert.ok((play(talk, step)?.observed.length ?? 0) < 100)
    }),
    { numRuns: 200 },
  )
})

test('no bytes make it throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 200 }), (a, b) => {
      play([
        ['client', bytes('SSH-2.0-a\n', a)],
        ['server', bytes('SSH-1.5-b\n', u32(b.length), b)],
      ])
    }),
  )
})
