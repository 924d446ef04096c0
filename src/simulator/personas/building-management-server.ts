/** The building managers' server: reads BACnet controllers and Modbus meters. */
import { BACNET, readDevice, readValues } from '../dialogues/bacnet.ts'
import { MODBUS, pollRegisters } from '../dialogues/modbus.ts'
import { readsController, S7 } from '../dialogues/s7.ts'
import * as bacnet from '../encoders/bacnet.ts'
import type { Persona } from '../persona.ts'
import { isMember, onWindows, WINDOWS_HOST } from './shared/windows-host.ts'

export const buildingManagementServer: Persona = {
  ...WINDOWS_HOST,
  id: 'building-management-server',
  product: {
    type: 'bms-server',
    vendor: 'Dell',
    model: null,
    criticality: 'support',
    releases: [onWindows('Windows Server 2016', '14393')],
  },
  ouis: ['B8AC6F'],
  ouiTellsVendor: true,
  addressing: { kind: 'static' },
  zone: 'building',
  population: { perSite: 1 },
  roles: ['bms-server'],
  hostname: (unit) => `bms${unit.number}`,
  services: () => [],
  wire: {},
  live(unit) {
    isMember(unit)
    unit.every(3600, () => unit.announce('bacnet', 'subnet', [47_808, 47_808], bacnet.whoIs(), 128), {
      first: 30,
    })
    for (const device of unit.peers('bacnet-device')) {
      unit.every(3600, () => unit.talk(device, BACNET, (to) => readDevice(unit, to), { fromPort: 47_808 }), {
        first: unit.random.between(40, 500),
      })
      unit.every(60, () => unit.talk(device, BACNET, () => readValues(unit, 8), { fromPort: 47_808 }))
    }
    for (const controller of unit.peers('plc'))
      unit.every(630, () => unit.talk(controller, S7, (to) => readsController(unit, to, 100, 6)), {
        first: unit.random.between(5, 200),
      })
    for (const meter of unit.peers('meter'))
      unit.every(620, () => unit.talk(meter, MODBUS, (to) => pollRegisters(unit, to, 60, 10)), {
        first: unit.random.between(5, 200),
      })
  },
  source: 'ASHRAE 135 clause 15; a supervisor reads names once an hour and values every minute',
}
