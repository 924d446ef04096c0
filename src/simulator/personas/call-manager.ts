/** The telephones' server. */
import type { Persona } from '../persona.ts'
import { TFTP } from './cisco-ip-phone.ts'

export const callManager: Persona = {
  id: 'call-manager',
  product: {
    type: 'call-manager',
    vendor: 'Cisco',
    model: null,
    criticality: 'support',
    releases: [{ version: null, os: { name: 'Linux' }, share: 1 }],
  },
  ouis: ['005056'],
  stack: 'linux-3',
  zone: 'servers',
  addressing: { kind: 'static' },
  population: { perSite: 1 },
  roles: ['call-manager'],
  hostname: (unit) => `cucm${unit.number}`,
  services: () => [TFTP.offer(null, { weak: ['dangerous-service-open'] })],
  wire: {},
  live() {},
  source: 'phones read their files from it by TFTP (RFC 1350); nothing of that names the product',
}
