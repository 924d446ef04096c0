/** Abbott ARCHITECT chemistry analyser: results to the middleware in LIS01/LIS02 frames. */
import { ASTM, sendResults } from '../dialogues/laboratory.ts'
import type { Persona } from '../persona.ts'
import { laboratoryRhythm } from '../rhythms.ts'
import { WINDOWS_7_HOST } from './shared/windows-host.ts'

const TESTS = [
  { name: 'GLU', unit: 'mg/dL', low: 70, high: 180 },
  { name: 'CREA', unit: 'mg/dL', low: 0.5, high: 2.2 },
  { name: 'ALT', unit: 'U/L', low: 10, high: 80 },
] as const

export const abbottArchitect: Persona = {
  ...WINDOWS_7_HOST,
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
  zone: 'laboratory',
  population: { per100Beds: 0.7, atLeast: 1 },
  roles: ['analyser'],
  hostname: (unit) => `LAB-ARCHIT-${unit.number}`,
  wire: {
    dhcp: { shows: ['hostname'] },
    'astm:client': {
      shows: ['type', 'vendor', 'model', 'version', 'serial'],
      weak: ['astm-poct-cleartext-phi'],
    },
  },
  live(unit) {
    const send = () =>
      unit.talk(unit.peer('lis'), ASTM, () =>
        sendResults(unit, `ARCHITECT^${unit.version}^${unit.serial}`, TESTS),
      )
    unit.often(24, laboratoryRhythm, send)
    unit.after(unit.random.between(20, 400), send)
  },
  source:
    'host interface manual of the instrument: header record of LIS02-A2 with name, version and serial number',
}
