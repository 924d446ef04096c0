/** Packets that do not belong to a conversation: connection attempts of every outcome, and odd segments. */
import type { World } from '../world.ts'
import { Lane, TCP } from './lane.ts'
import { synOptions } from './stacks.ts'
import type { Station } from './station.ts'

export type Outcome = 'open' | 'refused' | 'silent'

const NOTHING = new Uint8Array(0)
const FLAGS = { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16, urg: 32 } as const

/** A SYN and what comes back: an answer that is reset at once, a refusal, or nothing. */
export function probe(world: World, from: Station, to: Station, port: number, outcome: Outcome): void {
  if (from.ip === 0) return
  const { out, queue } = world
  const ports = [from.ephemeral(), port] as const
  const there = Lane.between(from, to, TCP, ports)
  const back = Lane.between(to, from, TCP, [ports[1], ports[0]])
  const first = from.sequence()
  const options = synOptions(from.stack, null, from.stamp(queue.now), 0)
  there.tcp(out, queue.now, FLAGS.syn, first, 0, from.stack.window, options, NOTHING, 0, 0)
  from.owner?.saw(from, queue.now)
  if (outcome === 'silent') return
  to.owner?.saw(to, queue.now)
  const next = (first + 1) >>> 0
  if (outcome === 'refused') {
    world.after(0.0003, () =>
      back.tcp(out, queue.now, FLAGS.rst | FLAGS.ack, 0, next, 0, null, NOTHING, 0, 0),
    )
    return
  }
  const theirs = to.sequence()
  const answer = synOptions(to.stack, from.stack, to.stamp(queue.now), from.stamp(queue.now))
  world.after(0.0003, () => {
    back.tcp(out, queue.now, FLAGS.syn | FLAGS.ack, theirs, next, to.stack.window, answer, NOTHING, 0, 0)
  })
  world.after(0.0006, () => there.tcp(out, queue.now, FLAGS.rst, next, 0, 0, null, NOTHING, 0, 0))
}

/** One segment as it is told, whatever a stack would say to it. */
export function segment(
  world: World,
  from: Station,
  to: Station,
  port: number,
  what: {
    readonly flags: readonly (keyof typeof FLAGS)[]
    readonly options?: Uint8Array
    readonly payload?: Uint8Array
    readonly urgent?: number
    readonly window?: number
  },
): void {
  const { out, queue } = world
  const lane = Lane.between(from, to, TCP, [from.ephemeral(), port])
  const flags = what.flags.reduce((sum, flag) => sum | FLAGS[flag], 0)
  const payload = what.payload ?? NOTHING
  lane.tcp(
    out,
    queue.now,
    flags,
    from.sequence(),
    flags & FLAGS.ack ? 1 : 0,
    what.window ?? from.stack.window,
    what.options ?? null,
    payload,
    0,
    payload.length,
    what.urgent ?? 0,
  )
  from.owner?.saw(from, queue.now)
}
