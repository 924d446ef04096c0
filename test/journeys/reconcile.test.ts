/** `wardline reconcile` as a user meets it. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const ROOT = join(import.meta.dirname, '../..')
const WARD = join(ROOT, 'examples/ward.pcapng')
const folder = mkdtempSync(join(tmpdir(), 'wardline-reconcile-'))
after(() => rmSync(folder, { recursive: true }))

function put(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function wardline(args: readonly string[], input?: string) {
  const run = spawnSync(join(ROOT, 'bin/wardline'), args, { input, encoding: 'utf8', maxBuffer: 64 << 20 })
  return { code: run.status, out: run.stdout, err: run.stderr }
}

const LIST = `asset tag,mac,manufacturer,model,firmware,ip,hostname,os
camera,,Axis,P3245-V,10.9,10.31.7.41,,
server,F8:B1:56:90:11:20,Dell,PowerEdge,,,,Windows Server 2016
monitor,,GE,B650,,10.31.7.40,,
pump,,BD,Alaris,,,,
gone,,,,,,no-such-host,
`

test('captures and their inspection document give the same answer', () => {
  const list = put('list.csv', LIST)
  const inspection = put('ward.json', wardline(['inspect', WARD, '--json']).out)
  const { code, out } = wardline(['reconcile', list, inspection, '--json'])
  assert.equal(code, 0)
  assert.equal(wardline(['reconcile', list, WARD, '--json']).out, out)
  const document = JSON.parse(out)
  assert.equal(document.schema, 'wardline.reconciliation/1')
  assert.deepEqual(document.counts, {
    seen: 2,
    silentSince: 0,
    silent: 2,
    unlisted: document.devices - 2,
    contradicting: 2,
    ambiguous: 0,
    duplicates: 0,
    unrecognisable: 1,
  })
  const [camera] = document.seen
  assert.deepEqual(
    [camera.row.id, camera.by, camera.contradictions[0].attribute],
    ['camera', 'ip', 'version'],
  )
})

test('the text names what to look into and fits the window', () => {
  const { code, out } = wardline(['reconcile', '-', WARD], LIST)
  assert.equal(code, 0)
  assert.match(out, /Contradictions \(2\)/)
  assert.match(out, /monitor .*its vendor is HP/)
  assert.match(out, /Seen and not listed/)
  for (const line of out.split('\n')) assert.ok(line.length <= 100, line)
})

test('wrong usage and unusable input have their exit codes', () => {
  const list = put('list.csv', LIST)
  assert.equal(wardline(['reconcile', list]).code, 2)
  assert.equal(wardline(['reconcile', WARD, list]).code, 2, 'the wrong way round')
  assert.equal(wardline(['reconcile', list, WARD, '--silent-after', 'soon']).code, 2)
  assert.equal(wardline(['reconcile', join(folder, 'absent.csv'), WARD]).code, 3)
  assert.equal(
    wardline(['reconcile', list, put('broken.json', '{"schema":"wardline.inspection/1",')]).code,
    3,
  )
})
