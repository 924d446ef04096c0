/** Siemens RAPIDPoint 500 blood gas analyser: results to the middleware as POCT1-A. */
import { POCT1A, reportPoct } from '../dialogues/laboratory.ts'
import type { Persona } from '../persona.ts'
import { wardRhythm } from '../rhythms.ts'
import { WINDOWS_XP_HOST } from './shared/windows-host.ts'

export const siemensRapidpoint: Persona = {
  ...WINDOWS_XP_HOST,
  id: 'siemens-rapidpoint',
  product: {
    type: 'blood-gas-poc',
    vendor: 'Siemens Healthineers',
    model: 'RAPIDPoint 500',
    criticality: 'diagnostic',
    releases: [
      { version: '3.1', os: { name: 'Windows XP' }, share: 2 },
      { version: '2.4', os: { name: 'Windows XP' }, share: 1 },
    ],
    serial: (random) => String(random.int(10_000, 69_999)),
  },
  ouis: ['001865'],
  ouiTellsVendor: true,
  zone: 'clinical',
  population: { perWard: 1, wards: ['icu', 'emergency', 'operating'], atLeast: 1 },
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
      vendor: 'Siemens Healthineers',
      model: 'RAPIDPoint 500',
      serial: unit.serial ?? '',
      manufacturer: 'Siemens Healthineers',
      software: unit.version,
      name: unit.place.ward ?? 'laboratory',
    }
    const report = () =>
      unit.talk(unit.peer('lis'), POCT1A, () =>
        reportPoct(unit, device, { name: 'pO2', unit: 'mmHg', low: 60, high: 110 }),
      )
    unit.often(6, wardRhythm, report)
    unit.after(unit.random.between(20, 500), report)
  },
  source: 'CLSI POCT01-A2: the device names maker, model, serial number and software in its hello',
}
