/** Real stacks as judges: OpenSSL and c-ares through Node, Node's HTTP, and DCMTK's receiver take what is made here. */
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { Resolver } from 'node:dns/promises'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { createServer as createTlsServer } from 'node:tls'
import { noise } from './fixtures/example.ts'
import { dicom, dns, http, tls } from './index.ts'
import { STACKS } from './tls/stacks.ts'
import { certificate } from './x509/certificate.ts'
import { rsaKey } from './x509/keys.ts'

const LOOPBACK = '127.0.0.1'
const portOf = (server: { address(): AddressInfo | string | null }): number =>
  (server.address() as AddressInfo).port

test('OpenSSL answers the hello of every stack that still has a suite in common with it', async (t) => {
  const key = rsaKey('server', 2048)
  const raw = certificate({
    subject: [['CN', 'server']],
    key,
    serial: 1n,
    notBefore: Date.UTC(2020, 0, 1),
    notAfter: Date.UTC(2049, 0, 1),
  })
  const server = createTlsServer({
    key: key.secret.export({ type: 'pkcs8', format: 'pem' }),
    cert: `-----BEGIN CERTIFICATE-----\n${Buffer.from(raw).toString('base64')}\n-----END CERTIFICATE-----\n`,
    minVersion: 'TLSv1',
    ciphers: 'ALL:@SECLEVEL=0',
    ALPNProtocols: ['http/1.1', 'h2'],
  })
  server.on('tlsClientError', () => {})
  t.after(() => server.close())
  server.listen(0, LOOPBACK)
  await once(server, 'listening')
  for (const stack of Object.keys(STACKS) as tls.Stack[]) {
    const socket = connect(portOf(server), LOOPBACK)
    socket.on('error', () => {})
    socket.write(tls.clientHello(stack, noise(stack.length), { host: 'server', alpn: ['http/1.1'] }))
    const [answer] = (await once(socket, 'data')) as [Buffer]
    // What Windows XP offers, OpenSSL has forgotten: it says so (alert 40), having read the hello.
    const wanted = stack === 'schannel-xp' ? [21, 2, 40] : [22, 2]
    const got = [answer[0], answer[5], answer[6]].slice(0, wanted.length)
    assert.deepEqual(got, wanted, `${stack}: ${answer.subarray(0, 8).toString('hex')}`)
    socket.destroy()
  }
})

test('c-ares reads answers of every kind', async (t) => {
  const name = 'pacs.hospital.example'
  const records: Readonly<Record<number, dns.ResourceRecord>> = {
    1: { name, type: 'A', ttl: 60, value: '10.1.0.20' },
    12: { name, type: 'PTR', ttl: 60, value: 'host.hospital.example' },
    16: { name, type: 'TXT', ttl: 60, texts: ['one', 'two'] },
    33: { name, type: 'SRV', ttl: 60, port: 104, weight: 5, priority: 1, target: 'host.hospital.example' },
  }
  const server = createSocket('udp4', (question, from) => {
    const record = records[question.readUInt16BE(question.indexOf(0, 12) + 1)]!
    const asked = { name, type: record.type }
    server.send(dns.answer(question.readUInt16BE(0), asked, [record]), from.port, from.address)
  })
  t.after(() => server.close())
  server.bind(0, LOOPBACK)
  await once(server, 'listening')
  const resolver = new Resolver({ timeout: 2000, tries: 1 })
  resolver.setServers([`${LOOPBACK}:${portOf(server)}`])
  assert.deepEqual(await resolver.resolve4(name), ['10.1.0.20'])
  assert.deepEqual(await resolver.resolvePtr(name), ['host.hospital.example'])
  assert.deepEqual(await resolver.resolveTxt(name), [['one', 'two']])
  assert.equal((await resolver.resolveSrv(name))[0]!.port, 104)
})

test('Node takes requests and responses of HTTP', async () => {
  const seen: string[] = []
  const server = createServer(async (asked, answer) => {
    let body = ''
    for await (const part of asked) body += part
    seen.push(`${asked.method} ${asked.url} ${asked.headers['user-agent']} ${body}`)
    answer.end('ok')
  })
  server.listen(0, LOOPBACK)
  await once(server, 'listening')
  const socket = connect(portOf(server), LOOPBACK)
  const headers = { Host: 'h', 'User-Agent': 'pump' }
  socket.write(http.request({ method: 'POST', target: '/a', headers, body: 'x=1' }))
  await once(socket, 'data')
  socket.destroy()
  server.close()
  assert.deepEqual(seen, ['POST /a pump x=1'])

  const chunked = createTcpServer((peer) =>
    peer.once('data', () =>
      peer.end(http.response({ status: 200, headers: { Server: 'GoAhead' }, body: 'abcdefgh', chunked: 3 })),
    ),
  )
  chunked.listen(0, LOOPBACK)
  await once(chunked, 'listening')
  const asked = request({ host: LOOPBACK, port: portOf(chunked) }).end()
  const [answer] = (await once(asked, 'response')) as [NodeJS.ReadableStream]
  let body = ''
  for await (const part of answer) body += part
  assert.equal(body, 'abcdefgh')
  chunked.close()
})

test('DCMTK takes an association and an image', async (t) => {
  if (spawnSync('storescp', ['--version']).status !== 0 || spawnSync('dcmdump', ['--version']).status !== 0)
    return t.skip('DCMTK is not installed')
  const folder = mkdtempSync(join(tmpdir(), 'wardline-storescp-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const port = 20_000 + (process.pid % 10_000)
  const receiver = spawn('storescp', [String(port), '--output-directory', folder])
  t.after(() => receiver.kill())
  const socket = await connected(t, port)
  const pdus = wholePdus(socket)
  const say = async (bytes: Uint8Array): Promise<Buffer> => {
    socket.write(bytes)
    return (await pdus.next()).value!
  }
  const sopClass = dicom.SOP.ctImage
  const accepted = await say(
    dicom.associateRequest({
      called: 'ANY',
      calling: 'CT_1',
      implementation: { uid: '1.2.3', version: 'TEST' },
      contexts: [{ id: 1, abstractSyntax: sopClass, transferSyntaxes: [dicom.EXPLICIT] }],
    }),
  )
  assert.equal(accepted[0], 2)
  const image = dicom.image({
    sopClass,
    instance: '1.2.3.4',
    series: '1.2.3.5',
    seriesNumber: 1,
    number: 1,
    equipment: {
      modality: 'CT',
      manufacturer: 'Acme Imaging',
      model: 'Ring 64',
      serial: 'SN1',
      udi: '(01)04012345678901',
    },
    patient: { name: 'Sample^Sally', id: 'P1', birth: '19700101', sex: 'F' },
    study: { uid: '1.2.3.6', id: 'S', accession: 'A', date: '20260302', time: '081500' },
    rows: 64,
    columns: 64,
    pixels: noise(1)(8192),
  })
  const channel = { contextId: 1, transferSyntax: dicom.EXPLICIT, maximumLength: 4096 }
  const stored = await say(dicom.storeRequest(channel, 1, sopClass, '1.2.3.4', image))
  assert.equal(stored[0], 4)
  assert.equal((await say(dicom.releaseRequest()))[0], 6)
  socket.destroy()
  const [file] = readdirSync(folder)
  const dump = spawnSync('dcmdump', [join(folder, file!)], { encoding: 'utf8' })
  assert.match(dump.stdout, /Acme Imaging/)
  assert.match(dump.stdout, /\(01\)04012345678901/)
  assert.match(dump.stdout, /\(7fe0,0010\) OW .*# 8192,/)
})

/** What arrives, cut into PDUs: type, length at 2. */
async function* wholePdus(socket: Socket): AsyncGenerator<Buffer, undefined> {
  let rest = Buffer.alloc(0)
  for await (const part of socket as AsyncIterable<Buffer>) {
    rest = Buffer.concat([rest, part])
    while (rest.length >= 6 && rest.length >= 6 + rest.readUInt32BE(2)) {
      const end = 6 + rest.readUInt32BE(2)
      yield rest.subarray(0, end)
      rest = rest.subarray(end)
    }
  }
}

/** A receiver takes a moment to listen. */
async function connected(t: TestContext, port: number): Promise<Socket> {
  for (let tries = 0; ; tries++) {
    const socket = connect(port, LOOPBACK)
    try {
      await once(socket, 'connect')
      t.after(() => socket.destroy())
      return socket
    } catch (error) {
      if (tries === 50) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}
