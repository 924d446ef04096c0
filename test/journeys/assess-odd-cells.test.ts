/** Inventories in odd dress and with odd words: read all the same, or told. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { madeAdvisory } from '../made-advisory.ts'
import { answers, assessed, flow, MEANT, put, TABLE, wardline } from './bad-input.ts'

test('devices and products that are called as every object has a member', () => {
  const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf']
  const advisories = names.map((product, i) =>
    put(
      `named-${i}.json`,
      JSON.stringify(
        madeAdvisory({ id: `N-${i}`, vendor: product, product, versions: '< 2', cve: `CVE-2026-2000${i}` }),
      ),
    ),
  )
  const rows = names.map(
    (name) => `{"id":"${name}","vendor":"${name}","model":"${name}","os":"${name}","version":"1"}`,
  )
  const inventory = put('named.json', `[${rows.join()}]`)
  const { assets } = assessed(inventory, ...advisories.flatMap((one) => ['--advisories', one]))
  assert.deepEqual(
    assets.map(({ id, findings }) => `${id} ${findings.length}`),
    names.map((name) => `${name} 1`),
  )
})

test('marks, encodings, semicolons, tabs and quotes: the same table in every dress', () => {
  const dresses: Readonly<Record<string, string | Uint8Array>> = {
    'bom.csv': `\ufeff${TABLE}`,
    'utf16le.csv': Buffer.from(`\ufeff${TABLE}`, 'utf16le'),
    'utf16be.csv': Buffer.from(`\ufeff${TABLE}`, 'utf16le').swap16(),
    'semicolon.csv': TABLE.replaceAll(',', ';'),
    'tab.tsv': TABLE.replaceAll(',', '\t'),
    'quoted.csv': TABLE.replace(/[^,\n]+/g, '"$&"'),
    'crlf.csv': TABLE.replaceAll('\n', '\r\n'),
    'packed.csv.gz': gzipSync(TABLE),
  }
  for (const [name, content] of Object.entries(dresses))
    assert.deepEqual(answers(assessed(put(name, content))), MEANT, name)
})

test('windows-1252: names keep their letters', () => {
  const { assets } = assessed(put('latin1.csv', Buffer.from('id,vendor,model\n1,Dräger,Evita\n', 'latin1')))
  assert.equal(assets[0]!.vendor, 'Dräger')
})

test('quotation marks that never close cost their line', () => {
  const { assets, rejectedRows } = assessed(
    put('open.csv', 'id,vendor,model,version\n1,"Acme,Flow 5,1.4\n2,Acme,Flow 5,1.6\n'),
  )
  assert.ok(assets.some(({ id }) => id === '2'))
  assert.equal(assets.length + rejectedRows.length, 2)
})

test('missing columns: what is there is used, what is missing is told', () => {
  const file = put('thin.csv', 'Make,Room\nAcme,12\n')
  const { code, err } = wardline(['assess', file, '--advisories', flow])
  assert.equal(code, 0)
  assert.match(err, /thin\.csv: no column names the model/)
})

test('nonsense versions are neither in range nor out of it', () => {
  const versions = ['see sticker', '????', 'v', '1..4', '-1', '99999999999999999999', '1.4\u0000', '🙂']
  const rows = versions.map((version, i) => `${i},Acme,Flow 5,"${version}"`)
  const { assets } = assessed(put('nonsense.csv', `id,vendor,model,version\n${rows.join('\n')}\n`))
  assert.equal(assets.length, versions.length)
  for (const { id, findings } of assets)
    if (/^(?:see|\?|v$|🙂)/.test(versions[Number(id)]!))
      assert.equal(findings[0]?.status, 'under_investigation', versions[Number(id)]!)
})
