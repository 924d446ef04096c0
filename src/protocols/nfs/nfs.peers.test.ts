/** NFS-Ganesha behind a real portmapper, read by libnfs, recorded and read back. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openLab, whyNotHere } from '../../../test/peers/namespaces.ts'
import { readFacts } from '../../sensor/read-facts.ts'

const folder = mkdtempSync(join(tmpdir(), 'nfs-peers-'))
after(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'talk.pcap')

const CONFIG = `
NFS_CORE_PARAM { NFS_Protocols = 3, 4; mount_path_pseudo = true; Enable_NLM = false; Enable_RQUOTA = false; MNT_Port = 20048; }
NFSV4 { Graceless = true; RecoveryBackend = fs; RecoveryRoot = ${folder}; }
EXPORT { Export_Id = 1; Path = ${folder}/export; Pseudo = /images; Access_Type = RW; SecType = sys; Protocols = 3, 4; Transports = TCP; FSAL { Name = VFS; } }
`

test('a file server and its portmapper, in versions 3 and 4', {
  skip: whyNotHere('rpcbind', 'rpcinfo', 'ganesha.nfsd', 'nfs-ls'),
}, async () => {
  await using lab = await openLab({ reader: {}, storage: {} })
  const { ip } = lab.hosts.storage
  mkdirSync(join(folder, 'export'))
  writeFileSync(join(folder, 'export', 'image.dcm'), 'x')
  writeFileSync(join(folder, 'conf'), CONFIG)
  lab.start('storage', ['rpcbind', '-f', '-r'])
  await lab.listening('storage', 111)
  const [log, config, pid] = ['log', 'conf', 'pid'].map((name) => join(folder, name))
  lab.start('storage', ['ganesha.nfsd', '-F', '-L', log!, '-f', config!, '-p', pid!])
  await lab.listening('storage', 2049)
  await lab.listening('storage', 20_048)
  const recording = await lab.record(file)
  const listed = await lab.run('reader', ['rpcinfo', '-p', ip])
  const three = await lab.run('reader', ['nfs-ls', `nfs://${ip}/images`])
  const four = await lab.run('reader', ['nfs-ls', `nfs://${ip}/images?version=4`])
  await recording.stop()
  assert.match(three.out, /image\.dcm/, three.err)
  assert.match(four.out, /image\.dcm/, four.err)
  const facts = await readFacts([file])
  const values = (field: string) =>
    [
      ...new Set(
        facts.observations.filter((o) => o.field === field && o.endpoint.ip === ip).map((o) => o.value),
      ),
    ].sort()
  // rpcinfo: number, version, transport, port, name.
  const printed = listed.out.split('\n').flatMap((line) => {
    const [, version, transport, port, name] = line.trim().split(/\s+/)
    return name === 'nfs' || name === 'mountd' || name === 'portmapper'
      ? [`${name} ${version} ${transport} ${port}`]
      : []
  })
  assert.ok(printed.length > 3, listed.err)
  assert.deepEqual(
    values('sunrpc.registered').filter((entry) => /^(?:nfs|mountd|portmapper) /.test(entry)),
    [...new Set(printed)].sort(),
  )
  assert.deepEqual(values('nfs.version'), ['3', '4.0'])
  assert.deepEqual(values('nfs.mount'), ['accepted'])
  assert.deepEqual(values('nfs.auth'), ['sys'])
  const served = facts.conversations.filter((c) => c.server === ip).map((c) => `${c.port} ${c.protocol}`)
  assert.deepEqual([...new Set(served)].sort(), ['111 sunrpc', '20048 nfs', '2049 nfs'])
})
