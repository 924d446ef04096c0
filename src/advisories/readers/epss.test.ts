import assert from 'node:assert/strict'
import { test } from 'node:test'
import { epss, readEpss } from './epss.ts'

const FILE =
  '#model_version:v2031.01.01,score_date:2031-05-06T00:00:00+0000\ncve,epss,percentile\nCVE-2031-4000,0.97,0.999\nCVE-2031-4001,0.00042,0.05\nnonsense\n'

test('scores with date and percentile, odd lines passed over', () => {
  assert.ok(epss.recognises(FILE))
  assert.deepEqual(
    epss.read(FILE, 'e.csv').vulnerabilities.map((v) => [v.id, v.epss]),
    [
      ['CVE-2031-4000', { probability: 0.97, percentile: 0.999, asOf: '2031-05-06T00:00:00+0000' }],
      ['CVE-2031-4001', { probability: 0.00042, percentile: 0.05, asOf: '2031-05-06T00:00:00+0000' }],
    ],
  )
})

test('only the wanted ones are kept where a fleet says which', () => {
  assert.equal(readEpss(FILE, 'e.csv', (id) => id.endsWith('1')).vulnerabilities.length, 1)
})

test("the API's JSON and a file without comment line are read too", () => {
  const answer = {
    status: 'OK',
    data: [{ cve: 'CVE-2031-4000', epss: '0.5', percentile: '0.9', date: '2031-05-06' }],
  }
  assert.ok(epss.recognises(answer))
  assert.equal(epss.read(answer, 'e.json').vulnerabilities[0]?.epss?.probability, 0.5)
  assert.ok(epss.recognises('cve,epss,percentile\nCVE-2031-4000,0.1,0.2\n'))
})

test('a score that cannot be a number is passed over', () => {
  const data = [{ cve: 'CVE-2031-4000', epss: '0.1', percentile: { toString: false } }]
  assert.doesNotThrow(() => epss.read({ data }, 'e.json'))
  assert.equal(epss.read({ data: [{ ...data[0], epss: { toString: false } }] }, 'e.json').rejected.length, 1)
})
