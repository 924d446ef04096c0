/** What laboratory instruments have in common: they hand their results to the middleware, in clear text. */
import { ASTM, POCT1A, reportPoct, sendResults, type Test } from '../../dialogues/laboratory.ts'
import type { Persona } from '../../persona.ts'
import { laboratoryRhythm, wardRhythm } from '../../rhythms.ts'
import type { Unit } from '../../unit.ts'

type Common = Pick<Persona, 'zone' | 'roles' | 'wire' | 'source'>

/** An instrument of the laboratory, LIS01/LIS02. */
export const LIS_ANALYSER: Common = {
  zone: 'laboratory',
  roles: ['analyser'],
  wire: {
    dhcp: { shows: ['hostname'] },
    'astm:client': {
      shows: ['type', 'vendor', 'model', 'version', 'serial'],
      weak: ['astm-poct-cleartext-phi'],
    },
  },
  source:
    'host interface manual of the instrument: header record of LIS02-A2 with name, version and serial number',
}

/** `name` is how it calls itself in the header record; `perHour` samples at its height. */
export function sendsSamples(unit: Unit, name: string, perHour: number, tests: readonly Test[]): void {
  const send = () =>
    unit.talk(unit.peer('lis'), ASTM, () =>
      sendResults(unit, `${name}^${unit.version}^${unit.serial}`, tests),
    )
  unit.often(perHour, laboratoryRhythm, send)
  unit.after(unit.random.between(20, 400), send)
}

/** A blood gas analyser on the ward, POCT1-A. */
export const BLOOD_GAS_ANALYSER: Common & Pick<Persona, 'hostname'> = {
  zone: 'clinical',
  roles: ['poct'],
  hostname: (unit) => `BGA-${unit.place.ward ?? 'LAB'}-${unit.number}`,
  wire: {
    dhcp: { shows: ['hostname'] },
    'poct1a:client': {
      shows: ['type', 'vendor', 'model', 'version', 'serial'],
      weak: ['astm-poct-cleartext-phi'],
    },
  },
  source: 'CLSI POCT01-A2: the device names maker, model, serial number and software in its hello',
}

/** Its analyses, six an hour where the ward is busiest. */
export function reportsAnalyses(unit: Unit, vendor: string, model: string, test: Test): void {
  const serial = unit.serial ?? ''
  const device = {
    id: serial,
    vendor,
    model,
    serial,
    manufacturer: vendor,
    software: unit.version,
    name: unit.place.ward ?? 'laboratory',
  }
  const report = () => unit.talk(unit.peer('lis'), POCT1A, () => reportPoct(unit, device, test))
  unit.often(6, wardRhythm, report)
  unit.after(unit.random.between(20, 500), report)
}
