/** Hill-Rom Centrella bed on Wi-Fi: reports its state to its server. */
import type { Persona } from '../persona.ts'
import { udhcpc } from './shared/dhcp-clients.ts'
import { reportsTo } from './shared/private-link.ts'

export const hillromBed: Persona = {
  id: 'hillrom-bed',
  product: {
    type: 'hospital-bed',
    vendor: 'Hillrom',
    model: null,
    criticality: 'support',
    releases: [{ version: null, os: { name: 'Linux' }, share: 1 }],
  },
  ouis: ['0014B8'],
  ouiTellsVendor: true,
  stack: 'linux-4',
  zone: 'clinical-wireless',
  addressing: udhcpc('1.24.1'),
  population: { perBed: 0.5, wards: ['medical', 'surgical', 'icu'] },
  roles: ['bed'],
  wire: {},
  live(unit) {
    reportsTo(unit, 'device-data-server', 120, 180)
  },
  source: 'Wi-Fi beds report to a server of the maker; the format is not published, so bytes stand for it',
}
