/** A run as a whole: repeatable, in order, with connections that hold together. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { framesOf, type Segment, segmentOf, wholeOf } from '../../test/simulated-frames.ts'
import { incidents } from './incidents/list.ts'
import { Simulation, type SimulationOptions } from './simulation.ts'

const SMALL: SimulationOptions = { beds: 8, hours: 0.08, seed: 7 }
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const run = (options: SimulationOptions) => {
  const simulation = new Simulation(options)
  return { bytes: wholeOf(simulation), truth: simulation.truth() }
}

test('the same seed gives the same bytes and the same truth, another seed another hospital', () => {
  const [one, two, other] = [run(SMALL), run(SMALL), run({ ...SMALL, seed: 8 })]
  assert.equal(digest(one.bytes), digest(two.bytes))
  assert.deepEqual(one.truth, two.truth)
  assert.notEqual(digest(one.bytes), digest(other.bytes))
})

test('how the capture is fetched does not matter', () => {
  const simulation = new Simulation(SMALL)
  const parts: Uint8Array[] = []
  for (let minute = 1; minute <= 6; minute++)
    for (const chunk of simulation.until(minute * 60e6)) {
      parts.push(chunk.slice())
      simulation.world.out.reuse(chunk)
    }
  assert.equal(digest(Buffer.concat(parts)), digest(run(SMALL).bytes))
})

test('the capture says that it is simulated', () => {
  const head = Buffer.from(run({ ...SMALL, hours: 0.01 }).bytes.subarray(0, 400)).toString('latin1')
  assert.match(head, /SIMULATED traffic of a hospital that does not exist/)
})

test('frames come in order of time and within the run', () => {
  const { bytes, truth } = run(SMALL)
  const { begins, ends } = truth.run as { begins: string; ends: string }
  let last = Date.parse(begins) * 1000
  for (const { time } of framesOf(bytes)) {
    assert.ok(time >= last, `${time} after ${last}`)
    last = time
  }
  assert.ok(last <= Date.parse(ends) * 1000)
})

for (const rates of [
  { lost: 0, reordered: 0 },
  { lost: 0.05, reordered: 0.05 },
])
  test(`every answer follows its question, at mishap rates ${JSON.stringify(rates)}`, () => {
    const { bytes } = run({ ...SMALL, mishaps: rates })
    const sides = new Map<string, { next: number; opened: boolean }>()
    let checked = 0
    for (const frame of framesOf(bytes)) {
      const segment = segmentOf(frame)
      if (segment === null) continue
      checkSegment(segment, sides, rates.reordered > 0)
      checked++
    }
    assert.ok(checked > 100, `${checked} segments`)
  })

test('a segment of one octet is sent once: again, it would be a keep-alive', () => {
  const seen = new Map<string, number>()
  let single = 0
  for (const frame of framesOf(run({ ...SMALL, mishaps: { lost: 1, reordered: 0 } }).bytes)) {
    const segment = segmentOf(frame)
    if (segment === null || segment.length === 0) continue
    const key = `${segment.from} ${segment.to} ${segment.sequence}`
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    if (segment.length === 1) assert.equal(count, 1, key)
    if (segment.length === 1) single++
  }
  assert.ok(single > 0)
})

/** Sequence numbers go on without gaps, and nobody acknowledges what was not sent. */
function checkSegment(
  { from, to, flags, sequence, acknowledged, length }: Segment,
  sides: Map<string, { next: number; opened: boolean }>,
  mishaps: boolean,
): void {
  const [syn, ack] = [(flags & 2) !== 0, (flags & 16) !== 0]
  const own = `${from} ${to}`
  const theirs = sides.get(`${to} ${from}`)
  const end = (sequence + length + (flags & 3 ? 1 : 0)) >>> 0
  if (syn) {
    assert.equal(ack, theirs?.opened === true, `${own}: an answer to a connection that nobody opens`)
    sides.set(own, { next: end, opened: !ack })
    if (ack) theirs!.opened = false
    return
  }
  const side = sides.get(own)
  assert.ok(side !== undefined && theirs !== undefined, `${own} was never opened`)
  const ahead = (sequence - side.next) | 0
  assert.ok(mishaps ? ahead <= 3000 : ahead === 0, `${own} leaves a gap of ${ahead}`)
  assert.ok(((acknowledged - theirs.next) | 0) <= 0, `${own} acknowledges what was not sent`)
  if (((end - side.next) | 0) > 0) side.next = end
}

test('two sites use the same addresses on capture interfaces of their own', () => {
  const { bytes, truth } = run({ ...SMALL, beds: 30, hours: 0.02, sites: 2 })
  const taps = new Set([...framesOf(bytes)].map(({ tap }) => tap))
  assert.deepEqual([...taps].sort(), [0, 1])
  const at = (site: string) =>
    new Set(
      truth.assets.filter((a) => a.place.site === site).flatMap((a) => a.ips.map(({ address }) => address)),
    )
  const [main, south] = [at('main'), at('south')]
  assert.ok([...south].some((ip) => main.has(ip)))
})

for (const incident of incidents)
  test(`incident ${incident.name} happens when it is asked for, and can be left out`, () => {
    const simulation = new Simulation({
      ...SMALL,
      beds: 6,
      hours: 0.06,
      incidents: [{ name: incident.name, at: 20 }],
    })
    for (const chunk of simulation.chunks()) simulation.world.out.reuse(chunk)
    const { incidents: told, assets } = simulation.truth()
    const [one] = told as { name: string; start: string; end: string; assets: string[] }[]
    assert.equal(told.length, 1)
    assert.equal(one?.name, incident.name)
    // Some wait until somebody has shown what is to change.
    assert.ok(Date.parse(one!.start) - Date.parse('2026-03-02T07:00:00Z') >= 20_000)
    assert.ok(Date.parse(one!.end) >= Date.parse(one!.start))
    for (const id of one!.assets)
      assert.ok(
        assets.some((asset) => asset.id === id),
        id,
      )
  })

const played = (options: SimulationOptions): Simulation => {
  const simulation = new Simulation(options)
  for (const chunk of simulation.chunks()) simulation.world.out.reuse(chunk)
  return simulation
}

/** Too many packets for so many runs. */
const FLOODS = ['broadcast-storm', 'syn-flood', 'exfiltration-volume']

test('in the smallest hospitals no incident breaks, and whoever is in one was seen', () => {
  for (const [beds, seed] of [
    [2, 4],
    [2, 6],
  ] as const)
    for (const { name } of incidents.filter((one) => !FLOODS.includes(one.name))) {
      const simulation = played({ beds, seed, hours: 0.1, incidents: [{ name, at: 60 }] })
      const { incidents: told, assets } = simulation.truth()
      if (told.length === 0) assert.deepEqual(simulation.notHappened, [name])
      for (const one of told as { assets: string[] }[]) {
        assert.ok(one.assets.length > 0, `${name} happens to nobody`)
        for (const id of one.assets)
          assert.notEqual(assets.find((asset) => asset.id === id)?.firstSeen, null, `${name}: ${id} unseen`)
      }
    }
})

test('a broadcast storm is where the mirror port sees it', () => {
  for (const seed of [2, 10]) {
    const options = { beds: 2, seed, hours: 0.04 }
    const storm = played({ ...options, incidents: [{ name: 'broadcast-storm', at: 60 }] })
    const without = played(options).world.out.packets
    assert.ok(storm.world.out.packets > without + 50_000, `seed ${seed}`)
  }
})

test('an incident that the run is too short for is told as not happened', () => {
  const options = { ...SMALL, hours: 0.01, incidents: [{ name: 'arp-spoof', at: 3600 }] }
  assert.deepEqual(played(options).notHappened, ['arp-spoof'])
})

test('no two devices have the same MAC, in a very large hospital either', () => {
  const { units } = new Simulation({ beds: 5000, hours: 0.01, seed: 1 }).world
  assert.equal(new Set(units.map(({ mac }) => mac)).size, units.length)
})

test('a device that falls silent says nothing more', () => {
  const simulation = new Simulation({ ...SMALL, hours: 0.3, incidents: [{ name: 'device-silent', at: 300 }] })
  for (const chunk of simulation.chunks()) simulation.world.out.reuse(chunk)
  const { incidents: told, assets } = simulation.truth()
  const [silent] = (told as { assets: string[] }[])[0]!.assets
  const { lastSeen } = assets.find(({ id }) => id === silent)!
  assert.ok(Date.parse(lastSeen!) <= Date.parse('2026-03-02T07:05:00Z'), lastSeen!)
})

test('no conversation crosses from one site to the other', () => {
  const simulation = new Simulation({ ...SMALL, beds: 40, hours: 0.05, sites: 2 })
  for (const chunk of simulation.chunks()) simulation.world.out.reuse(chunk)
  for (const { client, server } of simulation.world.exchanges.values())
    assert.equal(client.place.site, server.place.site, `${client.persona.id} and ${server.persona.id}`)
})
