/** What is worked out at the end of a capture costs in proportion to what is in it, also where somebody filled it on purpose. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { arp, conversation, facts, START } from '../../test/made-facts.ts'
import { identify } from '../identity/identify.ts'
import type { WireEvent } from '../model/event.ts'
import { type Ip, parseIp } from '../model/ip.ts'
import type { Detection } from './detection.ts'
import { detections } from './detections/list.ts'
import { Watch } from './watch.ts'

const times = (n: number): number[] => Array.from({ length: n }, (_, i) => i)
const host = (net: number, n: number): Ip => parseIp(`10.${net}.${n >> 8}.${n & 255}`)!
const named = (id: string): Detection => detections.find((d) => d.id === id)!

/** Milliseconds of processor time that the end takes. */
function concluding(watch: Watch, given: Parameters<typeof facts>[0]) {
  const all = facts(given)
  const inventory = identify(all)
  const began = process.cpuUsage().user
  const watched = watch.conclude(all, inventory)
  return { watched, ms: (process.cpuUsage().user - began) / 1000 }
}

const control = (n: number): WireEvent => ({
  kind: 'control',
  command: 'write',
  function: 'write-property',
  at: START + n / 1000,
  file: 0,
  packet: n + 1,
  interfaceIndex: 0,
  vlan: null,
  protocol: 'bacnet',
  actor: { ip: host(1, n), mac: null },
  target: { ip: host(2, n), mac: null },
  port: 47_808,
})

test('a hundred thousand remote desktops are judged within seconds, and a chain among them is told', () => {
  const conversations = times(100_000).map((n) =>
    conversation(host(1, n % 50_000), host(2, n % 40_000), 3389, { protocol: 'rdp' }),
  )
  const chain = times(3).map((n) => conversation('10.9.9.9', host(3, n), 3389, { protocol: 'rdp' }))
  const watch = new Watch({ detections: [named('lateral-rdp')] })
  const { watched, ms } = concluding(watch, { conversations: [...conversations, ...chain] })
  assert.ok(ms < 5000, `${ms} ms`)
  assert.ok(watched.alerts.some(({ peers }) => peers[0] === '10.9.9.9'))
})

test('commands to thousands of polled controllers are judged within seconds', () => {
  const watch = new Watch({ detections: [named('bacnet-write-new-writer')] })
  for (const n of times(4000)) watch.event(control(n))
  const conversations = times(100_000).map((n) =>
    conversation(host(3, n % 60_000), host(2, n % 4000), 47_808, { protocol: 'bacnet', transport: 'udp' }),
  )
  const { ms } = concluding(watch, { conversations })
  assert.ok(ms < 5000, `${ms} ms`)
})

test('what one actor may not say any more costs others nothing', () => {
  const told: Detection = {
    ...named('bacnet-write-new-writer'),
    watch: () => ({
      on: {
        control: (e, say) => say({ at: e.at, actor: e.actor, targets: [e.target], because: 'x', proofs: [] }),
      },
    }),
    judge: () => [],
    confirm: () => true,
  }
  const watch = new Watch({ detections: [told] })
  const noisy = { ip: host(7, 7), mac: null }
  for (const n of times(20_000)) watch.event({ ...control(n), actor: noisy })
  watch.event(control(1))
  const { watched } = concluding(watch, {})
  assert.ok(watched.alerts.some(({ peers }) => peers.includes(host(1, 1))))
  assert.deepEqual(watched.overloaded, [told.id])
})

test('twenty thousand addresses of one station on two VLANs are judged within seconds', () => {
  const mac = '00:1b:21:00:00:01'
  const { bindings = [], stations } = facts({
    bindings: times(20_000).map((n) => arp(mac, host(4, n))),
  })
  const watch = new Watch({ detections: [named('mac-spoof')] })
  const { watched, ms } = concluding(watch, {
    bindings,
    stations: stations.map((station) => ({ ...station, vlans: [7, 8] })),
  })
  assert.ok(ms < 5000, `${ms} ms`)
  assert.equal(watched.alerts.length, 1)
})
