/**
 * Fragmented datagrams of both IP versions that are not whole yet, bounded in number, bytes and age. Those that never
 * become whole are dropped, the oldest first, and counted as `ip.fragments-incomplete`.
 */
import type { Packet } from '../packet.ts'
import { Datagram } from './datagram.ts'

/** Datagrams kept at most. */
const MAX_DATAGRAMS = 512
/** Bytes kept at most, buffers counted whole. */
const MAX_BYTES = 4 << 20
/** Seconds by packet time until the rest of a datagram is no longer waited for (30 in Linux and BSD). */
const MAX_AGE = 30

export class FragmentTable {
  private readonly datagrams = new Map<string, Datagram>()
  private bytes = 0
  private readonly oddity: (name: string) => void

  constructor(oddity: (name: string) => void) {
    this.oddity = oddity
  }

  /** Datagrams waiting for fragments. */
  get size(): number {
    return this.datagrams.size
  }

  /**
   * Takes the fragment that lies in `p.bytes` from `at` to `end`, with the addresses of `p`; the whole datagram
   * when nothing is missing any more. `header` is the length of the IP header at `p.ipStart` to keep in front.
   */
  add(
    p: Packet,
    id: number,
    offset: number,
    more: boolean,
    protocol: number,
    header: number,
    at: number,
    end: number,
  ): Datagram | null {
    this.makeRoom(p.time)
    const key = keyOf(p, id, protocol)
    let datagram = this.datagrams.get(key)
    if (datagram === undefined) {
      datagram = new Datagram(p.time)
      this.datagrams.set(key, datagram)
      this.bytes += datagram.bytes.length
    }
    const before = datagram.bytes.length
    const wrong = datagram.add(offset, more, p.bytes, at, end)
    if (wrong !== null) this.oddity(`${p.ipVersion === 4 ? 'ipv4' : 'ipv6'}.${wrong}`)
    this.bytes += datagram.bytes.length - before
    if (wrong === 'fragment-too-many') this.drop(key, datagram)
    else if (offset === 0 && (wrong === null || wrong === 'fragment-overlap'))
      datagram.setHeader(protocol, p.bytes, p.ipStart, header)
    if (!datagram.whole) return null
    datagram.mendHeader(p.ipVersion)
    this.drop(key, datagram)
    return datagram
  }

  private makeRoom(now: number): void {
    for (const [key, datagram] of this.datagrams) {
      const full = this.datagrams.size >= MAX_DATAGRAMS || this.bytes > MAX_BYTES
      if (!full && now - datagram.born <= MAX_AGE) return
      this.oddity('ip.fragments-incomplete')
      this.drop(key, datagram)
    }
  }

  private drop(key: string, datagram: Datagram): void {
    this.datagrams.delete(key)
    this.bytes -= datagram.bytes.length
  }
}

/**
 * Source, destination, id (RFC 791 section 3.2, RFC 8200 section 4.5), for IPv4 the protocol; and where it was seen,
 * since private address ranges recur from VLAN to VLAN and a mirror shows the same fragment in several places.
 */
function keyOf(p: Packet, id: number, protocol: number): string {
  const six = p.ipVersion === 6
  const source = six ? `${p.s0},${p.s1},${p.s2},${p.s3}` : `${p.s3}`
  const destination = six ? `${p.d0},${p.d1},${p.d2},${p.d3}` : `${p.d3}`
  return `${source}>${destination}#${id}/${six ? '' : protocol}@${p.depth}.${p.vlan}`
}
