/** Modbus/TCP: identification, then registers again and again. */
import * as modbus from '../encoders/modbus.ts'
import { answer, ask, pause, type Script, told } from '../script.ts'
import { serviceKind } from '../service.ts'
import type { Unit } from '../unit.ts'

export interface ModbusTraits {
  /** Objects 0 vendor, 1 product code, 2 revision, 4 product name, 5 model (Modbus application protocol 6.21). */
  readonly identification: Readonly<Record<number, string>>
}

export const MODBUS = serviceKind<ModbusTraits>('modbus', 'tcp', 502)

/** Polls `times` times, every `seconds`. */
export function* pollRegisters(
  unit: Unit,
  { identification }: ModbusTraits,
  times: number,
  seconds: number,
): Script {
  let transaction = unit.random.int(1, 60_000)
  const at = (): modbus.Place => ({ transaction, unit: 1 })
  yield ask(modbus.readIdentification(at()))
  yield answer(modbus.identification(at(), identification), 0.02)
  yield told
  for (let i = 0; i < times; i++) {
    transaction = (transaction + 1) & 0xffff
    yield ask(modbus.readRegisters(at(), 3000, 10))
    yield answer(
      modbus.registers(
        at(),
        Array.from({ length: 10 }, () => unit.random.int(2200, 2400)),
      ),
      0.02,
    )
    yield pause(seconds)
  }
}
