/** Somebody takes all addresses. */
import * as dhcp from '../encoders/dhcp.ts'
import type { Incident } from '../incident.ts'
import { again, somebodyNew } from './shared/cast.ts'

export const dhcpStarvation: Incident = {
  name: 'dhcp-starvation',
  summary: 'an unknown computer asks DHCP for an address under 120 made-up MACs',
  detections: ['dhcp-starvation'],
  begin(stage) {
    const attacker = somebodyNew(stage, 'guest', (unit) =>
      again(stage, 120, 0.4, () => {
        const made = `02${stage.random.word().toString(16).padStart(8, '0')}${stage.random.int(16, 255).toString(16)}`
        const mac = made.match(/../g)!.join(':')
        const { ip } = unit.station
        unit.station.ip = 0
        unit.announce(
          'dhcp',
          '255.255.255.255',
          [68, 67],
          dhcp.discover({ mac, transaction: stage.random.word(), parameters: [1, 3, 6] }),
          64,
        )
        unit.station.ip = ip
      }),
    )
    return [attacker]
  },
}
