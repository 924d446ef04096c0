/** Laboratory instruments: LIS01/LIS02 frames, and point-of-care analysers' POCT1-A. */
import * as astm from '../encoders/astm.ts'
import * as poct1a from '../encoders/poct1a.ts'
import { answer, ask, close, type Script, told } from '../script.ts'
import { serviceKind } from '../service.ts'
import type { Unit } from '../unit.ts'
import { somePatient } from './patients.ts'

export const ASTM = serviceKind<null>('astm', 'tcp', 15_200)
export const POCT1A = serviceKind<null>('poct1a', 'tcp', 6660)

export interface Test {
  readonly name: string
  readonly unit: string
  readonly low: number
  readonly high: number
}

/** One sample's results: every frame is acknowledged before the next. `instrument`: the header's sender field. */
export function* sendResults(unit: Unit, instrument: string, tests: readonly Test[]): Script {
  const { random } = unit
  const at = new Date(unit.clock).toISOString().replaceAll(/\D/g, '').slice(0, 14)
  const results = tests.map(({ name, unit: of, low, high }) => ({
    test: `^^^${name}`,
    value: random.between(low, high).toFixed(1),
    unit: of,
  }))
  const records = astm.results(
    { instrument, at },
    { patientId: somePatient(random).id, specimen: `S${random.digits(8)}`, results },
  )
  yield ask(astm.ENQ)
  yield answer(astm.ACK, 0.01)
  for (const frame of astm.frames(records)) {
    yield ask(frame, 0.02)
    yield answer(astm.ACK, 0.01)
  }
  yield told
  yield ask(astm.EOT)
}

/** A point-of-care analyser says who it is and hands over its results. */
export function* reportPoct(unit: Unit, device: poct1a.Device, test: Test): Script {
  let control = 1
  const head = (): poct1a.Head => ({
    control: control++,
    at: `${new Date(unit.clock).toISOString().slice(0, 19)}+00:00`,
  })
  yield ask(poct1a.hello(head(), device))
  yield answer(poct1a.ack(head(), 1), 0.02)
  yield told
  yield ask(poct1a.status(head(), 1))
  yield answer(poct1a.request(head()), 0.02)
  const value = unit.random.between(test.low, test.high).toFixed(1)
  yield ask(
    poct1a.observation(head(), {
      patientId: somePatient(unit.random).id,
      code: test.name,
      value,
      unit: test.unit,
    }),
  )
  yield answer(poct1a.ack(head(), 4), 0.02)
  yield ask(poct1a.endOfTopic(head()))
  yield answer(poct1a.end(head()), 0.02)
  yield close('client')
}
