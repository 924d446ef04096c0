/** A PC that was never replaced: Windows 7. */
import { worksInOffice } from '../dialogues/windows.ts'
import type { Persona } from '../persona.ts'
import { isMember, onWindows, WINDOWS_7_HOST } from './shared/windows-host.ts'

export const windows7Workstation: Persona = {
  ...WINDOWS_7_HOST,
  id: 'windows-7-workstation',
  product: {
    type: 'workstation',
    vendor: 'HP',
    model: null,
    criticality: 'none',
    releases: [onWindows('Windows 7', '7601')],
  },
  ouis: ['3C4A92', '6C3BE5'],
  ouiTellsVendor: true,
  zone: 'office',
  population: { per100Beds: 9 },
  roles: ['workstation'],
  hostname: (unit) => `OLD-PC${String(unit.number).padStart(3, '0')}`,
  wire: {
    llmnr: { weak: ['llmnr-nbns-enabled', 'wpad-queried'] },
    dhcp: { shows: ['hostname', 'os.name'] },
    'smb:client': { shows: ['os.name', 'os.build', 'hostname'] },
  },
  live(unit) {
    isMember(unit)
    worksInOffice(unit, 'schannel-7')
  },
  source: 'DHCP options of Windows 7 as Satori and fingerbank list them; host announcements by MS-BRWS 2.2.1',
}
