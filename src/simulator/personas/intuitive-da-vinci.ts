/** Intuitive da Vinci Xi surgical robot: keeps a connection with its maker's gateway. */
import type { Persona } from '../persona.ts'
import { udhcpc } from './shared/dhcp-clients.ts'
import { reportsTo } from './shared/private-link.ts'

export const intuitiveDaVinci: Persona = {
  id: 'intuitive-da-vinci',
  product: {
    type: 'surgical-robot',
    vendor: 'Intuitive Surgical',
    model: null,
    criticality: 'life-sustaining',
    releases: [{ version: null, os: { name: 'Linux' }, share: 1 }],
  },
  ouis: ['BC66416'],
  ouiTellsVendor: true,
  stack: 'linux-4',
  zone: 'clinical',
  addressing: udhcpc('1.24.1'),
  population: { per100Beds: 0.5 },
  roles: ['robot'],
  wire: {},
  live(unit) {
    reportsTo(unit, 'device-data-server', 60, 400)
  },
  source: 'OnSite service of the maker is a tunnel; nothing of it is published, so bytes stand for it',
}
