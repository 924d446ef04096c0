/** Mercury door controller: holds a connection with the access control server. */
import type { Persona } from '../persona.ts'
import { SMALL_DHCP } from './shared/dhcp-clients.ts'
import { reportsTo } from './shared/private-link.ts'

export const mercuryDoorController: Persona = {
  id: 'mercury-door-controller',
  product: {
    type: 'access-control',
    vendor: 'Mercury Security',
    model: null,
    criticality: 'support',
    releases: [{ version: null, share: 1 }],
  },
  ouis: ['000FE5'],
  ouiTellsVendor: true,
  stack: 'linux-3',
  zone: 'security',
  addressing: SMALL_DHCP,
  population: { perWard: 1, per100Beds: 4 },
  roles: ['door'],
  wire: {},
  live(unit) {
    reportsTo(unit, 'device-data-server', 20, 60)
  },
  source:
    'Mercury panels keep one TCP connection to their host; the format is not published, so bytes stand for it',
}
