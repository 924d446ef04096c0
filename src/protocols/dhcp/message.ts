/** The fixed part of a BOOTP or DHCP message (RFC 2131 section 2), with its options. */
import type { Ip } from '../../model/ip.ts'
import type { Mac } from '../../model/mac.ts'
import { deviceIp, deviceMac } from '../addresses.ts'
import { type Options, readOptions } from './options.ts'

export const BOOTREQUEST = 1
export const BOOTREPLY = 2

/** DHCP message types: RFC 2132 section 9.6, RFC 3203, RFC 4388, RFC 6926, RFC 7724. */
const TYPES = [
  'bootp',
  'discover',
  'offer',
  'request',
  'decline',
  'ack',
  'nak',
  'release',
  'inform',
  'forcerenew',
  'leasequery',
  'leaseunassigned',
  'leaseunknown',
  'leaseactive',
]

export interface Message {
  readonly op: number
  /** Name of option 53; `bootp` without it, the number for an unknown one. */
  readonly type: string
  /** The client's Ethernet address; `null` for other hardware and for made-up ones. */
  readonly chaddr: Mac | null
  readonly ciaddr: Ip | null
  readonly yiaddr: Ip | null
  readonly siaddr: Ip | null
  readonly giaddr: Ip | null
  /** The address handed out belongs to a group or to nobody (224.0.0.0 and up). */
  readonly groupAddress: boolean
  readonly options: Options
  option(code: number): Uint8Array | undefined
}

/** Smallest message read: the header up to the `chaddr` field's end; shorter is no BOOTP at all. */
export const MIN_MESSAGE = 44

/** The caller has checked that `MIN_MESSAGE` octets are there. */
export function readMessage(bytes: Uint8Array, oddity: (name: string) => void): Message {
  const options = readOptions(bytes, oddity)
  const code = options.values.get(53)?.[0] ?? 0
  const at = (offset: number) => deviceIp(bytes.subarray(offset, offset + 4))
  return {
    op: bytes[0]!,
    type: TYPES[code] ?? String(code),
    chaddr: bytes[1] === 1 && bytes[2] === 6 ? deviceMac(bytes.subarray(28, 34)) : null,
    ciaddr: at(12),
    yiaddr: at(16),
    siaddr: at(20),
    giaddr: at(24),
    groupAddress: (bytes[16] ?? 0) >= 224,
    options,
    option: (wanted) => options.values.get(wanted),
  }
}
