/** Philips IntelliVue MX500 bedside monitor on the monitoring network. */
import { announcesItself, INTELLIVUE } from '../dialogues/intellivue.ts'
import type * as intellivue from '../encoders/intellivue.ts'
import type { Persona } from '../persona.ts'
import type { Unit } from '../unit.ts'

export const philipsIntellivueMx500: Persona = {
  id: 'philips-intellivue-mx500',
  product: {
    type: 'patient-monitor',
    vendor: 'Philips',
    model: '866064',
    product: 'IntelliVue MX500',
    criticality: 'diagnostic',
    releases: [
      { version: 'N.01.45', share: 3 },
      { version: 'L.00.96', share: 2 },
      { version: 'K.21.58', share: 1 },
    ],
    serial: (random) => `DE${random.digits(8)}`,
  },
  ouis: ['0009FB'],
  ouiTellsVendor: true,
  stack: 'vxworks',
  zone: 'monitoring',
  addressing: { kind: 'dhcp', parameters: [1, 3, 6, 28, 51, 54], tellsName: false },
  population: { perBed: 0.9, wards: ['icu', 'emergency', 'neonatal', 'operating'] },
  roles: ['patient-monitor'],
  services: (unit) => [INTELLIVUE.offer({ monitor: () => describe(unit) })],
  wire: {
    'intellivue:server': {
      shows: ['type', 'vendor', 'model', 'version', 'serial'],
      weak: ['medical-export-unauthenticated'],
    },
    // The announcement alone.
    'intellivue:client': { shows: ['type', 'vendor'] },
  },
  live(unit) {
    announcesItself(unit, () => describe(unit))
  },
  source:
    'IntelliVue Data Export Interface Programming Guide: connect indication and association, UDP 24005 and 24105',
}

const describe = (unit: Unit): intellivue.Monitor => ({
  mac: unit.mac,
  address: unit.ip,
  mask: '255.255.252.0',
  manufacturer: 'Philips',
  model: '866064',
  systemId: unit.mac.replaceAll(':', '').replace(/^(.{6})/, '$1fffe'),
  specification: [
    [1, 8, unit.serial ?? ''],
    [4, 0x58, unit.version],
  ],
  ...(unit.place.bed === null ? {} : { bedLabel: unit.place.bed }),
})
