/** BeaconMedaes TotalAlert medical gas alarm panel: BACnet/IP. */
import { BACNET, tellsIAm } from '../dialogues/bacnet.ts'
import type { Persona } from '../persona.ts'
import type { Unit } from '../unit.ts'

export const beaconmedaesGasPanel: Persona = {
  id: 'beaconmedaes-gas-panel',
  product: {
    type: 'medical-gas',
    vendor: 'BeaconMedaes',
    model: 'TotalAlert Embedded',
    criticality: 'support',
    releases: [{ version: '2.3', share: 1 }],
  },
  ouis: ['001528'],
  ouiTellsVendor: true,
  stack: 'lwip',
  zone: 'building',
  addressing: { kind: 'static' },
  population: { perWard: 1, wards: ['icu', 'operating', 'neonatal', 'emergency'] },
  roles: ['bacnet-device', 'gas-panel'],
  hostname: (unit) => `gas-${unit.number}`,
  services: (unit) => [
    BACNET.offer({
      device: deviceOf(unit),
      properties: {
        vendorName: 'BeaconMedaes',
        modelName: 'TotalAlert Embedded',
        firmwareRevision: unit.version,
      },
    }),
  ],
  wire: {
    'bacnet:client': { shows: ['vendor'] },
    'bacnet:server': { shows: ['type', 'vendor', 'model', 'version'], weak: ['bacnet-unauthenticated'] },
  },
  live(unit) {
    tellsIAm(unit, deviceOf(unit), 1800)
  },
  source: 'ASHRAE 135 clause 12.11; vendor 543 of the BACnet vendor list',
}

const deviceOf = (unit: Unit) => ({ instance: 54_300 + unit.number, vendor: 543 })
