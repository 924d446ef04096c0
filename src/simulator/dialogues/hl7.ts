/** HL7 version 2 over MLLP: messages and their acknowledgements. */
import * as hl7 from '../encoders/hl7/index.ts'
import { answer, ask, type Script, told } from '../script.ts'
import { serviceKind } from '../service.ts'
import type { Unit } from '../unit.ts'

export interface Hl7Traits {
  readonly application: string
  readonly facility: string
}

export const HL7 = serviceKind<Hl7Traits>('hl7', 'tcp', 2575)

/** A message to be made once its header stands: its kind (`ADT^A01`) and its bytes. */
export interface Outgoing {
  readonly kind: string
  readonly make: (header: hl7.Header) => Uint8Array
}

export interface Hl7Sender {
  /** MSH-3, `APP` or `APP^id^type`. */
  readonly application: string
  readonly version: string
}

/** Sends messages one after the other; each is acknowledged before the next. */
export function* sendHl7(unit: Unit, sender: Hl7Sender, to: Hl7Traits, messages: Iterable<Outgoing>): Script {
  const { application, version } = sender
  for (const { kind, make } of messages) {
    const header: hl7.Header = {
      application,
      facility: 'MERCY',
      toApplication: to.application,
      toFacility: to.facility,
      at: unit.clock,
      controlId: `${unit.truth.index}-${unit.random.digits(8)}`,
      version,
    }
    yield ask(make(header), 0.004)
    const back = {
      ...header,
      application: to.application,
      toApplication: application,
      controlId: unit.random.digits(9),
    }
    yield answer(hl7.ack(back, { kind, controlId: header.controlId }), 0.012)
    yield told
  }
}
