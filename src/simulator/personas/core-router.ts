/** The core switch that routes between the VLANs; its other networks are set up with the hospital. */
import type { Persona } from '../persona.ts'

export const coreRouter: Persona = {
  id: 'core-router',
  product: {
    type: 'switch-router',
    subtype: 'router',
    vendor: 'Cisco',
    model: null,
    criticality: 'support',
    releases: [{ version: null, share: 1 }],
  },
  ouis: ['00562B'],
  ouiTellsVendor: true,
  stack: 'cisco-ios',
  zone: 'management',
  addressing: { kind: 'static' },
  population: { perSite: 1 },
  roles: ['core-router'],
  hostname: (unit) => `core-${unit.place.site}`,
  wire: {},
  live() {},
  source: 'RFC 1812; one MAC for all routed VLANs as Catalyst switches have it',
}
