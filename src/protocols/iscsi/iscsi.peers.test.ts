/** The Linux target framework and libiscsi's tools, recorded and read back. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openLab, whyNotHere } from '../../../test/peers/namespaces.ts'
import { readFacts } from '../../sensor/read-facts.ts'

const folder = mkdtempSync(join(tmpdir(), 'iscsi-peers-'))
after(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'talk.pcap')
const NAME = 'iqn.2026-01.example.ward:images'
/** Of the socket by which the target is told what to do; another than its default. */
const CONTROL = String(10_000 + (process.pid % 20_000))

test('a target without logins: its list, its units, and that it is open', {
  skip: whyNotHere('tgtd', 'tgtadm', 'iscsi-inq', 'iscsi-ls'),
}, async () => {
  await using lab = await openLab({ server: {}, storage: {} })
  const { ip } = lab.hosts.storage
  const disk = join(folder, 'disk')
  writeFileSync(disk, '')
  truncateSync(disk, 1 << 20)
  lab.start('storage', ['tgtd', '-f', '-C', CONTROL, '--iscsi', 'portal=0.0.0.0:3260'])
  await lab.listening('storage', 3260)
  const tell = async (...words: string[]) => {
    const said = await lab.run('storage', ['tgtadm', '-C', CONTROL, '--lld', 'iscsi', ...words])
    assert.equal(said.code, 0, said.err)
  }
  await tell('--op', 'new', '--mode', 'target', '--tid', '1', '-T', NAME)
  await tell('--op', 'new', '--mode', 'logicalunit', '--tid', '1', '--lun', '1', '-b', disk)
  await tell('--op', 'bind', '--mode', 'target', '--tid', '1', '-I', 'ALL')
  const recording = await lab.record(file)
  const listed = await lab.run('server', ['iscsi-ls', `iscsi://${ip}`])
  const inquired = await lab.run('server', ['iscsi-inq', `iscsi://${ip}/${NAME}/1`])
  await recording.stop()
  assert.equal(listed.code, 0, listed.err)
  assert.equal(inquired.code, 0, inquired.err)
  const facts = await readFacts([file])
  const values = (field: string) => [
    ...new Set(facts.observations.filter((o) => o.field === field).map((o) => `${o.endpoint.ip} ${o.value}`)),
  ]
  const shown = (label: string) => new RegExp(`^${label}:\\s*(.*?)\\s*$`, 'm').exec(inquired.out)?.[1]
  assert.deepEqual(values('iscsi.target'), [`${ip} ${NAME}`])
  assert.deepEqual(values('iscsi.login'), [`${ip} accepted`])
  assert.deepEqual(values('iscsi.no-auth-accepted').sort(), [`${ip} discovery`, `${ip} normal`])
  assert.deepEqual(values('iscsi.vendor'), [`${ip} ${shown('Vendor')}`])
  assert.deepEqual(values('iscsi.product'), [`${ip} ${shown('Product')}`])
  assert.deepEqual(values('iscsi.revision'), [`${ip} ${shown('Revision')}`])
  assert.deepEqual(
    facts.conversations.filter((c) => c.protocol !== null).map((c) => [c.server, c.port, c.protocol]),
    [[ip, 3260, 'iscsi']],
  )
})
