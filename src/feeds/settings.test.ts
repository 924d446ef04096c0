import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { stateHome } from './home.ts'
import { feedSettings } from './settings.ts'

const home = mkdtempSync(join(tmpdir(), 'wardline-settings-'))
after(() => rmSync(home, { recursive: true }))
const write = (value: unknown) => writeFileSync(join(home, 'feeds.json'), JSON.stringify(value))

test('without settings there are all sources at their own addresses', () => {
  const all = feedSettings(home, {})
  assert.deepEqual(all.map((one) => one.name).sort(), ['csaf', 'epss', 'kev', 'nvd', 'openfda'])
  assert.ok(all.every((one) => one.url.startsWith('https://')))
})

test('the file adds providers, changes addresses and switches off; the environment has the last word', () => {
  write({
    feeds: {
      'csaf-acme': { source: 'csaf', url: 'https://acme.example/provider-metadata.json' },
      nvd: { url: 'https://mirror.example/nvd', apiKey: 'from-file' },
      openfda: { off: true },
    },
  })
  const all = feedSettings(home, { WARDLINE_NVD_API_KEY: 'from-environment' })
  assert.equal(all.find((one) => one.name === 'csaf-acme')?.source.name, 'csaf')
  const nvd = all.find((one) => one.name === 'nvd')
  assert.deepEqual([nvd?.url, nvd?.apiKey], ['https://mirror.example/nvd', 'from-environment'])
  assert.equal(
    all.some((one) => one.name === 'openfda'),
    false,
  )
})

test('a fault in the settings says where it is', () => {
  write({ feeds: { nvd: { url: 'ftp://x' } } })
  assert.throws(() => feedSettings(home, {}), /feeds\.json: feeds\.nvd\.url: expected an http/)
  write({ feeds: { other: {} } })
  assert.throws(() => feedSettings(home, {}), /feed other needs "source"/)
  writeFileSync(join(home, 'feeds.json'), '{')
  assert.throws(() => feedSettings(home, {}), /feeds\.json: /)
  write({})
  assert.throws(() => feedSettings(home, { WARDLINE_KEV_URL: 'nowhere' }), /WARDLINE_KEV_URL/)
})

test('the home: what is given, the variable, the XDG folder', () => {
  assert.equal(stateHome('/given', { WARDLINE_HOME: '/w' }), '/given')
  assert.equal(stateHome(null, { WARDLINE_HOME: '/w', XDG_DATA_HOME: '/x' }), '/w')
  assert.equal(stateHome(null, { XDG_DATA_HOME: '/x' }), join('/x', 'wardline'))
})
