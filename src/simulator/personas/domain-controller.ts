/** The domain controller: Kerberos, and file sharing for policies. */
import { KERBEROS } from '../dialogues/directory.ts'
import type { Persona } from '../persona.ts'
import { LOGIN_TELLS, onWindows, sharesFiles, WINDOWS_HOST } from './shared/windows-host.ts'

export const domainController: Persona = {
  ...WINDOWS_HOST,
  id: 'domain-controller',
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
  roles: ['domain-controller'],
  hostname: (unit) => `DC${String(unit.number).padStart(2, '0')}`,
  services: (unit) => [KERBEROS.offer(null), sharesFiles(unit)],
  wire: { 'smb:server': LOGIN_TELLS },
  live() {},
  source: 'RFC 4120, MS-KILE; the server says its name and version only where it is logged into by NTLM',
}
