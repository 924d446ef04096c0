import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectStream } from '../../../test/harness.ts'
import { assertStreamSurvives } from '../../../test/stream-mutations.ts'
import { http } from '../http/http.ts'
import { answer, envelope, fixtures, information, post, scopes, token } from './fixtures/make.ts'

const talk = (asked: string, said: string, step?: number) =>
  dissectStream(
    http,
    [
      ['client', asked],
      ['server', said],
    ],
    step,
  )!
const facts = (said: ReturnType<typeof talk>) =>
  said.observed.filter((o) => !o.field.startsWith('http.')).map((o) => [o.about, o.field, o.value])

const ask = post(envelope('<tds:GetDeviceInformation/>'))

test('a device tells maker, model, firmware, serial number and hardware', () => {
  const said = talk(ask, answer(information))
  assert.deepEqual(facts(said), [
    ['client', 'onvif.operation', 'GetDeviceInformation'],
    ['server', 'onvif.manufacturer', 'Acme'],
    ['server', 'onvif.model', 'EX-1000 Dome'],
    ['server', 'onvif.firmware-version', '9.80.3.1'],
    ['server', 'onvif.serial-number', 'ACCC8E000064'],
    ['server', 'onvif.hardware-id', '714'],
  ])
  assert.deepEqual(said.protocols, ['onvif', 'onvif'])
})

test('scopes are those of discovery', () =>
  assert.deepEqual(facts(talk(post(envelope('<tds:GetScopes/>')), answer(scopes))).slice(1), [
    ['server', 'ws-discovery.onvif-name', 'Acme EX-1000'],
    ['server', 'ws-discovery.onvif-hardware', 'EX-1000'],
    ['server', 'ws-discovery.onvif-location', 'ward 7'],
  ]))

test('a password in clear is a login, a digest is told as such', () => {
  const said = (kind: string) =>
    talk(post(envelope('<tds:GetScopes/>', token(kind, 'c2VjcmV0'))), answer(scopes))
  const [text, digest] = [said('PasswordText'), said('PasswordDigest')]
  assert.deepEqual(text.credentials, [{ user: 'operator', password: 'c2VjcmV0', accepted: null }])
  assert.deepEqual(digest.credentials, [])
  assert.deepEqual(
    [text, digest].map((s) => s.observed.find((o) => o.field === 'onvif.auth-used')?.value),
    ['text', 'digest'],
  )
  assert.doesNotMatch(JSON.stringify([text.observed, digest.observed]), /operator|c2VjcmV0/)
})

test('older devices answer as text/xml', () =>
  assert.equal(facts(talk(ask, answer(information, 'text/xml'))).length, 6))

test('other web services stay HTTP', () => {
  const body = '<s:Envelope xmlns:s="x"><s:Body><Patient>www.onvif.org/</Patient></s:Body></s:Envelope>'
  assert.deepEqual(talk(post(body), answer(body)).protocols, [])
})

test('a body cut anywhere gives whole values only', () => {
  const whole = facts(talk(ask, answer(information))).map((f) => f[2])
  for (let n = 0; n < information.length; n += 3) {
    const cut = information.slice(0, n)
    for (const [, , value] of facts(talk(ask, answer(cut)))) assert.ok(whole.includes(value), String(value))
  }
})

test('pieces of any size give the same facts', () => {
  const whole = facts(talk(ask, answer(information)))
  for (const step of [1, 100]) assert.deepEqual(facts(talk(ask, answer(information), step)), whole)
})

test('no stream makes it throw, grow or say something else the second time', () =>
  assertStreamSurvives(http, fixtures, 80))
