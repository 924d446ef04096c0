/** Cisco Discovery Protocol: an IEEE 802.3 frame with SNAP header to 01:00:0C:CC:CC:CC. */
import { bytes, counted16, hex, ipv4, type Part, u16, u32 } from './bytes.ts'

export interface Neighbour {
  readonly deviceId: string
  readonly address?: string
  readonly port: string
  /** Bits: 0 router, 3 switch, 4 host, 7 telephone. */
  readonly capabilities: readonly number[]
  readonly software: string
  readonly platform: string
  readonly nativeVlan?: number
  readonly voiceVlan?: number
  readonly duplex?: 'half' | 'full'
  readonly timeToLive?: number
}

/** What follows the length of the frame: LLC, SNAP and the packet. */
export function packet(n: Neighbour): Uint8Array {
  const bits = n.capabilities.reduce((all, bit) => all | (1 << bit), 0)
  const body = bytes(
    tlv(0x0001, n.deviceId),
    n.address === undefined ? '' : tlv(0x0002, addresses(n.address)),
    tlv(0x0003, n.port),
    tlv(0x0004, u32(bits)),
    tlv(0x0005, n.software),
    tlv(0x0006, n.platform),
    n.nativeVlan === undefined ? '' : tlv(0x000a, u16(n.nativeVlan)),
    n.duplex === undefined ? '' : tlv(0x000b, n.duplex === 'full' ? 1 : 0),
    n.voiceVlan === undefined ? '' : tlv(0x000e, 1, u16(n.voiceVlan)),
    n.address === undefined ? '' : tlv(0x0016, addresses(n.address)),
  )
  const whole = bytes(2, n.timeToLive ?? 180, 0, 0, body)
  whole.set(u16(checksum(whole)), 2)
  return bytes(hex('aaaa03 00000c 2000'), whole)
}

/** One address: NLPID form, protocol CC (IP). */
const addresses = (address: string): Uint8Array => bytes(u32(1), 1, 1, 0xcc, counted16(ipv4(address)))

/** The length counts its own four bytes. */
function tlv(type: number, ...body: readonly Part[]): Uint8Array {
  const value = bytes(...body)
  return bytes(u16(type), u16(value.length + 4), value)
}

/** The Internet checksum, but a last odd byte counts as the low one, with its sign (as senders do it). */
function checksum(data: Uint8Array): number {
  let sum = 0
  for (let i = 0; i + 1 < data.length; i += 2) sum += (data[i]! << 8) | data[i + 1]!
  if (data.length % 2 === 1) {
    const last = data[data.length - 1]!
    sum += last & 0x80 ? 0xff00 + last - 1 : last
  }
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
  return ~sum & 0xffff
}
