/** Mosquitto and its clients, recorded and read back. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { inspected } from '../../../test/peers/inspected.ts'
import { openLab, whyNotHere } from '../../../test/peers/namespaces.ts'
import type { CaptureFacts } from '../../model/facts.ts'
import { readFacts } from '../../sensor/read-facts.ts'
import { plainDevice, shelly } from './fixtures/make.ts'

const folder = mkdtempSync(join(tmpdir(), 'mqtt-peers-'))
after(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'talk.pcap')
const skip = whyNotHere('mosquitto', 'mosquitto_pub', 'mosquitto_sub', 'mosquitto_passwd')

const about = (facts: CaptureFacts, ip: string, field: string): string[] => [
  ...new Set(facts.observations.filter((o) => o.endpoint.ip === ip && o.field === field).map((o) => o.value)),
]

test('an open broker: anonymous clients, its version, and the devices that speak over it', {
  skip,
}, async () => {
  await using lab = await openLab({ broker: {}, device: {}, reader: {} })
  const { broker, device, reader } = lab.hosts
  const config = join(folder, 'open.conf')
  writeFileSync(config, 'listener 1883 0.0.0.0\nallow_anonymous true\nuser root\n')
  lab.start('broker', ['mosquitto', '-c', config])
  await lab.listening('broker', 1883)
  const recording = await lab.record(file)
  const publish = (topic: string, payload: object, ...more: string[]) =>
    lab.run('device', ['mosquitto_pub', '-h', broker.ip, '-t', topic, '-m', JSON.stringify(payload), ...more])
  await publish('fridges/77', plainDevice, '-i', 'fs20-0077', '-V', 'mqttv311')
  await publish('shellies/announce', shelly, '-r', '-V', 'mqttv5')
  const version = await lab.run('reader', [
    'mosquitto_sub',
    '-h',
    broker.ip,
    '-t',
    '$SYS/broker/version',
    '-C',
    '1',
    '-V',
    'mqttv31',
  ])
  await lab.run('reader', ['mosquitto_sub', '-h', broker.ip, '-t', '#', '-C', '1'])
  await recording.stop()
  assert.equal(version.code, 0, version.err)
  const facts = await readFacts([file])
  assert.deepEqual(about(facts, broker.ip, 'mqtt.broker-version'), [version.out.trim()])
  assert.deepEqual(about(facts, broker.ip, 'mqtt.anonymous-accepted'), ['yes'])
  assert.deepEqual(about(facts, broker.ip, 'mqtt.reads-all'), ['granted'])
  assert.deepEqual(about(facts, device.ip, 'mqtt.version').sort(), ['3.1.1', '5'])
  assert.deepEqual(about(facts, reader.ip, 'mqtt.version').sort(), ['3.1', '3.1.1'])
  assert.deepEqual(about(facts, device.ip, 'mqtt.serial'), ['FS20-0077'])
  const { assets } = inspected(file)
  const found = assets.find((a) => a.macs.includes(broker.mac))
  assert.deepEqual(
    found?.services.map(({ port, protocol }) => [port, protocol]),
    [[1883, 'mqtt']],
  )
  const number = version.out.trim().split(' ').at(-1)
  assert.deepEqual(found.components, [{ name: 'Eclipse Mosquitto', version: number }])
  const spoken = assets.find((a) => a.macs.includes('02:e0:e1:a1:b2:c4'))
  assert.deepEqual([spoken?.vendor, spoken?.model, spoken?.type], ['Shelly', 'SHPLG-S', 'smart-plug'])
})

test('a broker with logins: right, wrong and none, in versions 3.1.1 and 5', { skip }, async () => {
  await using lab = await openLab({ broker: {}, pump: {} })
  const { broker, pump } = lab.hosts
  const passwords = join(folder, 'passwords')
  await lab.run('broker', ['mosquitto_passwd', '-c', '-b', passwords, 'pump', 'right'])
  const config = join(folder, 'closed.conf')
  writeFileSync(
    config,
    `listener 1883 0.0.0.0\nallow_anonymous false\npassword_file ${passwords}\nuser root\n`,
  )
  lab.start('broker', ['mosquitto', '-c', config])
  await lab.listening('broker', 1883)
  for (const version of ['mqttv311', 'mqttv5']) {
    const recording = await lab.record(file)
    const publish = (...login: string[]) =>
      lab.run('pump', ['mosquitto_pub', '-h', broker.ip, '-t', 'a/b', '-m', 'x', '-V', version, ...login])
    const right = await publish('-u', 'pump', '-P', 'right')
    const wrong = await publish('-u', 'pump', '-P', 'wrong')
    const none = await publish()
    await recording.stop()
    assert.equal(right.code, 0, right.err)
    assert.notEqual(wrong.code, 0)
    assert.notEqual(none.code, 0)
    const facts = await readFacts([file])
    assert.deepEqual(
      facts.credentials.map(({ user, accepted }) => [user, accepted]),
      [
        ['pump', true],
        ['pump', false],
      ],
    )
    assert.deepEqual(about(facts, broker.ip, 'mqtt.anonymous-accepted'), ['no'])
    assert.deepEqual(about(facts, broker.ip, 'mqtt.login').sort(), ['accepted', 'refused'])
    assert.deepEqual(about(facts, broker.ip, 'mqtt.refusal'), ['not authorized'])
    assert.deepEqual(about(facts, pump.ip, 'mqtt.version'), [version === 'mqttv5' ? '5' : '3.1.1'])
  }
})
