/** The router of a building apart: everything from there comes with its MAC and a TTL less by one. */
import { tellsCdp } from '../dialogues/neighbours.ts'
import type { Persona } from '../persona.ts'

export const buildingRouter: Persona = {
  id: 'building-router',
  product: {
    type: 'switch-router',
    subtype: 'router',
    vendor: 'Cisco',
    model: 'C9300-24T',
    criticality: 'support',
    releases: [{ version: '17.6.4', os: { name: 'Cisco IOS XE', version: '17.6.4' }, share: 1 }],
    serial: (random) => `FOC${random.digits(4)}X${random.digits(3)}`,
  },
  ouis: ['006CBC'],
  ouiTellsVendor: true,
  stack: 'cisco-ios',
  zone: 'management',
  addressing: { kind: 'static' },
  population: { perWard: 1, wards: ['outpatient'], mainSiteOnly: true },
  roles: ['building-router'],
  hostname: (unit) => `dist-opd-${unit.number}`,
  wire: {
    'cdp:client': { shows: ['type', 'vendor', 'model', 'version', 'os.name', 'os.version', 'hostname'] },
  },
  live(unit) {
    tellsCdp(unit, () => ({
      deviceId: `${unit.hostname}.${unit.world.domain}`,
      address: unit.ip,
      port: 'TenGigabitEthernet1/1/1',
      capabilities: [0, 3, 5],
      software: `Cisco IOS Software [Bengaluru], Catalyst L3 Switch Software (CAT9K_IOSXE), Version ${unit.version}, RELEASE SOFTWARE (fc5)`,
      platform: 'cisco C9300-24T',
      duplex: 'full',
    }))
  },
  source: 'RFC 1812 section 5; CDP as IOS XE writes it',
}
