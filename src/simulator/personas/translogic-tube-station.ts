/** Swisslog TransLogic tube station: talks with the system control centre. */
import type { Persona } from '../persona.ts'
import { udhcpc } from './shared/dhcp-clients.ts'
import { reportsTo } from './shared/private-link.ts'

export const translogicTubeStation: Persona = {
  id: 'translogic-tube-station',
  product: {
    type: 'pneumatic-tube',
    vendor: 'Swisslog Healthcare',
    model: null,
    criticality: 'support',
    releases: [{ version: null, os: { name: 'Linux' }, share: 1 }],
  },
  ouis: ['0022DB'],
  ouiTellsVendor: true,
  stack: 'linux-2.6',
  zone: 'building',
  addressing: udhcpc('1.15.3'),
  population: { perWard: 1, per100Beds: 2 },
  roles: ['tube-station'],
  wire: {},
  live(unit) {
    reportsTo(unit, 'device-data-server', 30, 90)
  },
  source:
    'PwnedPiper advisories of 2021: Nexus stations are embedded Linux; their messages to the control centre are not published',
}
