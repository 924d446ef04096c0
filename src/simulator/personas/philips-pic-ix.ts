/** Philips information centre: polls the monitors of its wards, and passes on what they measure. */

import { HL7, sendHl7 } from '../dialogues/hl7.ts'
import { INTELLIVUE, pollMonitor } from '../dialogues/intellivue.ts'
import { inHl7, somePatient } from '../dialogues/patients.ts'
import * as hl7 from '../encoders/hl7/index.ts'
import type { Persona } from '../persona.ts'
import { isMember, onWindows, sharesFiles, WINDOWS_HOST } from './shared/windows-host.ts'

/** Seconds between two polls, and how many a session has. */
const BEAT = 2
const POLLS = 450

export const philipsPicIx: Persona = {
  ...WINDOWS_HOST,
  id: 'philips-pic-ix',
  product: {
    type: 'central-station',
    vendor: 'Philips',
    model: null,
    product: 'PIC iX',
    criticality: 'diagnostic',
    releases: [onWindows('Windows 10', '17763')],
  },
  ouis: ['B8AC6F'],
  addressing: { kind: 'static' },
  zone: 'monitoring',
  population: { perWard: 1, wards: ['icu', 'emergency', 'neonatal'] },
  roles: ['central-station'],
  hostname: (unit) => `PIICIX-${unit.place.ward ?? unit.number}`,
  services: (unit) => [sharesFiles(unit)],
  wire: { 'hl7:client': { shows: ['type', 'vendor'], weak: ['hl7-cleartext-phi'] } },
  live(unit) {
    isMember(unit)
    const monitors = unit.peers('patient-monitor').filter(({ place }) => place.ward === unit.place.ward)
    for (const monitor of monitors)
      unit.every(
        POLLS * BEAT + 30,
        () => unit.talk(monitor, INTELLIVUE, (to) => pollMonitor(unit, to, POLLS, BEAT)),
        {
          jitter: 0.01,
          first: unit.random.between(1, 90),
        },
      )
    unit.every(60, () => {
      const patient = inHl7(somePatient(unit.random), unit.place.ward, 'X-02')
      const order = { placer: `V${unit.random.digits(6)}`, service: '52490-7^Vital signs^LN' }
      unit.talk(unit.peer('interface-engine'), HL7, (to) =>
        sendHl7(unit, { application: 'PIC IX', version: '2.4' }, to, [
          {
            kind: 'ORU^R01',
            make: (header) =>
              hl7.oru(header, patient, order, [
                { code: '8867-4^Heart rate^LN', value: unit.random.int(55, 120), unit: '/min' },
              ]),
          },
        ]),
      )
    })
  },
  source: 'IntelliVue Data Export Interface Programming Guide; HL7 export of the information centre',
}
