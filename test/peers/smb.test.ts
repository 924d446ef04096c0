/** Samba and smbclient in every dialect they still speak: guest and user, signing asked for and not. */
import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readFacts } from '../../src/sensor/read-facts.ts'
import { openLab, whyNotHere } from './namespaces.ts'
import { deviceAt, servicesAt, values } from './recorded.ts'

const folder = mkdtempSync(join(tmpdir(), 'smb-peers-'))
chmodSync(folder, 0o755) // a guest is nobody
after(() => rmSync(folder, { recursive: true }))

function configuration(name: string, signing: string): string {
  const own = join(folder, name)
  for (const part of ['private', 'lock', 'state', 'cache', 'pid', 'ncalrpc', 'share', 'log'])
    mkdirSync(join(own, part), { recursive: true })
  writeFileSync(join(own, 'share/roster.txt'), 'roster\n')
  const file = join(own, 'smb.conf')
  writeFileSync(
    file,
    `[global]
workgroup = HOSPITAL
netbios name = FILES-W3
server string = Ward files
server min protocol = NT1
server signing = ${signing}
map to guest = Bad User
load printers = no
disable spoolss = yes
private dir = ${own}/private
lock directory = ${own}/lock
state directory = ${own}/state
cache directory = ${own}/cache
pid directory = ${own}/pid
ncalrpc dir = ${own}/ncalrpc
log file = ${own}/log/smbd
[ward]
path = ${own}/share
guest ok = yes
`,
  )
  return file
}

/** smbclient's name of a dialect, ours (Samba takes the first that it is offered of SMB 1), the policy of the server, who logs on. */
const talks = [
  ['NT1', 'NT LANMAN 1.0', 'disabled', 'guest', 'smb1 guest'],
  ['SMB2_02', '2.0.2', 'auto', 'guest', 'smb2 guest'],
  ['SMB2_10', '2.1', 'auto', 'guest', 'smb2 guest'],
  ['SMB3_00', '3.0', 'auto', 'user', 'smb2 user'],
  ['SMB3_11', '3.1.1', 'mandatory', 'user', 'smb2 user'],
] as const

for (const [theirs, ours, signing, who, session] of talks)
  test(`SMB ${ours}: ${who}, server signing ${signing}`, {
    skip: whyNotHere('smbd', 'smbclient', 'smbpasswd'),
  }, async () => {
    await using lab = await openLab({ desk: {}, files: {} })
    const { desk, files } = lab.hosts
    const config = configuration(theirs, signing)
    await lab.run('files', [
      ...['sh', '-c', 'printf "right\\nright\\n" | smbpasswd -c "$0" -s -a root', config],
    ])
    lab.start('files', ['smbd', '--foreground', '--no-process-group', '-s', config])
    await lab.listening('files', 445)
    const file = join(folder, `${theirs}.pcap`)
    const recording = await lab.record(file)
    const login = who === 'user' ? ['-U', 'root%right'] : ['-U', 'nobody-here%x']
    const options = [`client min protocol=NT1`, `client max protocol=${theirs}`].flatMap((o) => [
      '--option',
      o,
    ])
    const talked = await lab.run('desk', [
      ...['smbclient', '-s', '/dev/null', '-m', theirs, ...options, `//${files.ip}/ward`],
      ...[...login, '-c', 'get roster.txt -'],
    ])
    await recording.stop()
    assert.equal(talked.code, 0, talked.out + talked.err)

    const facts = await readFacts([file], {})
    assert.deepEqual(values(facts, 'smb.dialect', files.ip), [ours])
    const policy = signing === 'mandatory' ? 'required' : 'enabled'
    assert.deepEqual(values(facts, 'smb.signing', files.ip), [theirs === 'NT1' ? 'disabled' : policy])
    assert.ok(values(facts, 'smb.session').includes(session), `${values(facts, 'smb.session')}`)
    assert.deepEqual(servicesAt(file, files.ip), [[445, 'smb']])
    assert.deepEqual(values(facts, 'ntlmssp.netbios-computer', files.ip), ['FILES-W3'])
    if (theirs === 'NT1') {
      const version = (await lab.run('files', ['smbd', '--version'])).out.replace('Version ', '').trim()
      assert.deepEqual(values(facts, 'smb.native-lanman', files.ip), [`Samba ${version}`])
      const { components } = deviceAt(file, files.ip) as { components?: { name: string; version: string }[] }
      const samba = components?.find(({ name }) => name === 'Samba')
      assert.equal(samba?.version, version.replace(/-Debian$/, ''))
    }
    assert.doesNotMatch(JSON.stringify(facts.observations), /roster/)
    assert.ok(values(facts, 'tcp.mss', desk.ip).length > 0)
  })
