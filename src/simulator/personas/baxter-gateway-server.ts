/** The server to which Sigma Spectrum pumps report. */
import type { Persona } from '../persona.ts'
import { SPECTRUM_GATEWAY } from './baxter-sigma-spectrum.ts'

export const baxterGatewayServer: Persona = {
  id: 'baxter-gateway-server',
  product: {
    type: 'infusion-server',
    vendor: 'Baxter',
    model: null,
    criticality: 'direct-therapy',
    releases: [{ version: null, os: { name: 'Windows Server 2016' }, share: 1 }],
  },
  ouis: ['005056'],
  stack: 'windows-10',
  zone: 'servers',
  addressing: { kind: 'static' },
  resolves: true,
  population: { perSite: 1, mainSiteOnly: true },
  roles: ['spectrum-gateway'],
  hostname: () => 'infusion-gw',
  services: () => [SPECTRUM_GATEWAY.offer(null)],
  wire: {},
  live() {},
  source:
    'ICSMA-20-170-04: pumps report to a gateway over an unprotected channel; nothing of it names the server',
}
