/**
 * Clear-text logins, old TLS and expired certificates in the labelled captures of the corpus, where it is present: what
 * tshark reads there must be told by us, of the server that allowed it. Each exception has its reason here.
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parseIp } from '../src/model/ip.ts'

const ROOT = join(import.meta.dirname, '..')
const CORPUS = join(ROOT, '../shared/corpus')
const LABELS = join(CORPUS, 'captures/LABELS.json')

/** What tshark shows and we do not tell, with the reason; keys are `capture server`, or one of them. */
const REASONS: Readonly<Record<string, string>> = {
  '127.0.0.1': 'a loopback address is no device',
  'captures/ndpi/tls_invalid_reads.pcap 206.33.61.113':
    'an external peer that tells nothing of itself stands in conversations only, with its TLS 1.0',
  'captures/iot-sentinel/HueBridge': 'an Authorization header with a public key: no password crosses',
}

interface Document {
  readonly assets: readonly {
    readonly ips: readonly { readonly address: string }[]
    readonly weaknesses: readonly { readonly id: string }[]
  }[]
}
interface Labelled {
  readonly file: string
  readonly protocols: Readonly<Record<string, number>>
}

/** Something tshark reads of a server, and the weaknesses any of which tells it. */
interface Shown {
  readonly capture: string
  readonly server: string
  readonly what: string
  readonly told: readonly string[]
}

const absent = spawnSync('tshark', ['--version']).status === 0 ? false : 'tshark is not installed'
const labelled = existsSync(LABELS)
  ? (JSON.parse(readFileSync(LABELS, 'utf8')) as { readonly captures: readonly Labelled[] }).captures
  : []
const holding = (...names: readonly string[]) =>
  labelled
    .filter(({ protocols }) => names.some((name) => protocols[name] !== undefined))
    .map(({ file }) => file)

function fieldsOf(file: string, filter: string, ...fields: readonly string[]): string[][] {
  const args = [
    '-r',
    join(CORPUS, file),
    '-Y',
    filter,
    '-T',
    'fields',
    ...fields.flatMap((field) => ['-e', field]),
  ]
  const { stdout } = spawnSync('tshark', args, { encoding: 'utf8', maxBuffer: 64 << 20 })
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))
}

const LOGINS: readonly (readonly [filter: string, what: string, told: readonly string[]])[] = [
  [
    'ftp.request.command == "PASS"',
    'FTP password',
    ['ftp-login-cleartext', 'anonymous-ftp', 'default-credential-used'],
  ],
  ['http.authbasic', 'HTTP Basic', ['http-basic-cleartext']],
  [
    'http.authorization && !http.authbasic && !http.authorization contains "Digest"',
    'HTTP Authorization',
    ['http-basic-cleartext'],
  ],
  [
    'pop.request.command == "PASS" || imap.request.command == "login" || smtp.auth.password',
    'mail login',
    ['pop-imap-smtp-auth-cleartext'],
  ],
]

/** Logins that were not answered with a refusal: FTP 530 and HTTP 401 for all of a server are attempts. */
function logins(): Shown[] {
  const captures = holding('ftp', 'http', 'imap', 'pop', 'smtp')
  return captures.flatMap((capture) =>
    LOGINS.flatMap(([filter, what, told]) => {
      const servers = new Set(
        fieldsOf(capture, filter, 'ip.dst', 'ipv6.dst').map(([four, six]) => four || six || ''),
      )
      return [...servers]
        .filter((server) => accepts(capture, server, what))
        .map((server) => ({ capture, server, what, told }))
    }),
  )
}

function accepts(capture: string, server: string, what: string): boolean {
  if (what !== 'FTP password') return true
  return fieldsOf(capture, `ftp.response.code == 230 && ip.src == ${server}`, 'frame.number').length > 0
}

/** TLS 1.0, 1.1 and older agreed on; a server's own certificate past its end on the day of the packet. */
function tls(): Shown[] {
  return holding('tls', 'ssl').flatMap((capture) =>
    fieldsOf(
      capture,
      'tls.handshake.type == 2 || tls.handshake.type == 11',
      'ip.src',
      'ipv6.src',
      'frame.time_epoch',
      'tls.handshake.type',
      'tls.handshake.version',
      'tls.handshake.extensions.supported_version',
      'x509af.utcTime',
      'tls.handshake.session_id',
    ).flatMap(([four, six, epoch, types = '', version = '', chosen = '', times = '']) => {
      const server = four || six || ''
      const end = Date.parse((times.split(',')[1] ?? '').replace(' (UTC)', 'Z').replace(' ', 'T'))
      const isOld = types.split(',').includes('2') && chosen === '' && Number(version.split(',')[0]) < 0x0303
      const isOver = end < Number(epoch) * 1000
      return [
        ...(isOld
          ? [{ capture, server, what: `TLS ${version}`, told: ['tls10-tls11', 'tls-sslv2-sslv3'] }]
          : []),
        ...(isOver ? [{ capture, server, what: 'expired certificate', told: ['cert-expired'] }] : []),
      ]
    }),
  )
}

function toldIn(capture: string): Document {
  const run = spawnSync(join(ROOT, 'bin/wardline'), ['inspect', join(CORPUS, capture), '--json', '--quiet'], {
    encoding: 'utf8',
    maxBuffer: 256 << 20,
  })
  return JSON.parse(run.stdout) as Document
}

test('what tshark reads of logins in clear, old TLS and expired certificates is told', {
  skip: labelled.length === 0 ? 'no corpus beside the repository' : absent,
}, (t) => {
  const shown = [...logins(), ...tls()]
  const documents = new Map(
    [...new Set(shown.map(({ capture }) => capture))].map((one) => [one, toldIn(one)]),
  )
  const needed = new Set<string>()
  const missing = shown.filter(({ capture, server, told }) => {
    const address = parseIp(server)
    const found = documents
      .get(capture)!
      .assets.some(
        ({ ips, weaknesses }) =>
          ips.some((one) => one.address === address) && weaknesses.some(({ id }) => told.includes(id)),
      )
    if (found) return false
    const reason = Object.keys(REASONS).find((key) => `${capture} ${server}`.includes(key))
    if (reason !== undefined) needed.add(reason)
    return reason === undefined
  })
  const count = (what: RegExp) =>
    new Set(shown.filter((one) => what.test(one.what)).map((one) => `${one.capture} ${one.server}`)).size
  t.diagnostic(
    `servers by tshark: ${count(/FTP|HTTP|mail/)} with logins in clear, ${count(/^TLS/)} with old TLS, ${count(/expired/)} with an expired certificate`,
  )
  assert.deepEqual([...new Set(missing.map((one) => `${one.capture} ${one.server}: ${one.what}`))], [])
  assert.deepEqual(
    Object.keys(REASONS).filter((key) => !needed.has(key)),
    [],
    'reasons that nothing needs',
  )
})
