/** A ward's PC: Windows 10 and 11 in the hospital's domain. */
import { worksInOffice } from '../dialogues/windows.ts'
import type { Persona } from '../persona.ts'
import { isMember, LOGIN_TELLS, onWindows, WINDOWS_HOST } from './shared/windows-host.ts'

export const windowsWorkstation: Persona = {
  ...WINDOWS_HOST,
  id: 'windows-workstation',
  product: {
    type: 'workstation',
    vendor: 'Dell',
    model: null,
    criticality: 'none',
    releases: [onWindows('Windows 11', '22631', 4), onWindows('Windows 10', '19045', 5)],
  },
  ouis: ['B8AC6F', 'F8BC12', '18DBF2'],
  ouiTellsVendor: true,
  zone: 'office',
  population: { perBed: 0.5, perWard: 3, per100Beds: 20 },
  roles: ['workstation'],
  hostname: (unit) => `${(unit.place.ward ?? 'ADM').slice(0, 3)}-PC${String(unit.number).padStart(4, '0')}`,
  wire: {
    llmnr: { weak: ['llmnr-nbns-enabled', 'wpad-queried'] },
    dhcp: { shows: ['hostname'] },
    'smb:client': LOGIN_TELLS,
  },
  live(unit) {
    isMember(unit)
    worksInOffice(unit, unit.release.os?.name === 'Windows 11' ? 'schannel-11' : 'schannel-10')
  },
  source:
    'DHCP options and SYN of Windows 10 and 11 as Satori and fingerbank list them; NTLM versions by MS-NLMP 2.2.2.10',
}
