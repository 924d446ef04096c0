/** Johnson Controls Metasys NAE: BACnet/IP building controller. */
import { BACNET, tellsIAm } from '../dialogues/bacnet.ts'
import type { Persona } from '../persona.ts'
import type { Unit } from '../unit.ts'

const MODEL = 'MS-NAE5510-2'

export const johnsonControlsNae: Persona = {
  id: 'johnson-controls-nae',
  product: {
    type: 'bms-controller',
    vendor: 'Johnson Controls',
    model: MODEL,
    criticality: 'support',
    releases: [
      { version: '9.0.7.0', share: 2 },
      { version: '6.5.0.6100', share: 1 },
    ],
  },
  ouis: ['00108D'],
  ouiTellsVendor: true,
  stack: 'windows-ce',
  zone: 'building',
  addressing: { kind: 'static' },
  population: { per100Beds: 2, atLeast: 1 },
  roles: ['bacnet-device'],
  hostname: (unit) => `NAE-${unit.number}`,
  services: (unit) => [
    BACNET.offer({
      device: deviceOf(unit),
      properties: {
        vendorName: 'Johnson Controls, Inc.',
        modelName: MODEL,
        firmwareRevision: unit.version,
        objectName: `NAE-AHU${unit.number}`,
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
  source: 'ASHRAE 135 clause 12.11 device object; vendor 5 of the BACnet vendor list',
}

const deviceOf = (unit: Unit) => ({ instance: 10_000 + unit.number, vendor: 5 })
