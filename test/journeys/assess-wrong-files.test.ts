/** Files that are none of what they are given for, or made to do harm: told for what they are, nothing hangs or grows. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { CFB, utils, write } from '@e965/xlsx'
import { madeAdvisory } from '../made-advisory.ts'
import { answers, assessed, type Document, flow, MEANT, put, TABLE, wardline } from './bad-input.ts'

test('bombs: nested JSON, entities in XML, a workbook that says it is huge', () => {
  const nested = put('nested.json', '['.repeat(500_000))
  const xml = put(
    'bomb.xml',
    `<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 12 }, (_, i) => `<!ENTITY a${i} "${`&a${i === 0 ? '' : i - 1};`.repeat(10)}">`).join('')}]><b>&a11;</b>`,
  )
  const book = utils.book_new()
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ['id', 'vendor', 'model'],
      ['1', 'Acme', 'Flow 5'],
    ]),
    'Devices',
  )
  const zip = CFB.read(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer, { type: 'buffer' })
  const strings = CFB.find(zip, '/xl/worksheets/sheet1.xml')!
  strings.content = Buffer.from(
    String(strings.content).replace('<worksheet', '<!DOCTYPE w [<!ENTITY a "&a;&a;">]><worksheet'),
  ) as unknown as typeof strings.content
  const entities = put('entities.xlsx', CFB.write(zip, { fileType: 'zip', type: 'buffer' }) as Buffer)
  const huge = put('huge.xlsx', hugeWorkbook())
  for (const inventory of [nested, xml, huge]) {
    const { code, err } = wardline(['assess', inventory, '--advisories', flow])
    assert.equal(code, 3, err)
    assert.match(err, /not used/)
  }
  assert.ok([0, 3].includes(wardline(['assess', entities, '--advisories', flow]).code!))
  for (const advisory of [nested, xml, huge]) {
    const { code, err } = wardline(['assess', '-', '--advisories', advisory, '--advisories', flow], TABLE)
    assert.equal(code, 0)
    assert.match(err, /set aside/)
  }
})

/** A ZIP whose list of parts names four gigabytes in a few octets. */
function hugeWorkbook(): Buffer {
  const entry = Buffer.alloc(46 + 1)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt32LE(0xffff_fff0, 24)
  entry.writeUInt16LE(1, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(30, 16)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  return Buffer.concat([local, entry, end])
}

test('documents of the wrong kind, on either side', () => {
  const inventory = put('list.csv', TABLE)
  const pdf = put('manual.pdf', '%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n')
  const png = put('photo.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
  for (const wrong of [
    pdf,
    png,
    flow,
    put('empty.csv', ''),
    put('text.csv', 'Dear colleagues,\nplease find attached\n'),
  ]) {
    const { code, err } = wardline(['assess', wrong, '--advisories', flow])
    assert.equal(code, 3, `${wrong}: ${err}`)
    assert.match(err, new RegExp(`${wrong.split('/').at(-1)}.*not used`))
  }
  const beside = assessed(inventory, '--advisories', pdf, '--advisories', inventory)
  assert.deepEqual(answers(beside), MEANT)
  assert.equal(beside.advisories.rejected.length, 2)
  const mixed = wardline(['assess', pdf, inventory, '--json', '--advisories', flow])
  assert.equal(mixed.code, 0)
  assert.deepEqual(answers(JSON.parse(mixed.out) as Document), MEANT)
})

test('an advisory cut short or with parts of the wrong kind is set aside, the others count', () => {
  const whole = JSON.stringify(
    madeAdvisory({ id: 'X', vendor: 'Acme', product: 'Flow 5', versions: '< 9', cve: 'CVE-2026-9' }),
  )
  const cut = put('cut.json', whole.slice(0, -40))
  const odd = put('odd.json', whole.replace(/"vulnerabilities":.*$/, '"vulnerabilities":{"cve":7}}'))
  const { advisories, assets } = assessed(put('list.csv', TABLE), '--advisories', cut, '--advisories', odd)
  assert.ok(
    advisories.rejected.some(
      ({ file, because }) => /cut\.json/.test(file) && /cut short|not JSON/.test(because),
    ),
  )
  assert.equal(assets[0]!.findings.length, 1)
})

test('a catalogue or scores that were named and cannot be read are no silence', () => {
  const list = put('pumps.csv', 'id,manufacturer,model,version\nA1,Acme,Flow 5,1.2\n')
  const noJson = put('kev.json', 'no catalogue at all')
  for (const beside of [
    ['--kev', 'nowhere.json'],
    ['--kev', noJson],
    ['--epss', 'nowhere.csv'],
  ]) {
    const { code, out, err } = wardline(['assess', list, '--advisories', flow, ...beside])
    assert.deepEqual([code, out], [3, ''])
    assert.match(err, new RegExp(`${beside[1]} was asked for and cannot be used`))
  }
})

test('what belongs elsewhere, and what is no table, is told as what it is', () => {
  const said = (name: string, content: string | Uint8Array) => {
    const { code, err } = wardline(['assess', put(name, content)])
    assert.equal(code, 3)
    return err.split('\n').find((line) => line.includes(name)) ?? ''
  }
  assert.match(said('kev.json', '{"catalogVersion":"1","vulnerabilities":[]}'), /name it with --kev$/)
  assert.match(
    said('csaf.json', JSON.stringify(JSON.parse(readFileSync(flow, 'utf8')))),
    /a CSAF advisory: name it with --advisories$/,
  )
  assert.match(said('list.pdf', '%PDF-1.4\n'), /this is no table \(PDF document\)$/)
  assert.match(said('core', new Uint8Array(5000).fill(1).fill(0, 100, 200)), /no text at all$/)
})
