/** Somebody says that the gateway's address is at its own MAC, again and again. */
import type { Incident } from '../incident.ts'
import { arp, writeFrame } from '../network/frames.ts'
import { again, neighboursOf, somebodyNew } from './shared/cast.ts'

export const arpSpoof: Incident = {
  name: 'arp-spoof',
  summary: 'an unknown computer answers for the address of the gateway, to three neighbours',
  detections: ['arp-spoof'],
  begin(stage) {
    const { out, queue } = stage.world
    const attacker = somebodyNew(stage, 'office', (unit) => {
      const gateway = unit.station.segment.gateway!
      unit.truth.weak('duplicate-ip', 'arp', null)
      const router = stage.world.units.find(({ persona }) => persona.id === 'core-router')
      router?.truth.weak('duplicate-ip', 'arp', null)
      const victims = neighboursOf(unit).slice(0, 3)
      again(stage, 90, 2, () => {
        for (const { station } of victims) {
          writeFrame(
            out,
            queue.now,
            unit.station,
            station.mac,
            0x0806,
            arp(2, unit.station.mac, gateway.ip, station.mac, station.ip),
          )
          writeFrame(
            out,
            queue.now,
            gateway,
            station.mac,
            0x0806,
            arp(2, gateway.mac, gateway.ip, station.mac, station.ip),
          )
        }
      })
    })
    return [attacker]
  },
}
