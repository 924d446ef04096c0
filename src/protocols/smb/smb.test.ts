import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bytes, zeros } from '../../../test/bytes.ts'
import { dissectStream, type Said } from '../../../test/harness.ts'
import { negotiate } from '../../../test/ntlm-bytes.ts'
import { clear, modern, old } from './fixtures/make.ts'
import * as one from './fixtures/smb1-bytes.ts'
import * as two from './fixtures/smb2-bytes.ts'
import { smb } from './smb.ts'

const play = (messages: typeof modern, step?: number): Said => dissectStream(smb, messages, step)!
const valuesOf = (said: Said, field: string) =>
  said.observed.filter((o) => o.field === field).map((o) => o.value)

test('an SMB 3 negotiation tells dialect, signing, GUIDs, boot time, cipher', () => {
  const said = play(modern)
  assert.deepEqual(valuesOf(said, 'smb.dialect'), ['3.1.1'])
  assert.deepEqual(valuesOf(said, 'smb.dialects-offered').at(-1), '2.0.2,2.1,3.0,3.0.2,3.1.1')
  assert.deepEqual(valuesOf(said, 'smb.signing'), ['enabled', 'required'])
  assert.deepEqual(valuesOf(said, 'smb.cipher'), ['AES-128-GCM'])
  assert.deepEqual(valuesOf(said, 'smb.signing-algorithm'), ['AES-GMAC'])
  assert.equal(valuesOf(said, 'smb.boot-time')[0], '2025-12-31T00:00:00.000Z')
})

test('the server says build and names in its challenge, the client its own in the answer', () => {
  const said = play(modern)
  assert.ok(
    said.observed.some(
      (o) => o.about === 'server' && o.field === 'ntlmssp.build' && o.value === '10.0.17763',
    ),
  )
  assert.ok(
    said.observed.some(
      (o) => o.about === 'client' && o.field === 'ntlmssp.workstation' && o.value === 'ULTRASOUND-07',
    ),
  )
  assert.deepEqual(valuesOf(said, 'smb.session'), ['smb2 user'])
})

test('a share is told by kind, a pipe by name, further interfaces by address', () => {
  const said = play(modern)
  assert.deepEqual(valuesOf(said, 'smb.share'), ['IPC$', 'ADMIN$'])
  assert.deepEqual(valuesOf(said, 'smb.pipe'), ['srvsvc'])
  assert.deepEqual(valuesOf(said, 'dcerpc.interface'), ['srvsvc'])
  assert.deepEqual(valuesOf(said, 'smb.interface-address'), ['10.20.0.62', '10.99.0.62'])
  assert.deepEqual(valuesOf(said, 'smb.encryption'), ['in use'])
})

test('SMB 1 tells the native systems of both sides, and NetBIOS names', () => {
  const said = play(old)
  const of = (about: string, field: string) =>
    said.observed.find((o) => o.about === about && o.field === field)?.value
  assert.equal(of('server', 'smb.native-os'), 'Windows 5.1')
  assert.equal(of('server', 'smb.native-lanman'), 'Windows 2000 LAN Manager')
  assert.equal(of('client', 'smb.native-os'), 'Windows 2000 2195')
  assert.equal(of('client', 'smb.netbios-name'), 'REVIEW-2')
  assert.equal(of('server', 'smb.netbios-name'), 'ANGIO-XP')
  assert.equal(of('server', 'smb.session'), 'smb1 guest')
  assert.equal(of('server', 'smb.native-file-system'), 'NTFS')
  assert.equal(of('client', 'ntlmssp.machine-account'), 'REVIEW-2$')
})

test('a clear-text login is a credential with its verdict, and its password nowhere else', () => {
  const said = play(clear)
  assert.deepEqual(said.credentials, [{ user: 'biomed', password: 'marked-secret', accepted: false }])
  assert.deepEqual(valuesOf(said, 'smb.logon-status'), ['0xc000006d'])
  assert.equal(valuesOf(said, 'smb.server-name')[0], 'FILMPRINTER')
  assert.ok(!JSON.stringify(said.observed).includes('marked-secret'))
})

test('names of files, shares and people are not kept', () => {
  const text = JSON.stringify([play(modern), play(old)])
  for (const secret of ['doe^jane', 'jane.doe', 'IMAGES']) assert.ok(!text.includes(secret), secret)
})

test('file contents are skipped, not collected', () => {
  const long = two.writeRequest(zeros(300_000))
  const said = play(
    [
      ['client', two.treeRequest('\\\\s\\C$')],
      ['client', long],
      ['client', two.createRequest('svcctl')],
    ],
    1460,
  )
  assert.deepEqual(valuesOf(said, 'smb.pipe'), ['svcctl'])
  assert.ok(said.calls < 10, `${said.calls}`)
})

test('a stream is taken up in the middle, at a message', () => {
  const said = play(modern.slice(8))
  assert.deepEqual(valuesOf(said, 'smb.share'), ['IPC$', 'ADMIN$'])
})

test('after a gap the next message header is found', () => {
  const session = smb.stream.start({
    observe: (_: unknown, field: string) => seen.push(field),
    oddity: () => {},
    event: () => {},
    watched: false,
  } as never)
  const seen: string[] = []
  session.gap!('client')
  const tail = bytes(zeros(70).fill(0x53), two.treeRequest('\\\\s\\C$'))
  let held = bytes()
  for (const part of [tail.subarray(0, 75), tail.subarray(75)]) {
    held = bytes(held, part)
    held = held.subarray(session.data('client', held))
  }
  assert.ok(seen.includes('smb.share'))
})

test('the wildcard dialect of the first round is not the dialect chosen', () => {
  assert.ok(!valuesOf(play(modern.slice(0, 2)), 'smb.dialect').length)
})

test('an NTLM response without extended security is told by its length', () => {
  const login = (lm: number, nt: number) =>
    valuesOf(
      play([
        ['client', one.sessionPasswordRequest(zeros(lm).fill(1), zeros(nt).fill(2), 'u', 'd', 'os', 'lm')],
      ]),
      'ntlmssp.response',
    )
  assert.deepEqual(login(24, 24), ['lm+ntlmv1'])
  assert.deepEqual(login(24, 60), ['ntlmv2'])
  assert.deepEqual(login(24, 0), ['lm'])
})

test('other protocols are declined', () => {
  for (const start of [
    'GET / HTTP/1.1\r\n',
    '\x00\x00\x00\x10AAAABBBBCCCCDDDD',
    '\x03\x00\x00\x0b\x06\xe0\0\0\0\0\0',
  ])
    assert.equal(dissectStream(smb, [['client', start]]), null)
})

test('how the bytes arrive does not change what is learned', () => {
  const whole = play(modern)
  for (const step of [1, 7, 100]) assert.deepEqual(play(modern, step).observed, whole.observed)
})

const mutated = fc
  .record({
    which: fc.constantFrom(modern, old, clear),
    edits: fc.array(fc.tuple(fc.nat(6000), fc.nat(255)), { minLength: 1, maxLength: 12 }),
  })
  .map(({ which, edits }) =>
    which.map(([side, message], i) => {
      const copy = message.slice(0, 4000)
      edits.forEach(([at, value], n) => {
        if (n % which.length === i % 12) copy[at % copy.length] = value
      })
      return [side, copy] as const
    }),
  )

test('mutated conversations never throw and do bounded work', () => {
  fc.assert(
    fc.property(mutated, (messages) => {
      const said = dissectStream(smb, messages)
      assert.ok((said?.observed.length ?? 0) < 300)
    }),
    { numRuns: 200 },
  )
})

test('no bytes behind a session header make it throw', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 400 }),
      fc.constantFrom(0, 1, 3, 5, 9, 11),
      fc.boolean(),
      (tail, command, reply) => {
        dissectStream(smb, [
          [reply ? 'server' : 'client', two.packet(bytes(two.header(command, reply), tail))],
        ])
        const words = bytes(tail.subarray(0, 2 * Math.floor(Math.min(tail.length, 60) / 2)))
        for (const id of [0x25, 0x2e, 0x2f, 0x72, 0x73, 0x75, 0xa2])
          dissectStream(smb, [[reply ? 'server' : 'client', one.smb1(id, reply, words, () => tail)]])
      },
    ),
  )
})

test('a message that answers the wrong way round is an oddity', () => {
  assert.ok(play([['client', two.treeResponse(1)]]).oddities.includes('smb.wrong-direction'))
})

test('a raw NTLMSSP token without SPNEGO is read as well', () => {
  const said = play([['client', two.sessionRequest(negotiate({ workstation: 'CART-3' }))]])
  assert.deepEqual(valuesOf(said, 'ntlmssp.workstation'), ['CART-3'])
})
