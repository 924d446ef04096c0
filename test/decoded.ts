/** Runs the decoder over frames and writes down every packet it shows, as plain values that tests can compare. */
import { ip4FromWord, ip6FromWords } from '../src/model/ip.ts'
import { macFromWords } from '../src/model/mac.ts'
import { Frame } from '../src/wire/capture/frame.ts'
import { Decoder } from '../src/wire/decoder.ts'
import type { Packet } from '../src/wire/packet.ts'

export interface Shown {
  readonly depth: number
  readonly mac: string | null
  readonly vlan: number
  readonly etherType: number
  /** Destination SAP, or SNAP OUI and protocol. */
  readonly llc: number
  /** `source > destination`, with ports where there are any; `null` when no IP. */
  readonly flow: string | null
  readonly protocol: number
  readonly fragment: boolean
  readonly truncated: boolean
  readonly wireLength: number
  /** Payload of the transport; of the link where there is no IP. */
  readonly payload: string
}

export interface Decoded {
  readonly shown: Shown[]
  readonly oddities: string[]
  readonly malformed: number
  readonly known: boolean
}

export interface Given {
  readonly linkType?: number
  /** Bytes that the capture cut off each frame. */
  readonly cut?: number
  /** Seconds between frames. */
  readonly apart?: number
}

/** Decodes `frames` in turn with one decoder. */
export function decoded(frames: readonly Uint8Array[], given: Given = {}): Decoded {
  const shown: Shown[] = []
  const oddities: string[] = []
  const decoder = new Decoder({ packet: (p) => shown.push(snapshot(p)), oddity: (n) => oddities.push(n) })
  const frame = new Frame()
  let known = true
  for (const [i, bytes] of frames.entries()) {
    // Bytes before and behind the frame: what reads outside of it gives itself away.
    frame.bytes = Uint8Array.from([0x45, 0x45, 0x45, ...bytes, 0x45, 0x45, 0x45, 0x45])
    frame.start = 3
    frame.end = 3 + bytes.length - (given.cut ?? 0)
    frame.originalLength = bytes.length
    frame.linkType = given.linkType ?? 1
    frame.time = 1_767_225_600 + i * (given.apart ?? 0.001)
    frame.number = i + 1
    known = decoder.decode(frame, 0) && known
  }
  return { shown, oddities, malformed: decoder.malformedFrames, known }
}

/** The only packet shown for one frame. */
export function only(frame: Uint8Array, given: Given = {}): Shown {
  const { shown } = decoded([frame], given)
  if (shown.length !== 1) throw new Error(`${shown.length} packets shown`)
  return shown[0]!
}

function snapshot(p: Packet): Shown {
  const six = p.ipVersion === 6
  const source = six ? ip6FromWords(p.s0, p.s1, p.s2, p.s3) : ip4FromWord(p.s3)
  const destination = six ? ip6FromWords(p.d0, p.d1, p.d2, p.d3) : ip4FromWord(p.d3)
  const ports = p.srcPort + p.dstPort > 0 ? ` ${p.srcPort} > ${p.dstPort}` : ''
  const [from, to] = p.ipVersion === 0 ? [p.linkPayload, p.linkEnd] : [p.payload, p.payloadEnd]
  if (!(from <= to && to <= p.bytes.length)) throw new Error(`payload ${from}..${to} of ${p.bytes.length}`)
  return {
    depth: p.depth,
    mac: p.hasMac
      ? `${macFromWords(p.srcMacHigh, p.srcMacLow)} > ${macFromWords(p.dstMacHigh, p.dstMacLow)}`
      : null,
    vlan: p.vlan,
    etherType: p.etherType,
    llc: p.etherType < 0 ? p.llc : 0,
    flow: p.ipVersion === 0 ? null : `${source} > ${destination}${ports}`,
    protocol: p.protocol,
    fragment: p.fragment,
    truncated: p.truncated,
    wireLength: p.wireLength,
    payload: Buffer.from(p.bytes.subarray(from, to)).toString('latin1'),
  }
}
