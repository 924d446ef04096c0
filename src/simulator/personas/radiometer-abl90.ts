/** Radiometer ABL90 FLEX blood gas analyser: results to the middleware as POCT1-A. */
import type { Persona } from '../persona.ts'
import { BLOOD_GAS_ANALYSER, reportsAnalyses } from './shared/laboratory-analyser.ts'
import { WINDOWS_7_HOST } from './shared/windows-host.ts'

export const radiometerAbl90: Persona = {
  ...WINDOWS_7_HOST,
  ...BLOOD_GAS_ANALYSER,
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
  population: { perWard: 0.6, wards: ['icu', 'neonatal', 'operating'], atLeast: 1 },
  live: (unit) =>
    reportsAnalyses(unit, 'Radiometer', 'ABL90 FLEX', { name: 'pH', unit: '', low: 7.2, high: 7.5 }),
}
