/** Servers of makers to which devices report in ways that are not published; one stands for all of a site. */
import type { Persona } from '../persona.ts'
import { PRIVATE_LINK } from './shared/private-link.ts'
import { isMember, onWindows, WINDOWS_HOST } from './shared/windows-host.ts'

export const deviceDataServer: Persona = {
  ...WINDOWS_HOST,
  id: 'device-data-server',
  product: {
    type: 'server',
    vendor: 'VMware',
    model: null,
    criticality: 'support',
    releases: [onWindows('Windows Server 2019', '17763')],
  },
  ouis: ['005056'],
  addressing: { kind: 'static' },
  zone: 'servers',
  population: { perSite: 1 },
  roles: ['device-data-server'],
  hostname: (unit) => `devdata${unit.number}`,
  services: () => [PRIVATE_LINK.offer(null)],
  wire: {},
  live: isMember,
  source: 'nothing of what such servers say names them',
}
