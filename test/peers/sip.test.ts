/** SIPp as phone and as call manager: a registration with Digest authentication and a call, recorded and inspected. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readFacts } from '../../src/sensor/read-facts.ts'
import { openLab, whyNotHere } from './namespaces.ts'
import { deviceAt, values } from './recorded.ts'

const HOSTS = join(import.meta.dirname, '../../examples/ward/hosts')
const folder = mkdtempSync(join(tmpdir(), 'sip-peers-'))
after(() => rmSync(folder, { recursive: true }))

for (const transport of ['u1', 't1'] as const)
  test(`a phone registers and calls over ${transport === 'u1' ? 'UDP' : 'TCP'}`, {
    skip: whyNotHere('sipp'),
  }, async () => {
    await using lab = await openLab({ phone: {}, pbx: {} })
    const file = join(folder, `${transport}.pcap`)
    const { phone, pbx } = lab.hosts
    const common = ['-nostdin', '-m', '1', '-p', '5060', '-t', transport]
    const play = async (server: string, client: string) => {
      const scenario = (host: string, name: string) => ['sipp', '-sf', join(HOSTS, host, 'etc/sipp', name)]
      const serving = lab.start('pbx', [...scenario('pbx', server), '-i', pbx.ip, ...common])
      await lab.listening('pbx', 5060, transport === 'u1' ? 'udp' : 'tcp')
      const calling = [...scenario('phone', client), '-i', phone.ip, ...common, `${pbx.ip}:5060`]
      const called = await lab.run('phone', calling)
      assert.equal(called.code, 0, called.err)
      await serving.stop()
    }
    const recording = await lab.record(file)
    await play('registrar.xml', 'register.xml')
    await play('answer.xml', 'call.xml')
    await recording.stop()

    const facts = await readFacts([file], {})
    assert.deepEqual(values(facts, 'sip.user-agent', phone.ip), ['snomD725/10.1.54.13'])
    assert.deepEqual(values(facts, 'sip.server', pbx.ip), ['Mediant 800B/v.7.20A.256.024'])
    assert.deepEqual(values(facts, 'sip.registrar', pbx.ip), ['ward3.hospital.example'])
    assert.deepEqual(values(facts, 'sip.auth-offered', pbx.ip), ['Digest'])
    assert.deepEqual(values(facts, 'sip.auth-used', phone.ip), ['Digest'])
    assert.deepEqual(values(facts, 'sip.realm', pbx.ip), ['ward3.hospital.example'])
    assert.deepEqual(values(facts, 'sip.media', phone.ip), ['audio RTP/AVP'])
    for (const { ip } of [phone, pbx])
      assert.deepEqual(values(facts, 'sip.agreed-media', ip), ['audio RTP/AVP none'])
    assert.doesNotMatch(JSON.stringify(facts.observations), /made-up-password/)
    const told = (ip: string) => {
      const { type, vendor, model, version } = deviceAt(file, ip)
      return [type, vendor, model, version]
    }
    assert.deepEqual(told(phone.ip), ['voip-phone', 'Snom', 'D725', '10.1.54.13'])
    assert.deepEqual(told(pbx.ip), ['call-manager', 'AudioCodes', 'Mediant 800B', '7.20A.256.024'])
  })
