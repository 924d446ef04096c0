/** Sysmex XN-10 haematology analyser: results to the middleware in LIS01/LIS02 frames. */
import type { Persona } from '../persona.ts'
import { LIS_ANALYSER, sendsSamples } from './shared/laboratory-analyser.ts'
import { WINDOWS_HOST } from './shared/windows-host.ts'

const TESTS = [
  { name: 'WBC', unit: '10*3/uL', low: 4, high: 14 },
  { name: 'HGB', unit: 'g/dL', low: 8, high: 17 },
  { name: 'PLT', unit: '10*3/uL', low: 120, high: 420 },
] as const

export const sysmexXn: Persona = {
  ...WINDOWS_HOST,
  ...LIS_ANALYSER,
  id: 'sysmex-xn',
  product: {
    type: 'lab-hematology',
    vendor: 'Sysmex',
    model: 'XN-10',
    criticality: 'diagnostic',
    releases: [
      { version: '00-22', os: { name: 'Windows 10' }, share: 2 },
      { version: '00-14', os: { name: 'Windows 10' }, share: 1 },
    ],
    serial: (random) => String(random.int(10_000, 39_999)),
  },
  ouis: ['00066B'],
  ouiTellsVendor: true,
  population: { per100Beds: 0.5, atLeast: 1 },
  hostname: (unit) => `LAB-XN10-${unit.number}`,
  live: (unit) => sendsSamples(unit, 'XN-10', 30, TESTS),
}
