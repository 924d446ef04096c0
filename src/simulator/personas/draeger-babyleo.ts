/** Draeger Babyleo TN500 incubator: announces itself as an SDC device. */
import type { Persona } from '../persona.ts'
import { SMALL_DHCP } from './shared/dhcp-clients.ts'
import { livesAsSdcDevice, sdcService } from './shared/sdc-device.ts'

export const draegerBabyleo: Persona = {
  id: 'draeger-babyleo',
  product: {
    type: 'incubator',
    vendor: 'Draeger',
    model: 'Babyleo TN500',
    criticality: 'life-sustaining',
    releases: [
      { version: '1.12', share: 2 },
      { version: '1.09', share: 1 },
    ],
    serial: (random) => `ASB${random.digits(5)}`,
  },
  ouis: ['00105D', '0030E6'],
  ouiTellsVendor: true,
  stack: 'qnx',
  zone: 'clinical',
  addressing: SMALL_DHCP,
  population: { perBed: 0.4, wards: ['neonatal'], atLeast: 1 },
  roles: ['sdc-device'],
  services: () => [sdcService()],
  wire: { 'http:server': { shows: ['type', 'vendor', 'model', 'version', 'serial'] } },
  live(unit) {
    livesAsSdcDevice(unit, { manufacturer: 'Drägerwerk AG & Co. KGaA', model: 'Babyleo TN500', kind: 70_009 })
  },
  source:
    'ISO/IEEE 11073-20702 and DPWS 1.1: ThisModel and ThisDevice name maker, model, firmware and serial number',
}
