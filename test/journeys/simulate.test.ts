/** What `wardline simulate` says to options and outputs that cannot be. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'wardline-simulate-'))
after(() => rmSync(folder, { recursive: true }))

function simulate(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(join(root, 'bin/wardline'), ['simulate', ...args], {
    maxBuffer: 1 << 28,
    env: { ...process.env, ...env },
  })
  return { status, stdout, stderr: stderr.toString() }
}

for (const options of [
  ['--beds=2.5'],
  ['--beds=0'],
  ['--beds=100000'],
  ['--hours=0'],
  ['--hours=1e300'],
  ['--seed=one'],
  ['--seed=1.5'],
  ['--seed=4294967296'],
  ['--lost=5'],
  ['--incident=arp-spoof@1@2'],
  ['--inventory-only', '--devices=1.5'],
  ['--truth=/nowhere/truth.json'],
])
  test(`${options.join(' ')} is refused in one line, and nothing is written`, () => {
    const { status, stdout, stderr } = simulate(options)
    assert.equal(status, 2)
    assert.equal(stdout.length, 0)
    assert.match(stderr, /^wardline: [^\n]+\n$/)
  })

test('a full disk is told in one line', { skip: existsSync('/dev/full') ? false : 'no /dev/full' }, () => {
  for (const more of [[], ['--inventory-only'], ['--truth', '/dev/full', '--out', '/dev/null']]) {
    const { status, stderr } = simulate(['--hours=0.01', '--quiet', '--out', '/dev/full', ...more])
    assert.equal(status, 2)
    assert.match(stderr, /^wardline: the output cannot be written: [^\n]*ENOSPC[^\n]*\n$/)
  }
})

test('an incident that does not happen is told', () => {
  const { status, stderr } = simulate(['--hours=0.01', '--incident=arp-spoof@99'])
  assert.equal(status, 0)
  assert.match(stderr, /arp-spoof did not happen/)
})

test('another process, time zone and language write the same bytes', () => {
  const options = ['--beds=6', '--hours=0.05', '--seed=5', '--incident=arp-spoof@1', '--quiet']
  const one = simulate(options, { TZ: 'UTC', LC_ALL: 'C' })
  const other = simulate(options, { TZ: 'Pacific/Chatham', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' })
  assert.ok(one.stdout.length > 10_000)
  assert.ok(one.stdout.equals(other.stdout))
})

test('a monitor on an intensive care unit weighs more than one elsewhere, in the list as in the risk', () => {
  const capture = join(folder, 'icu.pcapng')
  assert.equal(simulate(['--beds=20', '--hours=0.04', '--seed=3', '--quiet', '--out', capture]).status, 0)
  const { stdout } = spawnSync(
    join(root, 'bin/wardline'),
    ['inspect', capture, '--json', '--assess', '--quiet'],
    {
      encoding: 'utf8',
      maxBuffer: 256 << 20,
    },
  )
  const { assets } = JSON.parse(stdout) as { assets: Monitor[] }
  const monitors = assets.filter(({ type }) => type === 'patient-monitor')
  const levels = (intensive: boolean) => [
    ...new Set(
      monitors
        .filter(({ place }) => (place.bed ?? '').startsWith('ICU') === intensive)
        .map((m) => m.criticality),
    ),
  ]
  assert.deepEqual(levels(true), ['life-sustaining'])
  assert.deepEqual(levels(false), ['diagnostic'])
  for (const { criticality, risk } of monitors)
    for (const { name } of risk.factors.filter((f) => /^impact: (life|diag)/.test(f.name)))
      assert.equal(name, `impact: ${criticality}`)
})

interface Monitor {
  readonly type: string | null
  readonly criticality: string
  readonly place: { readonly bed: string | null }
  readonly risk: { readonly factors: readonly { readonly name: string }[] }
}
