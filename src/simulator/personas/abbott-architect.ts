/** Abbott ARCHITECT chemistry analyser: results to the middleware in LIS01/LIS02 frames. */
import type { Persona } from '../persona.ts'
import { LIS_ANALYSER, sendsSamples } from './shared/laboratory-analyser.ts'
import { WINDOWS_7_HOST } from './shared/windows-host.ts'

const TESTS = [
  { name: 'GLU', unit: 'mg/dL', low: 70, high: 180 },
  { name: 'CREA', unit: 'mg/dL', low: 0.5, high: 2.2 },
  { name: 'ALT', unit: 'U/L', low: 10, high: 80 },
] as const

export const abbottArchitect: Persona = {
  ...WINDOWS_7_HOST,
  ...LIS_ANALYSER,
  id: 'abbott-architect',
  product: {
    type: 'lab-analyzer-chem',
    vendor: 'Abbott',
    model: 'ARCHITECT',
    criticality: 'diagnostic',
    releases: [
      { version: '8.10', os: { name: 'Windows 7' }, share: 2 },
      { version: '8.01', os: { name: 'Windows 7' }, share: 1 },
    ],
    serial: (random) => `F34530${random.digits(5)}`,
  },
  ouis: ['0013DD'],
  ouiTellsVendor: true,
  population: { per100Beds: 0.7, atLeast: 1 },
  hostname: (unit) => `LAB-ARCHIT-${unit.number}`,
  live: (unit) => sendsSamples(unit, 'ARCHITECT', 24, TESTS),
}
