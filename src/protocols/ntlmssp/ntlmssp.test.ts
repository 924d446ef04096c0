import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Bytes, bytes, zeros } from '../../../test/bytes.ts'
import {
  authenticate,
  challenge,
  FLAGS,
  fileTime,
  KERBEROS_OID,
  NTLMSSP_OID,
  negotiate,
  negTokenInit,
  negTokenResp,
  pair,
  version,
} from '../../../test/ntlm-bytes.ts'
import type { Report } from '../protocol.ts'
import { reportAuthText, reportAuthToken } from './gss.ts'
import { findNtlm, readNtlm } from './message.ts'
import { reportNtlm, reportNtlmText } from './ntlmssp.ts'

function listen() {
  const said: string[] = []
  const to = {
    at: 1000,
    observe: (about: string, field: string, value: string | number | null, self?: boolean) => {
      if (value !== null && value !== '') said.push(`${about}${self === false ? '?' : ''} ${field} ${value}`)
    },
    oddity: (name: string) => said.push(name),
  } as unknown as Report<'client' | 'server'>
  return { said, to }
}
const sent = (token: Bytes, from: 'client' | 'server' = 'client') => {
  const { said, to } = listen()
  reportNtlm(to, token, from, from === 'client' ? 'server' : 'client')
  return said
}

test('a challenge is the server speaking of itself', () => {
  const said = sent(
    challenge({
      target: 'CLINIC',
      version: version(10, 0, 17763),
      pairs: [pair(1, 'PACS'), pair(2, 'CLINIC'), pair(3, 'pacs.clinic.example'), pair(7, fileTime(1042.4))],
    }),
    'server',
  )
  for (const fact of [
    'server ntlmssp.build 10.0.17763',
    'server ntlmssp.version 10.0.17763.15',
    'server ntlmssp.netbios-computer PACS',
    'server ntlmssp.dns-computer pacs.clinic.example',
    'server ntlmssp.clock-offset 42',
  ])
    assert.ok(said.includes(fact), fact)
})

test('a version with build 0 or revision 0 is no Windows build, but still a version', () => {
  for (const v of [version(6, 1, 0), version(6, 1, 7600, 0)]) {
    const said = sent(challenge({ target: 'X', version: v, pairs: [] }), 'server')
    assert.ok(!said.some((s) => s.includes('ntlmssp.build')))
    assert.ok(said.some((s) => s.includes('ntlmssp.version 6.1.')))
  }
})

test('a version that its flag does not announce is not read', () => {
  const said = sent(
    challenge({ target: 'X', version: version(10, 0, 1), pairs: [], flags: FLAGS & ~0x02000000 }),
    'server',
  )
  assert.ok(!said.some((s) => s.includes('version')))
})

test('of accounts only those of computers are kept', () => {
  assert.ok(sent(authenticate({ user: 'CT-2$' })).includes('client ntlmssp.machine-account CT-2$'))
  assert.ok(
    !sent(authenticate({ user: 'jane.doe' }))
      .join()
      .includes('jane'),
  )
})

test('the kind of response is told by lengths and flags', () => {
  const kind = (of: Parameters<typeof authenticate>[0]) => {
    const message = readNtlm(authenticate(of))
    return message?.kind === 'authenticate' ? message.response : null
  }
  const plain = FLAGS & ~0x80000
  assert.equal(kind({ user: 'u' }), 'ntlmv2')
  assert.equal(kind({ user: 'u', nt: zeros(24), lm: zeros(24).fill(1) }), 'ntlmv1-extended')
  assert.equal(kind({ user: 'u', nt: zeros(24).fill(2), lm: zeros(24).fill(1), flags: plain }), 'lm+ntlmv1')
  assert.equal(kind({ user: 'u', nt: zeros(24).fill(2), lm: zeros(24).fill(2), flags: plain }), 'ntlmv1')
  assert.equal(kind({ user: 'u', nt: zeros(0), lm: zeros(24).fill(2), flags: plain }), 'lm')
  assert.equal(kind({ nt: zeros(0), lm: zeros(1) }), 'anonymous')
})

test('what the client repeats of the server is said of the server by another', () => {
  const said = sent(authenticate({}))
  assert.ok(said.includes('server? ntlmssp.netbios-computer ECHO'))
})

test('an authenticate message without flags and version, as old clients send it, is read', () => {
  const old = bytes(
    'NTLMSSP\0',
    3,
    0,
    0,
    0,
    ...[0, 0, 0, 0, 4].map((n) => [n, 0, n, 0, 52, 0, 0, 0]),
    bytes('X\0Y\0'),
  )
  const message = readNtlm(old)
  assert.ok(message?.kind === 'authenticate')
  assert.equal(message.workstation, 'XY')
})

test('base64 tokens of text protocols are read', () => {
  const { said, to } = listen()
  reportNtlmText(to, Buffer.from(negotiate({ workstation: 'CART-1' })).toString('base64'), 'client', 'server')
  assert.ok(said.includes('client ntlmssp.workstation CART-1'))
  assert.equal(reportNtlmText(to, 'AAAA', 'client', 'server'), null)
  assert.equal(reportNtlmText(to, 'A'.repeat(1 << 20), 'client', 'server'), null)
})

test('SPNEGO tells mechanisms, state and the message inside', () => {
  const { to } = listen()
  const first = reportAuthToken(
    to,
    negTokenInit([KERBEROS_OID, NTLMSSP_OID], negotiate()),
    'client',
    'server',
  )
  assert.deepEqual(first.mechanisms, ['kerberos', 'ntlmssp'])
  assert.equal(first.ntlm?.kind, 'negotiate')
  const second = reportAuthText(
    to,
    Buffer.from(negTokenResp(1, NTLMSSP_OID, challenge({ target: 'T', pairs: [] }))).toString('base64'),
    'server',
    'client',
  )
  assert.equal(second.state, 1)
  assert.equal(second.ntlm?.kind, 'challenge')
})

test('a message is found behind other bytes, but not beyond the bound', () => {
  assert.equal(findNtlm(bytes('NNTLMNTLMSSP\0')), 5)
  assert.equal(findNtlm(bytes(zeros(5000), 'NTLMSSP\0')), -1)
})

test('a message that is too short to be one is an oddity', () => {
  assert.deepEqual(sent(bytes('NTLMSSP\0', 2, zeros(4))), ['ntlmssp.malformed'])
})

const messages = [
  negotiate({ domain: 'D', workstation: 'W' }),
  challenge({ target: 'T', pairs: [pair(1, 'A'), pair(7, zeros(8))] }),
  authenticate({ domain: 'D', user: 'U$', workstation: 'W' }),
]
const edits = fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 8 })

test('mutated and cut messages never throw, and say a bounded number of things', () => {
  fc.assert(
    fc.property(fc.constantFrom(...messages), edits, fc.nat(300), (message, changes, length) => {
      const copy = message.slice(0, Math.max(1, length))
      for (const [at, value] of changes) copy[at % copy.length] = value
      const { said, to } = listen()
      reportAuthToken(to, copy, 'client', 'server')
      reportAuthToken(to, negTokenResp(1, NTLMSSP_OID, copy), 'server', 'client')
      assert.ok(said.length < 60)
    }),
  )
})
