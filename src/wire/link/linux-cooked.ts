/** Linux cooked captures: LINKTYPE_LINUX_SLL (113) and LINUX_SLL2 (276). They name the sender's address only. */
import type { Layers } from '../layers.ts'
import { setAddresses } from './ethernet.ts'
import { llc } from './llc.ts'
import { radiotap } from './monitor-headers.ts'

/** ARP hardware types (linux/if_arp.h) whose addresses are MACs. */
const ETHERNET = 1
const IEEE802 = 6
const IEEE80211 = 801
const IEEE80211_RADIOTAP = 803
/** Netlink messages: no network traffic. */
const NETLINK = 824

/** Packet type: sent to everybody. */
const BROADCAST = 1

/** Protocol fields below 0x0600 (linux/if_ether.h): LLC follows. */
const P_802_2 = 0x0004

export function linuxCooked(d: Layers, at: number, end: number): void {
  const b = d.packet.bytes
  if (end - at < 16) {
    d.short('sll.short')
    return
  }
  const type = (b[at]! << 8) | b[at + 1]!
  const hardware = (b[at + 2]! << 8) | b[at + 3]!
  station(d, hardware, type, (b[at + 4]! << 8) | b[at + 5]!, at + 6)
  behind(d, hardware, (b[at + 14]! << 8) | b[at + 15]!, at + 16, end)
}

export function linuxCooked2(d: Layers, at: number, end: number): void {
  const b = d.packet.bytes
  if (end - at < 20) {
    d.short('sll2.short')
    return
  }
  const hardware = (b[at + 8]! << 8) | b[at + 9]!
  station(d, hardware, b[at + 10]!, b[at + 11]!, at + 12)
  behind(d, hardware, (b[at]! << 8) | b[at + 1]!, at + 20, end)
}

function station(d: Layers, hardware: number, packetType: number, length: number, address: number): void {
  const p = d.packet
  const known = hardware === ETHERNET || hardware === IEEE802 || (hardware >= 801 && hardware <= 803)
  if (!known || length !== 6) return
  setAddresses(p, address, address)
  p.hasMac = p.srcMacHigh !== 0 || p.srcMacLow !== 0
  p.dstMacHigh = packetType === BROADCAST ? 0xffff : 0
  p.dstMacLow = packetType === BROADCAST ? -1 : 0
}

function behind(d: Layers, hardware: number, protocol: number, at: number, end: number): void {
  if (hardware === IEEE80211_RADIOTAP) radiotap(d, at, end)
  else if (hardware === IEEE80211) d.ieee80211(at, end, 0)
  else if (protocol === P_802_2) llc(d, at, end)
  else if (protocol >= 0x0600 && hardware !== NETLINK) d.etherType(protocol, at, end)
  else d.frame()
}
