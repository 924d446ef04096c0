/** A ward's PC: Windows 10 and 11 in the hospital's domain. */
import { keepsTime } from '../dialogues/ntp.ts'
import type { Persona } from '../persona.ts'
import { WINDOWS_DHCP } from './shared/dhcp-clients.ts'

export const windowsWorkstation: Persona = {
  id: 'windows-workstation',
  product: {
    type: 'workstation',
    vendor: 'Dell',
    model: null,
    criticality: 'none',
    releases: [
      { version: null, os: { name: 'Windows 11', build: '22631' }, share: 4 },
      { version: null, os: { name: 'Windows 10', build: '19045' }, share: 5 },
    ],
  },
  ouis: ['B8AC6F', 'F8BC12', '18DBF2'],
  ouiTellsVendor: true,
  stack: 'windows-10',
  zone: 'office',
  addressing: WINDOWS_DHCP,
  resolves: true,
  ipv6: true,
  roles: ['workstation'],
  hostname: (unit) =>
    `${(unit.place.ward ?? 'adm').slice(0, 3).toUpperCase()}-PC${String(unit.number).padStart(4, '0')}`,
  population: { perBed: 0.5, perWard: 3, per100Beds: 20 },
  wire: { dhcp: { shows: ['hostname'] } },
  live(unit) {
    keepsTime(unit, 'windows', 3600)
  },
  source:
    'DHCP option order and SYN of Windows 10 and 11 as Satori and fingerbank list them; W32Time asks its domain controller',
}
