/** RADIUS (RFC 2865): an access point asks about a station. */
import * as radius from '../encoders/radius.ts'
import { answer, ask, type Script } from '../script.ts'
import { serviceKind } from '../service.ts'
import type { Unit } from '../unit.ts'

export interface RadiusTraits {
  readonly secret: string
}

export const RADIUS = serviceKind<RadiusTraits>('radius', 'udp', 1812)

/** Devices without a name of their own share one. */
const COMMON_ACCOUNT = 'medical-devices'

export function* asksAbout(unit: Unit, { secret }: RadiusTraits, station: Unit): Script {
  const dashed = (mac: string): string => mac.replaceAll(':', '-').toUpperCase()
  const name = station.named ? `host/${station.fqdn}` : COMMON_ACCOUNT
  const request = radius.accessRequest(
    unit.random.int(0, 255),
    secret,
    [
      radius.text(1, name),
      radius.address(4, unit.ip),
      radius.text(30, `${dashed(unit.mac)}:CLINICAL`),
      radius.text(31, dashed(station.mac)),
      radius.number(61, 19),
    ],
    (size) => unit.random.bytes(size),
    radius.eapIdentity(unit.random.int(1, 255), name),
  )
  yield ask(request)
  // Calling-Station-Id names it, whatever else of it is seen.
  station.truth.macSeen = true
  station.truth.sawAt(unit.world.queue.now)
  yield answer(radius.answer(2, secret, request, [radius.text(1, name)]), 0.01)
}
