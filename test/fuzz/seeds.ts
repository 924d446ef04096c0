/** The fixtures of all protocols as raw material: frames, datagrams and talks that mutations begin with. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { protocols } from '../../src/protocols/list.ts'
import type { Protocol, StreamSide } from '../../src/protocols/protocol.ts'
import { type Hop, tcpStream, u16 } from '../bytes.ts'
import { framesOf } from '../facts.ts'
import { payloadOf } from '../mutations.ts'
import { joined } from './mutate.ts'

export interface Seed {
  readonly protocol: Protocol
  readonly name: string
  readonly frames: readonly Uint8Array[]
}

export type Message = readonly [StreamSide, Uint8Array]

const ROOT = join(import.meta.dirname, '../../src/protocols')

export const seeds: readonly Seed[] = protocols.flatMap((protocol) => {
  const folder = join(ROOT, protocol.name, 'fixtures')
  return readdirSync(folder)
    .filter((file) => file.endsWith('.pcap'))
    .sort()
    .map((file) => ({ protocol, name: file.replace('.pcap', ''), frames: framesIn(join(folder, file)) }))
})

function framesIn(file: string): Uint8Array[] {
  return Array.from(framesOf(readFileSync(file)), (f) => f.bytes.slice(f.start, f.end))
}

const IP_TCP = 6
const ipProtocol = (frame: Uint8Array): number =>
  frame[12] === 0x08 && frame[13] === 0 ? frame[23]! : frame[12] === 0x86 ? frame[20]! : 0
const transportAt = (frame: Uint8Array): number => (frame[12] === 0x86 ? 54 : 14 + (frame[14]! & 15) * 4)
const portAt = (frame: Uint8Array, at: number): number => (frame[at]! << 8) | frame[at + 1]!

export const isTcp = (frame: Uint8Array): boolean => ipProtocol(frame) === IP_TCP

/** The messages of a TCP talk; who sends the first frame is the client. */
export function talkOf(frames: readonly Uint8Array[]): Message[] {
  const first = frames.find(isTcp)
  if (first === undefined) return []
  const client = portAt(first, transportAt(first))
  return frames.filter(isTcp).flatMap((frame): Message[] => {
    const at = transportAt(frame)
    const payload = frame.subarray(at + (frame[at + 12]! >>> 4) * 4)
    return payload.length === 0 ? [] : [[portAt(frame, at) === client ? 'client' : 'server', payload]]
  })
}

/** Port that the talk of these frames is held on. */
export function serverPortOf(frames: readonly Uint8Array[]): number {
  const first = frames.find(isTcp)!
  return portAt(first, transportAt(first) + 2)
}

/** A TCP conversation over these messages, told from others by the port of its client. */
export function talkFrames(
  messages: readonly Message[],
  port: number,
  client: number,
  mss: number,
): Uint8Array[] {
  const hop: Hop = {
    srcMac: '02:00:00:00:00:01',
    dstMac: '02:00:00:00:00:02',
    src: '10.0.0.1',
    dst: '10.0.0.2',
    srcPort: client,
    dstPort: port,
  }
  return tcpStream(hop, messages, mss)
}

/** The frame with another payload behind its EtherType, LLC, IP or UDP header, whose lengths are set right. */
export function withPayload(frame: Uint8Array, payload: Uint8Array): Uint8Array {
  const whole = payloadOf(frame)
  const head = frame.slice(0, whole.byteOffset - frame.byteOffset)
  const protocol = ipProtocol(frame)
  const at = protocol === 0 ? 14 : transportAt(frame)
  const behind = head.length - at + payload.length
  if (portAt(frame, 12) < 0x600) head.set(u16(behind), 12)
  if (frame[12] === 0x08 && frame[13] === 0) head.set(u16(at - 14 + behind), 16)
  if (frame[12] === 0x86 && frame[13] === 0xdd) head.set(u16(behind), 18)
  if (protocol === 17) head.set(u16(8 + payload.length), at + 4)
  return joined(head, payload)
}
