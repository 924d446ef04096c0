/** Gateways that pass on what devices measure, as IHE PCD-01: one message a device and round. */
import { HL7, type Outgoing, sendHl7 } from '../../dialogues/hl7.ts'
import { inHl7, somePatient } from '../../dialogues/patients.ts'
import * as hl7 from '../../encoders/hl7/index.ts'
import type { Child, Unit } from '../../unit.ts'

export interface Gateway {
  /** MSH-3. */
  readonly application: string
  /** Seconds between two rounds. */
  readonly seconds: number
  readonly reporter: (child: Child) => hl7.pcd.Reporter
  readonly metrics: (child: Child) => readonly hl7.pcd.Metric[]
}

/** Every round reports a part of the children, so that all are heard of within three rounds. */
export function reportsChildren(unit: Unit, gateway: Gateway): void {
  let round = 0
  unit.every(gateway.seconds, () => {
    const some = unit.children.filter((_, i) => i % 3 === round % 3)
    round++
    if (some.length === 0) return
    unit.talk(unit.peer('interface-engine'), HL7, (to) =>
      sendHl7(unit, { application: gateway.application, version: '2.6' }, to, reports(unit, gateway, some)),
    )
  })
}

function* reports(unit: Unit, gateway: Gateway, children: readonly Child[]): Generator<Outgoing> {
  for (const child of children) {
    const patient = inHl7(somePatient(child.random), child.place.ward, child.place.bed)
    yield {
      kind: 'ORU^R01',
      make: (header) => hl7.pcd.observation(header, patient, gateway.reporter(child), gateway.metrics(child)),
    }
    const { truth } = child
    truth.sawAt(unit.world.queue.now)
    truth.tells(child.persona.wire, 'hl7', 'client', null)
  }
}
