/** Somebody sends what somebody else sent before. */
import { HL7 } from '../dialogues/hl7.ts'
import { inHl7, somePatient } from '../dialogues/patients.ts'
import * as hl7 from '../encoders/hl7/index.ts'
import type { Incident } from '../incident.ts'
import { answer, ask, type Script } from '../script.ts'
import { again, somebody, somebodyNew } from './shared/cast.ts'

export const duplicateHl7Replay: Incident = {
  name: 'duplicate-hl7-replay',
  summary:
    'an unknown computer sends four HL7 messages of the hospital information system once more, from its own address',
  detections: ['duplicate-hl7-replay', 'hl7-from-unknown-sender'],
  begin(stage) {
    const engine = somebody(stage, 'interface-engine')
    const origin = somebody(stage, 'ehr')
    const patient = inHl7(somePatient(stage.random), 'MED1', 'X-01')
    const header = (i: number): hl7.Header => ({
      application: 'EPIC',
      facility: 'MERCY',
      toApplication: 'MIRTH CONNECT',
      toFacility: 'MERCY',
      at: stage.world.begins,
      controlId: `REPLAY-${i}`,
      version: '2.5.1',
    })
    function* send(i: number): Script {
      yield ask(hl7.adt(header(i), 'A08', patient))
      yield answer(
        hl7.ack(
          { ...header(i), application: 'MIRTH CONNECT' },
          { kind: 'ADT^A08', controlId: `REPLAY-${i}` },
        ),
        0.01,
      )
    }
    again(stage, 4, 3, (i) => origin.talk(engine, HL7, () => send(i)))
    const attacker = somebodyNew(stage, 'office', (unit) => {
      unit.truth.weak('hl7-cleartext-phi', 'hl7', null)
      stage.world.after(30, () => again(stage, 4, 3, (i) => unit.talk(engine, HL7, () => send(i))))
    })
    return [attacker, engine]
  },
}
