/** Synology DiskStation: network storage of a research group. */
import { tellsMdns } from '../dialogues/mdns.ts'
import type { Persona } from '../persona.ts'
import { udhcpc } from './shared/dhcp-clients.ts'

export const synologyNas: Persona = {
  id: 'synology-nas',
  product: {
    type: 'nas',
    vendor: 'Synology',
    model: 'DS920+',
    criticality: 'none',
    releases: [{ version: null, os: { name: 'Linux' }, share: 1 }],
  },
  ouis: ['001132'],
  ouiTellsVendor: true,
  stack: 'linux-4',
  zone: 'office',
  addressing: udhcpc('1.30.1'),
  population: { per100Beds: 1, atLeast: 1 },
  roles: ['nas'],
  hostname: (unit) => `DiskStation${unit.number}`,
  wire: { dhcp: { shows: ['hostname'] }, mdns: { shows: ['type', 'vendor', 'model', 'hostname'] } },
  live(unit) {
    tellsMdns(
      unit,
      () => [
        { instance: unit.hostname, type: '_smb._tcp', port: 445 },
        { instance: unit.hostname, type: '_adisk._tcp', port: 9, texts: ['sys=waMa=0,adVF=0x100'] },
        {
          instance: unit.hostname,
          type: '_http._tcp',
          port: 5000,
          texts: [
            'vendor=Synology',
            'model=DS920+',
            `serial=${unit.number}SIM`,
            'version_major=7',
            'version_minor=1',
          ],
        },
      ],
      1800,
    )
  },
  source: 'mDNS services of DSM: _http with vendor and model, _adisk (Time Machine)',
}
