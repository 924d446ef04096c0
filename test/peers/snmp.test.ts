/** net-snmp's agent asked in all versions of SNMP: what is told is what the agent was configured with. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readFacts } from '../../src/sensor/read-facts.ts'
import { openLab, whyNotHere } from './namespaces.ts'
import { deviceAt, servicesAt, values } from './recorded.ts'

const folder = mkdtempSync(join(tmpdir(), 'snmp-peers-'))
after(() => rmSync(folder, { recursive: true }))

const DESCRIPTION =
  'APC Web/SNMP Management Card (MB:v4.1.0 PF:v6.7.2 PN:apc_hw05_aos_672.bin AF1:v6.7.2 AN1:apc_hw05_sumx_672.bin MN:AP9630 HR:05 SN: 5A1712E00417 MD:03/24/2017)'
const configuration = join(folder, 'snmpd.conf')
writeFileSync(
  configuration,
  `agentaddress udp:161
rocommunity public
rwcommunity made-up-secret
createUser netadmin SHA-256 "made-up-auth" AES "made-up-priv"
rouser netadmin priv
sysdescr ${DESCRIPTION}
sysobjectid .1.3.6.1.4.1.318.1.3.27
sysname ups-ward3
syslocation Building B
syscontact made-up.person@hospital.example
sysservices 72
`,
)
const SYSTEM = '1.3.6.1.2.1.1'
const USER = ['-v3', '-l', 'authPriv', '-u', 'netadmin', '-a', 'SHA-256', '-A', 'made-up-auth']
const PRIVACY = ['-x', 'AES', '-X', 'made-up-priv']

/** Version, the tool with what it is asked, and what is expected of the login. */
const talks: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    '1',
    ['snmpget', '-v1', '-c', 'public'],
    [`${SYSTEM}.1.0`, `${SYSTEM}.2.0`, `${SYSTEM}.5.0`, `${SYSTEM}.6.0`],
  ],
  ['2c', ['snmpwalk', '-v2c', '-c', 'public'], [SYSTEM]],
  ['2c', ['snmpbulkwalk', '-v2c', '-c', 'made-up-secret'], [SYSTEM]],
  ['3', ['snmpwalk', ...USER, ...PRIVACY], [SYSTEM]],
]

for (const [version, tool, asked] of talks)
  test(`SNMP ${version} with ${tool[0]}${tool.includes('public') ? ' and a default community' : ''}`, {
    skip: whyNotHere('snmpd', tool[0]!),
  }, async () => {
    await using lab = await openLab({ manager: {}, agent: {} })
    const { manager, agent } = lab.hosts
    const state = { SNMP_PERSISTENT_DIR: mkdtempSync(join(folder, 'state-')) }
    lab.start('agent', ['snmpd', '-f', '-Lf', '/dev/null', '-C', '-c', configuration], state)
    await lab.listening('agent', 161, 'udp')
    const file = join(folder, `${tool[0]}-${version}.pcap`)
    const recording = await lab.record(file)
    const talked = await lab.run('manager', [...tool, '-On', agent.ip, ...asked], 20, state)
    await recording.stop()
    assert.equal(talked.code, 0, talked.err)

    const facts = await readFacts([file], {})
    assert.ok(values(facts, 'snmp.version', agent.ip).includes(version))
    assert.deepEqual(servicesAt(file, agent.ip), [[161, 'snmp']])
    assert.doesNotMatch(JSON.stringify(facts), /made-up/)
    if (version === '3') {
      assert.deepEqual(values(facts, 'snmp.sys-descr'), [], 'what is encrypted stays unknown')
      assert.ok(values(facts, 'snmp.security-level', manager.ip).includes('authPriv'))
      assert.deepEqual(values(facts, 'snmp.engine-enterprise', agent.ip), ['8072'])
      return
    }
    const said = (object: string) =>
      new RegExp(`^\\.${SYSTEM.replaceAll('.', '\\.')}\\.${object}\\.0 = [\\w ]+: "?\\.?(.*?)"?$`, 'm').exec(
        talked.out,
      )?.[1]
    for (const [field, object] of [
      ['snmp.sys-descr', '1'],
      ['snmp.sys-object-id', '2'],
      ['snmp.sys-name', '5'],
      ['snmp.sys-location', '6'],
    ] as const)
      assert.deepEqual(values(facts, field, agent.ip), [said(object)], field)
    assert.deepEqual(
      facts.credentials.map((c) => c.knownDefault).filter((known) => known !== tool.includes('public')),
      [],
    )
    assert.ok(facts.credentials.length > 0)
    const { vendor, type } = deviceAt(file, agent.ip)
    assert.deepEqual([vendor, type], ['Schneider Electric', 'ups-power'])
  })
