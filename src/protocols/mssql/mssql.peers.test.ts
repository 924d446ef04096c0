/** The client of FreeTDS logs in to a server that only answers logins: what it says is read as it was told. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openLab, whyNotHere } from '../../../test/peers/namespaces.ts'
import { readFacts } from '../../sensor/read-facts.ts'

const folder = mkdtempSync(join(tmpdir(), 'mssql-peers-'))
after(() => rmSync(folder, { recursive: true }))
const SERVER = join(import.meta.dirname, '../../../test/peers/tds-server.ts')

test('FreeTDS logs in, accepted and refused, in three versions of TDS', {
  skip: whyNotHere('tsql'),
}, async () => {
  await using lab = await openLab({ lis: {}, db: {} })
  const { db, lis } = lab.hosts
  lab.start('db', [process.execPath, SERVER, '1433', 'labuser'])
  await lab.listening('db', 1433)
  for (const version of ['7.1', '7.3', '7.4']) {
    const file = join(folder, `tds-${version}.pcap`)
    const recording = await lab.record(file)
    const ask = (user: string, password: string) =>
      lab.run('lis', ['tsql', '-H', db.ip, '-p', '1433', '-U', user, '-P', password, '-o', 'q'], 10, {
        TDSVER: version,
      })
    await ask('labuser', 'pässword#1')
    await ask('nobody', 'x')
    await recording.stop()
    const facts = await readFacts([file])
    const values = (field: string) => [
      ...new Set(
        facts.observations.filter((o) => o.field === field).map((o) => `${o.endpoint.ip} ${o.value}`),
      ),
    ]
    assert.deepEqual(
      facts.credentials.map(({ user, accepted }) => [user, accepted]),
      [
        ['labuser', true],
        ['nobody', false],
      ],
    )
    assert.deepEqual(values('mssql.tds-version'), [`${lis.ip} ${version}`])
    assert.deepEqual(values('mssql.client-host'), [`${lis.ip} ${hostname()}`])
    assert.deepEqual(values('mssql.client-program'), [`${lis.ip} TSQL`])
    assert.deepEqual(values('mssql.version'), [`${db.ip} 15.0.2000`])
    assert.deepEqual(values('mssql.login').sort(), [`${db.ip} accepted`, `${db.ip} refused`])
    assert.deepEqual(values('mssql.tls'), [`${db.ip} none`])
    assert.deepEqual(
      Object.keys(facts.coverage.oddities).filter((name) => name.startsWith('mssql')),
      [],
    )
  }
})
