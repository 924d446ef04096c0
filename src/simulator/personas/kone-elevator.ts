/** KONE lift controller: reports to the maker's gateway in the house. */
import type { Persona } from '../persona.ts'
import { udhcpc } from './shared/dhcp-clients.ts'
import { reportsTo } from './shared/private-link.ts'

export const koneElevator: Persona = {
  id: 'kone-elevator',
  product: {
    type: 'elevator',
    vendor: 'KONE',
    model: null,
    criticality: 'support',
    releases: [{ version: null, os: { name: 'Linux' }, share: 1 }],
  },
  ouis: ['649FF7'],
  ouiTellsVendor: true,
  stack: 'linux-4',
  zone: 'building',
  addressing: udhcpc('1.24.1'),
  population: { per100Beds: 2, atLeast: 1 },
  roles: ['elevator'],
  wire: {},
  live(unit) {
    reportsTo(unit, 'device-data-server', 60, 120)
  },
  source: 'lifts report to a gateway; the format is not published, so bytes stand for it',
}
