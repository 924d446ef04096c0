/** A device and a tool of another maker (npm's @bacnet-js/client), recorded and inspected. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { withFiles } from '../../../test/merged.ts'
import { inspected } from '../../../test/peers/inspected.ts'
import { openLab, whyNotHere } from '../../../test/peers/namespaces.ts'
import { readFacts } from '../../sensor/read-facts.ts'

const PEERS = join(import.meta.dirname, '../../../test/peers')
/** Of the network of the hosts. */
const BROADCAST = '10.77.0.255'

test('a controller that is asked and written to, seen between real programs', {
  skip: whyNotHere(),
}, async () => {
  await using lab = await openLab({ controller: {}, tool: {} })
  await withFiles({}, async (dir) => {
    lab.start('controller', [process.execPath, join(PEERS, 'bacnet-device.ts'), BROADCAST])
    await lab.listening('controller', 47_808, 'udp')
    const recording = await lab.record(join(dir, 'bacnet.pcap'))
    const asked = await lab.run('tool', [
      process.execPath,
      join(PEERS, 'bacnet-tool.ts'),
      BROADCAST,
      lab.hosts.controller.ip,
    ])
    await recording.stop()
    assert.equal(asked.code, 0, asked.err)
    const { assets } = inspected(join(dir, 'bacnet.pcap'))
    const of = (host: keyof typeof lab.hosts) => assets.find((a) => a.macs.includes(lab.hosts[host].mac))!
    const controller = of('controller')
    const { vendor, model, version, type } = controller
    assert.deepEqual(
      { vendor, model, version, type },
      { vendor: 'Johnson Controls', model: 'MS-NAE5510-2', version: '9.0.7.0', type: 'bms-controller' },
    )
    assert.deepEqual(controller.services, [{ transport: 'udp', port: 47_808, protocol: 'bacnet' }])
    const { observations } = await readFacts([join(dir, 'bacnet.pcap')], {})
    const told = observations.map((o) => `${o.endpoint.mac} ${o.field} ${o.value}`)
    assert.ok(told.includes(`${lab.hosts.tool.mac} bacnet.writes write-property`))
    assert.ok(
      told.includes(`${lab.hosts.controller.mac} bacnet.accepted write-property for ${lab.hosts.tool.ip}`),
    )
  })
})
