/** `wardline fleet report` as a script meets it. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'

const ROOT = join(import.meta.dirname, '../..')
const PUMPS =
  'id,vendor,model,version,type\n1,BD,Alaris 8015 PC Unit,9.33,infusion-pump-lvp\n2,Zyno,Z-800,1,infusion-pump-lvp\n'

function wardline(...args: readonly string[]) {
  const run = spawnSync(join(ROOT, 'bin/wardline'), args, { input: PUMPS, encoding: 'utf8' })
  return { code: run.status, out: run.stdout, err: run.stderr }
}

test('fleet report prints what assess --summary prints', () => {
  const asOf = ['-', '--quiet', '--as-of', '2031-05-01']
  const text = wardline('fleet', 'report', ...asOf)
  assert.equal(text.code, 0, text.err)
  assert.match(text.out, /Fleet of 2 devices as of 2031-05-01/)
  assert.equal(text.out, wardline('assess', '--summary', ...asOf).out)
  const document = wardline('fleet', 'report', '--json', ...asOf).out
  assert.equal(JSON.parse(document).schema, 'wardline.fleet-report/1')
  assert.equal(document, wardline('assess', '--summary', '--json', ...asOf).out)
})

test('without a part, without an inventory, and for --help', () => {
  for (const args of [['fleet'], ['fleet', 'list', '-']]) {
    const { code, err } = wardline(...args)
    assert.equal(code, 2)
    assert.match(err, /wardline fleet report INVENTORY/)
  }
  assert.equal(wardline('fleet', 'report').code, 2)
  assert.match(wardline('fleet', '--help').out, /^Usage: wardline fleet report/)
})
