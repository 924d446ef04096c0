/** What a capture can hold of one device, at sizes that only somebody with bad intent would send: seconds, not hours. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { factsOf } from '../../../test/facts.ts'
import { threadTime } from '../../../test/thread-time.ts'
import { identify } from '../../identity/identify.ts'
import type { Asset } from '../../model/asset.ts'
import type { CaptureFacts } from '../../model/facts.ts'
import type { Ip } from '../../model/ip.ts'
import { judgeWeaknesses } from './judge.ts'

const MANY = 30_000
const MOST_MILLISECONDS = 5_000

const captured = (name: string): CaptureFacts =>
  factsOf([readFileSync(join(import.meta.dirname, 'fixtures', `${name}.pcap`))])

/** Ids found, in bounded time. */
function judged(facts: CaptureFacts, inventory = identify(facts)): ReadonlyMap<string, number> {
  const begin = threadTime()
  const found = [...judgeWeaknesses(facts, inventory).values()].flat()
  const took = threadTime() - begin
  assert.ok(took < MOST_MILLISECONDS, `took ${took.toFixed(0)} ms`)
  return new Map([...Map.groupBy(found, (f) => f.weakness.id)].map(([id, rows]) => [id, rows.length]))
}

test('devices alike that answer on every port are compared by their services once', () => {
  const facts = captured('one-unlike-others')
  const inventory = identify(facts)
  const port = (transport: 'tcp' | 'udp') => (_: unknown, i: number) => ({
    transport,
    port: i + 1,
    protocol: null,
  })
  const [own, others] = (['tcp', 'udp'] as const).map((t) => Array.from({ length: MANY }, port(t)))
  const unlike = facts.conversations.find((c) => c.port === 2323)!
  const conversations = [...facts.conversations, ...own!.map((s) => ({ ...unlike, ...s }))]
  const address = (ip: string) => inventory.assetAt(ip as Ip, unlike.last)
  const assets = inventory.assets.map((a) => ({
    ...a,
    services: [...(a.id === address(unlike.server)!.id ? own! : others!), ...a.services],
  }))
  const found = judged({ ...facts, conversations }, { ...inventory, assets })
  assert.equal(found.get('fleet-config-drift'), MANY)
})

test('a device with thousands of addresses, one after the other, is in no two networks', () => {
  const facts = captured('two-networks')
  const inventory = identify(facts)
  const uses = (ip: Asset['ips'][number]) =>
    Array.from({ length: MANY }, (_, i) => ({
      ...ip,
      address: `10.${i >> 8}.${i & 255}.9` as Ip,
      first: 1_767_225_600 + 100 * i,
      last: 1_767_225_690 + 100 * i,
    }))
  const assets = inventory.assets.map((a) => ({ ...a, ips: a.ips.slice(0, 1).flatMap(uses) }))
  assert.equal(judged(facts, { ...inventory, assets }).get('dual-homed-device'), undefined)
})
