/** libcoap's server and client, recorded and read back. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openLab, whyNotHere } from '../../../test/peers/namespaces.ts'
import { readFacts } from '../../sensor/read-facts.ts'

const folder = mkdtempSync(join(tmpdir(), 'coap-peers-'))
after(() => rmSync(folder, { recursive: true }))

test('a server that hands out what it has', {
  skip: whyNotHere('coap-server-notls', 'coap-client-notls'),
}, async () => {
  await using lab = await openLab({ reader: {}, sensor: {} })
  const { ip } = lab.hosts.sensor
  lab.start('sensor', ['coap-server-notls'])
  await lab.listening('sensor', 5683, 'udp')
  const file = join(folder, 'talk.pcap')
  const recording = await lab.record(file)
  const ask = (path: string) => lab.run('reader', ['coap-client-notls', '-m', 'get', `coap://${ip}/${path}`])
  const listed = await ask('.well-known/core')
  const time = await ask('time')
  await recording.stop()
  assert.match(listed.out, /<\/time>/)
  assert.notEqual(time.out, '')
  const facts = await readFacts([file])
  assert.deepEqual(
    facts.conversations.map((c) => [c.server, c.port, c.protocol]).filter(([, port]) => port === 5683),
    [[ip, 5683, 'coap']],
  )
  assert.deepEqual(
    facts.observations.filter((o) => o.protocol === 'coap').map((o) => [o.endpoint.ip, o.field, o.value]),
    [[ip, 'coap.access', 'open']],
  )
})
