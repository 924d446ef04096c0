import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, utf16le } from '../../../test/bytes.ts'
import { dissectDatagram, dissectStream } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import { streamHabits, type Talk, valuesOf } from '../../../test/stream-habits.ts'
import * as make from './fixtures/make.ts'
import { mssql } from './mssql.ts'

const play = (talk: Talk, step?: number) => dissectStream(mssql, talk, step)
const values = (talk: Talk, ...names: string[]) => {
  const said = play(talk)
  return names.map((name) => valuesOf(said, `mssql.${name}`).join(', '))
}
const browser = { receiver: { port: 1434 } }

test('a login in clear tells both sides, and its outcome', () => {
  assert.deepEqual(play(make.typical)?.credentials, [{ user: 'sa', password: 'sa', accepted: true }])
  assert.deepEqual(
    values(make.typical, 'version', 'client-version', 'encryption', 'client-encryption', 'tls'),
    ['15.0.2000, 15.0.2000', '18.3.2', 'not-supported', 'not-supported', 'none'],
  )
  assert.deepEqual(values(make.typical, 'client-host', 'client-program', 'client-library', 'tds-version'), [
    'LAB-PC-7',
    'Analyzer Manager',
    'ODBC',
    '7.4',
  ])
  assert.deepEqual(values(make.typical, 'product', 'server-name', 'login', 'login-kind'), [
    'Microsoft SQL Server',
    'SQL01\\LAB',
    'accepted',
    'sql',
  ])
  assert.deepEqual(play(make.typical)?.matched, [{ about: 'server', field: 'mssql.database', text: 'lab' }])
})

test('a refused login and an empty password', () => {
  const start = make.typical.slice(0, 2)
  const answer = (password: string, verdict: Uint8Array) =>
    play([...start, ['client', make.login({ user: 'sa', password })], ['server', verdict]])
  const refused = answer('guess', make.refused)
  assert.deepEqual(refused?.credentials, [{ user: 'sa', password: 'guess', accepted: false }])
  assert.deepEqual(valuesOf(refused, 'mssql.error'), ['18456'])
  assert.deepEqual(valuesOf(refused, 'mssql.login'), ['refused'])
  const empty = answer('', make.accepted)
  assert.deepEqual(valuesOf(empty, 'mssql.empty-password-accepted'), ['yes'])
  assert.deepEqual(valuesOf(answer('', make.refused), 'mssql.empty-password-accepted'), [])
})

test('a login with Windows tells the machines by NTLM, and no password', () => {
  const said = play(make.windows)
  assert.deepEqual(said?.credentials, [])
  assert.deepEqual(valuesOf(said, 'ntlmssp.dns-computer'), ['sql01.hospital.example'])
  assert.deepEqual(valuesOf(said, 'mssql.login-kind'), ['windows'])
  assert.deepEqual(valuesOf(said, 'mssql.login'), ['accepted'])
})

test('where only the login is encrypted, the answer still tells its outcome, and TLS its certificate', () => {
  const said = play(make.loginOnly)
  assert.deepEqual(valuesOf(said, 'mssql.tls'), ['login'])
  assert.deepEqual(valuesOf(said, 'mssql.login'), ['accepted'])
  assert.deepEqual(valuesOf(said, 'tls.cert-cn'), ['SSL_Self_Signed_Fallback'])
  assert.deepEqual(valuesOf(said, 'tls.cipher'), ['TLS_RSA_WITH_AES_128_GCM_SHA256'])
  assert.deepEqual(said?.protocols, [])
})

test('a connection that is all encrypted is called so', () => {
  const said = play(make.encrypted)
  assert.deepEqual(valuesOf(said, 'mssql.tls'), ['all'])
  assert.deepEqual(said?.protocols, ['mssql-tls'])
})

test('a login in two packets is put together', () => {
  const whole = make.login({ user: 'sa', password: 'sa' }).subarray(8)
  const said = play([
    ...make.typical.slice(0, 2),
    ['client', make.packet(0x10, whole.slice(0, 60), 0)],
    ['client', make.packet(0x10, whole.slice(60))],
  ])
  assert.deepEqual(said?.credentials, [{ user: 'sa', password: 'sa', accepted: null }])
})

test('old clients begin with the login', () => {
  const said = play([['client', make.login({ user: 'sa', password: 'x', version: 0x70000000 })]])
  assert.deepEqual(valuesOf(said, 'mssql.tds-version'), ['7.0'])
})

test('the browser tells every instance', () => {
  const said = dissectDatagram(mssql, make.browserAnswer(make.instances))
  assert.equal(said?.server, 'sender')
  assert.deepEqual(valuesOf(said, 'mssql.instance'), ['MSSQLSERVER', 'LAB'])
  assert.deepEqual(valuesOf(said, 'mssql.instance-version'), ['15.0.2000.5', '10.50.1600.1'])
  assert.deepEqual(valuesOf(said, 'mssql.instance-port'), ['1433', '49172'])
  assert.deepEqual([...new Set(valuesOf(said, 'mssql.server-name'))], ['SQL01'])
})

test('questions count only on the port of the browser', () => {
  assert.equal(dissectDatagram(mssql, bytes(2), browser)?.server, 'receiver')
  assert.equal(dissectDatagram(mssql, bytes(4, 'LAB', 0), browser)?.server, 'receiver')
  assert.equal(dissectDatagram(mssql, bytes(2)), null)
  assert.equal(dissectDatagram(mssql, bytes(4, 1, 2, 3), browser), null)
  assert.equal(dissectDatagram(mssql, bytes(5, 0, 0, 'ServerName;X;;')), null)
})

test('a query whose login was not seen ends it', () => {
  const said = play([...make.typical.slice(0, 2), ['client', make.packet(1, utf16le('select 1'))]])
  assert.equal(said?.done, true)
  assert.deepEqual(said?.credentials, [])
})

test('no datagram makes it throw', () =>
  assertSurvives((payload) => dissectDatagram(mssql, payload, browser), make.fixtures.browser!))

streamHabits(mssql, make.typical, make.fixtures, 1433)
