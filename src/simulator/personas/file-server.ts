/** The file server of a site: Windows Server in the domain. */
import type { Persona } from '../persona.ts'
import { isMember, LOGIN_TELLS, onWindows, sharesFiles, WINDOWS_HOST } from './shared/windows-host.ts'

export const fileServer: Persona = {
  ...WINDOWS_HOST,
  id: 'file-server',
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
  population: { perSite: 1, per100Beds: 0.5 },
  roles: ['file-server'],
  hostname: (unit) => `FILES${String(unit.number).padStart(2, '0')}`,
  services: (unit) => [sharesFiles(unit)],
  wire: { 'smb:server': { ...LOGIN_TELLS, weak: ['smb-signing-not-required'] } },
  live: isMember,
  source: 'MS-SMB2, MS-NLMP: names and version of a server stand in its challenge',
}
