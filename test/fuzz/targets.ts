/** What is fuzzed: one target a protocol (its fixtures, mutated), and the readers of captures and link types. */
import { DECODED_LINK_TYPES } from '../../src/wire/link/link-types.ts'
import { pcap } from '../bytes.ts'
import { dissectDatagram, dissectFrame, dissectStream } from '../harness.ts'
import { payloadOf } from '../mutations.ts'
import { BIG, enhancedPacket, interfaceBlock, LITTLE, nameBlock, nameRecord, section } from '../pcapng.ts'
import { joined, mutate } from './mutate.ts'
import type { Random } from './random.ts'
import { isTcp, type Seed, seeds, serverPortOf, talkFrames, talkOf, withPayload } from './seeds.ts'

/** A case: frames to be put into a capture with others, or a whole capture file. */
export type Case = { readonly frames: readonly Uint8Array[] } | { readonly capture: Uint8Array }

export interface Target {
  readonly name: string
  readonly make: (random: Random) => Case
}

export const targets: readonly Target[] = [...Map.groupBy(seeds, (seed) => seed.protocol).entries()].map(
  ([protocol, own]): Target => ({ name: protocol.name, make: (random) => dissected(own, random) }),
)

export const readers: readonly Target[] = [
  { name: 'capture-pcap', make: (random) => damaged(classic(random), random) },
  { name: 'capture-pcapng', make: (random) => damaged(nextGeneration(random), random) },
  {
    name: 'frames',
    make: (random) => ({
      frames: random.pick(seeds).frames.map((frame) => mutate(frame, random, other(random))),
    }),
  },
  { name: 'link-types', make: (random) => ({ capture: anyLinkType(random) }) },
]

/** A fixture of a protocol, mutated behind the transport, shown to its dissector alone. */
function dissected(own: readonly Seed[], random: Random): Case {
  const { protocol, frames } = random.pick(own)
  return frames.some(isTcp) && protocol.stream !== undefined
    ? { frames: talk(protocol, frames, random) }
    : { frames: frames.filter((f) => !isTcp(f)).map((frame) => payload(protocol, frame, random)) }
}

function talk(protocol: Seed['protocol'], frames: readonly Uint8Array[], random: Random): Uint8Array[] {
  const messages = talkOf(frames).map(
    ([side, bytes]) => [side, random.chance(0.5) ? mutate(bytes, random, other(random)) : bytes] as const,
  )
  if (messages.length > 1 && random.chance(0.3)) messages.push(random.pick(messages))
  if (messages.length > 1 && random.chance(0.2)) messages.splice(random.below(messages.length), 1)
  const serverPort = serverPortOf(frames)
  const clientPort = 1024 + random.below(64_000)
  const size = messages.reduce((sum, [, bytes]) => sum + bytes.length, 0)
  // The harness copies what is held at every step: small steps are for small talks.
  const step = random.pick(size < 500 ? [1, 7, 100, 1460] : size < 4000 ? [100, 1460] : [1460])
  dissectStream(protocol, messages, step, { clientPort, serverPort })
  return talkFrames(messages, serverPort, clientPort, Math.max(step, 7))
}

function payload(protocol: Seed['protocol'], frame: Uint8Array, random: Random): Uint8Array {
  const mutated = mutate(payloadOf(frame), random, other(random)).slice(0, 8192)
  if (protocol.frame !== undefined) dissectFrame(protocol, mutated)
  if (protocol.datagram !== undefined) dissectDatagram(protocol, mutated)
  return withPayload(frame, mutated)
}

const other = (random: Random): Uint8Array => random.pick(random.pick(seeds).frames)

const damaged = (capture: Uint8Array, random: Random): Case => ({
  capture: random.chance(0.02) ? capture : mutate(capture, random, other(random)),
})

function some(random: Random): Uint8Array[] {
  return Array.from({ length: 1 + random.below(6) }, () => other(random))
}

const classic = (random: Random): Uint8Array => pcap(some(random))

function nextGeneration(random: Random): Uint8Array {
  const order = random.pick([LITTLE, BIG])
  return joined(
    section(order),
    interfaceBlock(order, { resolution: random.pick([6, 9, 0x80 | 10]) }),
    nameBlock(order, nameRecord(order, '10.0.0.9', 'ventilator')),
    ...some(random).map((frame, i) => enhancedPacket(order, 1e15 + i, frame)),
  )
}

/** Random bytes, or a frame with its first bytes overwritten, as any link type that is decoded. */
function anyLinkType(random: Random): Uint8Array {
  const frames = Array.from({ length: 8 }, () => {
    const noise = random.bytes(random.below(120))
    return random.chance(0.5) ? noise : joined(noise.subarray(0, 20), other(random).subarray(12))
  })
  return pcap(frames, random.pick([...DECODED_LINK_TYPES]))
}
