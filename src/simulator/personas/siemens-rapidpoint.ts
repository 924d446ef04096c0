/** Siemens RAPIDPoint 500 blood gas analyser: results to the middleware as POCT1-A. */
import type { Persona } from '../persona.ts'
import { BLOOD_GAS_ANALYSER, reportsAnalyses } from './shared/laboratory-analyser.ts'
import { WINDOWS_XP_HOST } from './shared/windows-host.ts'

export const siemensRapidpoint: Persona = {
  ...WINDOWS_XP_HOST,
  ...BLOOD_GAS_ANALYSER,
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
  population: { perWard: 1, wards: ['icu', 'emergency', 'operating'], atLeast: 1 },
  live: (unit) =>
    reportsAnalyses(unit, 'Siemens Healthineers', 'RAPIDPoint 500', {
      name: 'pO2',
      unit: 'mmHg',
      low: 60,
      high: 110,
    }),
}
