/**
 * Every weakness is reached by bytes: a capture in which it is found, and one of something alike in which it is not.
 * Captures are those of the protocols, and those that `fixtures/make.ts` writes beside this.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { factsOf } from '../../../test/facts.ts'
import { PAGE, page } from '../../../test/weaknesses-page.ts'
import { identify } from '../../identity/identify.ts'
import type { Asset } from '../../model/asset.ts'
import { cases } from './fixtures/cases.ts'
import { judgeWeaknesses } from './judge.ts'
import { weaknesses } from './list.ts'
import type { Learned } from './view.ts'
import { SEVERITIES } from './weakness.ts'

const SRC = join(import.meta.dirname, '../..')

/** `telnet/no-login` is a capture of that protocol's folder, a name alone one of this folder. */
function capture(name: string): Uint8Array {
  const [protocol, file] = name.includes('/') ? name.split('/') : [null, name]
  const folder = protocol === null ? 'assessment/weaknesses' : `protocols/${protocol}`
  return readFileSync(join(SRC, folder, 'fixtures', `${file}.pcap`))
}

/** What devices of an earlier capture offered. */
function learnedIn(name: string | undefined): Learned | null {
  if (name === undefined) return null
  const { assets } = identify(factsOf([capture(name)]))
  const same = (asset: Asset) => assets.find(({ id }) => id === asset.id)
  return {
    knows: (asset) => same(asset) !== undefined,
    offered: (asset, service) =>
      same(asset)?.services.some((s) => `${s.transport}/${s.port}` === service) === true,
  }
}

/** What was found: `id address:port severity`. */
const known = new Map<string, readonly string[]>()
function found(name: string): readonly string[] {
  const before = known.get(name)
  if (before !== undefined) return before
  const [now, earlier] = name.split(' after ')
  const facts = factsOf([capture(now!)])
  const inventory = identify(facts)
  const list = [...judgeWeaknesses(facts, inventory, { learned: learnedIn(earlier) })].flatMap(
    ([id, rows]) => {
      const asset = inventory.assets.find((a) => a.id === id)!
      const who = asset.ips[0]?.address ?? asset.macs[0] ?? asset.id
      return rows.map((row) => {
        assert.match(row.because, /\.$/)
        assert.ok(row.evidence.length > 0, `${row.weakness.id} has no evidence`)
        return `${row.weakness.id} ${who}:${row.port ?? '-'} ${row.severity}`
      })
    },
  )
  known.set(name, list)
  return list
}

test('every weakness has a capture with it and one without', () => {
  const ids = weaknesses.map((w) => w.id)
  assert.deepEqual([...new Set(ids)], ids, 'an id stands for one weakness')
  assert.deepEqual(
    ids.filter((id) => !cases[id]?.with.length || !cases[id]?.without.length),
    [],
  )
  assert.deepEqual(
    Object.keys(cases).filter((id) => !ids.includes(id)),
    [],
  )
})

for (const [id, { with: positive, without }] of Object.entries(cases)) {
  test(`${id} is found where it is, and nowhere else`, () => {
    for (const [name, expected] of positive) {
      const rows = found(name).filter((row) => row.startsWith(`${id} `))
      assert.deepEqual(
        rows.map((row) => row.slice(id.length + 1)),
        [expected].flat(),
        `${name}: ${found(name).join('; ')}`,
      )
    }
    for (const name of without)
      assert.deepEqual(
        found(name).filter((row) => row.startsWith(`${id} `)),
        [],
        name,
      )
  })
}

test('every weakness says what it means and how it is mended', () => {
  for (const w of weaknesses) {
    assert.match(w.id, /^[a-z0-9]+(-[a-z0-9]+)*$/)
    assert.ok(SEVERITIES.includes(w.severity))
    for (const text of [w.why, w.remedy, w.meanwhile, w.guard])
      assert.match(text, /^.{20,400}[.)]$/, `${w.id}: ${text}`)
    assert.ok(w.title.length <= 64 && !w.title.endsWith('.'), w.id)
    assert.ok(w.cwe.length > 0 && w.safeguards.length > 0, w.id)
  }
})

test('the page of weaknesses is current', () =>
  assert.equal(readFileSync(PAGE, 'utf8'), page(), 'run node test/weaknesses-page.ts'))
