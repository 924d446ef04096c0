/** What a page takes from documents: nothing of any length, and nothing that steers. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { factsOf, reportPage } from './page.ts'
import { subjectOf } from './subject.ts'

const HOSTILE = `<script>alert(1)</script>\u202e "' & ${'A'.repeat(10_000)}${'\u0301'.repeat(500)}`

const device = (i: number, text: string): object => ({
  id: `mac-${i}`,
  ips: [{ address: `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}` }],
  hostnames: [text],
  vendor: text,
  model: text,
  version: text,
  serial: text,
  os: { name: text, version: text, build: null },
  place: { ward: text },
  type: i % 2 === 0 ? text : 'infusion-pump',
  category: 'infusion',
  risk: { score: i % 100, factors: [{ name: text, contribution: 3 }] },
})

const page = (devices: number, text: string): string =>
  reportPage(
    factsOf(
      subjectOf([
        {
          schema: 'wardline.inspection/1',
          captures: [{ file: text, because: text, packets: 1 }],
          assets: Array.from({ length: devices }, (_, i) => device(i, text)),
          alerts: [{ detection: text, severity: text, because: text, assets: ['mac-1', text] }],
          incidents: [{ story: text }],
          conversations: [
            {
              client: '10.0.0.1',
              server: text,
              transport: 'tcp',
              port: 80,
              protocol: text,
              packets: 1,
              bytes: 1,
            },
          ],
        },
      ]),
    ),
    '2026-03-02T07:00:00Z',
  )

test('text of others is escaped, steers nothing and is cut', () => {
  const made = page(40, HOSTILE)
  assert.doesNotMatch(made, /<script|[\u202a-\u202e\u2066-\u2069]|\u0301{3}/u)
  // Only a story may be longer than some sentences.
  assert.equal([...made.matchAll(/A{601,}/g)].length, 1)
  assert.doesNotMatch(made, /A{3001}/)
  assert.ok(made.length < 300_000, `${made.length} characters`)
})

test('a hospital of 10,000 devices is a page that a browser opens', () => {
  const size = page(10_000, 'pump-1').length
  assert.ok(size < 4_000_000, `${size} characters`)
})
