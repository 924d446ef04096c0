/** Somebody who is no interface sends results. */
import { HL7, sendHl7 } from '../dialogues/hl7.ts'
import { inHl7, somePatient } from '../dialogues/patients.ts'
import * as hl7 from '../encoders/hl7/index.ts'
import type { Incident } from '../incident.ts'
import { again, somebody, somebodyNew } from './shared/cast.ts'

export const hl7FromUnknownSender: Incident = {
  name: 'hl7-from-unknown-sender',
  summary:
    'an unknown computer sends laboratory results to the interface engine under a name that nobody knows',
  detections: ['hl7-from-unknown-sender', 'new-peer'],
  begin(stage) {
    const engine = somebody(stage, 'interface-engine')
    const attacker = somebodyNew(stage, 'office', (unit) =>
      again(stage, 6, 10, () => {
        unit.truth.weak('hl7-cleartext-phi', 'hl7', null)
        const patient = inHl7(somePatient(unit.random), 'ICU1', 'X-02')
        const order = { placer: 'T1', service: '2951-2^Sodium^LN' }
        unit.talk(engine, HL7, (to) =>
          sendHl7(unit, { application: 'TESTSENDER', version: '2.3' }, to, [
            {
              kind: 'ORU^R01',
              make: (h) =>
                hl7.oru(h, patient, order, [
                  { code: '2951-2^Sodium^LN', value: 119, unit: 'mmol/L', flag: 'L' },
                ]),
            },
          ]),
        )
      }),
    )
    return [attacker, engine]
  },
}
