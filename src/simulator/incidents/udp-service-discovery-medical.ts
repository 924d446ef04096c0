/** Somebody looks for medical and building devices by their own greetings. */
import type { Incident } from '../incident.ts'
import { Lane, UDP } from '../network/lane.ts'
import { reach } from '../reach.ts'
import { again, somebodyNew } from './shared/cast.ts'

/** BACnet Who-Is to one device, EtherNet/IP ListIdentity, Lantronix query: first messages as their standards lay them out. */
const GREETINGS: readonly (readonly [number, Uint8Array])[] = [
  [47808, Uint8Array.of(0x81, 0x0a, 0, 8, 1, 4, 0x10, 8)],
  [44818, Uint8Array.of(0x63, ...new Array<number>(23).fill(0))],
  [30718, Uint8Array.of(0, 0, 0, 0xf6)],
]

export const udpServiceDiscoveryMedical: Incident = {
  name: 'udp-service-discovery-medical',
  summary:
    'an unknown computer sends BACnet Who-Is, EtherNet/IP ListIdentity and serial-server queries around',
  detections: ['udp-service-discovery-medical'],
  begin(stage) {
    const { out, queue, units } = stage.world
    const attacker = somebodyNew(stage, 'office', (unit) => {
      const victims = units
        .filter(
          (one) =>
            one !== unit &&
            one.station.ip !== 0 &&
            one.place.site === 'main' &&
            one.persona.zone !== 'internet',
        )
        .slice(0, 40)
      again(stage, victims.length * GREETINGS.length, 0.2, (i) => {
        const victim = victims[Math.floor(i / GREETINGS.length)]!
        const [port, bytes] = GREETINGS[i % GREETINGS.length]!
        reach(stage.world, unit, victim, false, () =>
          Lane.between(unit.station, victim.station, UDP, [unit.station.ephemeral(), port]).udp(
            out,
            queue.now,
            bytes,
          ),
        )
      })
    })
    return [attacker]
  },
}
