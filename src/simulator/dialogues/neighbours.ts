/** What devices tell the switch they hang on: LLDP (IEEE 802.1AB) and CDP. */
import * as cdp from '../encoders/cdp.ts'
import * as lldp from '../encoders/lldp.ts'
import { hex } from '../network/addresses.ts'
import type { Unit } from '../unit.ts'

const LLDP_GROUP = hex('01:80:c2:00:00:0e')
const CDP_GROUP = hex('01:00:0c:cc:cc:cc')

/** LLDP every 30 seconds. */
export function tellsLldp(unit: Unit, neighbour: () => Omit<lldp.Neighbour, 'chassisMac'>): void {
  unit.every(30, () =>
    unit.frame('lldp', LLDP_GROUP, 0x88cc, lldp.dataUnit({ chassisMac: unit.mac, ...neighbour() })),
  )
}

/** CDP every 60 seconds, in a frame with a length. */
export function tellsCdp(unit: Unit, neighbour: () => cdp.Neighbour): void {
  unit.every(60, () => {
    const body = cdp.packet(neighbour())
    unit.frame('cdp', CDP_GROUP, body.length, body)
  })
}
