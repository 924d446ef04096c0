/** `wardline report` as a user meets it: one page that stands alone, tells everything, and reads well. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const ROOT = join(import.meta.dirname, '../..')
const WARD = join(ROOT, 'examples/ward.pcapng')
const folder = mkdtempSync(join(tmpdir(), 'wardline-report-'))
after(() => rmSync(folder, { recursive: true }))

function wardline(...args: readonly string[]) {
  const env = { ...process.env, WARDLINE_HOME: join(folder, 'home') }
  const run = spawnSync(join(ROOT, 'bin/wardline'), args, { encoding: 'utf8', maxBuffer: 64 << 20, env })
  return { code: run.status, out: run.stdout, err: run.stderr }
}

function pageOf(name: string, ...inputs: readonly string[]): { page: string; out: string } {
  const path = join(folder, name)
  const run = wardline('report', ...inputs, '--html', path)
  assert.equal(run.code, 0, run.err)
  return { page: readFileSync(path, 'utf8'), out: run.out }
}

const capture = join(folder, 'hospital.pcapng')
assert.equal(wardline('simulate', '--beds', '2', '--hours', '0.03', '--seed', '3', '--out', capture).code, 0)
const hospital = pageOf('hospital.html', capture)
const ward = pageOf('ward.html', WARD)

const SECTIONS = [
  'in-short',
  'found',
  'risks',
  'weaknesses',
  'fleet',
  'zones',
  'clear-text',
  'blind-spots',
  'inventory',
]

/** Names of elements that are opened and not closed, or closed and not opened. */
function unbalanced(page: string): string[] {
  const open: string[] = []
  const wrong: string[] = []
  for (const [, close, name = ''] of page
    .replace(/<style>[\s\S]*?<\/style>/gu, '')
    .matchAll(/<(\/?)([a-z][\w-]*)\b[^>]*>/giu)) {
    if (['meta', 'br'].includes(name)) continue
    if (close === '') open.push(name)
    else if (open.at(-1) === name) open.pop()
    else wrong.push(name)
  }
  return [...wrong, ...open]
}

for (const [name, { page }] of Object.entries({ hospital, ward })) {
  test(`${name}: every section is there, elements are closed, identifiers are unique`, () => {
    for (const id of SECTIONS) assert.match(page, new RegExp(`<h2 id="${id}">`))
    assert.deepEqual(unbalanced(page), [])
    const ids = [...page.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id)
    assert.deepEqual(ids, [...new Set(ids)])
  })

  test(`${name}: nothing leads out of the page, and nothing in it runs`, () => {
    for (const [, target = ''] of page.matchAll(/\s(?:src|href|xlink:href|action|data)="([^"]*)"/gu))
      assert.match(target, /^#/)
    assert.doesNotMatch(page, /<script|<link|<iframe|<object|<img|@import|\son\w+="/iu)
    assert.doesNotMatch(page, /url\((?!#)/u)
    for (const [, id] of page.matchAll(/(?:href="|url\()#([^")]+)/gu))
      assert.ok(page.includes(` id="${id}"`), id ?? '')
  })

  test(`${name}: tables have captions and headings with scopes, charts have names`, () => {
    const tables = page.split('<table>').slice(1)
    assert.ok(tables.length >= 8)
    for (const one of tables) assert.match(one, /^<caption>[^<]+<\/caption>\s*<thead><tr><th scope="col"/u)
    assert.doesNotMatch(page, /<th(?! scope=|ead)/u)
    const charts = page.match(/<svg /gu)?.length ?? 0
    assert.ok(charts >= 3)
    assert.equal(page.match(/role="img"[^>]* aria-label="[^"]{10,}"/gu)?.length, charts)
  })
}

test('a simulation says so, in heading, title, text; a recording does not', () => {
  assert.match(hospital.page, /<title>SIMULATED/)
  assert.match(hospital.page, /<strong>SIMULATED\.<\/strong>/)
  assert.match(hospital.out, /^SIMULATED[\s\S]+\nSIMULATED/)
  assert.doesNotMatch(ward.page + ward.out, /SIMULATED/)
})

test('the worst device of the ward leads its page, and its inspection document yields the same page', () => {
  const inspection = wardline('inspect', WARD, '--assess', '--conversations', '--json', '--quiet').out
  const path = join(folder, 'ward.json')
  writeFileSync(path, inspection)
  type Asset = { ips: { address: string }[]; serial: string; risk: { score: number } }
  const { assets } = JSON.parse(inspection) as { assets: Asset[] }
  const highest = Math.max(...assets.map((a) => a.risk.score))
  const worst = assets.find((a) => a.risk.score === highest)!
  const card = /<ol class="risks">([\s\S]+?)<\/li>\n<li><h3>/u.exec(ward.page)![1]!
  assert.ok(card.includes(`Risk ${highest}<`))
  assert.ok(card.includes(worst.ips[0]?.address ?? worst.serial))
  const withoutFile = (page: string) => page.replace(/as of [\d-]+|Made by Wardline on [\d-]+/gu, '')
  assert.equal(withoutFile(pageOf('again.html', path).page), withoutFile(ward.page))
})

const HOSTILE = `</td></table><script>alert(1)</script>"'&<img src=x onerror=y>\u202egpj`
const hostile = {
  schema: 'wardline.inspection/1',
  captures: [{ file: HOSTILE, because: HOSTILE }],
  asOf: '2026-11-25T00:00:00Z',
  assets: [1, 2].map((n) => ({
    id: `asset-${n}`,
    ips: [{ address: `10.0.0.${n}` }],
    hostnames: [HOSTILE],
    vendor: HOSTILE,
    model: HOSTILE,
    type: HOSTILE,
    family: HOSTILE,
    category: HOSTILE,
    serial: HOSTILE,
    vlans: [7],
    os: { name: HOSTILE },
    place: { ward: HOSTILE },
    weaknesses: [{ id: HOSTILE, title: HOSTILE, severity: HOSTILE }],
    risk: { score: 50, factors: [{ name: HOSTILE, contribution: 50 }] },
    findings: [
      {
        vulnerability: HOSTILE,
        status: 'affected',
        certainty: 'confirmed',
        severity: 'critical',
        cvss: { score: 9.8 },
      },
    ],
  })),
  conversations: [
    { client: '10.0.0.1', server: '10.0.0.2', transport: 'tcp', port: 104, protocol: 'dicom' },
    { client: '10.0.0.1', server: HOSTILE, transport: HOSTILE, port: 1, protocol: HOSTILE },
  ],
  alerts: [
    {
      id: 'a',
      detection: HOSTILE,
      severity: 'high',
      at: HOSTILE,
      assets: ['asset-1', HOSTILE],
      because: HOSTILE,
    },
  ],
  incidents: [{ id: HOSTILE, alerts: ['a'], story: HOSTILE }],
}

test('hostile text stays text, in tables and in charts; alerts and incidents are told', () => {
  const path = join(folder, 'hostile.json')
  writeFileSync(path, JSON.stringify(hostile))
  const { page } = pageOf('hostile.html', path)
  assert.doesNotMatch(page, /<script|<img|\u202e/u)
  assert.deepEqual(unbalanced(page), [])
  assert.match(page, /<h2 id="alerts">/)
  assert.match(page, /<h3>Incident 1/)
})

test('a document without assessment or conversations yields a page that says what is missing', () => {
  const path = join(folder, 'bare.json')
  writeFileSync(path, JSON.stringify({ schema: 'wardline.inspection/1', assets: [{ id: 'one' }] }))
  const { page } = pageOf('bare.html', path)
  assert.match(page, /Not assessed/)
  assert.match(page, /--conversations/)
  assert.doesNotMatch(page, /id="risks"/)
})

test('wrong usage and unusable inputs are told', () => {
  const damaged = join(folder, 'damaged.json')
  writeFileSync(damaged, '{"schema":"wardline.inspection/1","assets":[{"id":7}]}')
  const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
    [[], 2, /needs an input/],
    [[damaged], 2, /damaged at assets\.0\.id/],
    [[WARD, '--top', '0'], 2, /--top is a whole number/],
    [
      [join(folder, 'bare.json'), '--html', join(folder, 'no/such/place.html')],
      2,
      /cannot write the report to .*: no such file or directory$/m,
    ],
    [[join(folder, 'none.pcap')], 3, /none\.pcap/],
  ]
  for (const [args, code, message] of cases) {
    const run = wardline('report', ...args)
    assert.equal(run.code, code, args.join(' '))
    assert.match(run.err, message)
  }
})

const chromium = ['chromium', 'chromium-browser', 'google-chrome'].find(
  (name) => spawnSync(name, ['--version']).status === 0,
)
const skip = chromium === undefined ? 'chromium is not installed' : false

/** What an expression is in the page, shown in a window of this width. */
function shown(page: string, width: number, expression: string): string {
  const path = join(folder, 'shown.html')
  const script = `<script>document.body.innerHTML = '<pre id="told">' + (${expression}) + '</pre>'</script>`
  writeFileSync(path, page.replace(/<meta http-equiv[^>]+>/u, '').replace('</body>', `${script}</body>`))
  const args = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    `--window-size=${width},900`,
    '--dump-dom',
    `file://${path}`,
  ]
  const { stdout } = spawnSync(chromium!, args, { encoding: 'utf8', timeout: 60_000, maxBuffer: 64 << 20 })
  return /<pre id="told">([^<]*)<\/pre>/u.exec(stdout)?.[1] ?? `nothing: ${stdout.slice(0, 200)}`
}

for (const [name, { page }] of Object.entries({ hospital, ward }))
  test(`${name}: no sideways scrolling at 640 pixels, which is 200 % of a common window`, { skip }, () => {
    // Beside the bar that scrolls downwards.
    const beyond = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
    assert.equal(shown(page, 640, `window.innerWidth + ' ' + (${beyond})`), '640 0')
  })

test('light and dark follow the system, and text keeps its contrast', { skip }, () => {
  const ratio = `(() => {
    const light = (c) => c.match(/[\\d.]+/g).slice(0, 3).map((v) => v / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
      .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0)
    const ground = light(getComputedStyle(document.body).backgroundColor)
    const worst = [...document.querySelectorAll('p, th, td, a, h1, h2, h3, small, .badge')].map((e) => {
      const text = light(getComputedStyle(e).color)
      return (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05)
    })
    return Math.min(...worst).toFixed(2)
  })()`
  const dark = ward.page.replace('@media screen and (prefers-color-scheme:dark)', '@media screen')
  for (const page of [ward.page, dark])
    assert.ok(Number(shown(page, 1280, ratio)) >= 4.5, shown(page, 1280, ratio))
})
