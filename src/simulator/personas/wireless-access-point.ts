/** Cisco Aironet access point. */
import { tellsCdp } from '../dialogues/neighbours.ts'
import { asksAbout, RADIUS } from '../dialogues/radius.ts'
import type { Persona } from '../persona.ts'
import { wardRhythm } from '../rhythms.ts'

export const wirelessAccessPoint: Persona = {
  id: 'wireless-access-point',
  product: {
    type: 'wifi-ap',
    vendor: 'Cisco',
    model: 'AIR-AP2802I-E-K9',
    criticality: 'support',
    releases: [{ version: '8.10.185.0', share: 1 }],
  },
  ouis: ['006CBC', '00562B'],
  ouiTellsVendor: true,
  stack: 'linux-3',
  zone: 'management',
  addressing: {
    kind: 'dhcp',
    parameters: [1, 6, 15, 44, 3, 33, 150, 43],
    vendorClass: 'Cisco AP c2800',
    clientId: true,
  },
  population: { perWard: 2, per100Beds: 4 },
  roles: ['access-point'],
  hostname: (unit) => `AP${unit.mac.replaceAll(':', '').replace(/(.{4})(.{4})(.{4})/, '$1.$2.$3')}`,
  wire: {
    dhcp: { shows: ['type', 'vendor', 'hostname'] },
    'cdp:client': { shows: ['type', 'vendor', 'model', 'version', 'hostname'] },
  },
  live(unit) {
    unit.often(6, wardRhythm, () => {
      const stations = unit.peers('pump').filter((one) => one.on)
      if (stations.length === 0) return
      const station = unit.random.pick(stations)
      unit.talk(unit.peer('radius'), RADIUS, (to) => asksAbout(unit, to, station))
    })
    tellsCdp(unit, () => ({
      deviceId: unit.hostname,
      address: unit.ip,
      port: 'GigabitEthernet0',
      capabilities: [0, 1],
      software: `Cisco AP Software, ap3g3-k9w8 Version: ${unit.version}`,
      platform: 'cisco AIR-AP2802I-E-K9',
      duplex: 'full',
    }))
  },
  source: 'option 60 of Cisco access points (Cisco document 97066) and their CDP',
}
