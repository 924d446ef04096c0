/** TSI room pressure monitor of isolation rooms: BACnet/IP. */
import { BACNET, tellsIAm } from '../dialogues/bacnet.ts'
import type { Persona } from '../persona.ts'
import type { Unit } from '../unit.ts'

export const tsiRoomPressure: Persona = {
  id: 'tsi-room-pressure',
  product: {
    type: 'room-pressure',
    vendor: 'TSI',
    model: 'PRESSURA RPM30',
    criticality: 'support',
    releases: [{ version: '1.4', share: 1 }],
  },
  ouis: ['003020'],
  ouiTellsVendor: true,
  stack: 'lwip',
  zone: 'building',
  addressing: { kind: 'static' },
  population: { perWard: 1, wards: ['icu', 'operating'] },
  roles: ['bacnet-device', 'room-pressure'],
  hostname: (unit) => `rpm-${unit.number}`,
  services: (unit) => [
    BACNET.offer({
      device: deviceOf(unit),
      properties: { vendorName: 'TSI Inc.', modelName: 'PRESSURA RPM30', firmwareRevision: unit.version },
    }),
  ],
  wire: {
    'bacnet:client': { shows: ['vendor'] },
    'bacnet:server': { shows: ['type', 'vendor', 'model', 'version'], weak: ['bacnet-unauthenticated'] },
  },
  live(unit) {
    tellsIAm(unit, deviceOf(unit), 1800)
  },
  source: 'ASHRAE 135 clause 12.11; vendor 62 of the BACnet vendor list',
}

const deviceOf = (unit: Unit) => ({ instance: 62_000 + unit.number, vendor: 62 })
