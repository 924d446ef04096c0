/** Radiometer ABL90 FLEX blood gas analyser: results to the middleware as POCT1-A. */
import { POCT1A, reportPoct } from '../dialogues/laboratory.ts'
import type { Persona } from '../persona.ts'
import { wardRhythm } from '../rhythms.ts'
import { WINDOWS_7_HOST } from './shared/windows-host.ts'

export const radiometerAbl90: Persona = {
  ...WINDOWS_7_HOST,
  id: 'radiometer-abl90',
  product: {
    type: 'blood-gas-poc',
    vendor: 'Radiometer',
    model: 'ABL90 FLEX',
    criticality: 'diagnostic',
    releases: [
      { version: '3.5', os: { name: 'Windows 7' }, share: 2 },
      { version: '3.4', os: { name: 'Windows 7' }, share: 1 },
    ],
    serial: (random) => `393-092R${random.digits(4)}N${random.digits(4)}`,
  },
  ouis: ['00D0C9'],
  ouiTellsVendor: false,
  zone: 'clinical',
  population: { perWard: 0.6, wards: ['icu', 'neonatal', 'operating'], atLeast: 1 },
  roles: ['poct'],
  hostname: (unit) => `BGA-${unit.place.ward ?? 'LAB'}-${unit.number}`,
  wire: {
    dhcp: { shows: ['hostname'] },
    'poct1a:client': {
      shows: ['type', 'vendor', 'model', 'version', 'serial'],
      weak: ['astm-poct-cleartext-phi'],
    },
  },
  live(unit) {
    const device = {
      id: unit.serial ?? '',
      vendor: 'Radiometer',
      model: 'ABL90 FLEX',
      serial: unit.serial ?? '',
      manufacturer: 'Radiometer',
      software: unit.version,
      name: unit.place.ward ?? 'laboratory',
    }
    const report = () =>
      unit.talk(unit.peer('lis'), POCT1A, () =>
        reportPoct(unit, device, { name: 'pH', unit: '', low: 7.2, high: 7.5 }),
      )
    unit.often(6, wardRhythm, report)
    unit.after(unit.random.between(20, 500), report)
  },
  source: 'CLSI POCT01-A2: the device names maker, model, serial number and software in its hello',
}
