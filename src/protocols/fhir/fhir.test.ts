/** FHIR over HTTP: devices and servers, in JSON and XML, whole or cut short; of everything else the type alone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectStream } from '../../../test/harness.ts'
import { assertStreamSurvives } from '../../../test/stream-mutations.ts'
import { http } from '../http/http.ts'
import { answer, bundle, device, fixtures, get, JSON_TYPE, metadata, post, xml } from './fixtures/make.ts'

const show = (asked: string, told: string, step?: number) =>
  dissectStream(
    http,
    [
      ['client', asked],
      ['server', told],
    ],
    step,
  )
const facts = (said: ReturnType<typeof show>) =>
  said?.observed.filter((o) => o.field.startsWith('fhir.')).map((o) => [o.about, o.field.slice(5), o.value])

const KEY = 'eui64:74e8fffeff051c00'
const told = (side: string) => [
  [side, 'resource', 'Device'],
  ...[
    ['manufacturer', 'Nonin'],
    ['device-name', 'Onyx II'],
    ['model-number', '3230'],
    ['serial', '0502700123'],
    ['device-version', '531975|1.10'],
    ['device-version', '531976|0.95'],
    ['device-type', 'urn:iso:std:iso:11073:10101|528388'],
    ['eui64', '74e8fffeff051c00'],
  ].map(([field, value]) => [`${side} > ${KEY}`, field, value]),
]

test('a server tells its software', () => {
  const said = show(get('/fhir/metadata'), answer(JSON_TYPE, metadata))
  assert.deepEqual(facts(said), [
    ['server', 'resource', 'CapabilityStatement'],
    ['server', 'version', '4.0.1'],
    ['server', 'publisher', 'Acme Health'],
    ['server', 'software', 'HAPI FHIR Server|6.8.3'],
  ])
  assert.deepEqual(said?.protocols, ['fhir'])
})

test('a statement cut short still tells what stood before', () => {
  const long = metadata.replace('"format"', `"text":"${'x'.repeat(60_000)}","format"`)
  assert.deepEqual(facts(show(get('/'), answer(JSON_TYPE, long)))?.at(-1), [
    'server',
    'software',
    'HAPI FHIR Server|6.8.3',
  ])
})

test('a bundle: devices are read, a patient is a type', () =>
  assert.deepEqual(facts(show(get('/'), answer('application/json', bundle))), [
    ['server', 'resource', 'Bundle'],
    ['server', 'resource', 'Patient'],
    ...told('server'),
  ]))

test('a device that a client sends stands behind the client', () =>
  assert.deepEqual(
    facts(show(post('/Device', JSON_TYPE, JSON.stringify(device)), answer('text/plain', ''))),
    told('client'),
  ))

test('XML says the same', () =>
  assert.deepEqual(facts(show(get('/'), answer('application/fhir+xml', xml))), [
    ['server', 'resource', 'Device'],
    ['server > serial:12345678', 'manufacturer', 'B. Braun'],
    ['server > serial:12345678', 'device-name', 'Infusomat Space'],
    ['server > serial:12345678', 'serial', '12345678'],
    ['server > serial:12345678', 'device-version', '|L82'],
  ]))

test('a device without anything that tells it apart is only counted as a type', () =>
  assert.deepEqual(
    facts(show(get('/'), answer(JSON_TYPE, '{"resourceType":"Device","manufacturer":"Acme"}'))),
    [['server', 'resource', 'Device']],
  ))

for (const body of [
  '{"resource":"Device"}',
  '{"resourceType":7}',
  '[1]',
  '<Device/>',
  '<a xmlns="http://hl7.org/fhir"/>',
])
  test(`${body} is none`, () => assert.deepEqual(facts(show(get('/'), answer('application/json', body))), []))

test('damaged exchanges are survived', () => assertStreamSurvives(http, { ...fixtures }, 8080))
