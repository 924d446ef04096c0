/** Somebody tries every usual port of one server. */
import type { Incident } from '../incident.ts'
import { probe } from '../network/probe.ts'
import { reach } from '../reach.ts'
import { again, somebody, somebodyNew } from './shared/cast.ts'

const PORTS = 240

export const portScanVertical: Incident = {
  name: 'port-scan-vertical',
  summary: 'an unknown computer tries 240 ports of one server',
  detections: ['port-scan-vertical'],
  begin(stage) {
    const victim = somebody(stage, 'spectrum-gateway', 'dns')
    const attacker = somebodyNew(stage, 'office', (unit) => {
      const open = new Set(victim.services.map(({ port }) => port))
      reach(stage.world, unit, victim, false, () =>
        again(stage, PORTS, 0.03, (i) => {
          const port = 1 + i * 17
          probe(stage.world, unit.station, victim.station, port, open.has(port) ? 'open' : 'refused')
        }),
      )
    })
    return [attacker, victim]
  },
}
