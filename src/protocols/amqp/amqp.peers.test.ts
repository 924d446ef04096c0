/** RabbitMQ and the tools of librabbitmq, recorded and read back. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { inspected } from '../../../test/peers/inspected.ts'
import { openLab, whyNotHere } from '../../../test/peers/namespaces.ts'
import { readFacts } from '../../sensor/read-facts.ts'

const folder = mkdtempSync(join(tmpdir(), 'amqp-peers-'))
after(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'talk.pcap')

test('RabbitMQ tells its version, and lets the right password in', {
  skip: whyNotHere('rabbitmq-server', 'rabbitmqctl', 'epmd', 'amqp-publish'),
}, async () => {
  await using lab = await openLab({ sender: {}, broker: {} })
  const { ip } = lab.hosts.broker
  writeFileSync(join(folder, 'rabbitmq.conf'), 'loopback_users.guest = false\n')
  const environment = {
    HOME: folder,
    RABBITMQ_NODENAME: 'peer@localhost',
    RABBITMQ_MNESIA_BASE: folder,
    RABBITMQ_LOG_BASE: folder,
    RABBITMQ_LOGS: '-',
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
  }
  // In the foreground; the broker would leave one behind.
  lab.start('broker', ['epmd'])
  await lab.listening('broker', 4369)
  lab.start('broker', ['/usr/lib/rabbitmq/bin/rabbitmq-server'], environment)
  // It takes some ten seconds to start, more on a busy machine.
  await lab.listening('broker', 5672).catch(() => lab.listening('broker', 5672))
  const { out } = await lab.run('broker', ['/usr/lib/rabbitmq/bin/rabbitmqctl', 'version'], 30, environment)
  const recording = await lab.record(file)
  const publish = (password: string) =>
    lab.run('sender', ['amqp-publish', `--url=amqp://guest:${password}@${ip}`, '-r', 'q', '-b', 'hello'])
  const right = await publish('guest')
  const wrong = await publish('wrong')
  await recording.stop()
  assert.equal(right.code, 0, right.err)
  assert.notEqual(wrong.code, 0)
  const facts = await readFacts([file])
  const values = (field: string) => [
    ...new Set(facts.observations.filter((o) => o.field === field).map((o) => `${o.endpoint.ip} ${o.value}`)),
  ]
  assert.deepEqual(values('amqp.product'), [`${ip} RabbitMQ ${out.trim()}`])
  assert.deepEqual(values('amqp.version'), [`${ip} 0-9-1`])
  assert.deepEqual(values('amqp.login').sort(), [`${ip} accepted`, `${ip} refused`])
  assert.match(values('amqp.client-product').join(), /rabbitmq-c \d/)
  assert.deepEqual(
    facts.credentials.map(({ user, knownDefault, accepted }) => [user, knownDefault, accepted]),
    [
      ['guest', true, true],
      ['guest', false, false],
    ],
  )
  const broker = inspected(file).assets.find((a) => a.macs.includes(lab.hosts.broker.mac))
  assert.deepEqual(broker?.components, [{ name: 'RabbitMQ', version: out.trim() }])
})
