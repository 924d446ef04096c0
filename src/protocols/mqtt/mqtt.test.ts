import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes } from '../../../test/bytes.ts'
import { dissectStream } from '../../../test/harness.ts'
import { streamHabits, type Talk, valuesOf } from '../../../test/stream-habits.ts'
import * as make from './fixtures/make.ts'
import { mqtt } from './mqtt.ts'

const play = (talk: Talk, step?: number) => dissectStream(mqtt, talk, step)
const facts = (talk: Talk) =>
  play(talk)?.observed.map(({ about, field, value }) => `${about} ${field.slice(5)} ${value}`) ?? []
/** What is said of devices when `messages` come from that side. */
const announced = (side: 'client' | 'server', ...messages: Uint8Array[]) =>
  facts([
    ['client', make.connect()],
    ['server', make.connack()],
    ...messages.map((message) => [side, message] as const),
  ]).filter((fact) => !/ (version|client-id|anonymous-accepted) /.test(fact))

test('a login in clear is told with its outcome, and the broker names its version', () => {
  const said = play(make.typical)
  assert.deepEqual(said?.credentials, [{ user: 'admin', password: 'admin', accepted: true }])
  assert.deepEqual(valuesOf(said, 'mqtt.version'), ['3.1.1'])
  assert.deepEqual(valuesOf(said, 'mqtt.client-id'), ['pump-0001'])
  assert.deepEqual(valuesOf(said, 'mqtt.login'), ['accepted'])
  assert.deepEqual(valuesOf(said, 'mqtt.anonymous-accepted'), [])
  assert.deepEqual(valuesOf(said, 'mqtt.broker-version'), ['mosquitto version 2.0.11'])
})

test('a client without a name that is let in, and reads everything', () => {
  const said = play(make.anonymous)
  assert.deepEqual(valuesOf(said, 'mqtt.anonymous-accepted'), ['yes'])
  assert.deepEqual(valuesOf(said, 'mqtt.reads-all'), ['granted'])
  assert.deepEqual(said?.credentials, [])
})

test('refusals tell their reason, and what they refuse', () => {
  const answer = (wish: make.Wish, verdict: Uint8Array) => {
    const said = play([
      ['client', make.connect(wish)],
      ['server', verdict],
    ])
    const values = ['refusal', 'login', 'anonymous-accepted'].map((name) => valuesOf(said, `mqtt.${name}`)[0])
    return [...values, said?.credentials[0]?.accepted]
  }
  const login = { user: 'u', password: 'p' }
  assert.deepEqual(answer(login, make.connack(4)), ['bad user name or password', 'refused', undefined, false])
  assert.deepEqual(answer({}, make.connack(5)), ['not authorized', undefined, 'no', undefined])
  assert.deepEqual(answer({ level: 5 }, make.connack5(0x87)), ['not authorized', undefined, 'no', undefined])
  assert.deepEqual(answer(login, make.connack(3)), ['server unavailable', undefined, undefined, null])
  assert.deepEqual(answer({}, make.connack(2)), ['identifier rejected', undefined, undefined, undefined])
})

test('an empty password that is let in, and a login without an answer', () => {
  const empty = play([
    ['client', make.connect({ level: 3, user: 'guest', password: '' })],
    ['server', make.connack()],
  ])
  assert.deepEqual(valuesOf(empty, 'mqtt.version'), ['3.1'])
  assert.deepEqual(valuesOf(empty, 'mqtt.empty-password-accepted'), ['yes'])
  const lost = play([['client', make.connect({ user: 'u', password: 'p' })]])
  assert.deepEqual(lost?.credentials, [{ user: 'u', password: 'p', accepted: null }])
})

test('in version 5 another proof is no anonymous login', () => {
  const said = play([
    ['client', make.connect({ level: 5, properties: bytes(0x15, make.text('SCRAM-SHA-256')) })],
    ['server', make.connack5()],
  ])
  assert.deepEqual(valuesOf(said, 'mqtt.anonymous-accepted'), [])
})

test('a discovery message names its device by MAC, and the software that sends it', () =>
  assert.deepEqual(
    announced('client', make.publish('homeassistant/sensor/fridge-2/config', make.discovery)),
    [
      'client origin coolbox2mqtt 1.4.0',
      'client > eui64:024cf1fffe000002 scheme home-assistant',
      'client > eui64:024cf1fffe000002 manufacturer Acme Cold',
      'client > eui64:024cf1fffe000002 model CoolBox 200',
      'client > eui64:024cf1fffe000002 model-id CB-200-EU',
      'client > eui64:024cf1fffe000002 serial CB2001234',
      'client > eui64:024cf1fffe000002 firmware 2.8.1',
      'client > eui64:024cf1fffe000002 hardware-version 1.3',
    ],
  ))

test('short names of a discovery message mean the same', () =>
  assert.deepEqual(
    announced(
      'server',
      make.publish('ha/light/0x00158d00aabbccdd/light/config', {
        dev: { ids: ['zigbee2mqtt_0x00158d00aabbccdd'], mf: 'Aqara', mdl: 'Plug', sw: '41' },
        o: { name: 'Zigbee2MQTT', sw: '1.33.0' },
      }),
    ),
    ['scheme home-assistant', 'manufacturer Aqara', 'model Plug', 'firmware 41'].map(
      (fact) => `server > eui64:00158d00aabbccdd ${fact}`,
    ),
  ))

test('Tasmota and Shelly speak for themselves, whoever hands it on', () => {
  assert.deepEqual(announced('server', make.publish('tasmota/discovery/02DCC2A1B2C3/config', make.tasmota)), [
    '02:dc:c2:a1:b2:c3 scheme tasmota',
    '02:dc:c2:a1:b2:c3 model Sonoff Basic',
    '02:dc:c2:a1:b2:c3 firmware 12.4.0',
    '02:dc:c2:a1:b2:c3 hostname tasmota-A1B2C3-4803',
    '02:dc:c2:a1:b2:c3 address 10.18.0.31',
  ])
  assert.deepEqual(announced('client', make.publish('shellies/announce', make.shelly)), [
    '02:e0:e1:a1:b2:c4 scheme shelly',
    '02:e0:e1:a1:b2:c4 model SHPLG-S',
    '02:e0:e1:a1:b2:c4 firmware 20230913-113610/v1.14.0-gcb84623',
    '02:e0:e1:a1:b2:c4 address 10.18.0.32',
  ])
  const info = {
    gen: 2,
    id: 'shellyplus1',
    mac: 'A8032ABE54DC',
    model: 'SNSW-001X16EU',
    fw_id: 'x',
    ver: '1.0.3',
  }
  assert.deepEqual(announced('client', make.publish('reader/rpc', { id: 1, result: info })), [
    'a8:03:2a:be:54:dc scheme shelly',
    'a8:03:2a:be:54:dc model SNSW-001X16EU',
    'a8:03:2a:be:54:dc firmware 1.0.3',
  ])
  const status = { StatusFWR: { Version: '12.4.0(tasmota)', Hardware: 'ESP8266EX' } }
  assert.deepEqual(announced('client', make.publish('stat/plug/STATUS2', status)), [
    'client scheme tasmota',
    'client firmware 12.4.0(tasmota)',
  ])
})

test('the devices of a Zigbee bridge stand behind it, the bridge states its version', () =>
  assert.deepEqual(
    announced(
      'client',
      make.publish('zigbee2mqtt/bridge/info', { version: '1.33.0', coordinator: {} }),
      make.publish('zigbee2mqtt/bridge/devices', make.zigbee),
    ),
    [
      'client origin Zigbee2MQTT 1.33.0',
      'client > eui64:00158d0001a2b3c4 scheme zigbee2mqtt',
      'client > eui64:00158d0001a2b3c4 manufacturer Aqara',
      'client > eui64:00158d0001a2b3c4 model WSDCGQ11LM',
      'client > eui64:00158d0001a2b3c4 model-id lumi.weather',
      'client > eui64:00158d0001a2b3c4 firmware 3000-0001',
    ],
  ))

test('a client that speaks of one device is that device, of several their gateway', () => {
  const message = (serial: string) =>
    make.publish('a/b', { manufacturer: 'Acme', model: 'FS-20', serial, fw: '3.1.4', t: 4 })
  assert.deepEqual(
    announced('client', message('FS-1'), message('FS-1')).map((fact) => fact.split(' ')[0]),
    [...new Array(5).fill('client')],
  )
  assert.deepEqual(
    [...new Set(announced('client', message('FS-01'), message('FS-02')).map((fact) => fact.slice(0, 21)))],
    ['client > serial:FS-01', 'client > serial:FS-02'],
  )
})

test('other payloads say nothing: not of one key alone, not with a patient in them', () => {
  for (const payload of [
    { model: 'FS-20', temperature: 4 },
    { manufacturer: 'Acme', model: 'FS-20', patient: 'x' },
    { type: 'FS-20', version: '1' },
    '{"manufacturer":',
    'model FS-20',
  ])
    assert.deepEqual(announced('client', make.publish('a/b', payload)), [])
})

test('an exchange whose start was missed is recognised by its packets', () => {
  const said = facts([['client', make.publish('shellies/announce', make.shelly)]])
  assert.equal(said.length, 4)
  const pings = play([
    ['client', bytes(0xc0, 0)],
    ['server', bytes(0xd0, 0)],
  ])
  assert.notEqual(pings, null)
  assert.equal(play([['client', bytes(0xc0, 0)]]), null)
  assert.equal(play([['client', bytes(0x30, 12, 2, 1, 1, 0x60, 7, 2, 1, 3, 4, 0, 0x80, 0)]]), null)
})

test('long payloads are passed over', () => {
  const said = play([
    ['client', make.connect()],
    ['server', make.connack()],
    ['client', make.publish('camera/image', 'x'.repeat(200_000))],
    ['client', make.publish('shellies/announce', make.shelly)],
  ])
  assert.deepEqual(valuesOf(said, 'mqtt.model'), ['SHPLG-S'])
})

test('inside WebSocket frames the same is told, however they are cut', () => {
  const talk = make.inWebSocket(make.typical)
  const whole = play(make.typical)
  for (const step of [1, 3, 50, 9999]) {
    const said = play(talk, step)
    assert.deepEqual(said?.observed, whole?.observed, `step ${step}`)
    assert.deepEqual(said?.credentials, whole?.credentials)
  }
  const long = play([
    ...make.inWebSocket([
      ['client', make.connect()],
      ['client', make.publish('camera/image', 'x'.repeat(60_000))],
      ['client', make.publish('shellies/announce', make.shelly)],
    ]),
  ])
  assert.deepEqual(valuesOf(long, 'mqtt.model'), ['SHPLG-S'])
})

test('frames that hold no MQTT are declined', () => {
  assert.equal(play([['client', make.framed('client', bytes('hello, broker, here I am'))]]), null)
  assert.equal(play([['client', make.framed('server', make.connect())]]), null)
})

streamHabits(mqtt, make.typical, make.fixtures, 1883)
