/** Siemens S7-300 controller of a water or ventilation plant: read by the building managers' server. */
import { S7 } from '../dialogues/s7.ts'
import type { Persona } from '../persona.ts'

const ORDER = '6ES7 315-2EH14-0AB0'

export const siemensS7Controller: Persona = {
  id: 'siemens-s7-controller',
  product: {
    type: 'plc',
    vendor: 'Siemens',
    model: ORDER,
    criticality: 'support',
    releases: [{ version: 'V3.2.8', share: 1 }],
  },
  ouis: ['000E8C', '286336'],
  ouiTellsVendor: true,
  stack: 'nucleus',
  zone: 'building',
  addressing: { kind: 'static' },
  population: { per100Beds: 1, atLeast: 1 },
  roles: ['plc'],
  hostname: (unit) => `plc-${unit.number}`,
  services: () => [S7.offer({ order: ORDER, version: [3, 2, 8] })],
  wire: { 's7comm:server': { shows: ['type', 'vendor', 'model', 'version'] } },
  live() {},
  source:
    'module identification list 0x0011 of S7 controllers, System Software for S7-300/400 reference manual',
}
