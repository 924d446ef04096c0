/** The laboratory's middleware: hears the analysers, passes results on as HL7. */
import { HL7, sendHl7 } from '../dialogues/hl7.ts'
import { ASTM, POCT1A } from '../dialogues/laboratory.ts'
import { inHl7, somePatient } from '../dialogues/patients.ts'
import * as hl7 from '../encoders/hl7/index.ts'
import type { Persona } from '../persona.ts'
import { laboratoryRhythm } from '../rhythms.ts'
import { isMember, onWindows, WINDOWS_HOST } from './shared/windows-host.ts'

export const lisMiddleware: Persona = {
  ...WINDOWS_HOST,
  id: 'lis-middleware',
  product: {
    type: 'lis-middleware',
    vendor: 'Data Innovations',
    model: null,
    product: 'Instrument Manager',
    criticality: 'support',
    releases: [onWindows('Windows Server 2016', '14393')],
  },
  ouis: ['005056'],
  addressing: { kind: 'static' },
  zone: 'servers',
  population: { perSite: 1 },
  roles: ['lis'],
  hostname: (unit) => `instrmgr${unit.number}`,
  services: () => [
    ASTM.offer(null),
    POCT1A.offer(null),
    HL7.offer({ application: 'INSTRUMENT MANAGER', facility: 'LAB' }),
  ],
  wire: {
    'astm:server': { weak: ['astm-poct-cleartext-phi'] },
    'poct1a:server': { weak: ['astm-poct-cleartext-phi'] },
    hl7: { shows: ['type', 'vendor'], weak: ['hl7-cleartext-phi'] },
  },
  live(unit) {
    isMember(unit)
    unit.often(60, laboratoryRhythm, () => {
      const patient = inHl7(somePatient(unit.random), 'MED1', 'X-04')
      const order = { placer: `L${unit.random.digits(6)}`, service: '24323-8^CMP^LN' }
      unit.talk(unit.peer('interface-engine'), HL7, (to) =>
        sendHl7(unit, { application: 'INSTRUMENT MANAGER', version: '2.5.1' }, to, [
          {
            kind: 'ORU^R01',
            make: (header) =>
              hl7.oru(header, patient, order, [
                { code: '2345-7^Glucose^LN', value: unit.random.int(70, 180), unit: 'mg/dL' },
              ]),
          },
        ]),
      )
    })
  },
  source: 'HL7 v2.5.1 chapter 7; application name of Instrument Manager',
}
