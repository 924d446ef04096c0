/** Real databases and caches, recorded and read back: what the wire tells is what the programs say of themselves. */
import assert from 'node:assert/strict'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { CaptureFacts } from '../../src/model/facts.ts'
import { readFacts } from '../../src/sensor/read-facts.ts'
import { inspected } from './inspected.ts'
import { openLab, whyNotHere } from './namespaces.ts'

const folder = mkdtempSync(join(tmpdir(), 'database-peers-'))
after(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'talk.pcap')

const values = (facts: CaptureFacts, field: string): string[] => [
  ...new Set(facts.observations.filter((o) => o.field === field).map((o) => o.value)),
]
const logins = (facts: CaptureFacts) => facts.credentials.map(({ user, accepted }) => [user, accepted])

/** What the program tells of the server at `ip`: its service and the software found on it. */
function servedBy(ip: string) {
  const asset = inspected(file).assets.find((a) => a.ips.some(({ address }) => address === ip))
  assert.ok(asset, `${ip} is no asset`)
  return {
    services: asset.services.map(({ port, protocol }) => [port, protocol]),
    components: (asset.components as { name: string; version: string | null }[]).map(
      ({ name, version }) => `${name} ${version}`,
    ),
  }
}

/** Debian keeps the programs of each release in a folder of its own. */
function postgresFolder(): string | null {
  const root = '/usr/lib/postgresql'
  const releases = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : []
  return (
    releases.map((release) => join(root, release, 'bin')).find((bin) => existsSync(join(bin, 'initdb'))) ??
    null
  )
}
const bin = postgresFolder()

test('PostgreSQL: version, a login in clear, refused and accepted, and no TLS', {
  skip: whyNotHere('psql', 'runuser') || (bin === null && 'not installed: postgresql'),
}, async () => {
  await using lab = await openLab({ lis: {}, db: {} })
  const data = mkdtempSync(join(folder, 'pg-'))
  const owner = statSync('/var/lib/postgresql')
  chownSync(folder, owner.uid, owner.gid)
  chownSync(data, owner.uid, owner.gid)
  const pwfile = join(folder, 'pg-password')
  writeFileSync(pwfile, 'right\n')
  chownSync(pwfile, owner.uid, owner.gid)
  const as = ['runuser', '-u', 'postgres', '--']
  const made = await lab.run(
    'db',
    [...as, join(bin!, 'initdb'), '-D', data, '-U', 'lab', '-A', 'password', '--pwfile', pwfile, '-N'],
    60,
  )
  assert.equal(made.code, 0, made.err)
  writeFileSync(join(data, 'pg_hba.conf'), 'host all all 0.0.0.0/0 password\n')
  lab.start('db', [...as, join(bin!, 'postgres'), '-D', data, '-h', '0.0.0.0', '-k', data])
  await lab.listening('db', 5432)
  const recording = await lab.record(file)
  const ask = (password: string) =>
    lab.run(
      'lis',
      ['psql', '-h', lab.hosts.db.ip, '-U', 'lab', '-At', '-c', 'show server_version', 'postgres'],
      20,
      {
        PGPASSWORD: password,
      },
    )
  const right = await ask('right')
  const wrong = await ask('wrong')
  await recording.stop()
  assert.deepEqual([right.code, wrong.code], [0, 2], `${right.err}${wrong.err}`)
  const facts = await readFacts([file])
  assert.deepEqual(values(facts, 'postgresql.version'), [right.out.trim()])
  assert.deepEqual(values(facts, 'postgresql.tls'), ['refused'])
  assert.deepEqual(values(facts, 'postgresql.auth'), ['clear'])
  assert.deepEqual(values(facts, 'postgresql.login').sort(), ['accepted', 'refused'])
  assert.deepEqual(logins(facts), [
    ['lab', true],
    ['lab', false],
  ])
  const { services, components } = servedBy(lab.hosts.db.ip)
  assert.deepEqual(services, [[5432, 'postgresql']])
  assert.deepEqual(components, [`PostgreSQL ${right.out.split(' ')[0]!.trim()}`])
})

test('MariaDB: version, client, and logins accepted and refused', {
  skip: whyNotHere('mariadbd', 'mariadb', 'mariadb-install-db'),
}, async () => {
  await using lab = await openLab({ lis: {}, db: {} })
  const data = mkdtempSync(join(folder, 'maria-'))
  const made = await lab.run(
    'db',
    ['mariadb-install-db', '--no-defaults', `--datadir=${data}`, '--user=root', '--skip-test-db'],
    60,
  )
  assert.equal(made.code, 0, made.err)
  const users = join(folder, 'users.sql')
  writeFileSync(users, "CREATE USER 'lab'@'%' IDENTIFIED BY 'right';\nCREATE USER 'guest'@'%';\n")
  lab.start('db', [
    'mariadbd',
    '--no-defaults',
    '--user=root',
    `--datadir=${data}`,
    `--socket=${data}/s`,
    `--pid-file=${data}/pid`,
    `--init-file=${users}`,
    '--bind-address=0.0.0.0',
    '--skip-name-resolve',
  ])
  await lab.listening('db', 3306)
  const recording = await lab.record(file)
  const ask = (password: string, user = 'lab') =>
    lab.run('lis', [
      'mariadb',
      '--no-defaults',
      '-h',
      lab.hosts.db.ip,
      '-u',
      user,
      `--password=${password}`,
      '-N',
      '-e',
      'select version()',
    ])
  const right = await ask('right')
  const wrong = await ask('wrong')
  await recording.stop()
  assert.deepEqual([right.code, wrong.code], [0, 1], `${right.err}${wrong.err}`)
  const version = right.out.trim()
  const facts = await readFacts([file])
  assert.deepEqual(values(facts, 'mysql.empty-password-accepted'), [])
  assert.deepEqual(
    values(facts, 'mysql.version').map((told) => told.replace(/^5\.5\.5-/, '')),
    [version],
  )
  assert.deepEqual(values(facts, 'mysql.login').sort(), ['accepted', 'refused'])
  assert.deepEqual(values(facts, 'mysql.error'), ['1045'])
  assert.deepEqual(values(facts, 'mysql.client-name'), ['libmariadb'])
  const { services, components } = servedBy(lab.hosts.db.ip)
  assert.deepEqual(services, [[3306, 'mysql']])
  assert.deepEqual(components, [`MariaDB ${version.split('-')[0]}`])
  const again = await lab.record(file)
  const guest = await ask('', 'guest')
  await again.stop()
  assert.equal(guest.code, 0, guest.err)
  assert.deepEqual(values(await readFacts([file]), 'mysql.empty-password-accepted'), ['yes'])
})

test('Redis: version, and data with and without a login', {
  skip: whyNotHere('redis-server', 'redis-cli'),
}, async () => {
  await using lab = await openLab({ app: {}, open: {}, closed: {} })
  const serve = (host: 'open' | 'closed', ...more: string[]) => {
    lab.start(host, ['redis-server', '--bind', '0.0.0.0', '--save', '', '--dir', folder, ...more])
    return lab.listening(host, 6379)
  }
  await serve('open', '--protected-mode', 'no')
  await serve('closed', '--requirepass', 'right')
  const recording = await lab.record(file)
  const cli = (host: 'open' | 'closed', ...words: string[]) =>
    lab.run('app', ['redis-cli', '-h', lab.hosts[host].ip, ...words])
  const info = await cli('open', 'info', 'server')
  await cli('closed', 'get', 'a')
  await cli('closed', '--no-auth-warning', '-a', 'wrong', 'get', 'a')
  await cli('closed', '--no-auth-warning', '-a', 'right', 'get', 'a')
  await recording.stop()
  const facts = await readFacts([file])
  const version = /redis_version:(\S+)/.exec(info.out)?.[1]
  assert.deepEqual(values(facts, 'redis.version'), [version])
  const access = facts.observations
    .filter((o) => o.field === 'redis.access')
    .map((o) => `${o.endpoint.ip} ${o.value}`)
  assert.deepEqual(
    [...new Set(access)].sort(),
    [`${lab.hosts.open.ip} open`, `${lab.hosts.closed.ip} login`].sort(),
  )
  assert.deepEqual(
    facts.credentials.map(({ accepted }) => accepted),
    [false, true],
  )
  const { services, components } = servedBy(lab.hosts.open.ip)
  assert.deepEqual(services, [[6379, 'redis']])
  assert.deepEqual(components, [`Redis ${version}`])
})
