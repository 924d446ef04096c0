/** Draeger Evita V ventilator: announces itself as an SDC device. */
import type { Persona } from '../persona.ts'
import { SMALL_DHCP } from './shared/dhcp-clients.ts'
import { livesAsSdcDevice, sdcService } from './shared/sdc-device.ts'

export const draegerEvitaV: Persona = {
  id: 'draeger-evita-v',
  product: {
    type: 'ventilator',
    vendor: 'Draeger',
    model: 'Evita V600',
    criticality: 'life-sustaining',
    releases: [
      { version: '02.60.00', share: 2 },
      { version: '02.30.01', share: 1 },
    ],
    serial: (random) => `ASR${random.digits(5)}`,
  },
  ouis: ['00105D', '0030E6'],
  ouiTellsVendor: true,
  stack: 'qnx',
  zone: 'clinical',
  addressing: SMALL_DHCP,
  population: { perBed: 0.5, wards: ['icu'], atLeast: 1 },
  roles: ['sdc-device'],
  services: () => [sdcService()],
  wire: { 'http:server': { shows: ['type', 'vendor', 'model', 'version', 'serial'] } },
  live(unit) {
    livesAsSdcDevice(unit, { manufacturer: 'Drägerwerk AG & Co. KGaA', model: 'Evita V600', kind: 70_001 })
  },
  source:
    'ISO/IEEE 11073-20702 and DPWS 1.1: ThisModel and ThisDevice name maker, model, firmware and serial number',
}
