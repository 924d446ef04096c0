/** The RADIUS server that access points ask about stations: FreeRADIUS. */
import { RADIUS } from '../dialogues/radius.ts'
import type { Persona } from '../persona.ts'

export const radiusServer: Persona = {
  id: 'radius-server',
  product: {
    type: 'server',
    vendor: 'VMware',
    model: null,
    criticality: 'support',
    releases: [{ version: null, os: { name: 'Linux' }, share: 1 }],
  },
  ouis: ['005056'],
  stack: 'linux-5',
  zone: 'servers',
  addressing: { kind: 'static' },
  population: { perSite: 1 },
  roles: ['radius'],
  hostname: (unit) => `radius${unit.number}`,
  services: () => [RADIUS.offer({ secret: 'simulated' })],
  wire: { 'radius:server': { shows: ['type'] } },
  live() {},
  source: 'RFC 2865, 3579',
}
