/** Schneider PowerLogic PM5560 meter: Modbus/TCP. */
import { MODBUS } from '../dialogues/modbus.ts'
import type { Persona } from '../persona.ts'

export const schneiderPowerMeter: Persona = {
  id: 'schneider-power-meter',
  product: {
    type: 'generator-switchgear',
    vendor: 'Schneider Electric',
    model: 'PM5560',
    criticality: 'support',
    releases: [{ version: 'V03.10', share: 1 }],
  },
  ouis: ['000054', '00006C'],
  ouiTellsVendor: true,
  stack: 'nucleus',
  zone: 'building',
  addressing: { kind: 'static' },
  population: { per100Beds: 3, atLeast: 1 },
  roles: ['meter'],
  hostname: (unit) => `meter-${unit.number}`,
  services: (unit) => [
    MODBUS.offer({
      identification: {
        0: 'Schneider Electric',
        1: 'METSEPM5560',
        2: unit.version,
        4: 'PowerLogic PM5560',
        5: 'PM5560',
      },
    }),
  ],
  wire: {
    'modbus:server': { shows: ['vendor', 'model', 'version'], weak: ['modbus-unauthenticated'] },
  },
  live() {},
  source: 'Modbus application protocol V1.1b3 section 6.21: identification by objects 0 to 6',
}
