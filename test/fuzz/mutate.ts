/** Damages bytes the way faulty senders and attackers do: flipped bits, lying lengths, cuts, splices, repeats. */
import type { Random } from './random.ts'

/** Bytes; repeats and splices do not grow an input beyond it. */
export const LARGEST_INPUT = 8192

type Mutation = (bytes: Uint8Array, random: Random, other: Uint8Array) => Uint8Array

/** Applies one to six mutations; `other` lends bytes for splices. */
export function mutate(bytes: Uint8Array, random: Random, other: Uint8Array): Uint8Array {
  let out = bytes.slice()
  for (let n = 1 + random.below(6); n > 0 && out.length > 0; n--)
    out = random.pick(MUTATIONS)(out, random, other).slice(0, LARGEST_INPUT)
  return out
}

/** Values at the edges of what fields of one, two and four octets hold. */
const EDGES = [0, 1, 2, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0xffffffff]
/** What text protocols give a meaning to. */
const TOKENS = [
  '\r\n',
  '\r\n\r\n',
  '\0',
  ' ',
  ':',
  ';',
  ',',
  '"',
  '=',
  '<',
  '>',
  '(',
  '%',
  '\\',
  '99999999999',
]

const MUTATIONS: readonly Mutation[] = [flip, overwrite, lie, lie, lie, cut, remove, repeat, splice, token]

function flip(bytes: Uint8Array, random: Random): Uint8Array {
  bytes[random.below(bytes.length)]! ^= 1 << random.below(8)
  return bytes
}

function overwrite(bytes: Uint8Array, random: Random): Uint8Array {
  bytes[random.below(bytes.length)] = random.below(256)
  return bytes
}

/** An edge value in a field of one, two or four octets, in either byte order. */
function lie(bytes: Uint8Array, random: Random): Uint8Array {
  const size = random.pick([1, 2, 4])
  const value = random.pick(EDGES)
  const at = random.below(bytes.length)
  const big = random.chance(0.5)
  for (let i = 0; i < size && at + i < bytes.length; i++)
    bytes[at + i] = value >>> (8 * (big ? size - 1 - i : i))
  return bytes
}

function cut(bytes: Uint8Array, random: Random): Uint8Array {
  return bytes.subarray(0, random.below(bytes.length + 1))
}

function remove(bytes: Uint8Array, random: Random): Uint8Array {
  const [from, to] = range(bytes, random)
  return joined(bytes.subarray(0, from), bytes.subarray(to))
}

function repeat(bytes: Uint8Array, random: Random): Uint8Array {
  const [from, to] = range(bytes, random)
  const copies = Array.from({ length: random.pick([1, 2, 8, 64]) }, () => bytes.subarray(from, to))
  return joined(bytes.subarray(0, to), ...copies, bytes.subarray(to))
}

function splice(bytes: Uint8Array, random: Random, other: Uint8Array): Uint8Array {
  const [from, to] = range(other, random)
  const at = random.below(bytes.length + 1)
  const behind = random.chance(0.5) ? at : Math.min(bytes.length, at + to - from)
  return joined(bytes.subarray(0, at), other.subarray(from, to), bytes.subarray(behind))
}

function token(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random.below(bytes.length + 1)
  return joined(bytes.subarray(0, at), Buffer.from(random.pick(TOKENS)), bytes.subarray(at))
}

function range(bytes: Uint8Array, random: Random): [number, number] {
  const from = random.below(bytes.length + 1)
  return [from, Math.min(bytes.length, from + 1 + random.below(random.pick([4, 64, 2048])))]
}

export const joined = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts))
