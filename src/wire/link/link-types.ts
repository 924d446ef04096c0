/** Which link types are decoded, by their LINKTYPE_ value (tcpdump.org registry), and by what. */
import type { Layers } from '../layers.ts'
import { ip } from '../network/ip.ts'
import { bsdLoopback } from './bsd-loopback.ts'
import { ethernet } from './ethernet.ts'
import { ieee80211 } from './ieee80211.ts'
import { linuxCooked, linuxCooked2 } from './linux-cooked.ts'
import { llc } from './llc.ts'
import { ppi, prism, radiotap } from './monitor-headers.ts'
import { nflog } from './nflog.ts'
import { ciscoHdlc, directedPpp, ppp, pppoeSession, serialPpp } from './ppp.ts'

export type LinkLayer = (d: Layers, at: number, end: number) => void

export const LINK_LAYERS: ReadonlyMap<number, LinkLayer> = new Map<number, LinkLayer>([
  [0, bsdLoopback], // NULL
  [1, ethernet], // ETHERNET
  [9, ppp], // PPP
  [12, ip], // DLT_RAW where files carry the host's own numbers
  [14, ip], // the same on OpenBSD
  [50, serialPpp], // PPP_HDLC
  [51, pppoeSession], // PPP_ETHER
  [100, llc], // ATM_RFC1483
  [101, ip], // RAW
  [104, ciscoHdlc], // C_HDLC
  [105, (d, at, end) => ieee80211(d, at, end, 0)], // IEEE802_11
  [108, bsdLoopback], // LOOP
  [113, linuxCooked], // LINUX_SLL
  [119, prism], // IEEE802_11_PRISM
  [127, radiotap], // IEEE802_11_RADIOTAP
  [163, prism], // IEEE802_11_AVS
  [166, directedPpp], // PPP_PPPD
  [192, ppi], // PPI
  [204, directedPpp], // PPP_WITH_DIR
  [228, ip], // IPV4
  [229, ip], // IPV6
  [239, nflog], // NFLOG
  [276, linuxCooked2], // LINUX_SLL2
])

/** Link types that {@link Decoder} decodes. */
export const DECODED_LINK_TYPES: ReadonlySet<number> = new Set(LINK_LAYERS.keys())
