/**
 * One direction of one conversation: the headers that stay the same are laid out once, and every packet is written
 * straight into the capture.
 */
import type { CaptureWriter } from './capture-writer.ts'
import { folded, sum, sumOf } from './checksum.ts'
import { seen } from './segment.ts'
import type { Station } from './station.ts'

export const TCP = 6
export const UDP = 17
export const ICMP = 1

/** Shortest payload of an Ethernet frame (IEEE 802.3 clause 4A.2.3.2.4): senders fill up with zeros. */
const LEAST = 46

export class Lane {
  readonly from: Station
  readonly fromPort: number
  readonly toPort: number
  readonly visible: boolean
  readonly #head: Uint8Array
  readonly #link: number
  readonly #pseudo: number
  readonly #tap: number

  /** From `from` to the address `ip` by way of `mac`; `ttl` as it is seen. */
  constructor(
    from: Station,
    mac: Uint8Array,
    ip: number,
    protocol: number,
    ports: readonly [number, number],
    ttl: number,
    visible = true,
  ) {
    const { segment } = from
    const sender = segment.via ?? from
    const { vlan, tap } = sender.segment
    this.from = from
    this.fromPort = ports[0]
    this.toPort = ports[1]
    this.visible = visible
    this.#tap = tap
    this.#link = vlan === 0 ? 14 : 18
    this.#head = new Uint8Array(this.#link + 20)
    const view = new DataView(this.#head.buffer)
    this.#head.set(mac)
    this.#head.set(sender.mac, 6)
    if (vlan !== 0) view.setUint32(12, 0x8100_0000 + vlan)
    view.setUint16(this.#link - 2, 0x0800)
    const ipAt = this.#link
    this.#head[ipAt] = 0x45
    if (protocol === TCP) this.#head[ipAt + 6] = 0x40
    this.#head[ipAt + 8] = ttl
    this.#head[ipAt + 9] = protocol
    view.setUint32(ipAt + 12, from.ip)
    view.setUint32(ipAt + 16, ip)
    this.#pseudo = sumOf(this.#head.subarray(ipAt + 12)) + (protocol << 8)
  }

  /** To another station, over the gateway where they are in different segments. */
  static between(from: Station, to: Station, protocol: number, ports: readonly [number, number]): Lane {
    const { segment } = from
    const hop = segment.via?.segment.gateway ?? (segment === to.segment ? to : (segment.gateway ?? to))
    const ttl = Math.max(1, from.stack.ttl - (segment.via === null ? 0 : segment.hops))
    return new Lane(from, hop.mac, to.ip, protocol, ports, ttl, seen(from, to))
  }

  /** A TCP segment with `payload` from `start` to `end`; `options` in whole words. */
  tcp(
    out: CaptureWriter,
    now: number,
    flags: number,
    sequence: number,
    acknowledged: number,
    window: number,
    options: Uint8Array | null,
    payload: Uint8Array,
    start: number,
    end: number,
    urgent = 0,
  ): void {
    if (!this.visible) return
    const optionLength = options === null ? 0 : options.length
    const length = 20 + optionLength + end - start
    const frame = out.begin()
    const at = this.#ip(out, frame, length)
    const bytes = out.bytes
    put16(bytes, at, this.fromPort)
    put16(bytes, at + 2, this.toPort)
    put32(bytes, at + 4, sequence)
    put32(bytes, at + 8, acknowledged)
    bytes[at + 12] = (20 + optionLength) << 2
    bytes[at + 13] = flags
    put16(bytes, at + 14, window)
    put16(bytes, at + 16, 0)
    put16(bytes, at + 18, urgent)
    for (let i = 0; i < optionLength; i++) bytes[at + 20 + i] = options![i]!
    copy(payload, start, end, bytes, at + 20 + optionLength)
    this.#finish(out, frame, at, length, 16, now)
  }

  /** A UDP datagram, or where the lane is of another protocol its payload alone. */
  udp(out: CaptureWriter, now: number, payload: Uint8Array): void {
    if (!this.visible) return
    const length = 8 + payload.length
    const frame = out.begin()
    const at = this.#ip(out, frame, length)
    const bytes = out.bytes
    put16(bytes, at, this.fromPort)
    put16(bytes, at + 2, this.toPort)
    put16(bytes, at + 4, length)
    put16(bytes, at + 6, 0)
    copy(payload, 0, payload.length, bytes, at + 8)
    this.#finish(out, frame, at, length, 6, now)
  }

  /** An ICMP message; its checksum at octet 2 is filled in. */
  icmp(out: CaptureWriter, now: number, message: Uint8Array): void {
    if (!this.visible) return
    const frame = out.begin()
    const at = this.#ip(out, frame, message.length)
    out.bytes.set(message, at)
    put16(out.bytes, at + 2, 0)
    out.words[(at + 2) >> 1] = folded(sum(out, at, message.length))
    this.#close(out, frame, at + message.length, now)
  }

  /** Writes the link and IP headers; gives where the next one begins. */
  #ip(out: CaptureWriter, frame: number, length: number): number {
    const head = this.#head
    const bytes = out.bytes
    for (let i = 0; i < head.length; i++) bytes[frame + i] = head[i]!
    const at = frame + this.#link
    put16(bytes, at + 2, length + 20)
    put16(bytes, at + 4, this.from.identification())
    out.words[(at + 10) >> 1] = folded(sum(out, at, 20))
    return at + 20
  }

  #finish(
    out: CaptureWriter,
    frame: number,
    at: number,
    length: number,
    checksumAt: number,
    now: number,
  ): void {
    const big = ((length & 255) << 8) | (length >> 8)
    const check = folded(sum(out, at, length) + this.#pseudo + big)
    out.words[(at + checksumAt) >> 1] = check === 0 && checksumAt === 6 ? 0xffff : check
    this.#close(out, frame, at + length, now)
  }

  #close(out: CaptureWriter, frame: number, end: number, now: number): void {
    const least = frame + this.#link + LEAST
    let at = end
    while (at < least) out.bytes[at++] = 0
    out.end(at - frame, now, this.#tap)
  }
}

function put16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 8
  bytes[at + 1] = value
}

function put32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24
  bytes[at + 1] = value >>> 16
  bytes[at + 2] = value >>> 8
  bytes[at + 3] = value
}

/** Short copies by hand: a call of `set` with a view costs more than they do. */
function copy(from: Uint8Array, start: number, end: number, to: Uint8Array, at: number): void {
  if (end - start > 64) to.set(from.subarray(start, end), at)
  else for (let i = start; i < end; i++) to[at + i - start] = from[i]!
}
