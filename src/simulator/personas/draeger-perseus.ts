/** Draeger Perseus A500 anaesthesia workstation: announces itself as an SDC device. */
import type { Persona } from '../persona.ts'
import { SMALL_DHCP } from './shared/dhcp-clients.ts'
import { livesAsSdcDevice, sdcService } from './shared/sdc-device.ts'

export const draegerPerseus: Persona = {
  id: 'draeger-perseus',
  product: {
    type: 'anaesthesia-machine',
    vendor: 'Draeger',
    model: 'Perseus A500',
    criticality: 'life-sustaining',
    releases: [
      { version: '2.04', share: 2 },
      { version: '2.02', share: 1 },
    ],
    serial: (random) => `ASK${random.digits(5)}`,
  },
  ouis: ['00105D', '0030E6'],
  ouiTellsVendor: true,
  stack: 'qnx',
  zone: 'clinical',
  addressing: SMALL_DHCP,
  population: { perBed: 0.8, wards: ['operating'], atLeast: 1 },
  roles: ['sdc-device'],
  services: () => [sdcService()],
  wire: { 'http:server': { shows: ['type', 'vendor', 'model', 'version', 'serial'] } },
  live(unit) {
    livesAsSdcDevice(unit, { manufacturer: 'Drägerwerk AG & Co. KGaA', model: 'Perseus A500', kind: 70_005 })
  },
  source:
    'ISO/IEEE 11073-20702 and DPWS 1.1: ThisModel and ThisDevice name maker, model, firmware and serial number',
}
