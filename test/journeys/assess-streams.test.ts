/** Standard input, compressed tables, and tables of any length. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { madeAdvisory } from '../made-advisory.ts'
import { answers, BIN, type Document, env, flow, MEANT, put, TABLE, wardline } from './bad-input.ts'

test('standard input: an inventory, or the advisories, but not both', () => {
  const advisory = wardline(
    ['assess', put('list.csv', TABLE), '--json', '--advisories', '-'],
    gzipSync(
      JSON.stringify(
        madeAdvisory({ id: 'X', vendor: 'Acme', product: 'Flow 5', versions: '< 1.5', cve: 'CVE-2026-9' }),
      ),
    ),
  )
  assert.deepEqual(answers(JSON.parse(advisory.out) as Document), MEANT)
  const inventory = wardline(['assess', '-', '--json', '--advisories', flow], TABLE)
  assert.deepEqual(answers(JSON.parse(inventory.out) as Document), MEANT)
  const both = wardline(['assess', '-', '--advisories', '-'], TABLE)
  assert.equal(both.code, 2)
  assert.match(both.err, /standard input\) can be read once only/)
  assert.equal(wardline(['assess', '-', '--advisories', flow], '').code, 3)
})

/** A table of a gigabyte takes a minute on a busy machine: a sixteenth shows whether memory grows with it. */
const ROWS = 1_000_000

test('a table of any length takes bounded memory', async (t) => {
  const child = spawn(
    BIN,
    ['assess', '-', '--summary', '--json', '--quiet', '--timing', '--advisories', flow],
    { env, stdio: ['pipe', 'pipe', 'pipe'] },
  )
  let [out, err] = ['', '']
  child.stdout.on('data', (text) => {
    out += text
  })
  child.stderr.on('data', (text) => {
    err += text
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  child.stdin.write('id,vendor,model,version,location,serial\n')
  for (let from = 0; from < ROWS; from += 10_000) {
    const piece = Array.from(
      { length: 10_000 },
      (_, i) =>
        `asset-${from + i},Acme,Flow 5,1.${(from + i) % 9},Ward ${i % 50} of the main building,SN-${from + i}-0000000\n`,
    ).join('')
    if (!child.stdin.write(piece)) await new Promise((resolve) => child.stdin.once('drain', resolve))
  }
  child.stdin.end()
  assert.equal(await ended, 0, err)
  assert.equal((JSON.parse(out) as { assets: number }).assets, ROWS)
  const peak = Number(/(\d+) MiB peak memory/.exec(err)![1])
  t.diagnostic(`${ROWS.toLocaleString('en-US')} rows, peak ${peak} MiB`)
  assert.ok(peak < 400, `${peak} MiB`)
})

test('of a compressed table that is cut short the rows before count, and the rest is said to be missing', () => {
  const zipped = gzipSync(
    `${TABLE}${Array.from({ length: 20_000 }, (_, i) => `n${i},Acme,Flow 5,1.4\n`).join('')}`,
  )
  const { code, out, err } = wardline([
    'assess',
    put('cut.csv.gz', zipped.subarray(0, -20)),
    '--json',
    '--advisories',
    flow,
  ])
  assert.equal(code, 0)
  assert.match(err, /cut\.csv\.gz: the gzip data are damaged .*rows behind the damage are missing/)
  const document = JSON.parse(out) as Document
  assert.ok(document.assets.length > 1000)
  assert.match(document.rejectedRows[0]!.because, /damaged/)
})
