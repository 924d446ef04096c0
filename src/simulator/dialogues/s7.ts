/** S7comm over COTP (RFC 1006): what the controller is, then data again and again. */
import * as s7 from '../encoders/s7comm.ts'
import { answer, ask, pause, type Script, told } from '../script.ts'
import { serviceKind } from '../service.ts'
import type { Unit } from '../unit.ts'

export interface S7Traits {
  /** Order number. */
  readonly order: string
  readonly version: readonly [number, number, number]
}

export const S7 = serviceKind<S7Traits>('s7comm', 'tcp', 102)

/** Reads a data block `times` times, every `seconds`. */
export function* readsController(
  unit: Unit,
  { order, version }: S7Traits,
  times: number,
  seconds: number,
): Script {
  yield ask(s7.connect(0, 2))
  yield answer(s7.connected(0, 2), 0.004)
  yield ask(s7.setup(1))
  yield answer(s7.setupDone(1), 0.004)
  yield ask(s7.readList(2, 0x0011))
  yield answer(s7.moduleIdentification(2, order, version), 0.008)
  yield told
  for (let i = 0; i < times; i++) {
    const reference = 3 + (i & 0x7fff)
    yield ask(s7.read(reference, 1, 0, 32))
    yield answer(s7.readDone(reference, unit.random.bytes(32)), 0.008)
    yield pause(seconds)
  }
}
