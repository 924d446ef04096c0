/** Masimo Root monitor hub: reports to Patient SafetyNet. */
import type { Persona } from '../persona.ts'
import { udhcpc } from './shared/dhcp-clients.ts'
import { reportsTo } from './shared/private-link.ts'

export const masimoRoot: Persona = {
  id: 'masimo-root',
  product: {
    type: 'pulse-oximeter',
    vendor: 'Masimo',
    model: null,
    criticality: 'diagnostic',
    releases: [{ version: null, os: { name: 'Linux' }, share: 1 }],
  },
  ouis: ['0809B6', '504A5E'],
  ouiTellsVendor: true,
  stack: 'linux-3',
  zone: 'clinical',
  addressing: udhcpc('1.22.1'),
  population: { perBed: 0.15, wards: ['surgical', 'medical'] },
  roles: ['oximeter'],
  wire: {},
  live(unit) {
    reportsTo(unit, 'device-data-server', 30, 220)
  },
  source: 'Root hubs report to a server of the maker; the format is not published, so bytes stand for it',
}
