/** `wardline find` as a user meets it: on the recorded ward, and on its inspection document. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const ROOT = join(import.meta.dirname, '../..')
const WARD = join(ROOT, 'examples/ward.pcapng')
const folder = mkdtempSync(join(tmpdir(), 'wardline-find-'))
after(() => rmSync(folder, { recursive: true }))

function wardline(...args: readonly string[]) {
  const env = { ...process.env, WARDLINE_HOME: join(folder, 'home') }
  const run = spawnSync(join(ROOT, 'bin/wardline'), args, { encoding: 'utf8', maxBuffer: 64 << 20, env })
  return { code: run.status, out: run.stdout, err: run.stderr }
}

test('a capture and its inspection document give the same answer', () => {
  const inspection = wardline('inspect', WARD, '--assess', '--json', '--quiet')
  const path = join(folder, 'ward.json')
  writeFileSync(path, inspection.out)
  const query = 'has:version AND (os:debian OR type:ct-scanner)'
  const fromCapture = wardline('find', query, WARD, '--json', '--quiet')
  const fromDocument = wardline('find', query, path, '--json', '--quiet')
  assert.deepEqual([fromCapture.code, fromDocument.code], [0, 0])
  const [a, b] = [fromCapture, fromDocument].map(
    ({ out }) => JSON.parse(out) as { found: number; assets: object[] },
  )
  assert.ok(a!.found > 0)
  assert.deepEqual(
    a!.assets.map((asset) => (asset as { id: string }).id),
    b!.assets.map((asset) => (asset as { id: string }).id),
  )
})

test('text output names the devices and how many there are', () => {
  const { code, out } = wardline('find', 'type:printer', WARD, '--quiet')
  assert.equal(code, 0)
  assert.match(out, /^RISK +ADDRESS/)
  assert.match(out, /\n\n\d+ devices? of \d+\n$/)
  assert.equal(wardline('find', 'type:printer -type:printer', WARD, '--quiet').out.split(' ')[0], '0')
})

test('wrong queries and wrong inputs are told', () => {
  const bad = join(folder, 'bad.json')
  writeFileSync(bad, '{"schema":"wardline.inspection/1","assets":[{"id":7}]}')
  const broken = join(folder, 'broken.json')
  writeFileSync(broken, '{"schema":')
  const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
    [['typ:pc', WARD], 2, /did you mean type/],
    [['type:pc'], 2, /needs a query and an input/],
    [['type:pc', bad], 2, /damaged at assets\.0\.id/],
    [['type:pc', broken], 2, /damaged JSON/],
    [['type:pc', join(ROOT, 'package.json')], 2, /no inspection/],
    [['type:pc', join(folder, 'none.pcap')], 3, /none\.pcap/],
  ]
  for (const [args, code, message] of cases) {
    const run = wardline('find', ...args)
    assert.equal(run.code, code, args.join(' '))
    assert.match(run.err, message)
  }
})

test('an inventory is told where it belongs', () => {
  const list = join(folder, 'list.csv')
  writeFileSync(list, 'id,vendor,model\n1,Acme,Flow 5\n')
  const { code, err } = wardline('find', 'acme', list)
  assert.equal(code, 3)
  assert.match(err, /an inventory is for wardline assess/)
})
