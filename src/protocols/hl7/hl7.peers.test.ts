/** A sender and a receiver of other makers (npm's node-hl7-client and node-hl7-server), recorded and inspected. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { withFiles } from '../../../test/merged.ts'
import { inspected } from '../../../test/peers/inspected.ts'
import { openLab, whyNotHere } from '../../../test/peers/namespaces.ts'
import { admission, monitor, pump } from './fixtures/make.ts'

const PEERS = join(import.meta.dirname, '../../../test/peers')
/** The segments of a message without its block: the sender makes its own. */
const bare = (message: string): string => message.slice(1, -'\r\x1c\r'.length)

test('devices behind a gateway, seen between real programs', { skip: whyNotHere() }, async () => {
  await using lab = await openLab({ gateway: {}, ehr: {} })
  await withFiles({}, async (dir) => {
    const messages = {
      pump: pump('P52814', '70053^MDC_DEV_PUMP_INFUS_SYRINGE', 'B Braun SpacePlus Perfusor'),
      monitor,
      admission,
    }
    const files = Object.entries(messages).map(([name, message]) => {
      writeFileSync(join(dir, name), bare(message))
      return join(dir, name)
    })
    lab.start('ehr', [process.execPath, join(PEERS, 'hl7-receiver.ts'), '7001'])
    await lab.listening('ehr', 7001)
    const recording = await lab.record(join(dir, 'hl7.pcap'))
    const sent = await lab.run('gateway', [
      process.execPath,
      join(PEERS, 'hl7-sender.ts'),
      lab.hosts.ehr.ip,
      '7001',
      ...files,
    ])
    await recording.stop()
    assert.equal(sent.code, 0, sent.err)
    const { assets } = inspected(join(dir, 'hl7.pcap'))
    const ehr = assets.find((a) => a.macs.includes(lab.hosts.ehr.mac))
    assert.deepEqual(ehr?.services, [{ transport: 'tcp', port: 7001, protocol: 'hl7' }])
    const hidden = assets
      .filter((a) => a.behind !== null)
      .map((a) => [a.type, a.vendor, a.model, a.version, a.serial])
    assert.deepEqual(hidden.sort(), [
      ['infusion-pump-syringe', 'B. Braun', 'B Braun SpacePlus Perfusor', null, 'P52814'],
      ['patient-monitor', 'Mindray', 'BeneVision N15', '02.18.00', 'FA-12345678'],
    ])
  })
})
