/** The firewall between the hospital and the internet; frames from outside carry its inner MAC. */
import type { Persona } from '../persona.ts'

export const firewall: Persona = {
  id: 'firewall',
  product: {
    type: 'firewall',
    vendor: 'Fortinet',
    model: null,
    criticality: 'support',
    releases: [{ version: null, share: 1 }],
  },
  ouis: ['00090F', '906CAC'],
  ouiTellsVendor: true,
  stack: 'linux-3',
  zone: 'management',
  addressing: { kind: 'static' },
  population: { perSite: 1 },
  roles: ['firewall'],
  hostname: (unit) => `fw-${unit.place.site}`,
  wire: {},
  live() {},
  source: 'RFC 1812; a router says nothing of itself while it forwards',
}
