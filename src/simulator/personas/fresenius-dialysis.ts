/** Fresenius 5008 dialysis machine: reports treatments to the data system. */
import type { Persona } from '../persona.ts'
import { SMALL_DHCP } from './shared/dhcp-clients.ts'
import { reportsTo } from './shared/private-link.ts'

export const freseniusDialysis: Persona = {
  id: 'fresenius-dialysis',
  product: {
    type: 'hemodialysis',
    vendor: 'Fresenius Medical Care',
    model: null,
    criticality: 'life-sustaining',
    releases: [{ version: null, share: 1 }],
  },
  ouis: ['B04C05'],
  ouiTellsVendor: true,
  stack: 'vxworks',
  zone: 'clinical',
  addressing: SMALL_DHCP,
  population: { perBed: 0.9, wards: ['dialysis'] },
  roles: ['dialysis'],
  wire: {},
  live(unit) {
    reportsTo(unit, 'device-data-server', 45, 300)
  },
  source:
    'dialysis machines report to a data system in the clear; the format is not published, so bytes stand for it',
}
