/** Somebody says that it is the router of IPv6. */
import type { Incident } from '../incident.ts'
import { linkLocal } from '../network/addresses.ts'
import { icmp6 } from '../network/frames.ts'
import { again, somebodyNew } from './shared/cast.ts'

export const rogueRaDhcpv6: Incident = {
  name: 'rogue-ra-dhcpv6',
  summary: 'an unknown computer sends router advertisements on the office network',
  detections: ['rogue-ra-dhcpv6'],
  begin(stage) {
    const { out, queue } = stage.world
    const attacker = somebodyNew(stage, 'office', (unit) =>
      again(stage, 12, 10, () => {
        // Hop limit 64, other configuration, 30 minutes; the own MAC, and a prefix of a documentation range (RFC 4861 section 4.2).
        const prefix = [
          3, 4, 64, 0xc0, 0, 1, 0x51, 0x80, 0, 0, 0x38, 0x40, 0, 0, 0, 0, 0x20, 1, 0x0d, 0xb8, 0, 0, 0, 1, 0,
          0, 0, 0, 0, 0, 0, 0,
        ]
        const message = Uint8Array.of(
          134,
          0,
          0,
          0,
          64,
          0x40,
          7,
          8,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          1,
          1,
          ...unit.station.mac,
          ...prefix,
        )
        icmp6(out, queue.now, unit.station, linkLocal(unit.station.mac), ALL_NODES, message)
      }),
    )
    return [attacker]
  },
}

const ALL_NODES = Uint8Array.of(0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)
