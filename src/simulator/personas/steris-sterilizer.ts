/** STERIS AMSCO steam steriliser: reports cycles to a tracking server. */
import type { Persona } from '../persona.ts'
import { SMALL_DHCP } from './shared/dhcp-clients.ts'
import { reportsTo } from './shared/private-link.ts'

export const sterisSterilizer: Persona = {
  id: 'steris-sterilizer',
  product: {
    type: 'sterilizer',
    vendor: 'STERIS',
    model: null,
    criticality: 'support',
    releases: [{ version: null, share: 1 }],
  },
  ouis: ['6C1524A'],
  ouiTellsVendor: true,
  stack: 'threadx',
  zone: 'building',
  addressing: SMALL_DHCP,
  population: { per100Beds: 1.5 },
  roles: ['sterilizer'],
  wire: {},
  live(unit) {
    reportsTo(unit, 'device-data-server', 120, 150)
  },
  source:
    'sterilisers report cycles to a tracking system; the format is not published, so bytes stand for it',
}
