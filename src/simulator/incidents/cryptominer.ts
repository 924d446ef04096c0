/** A server mines for somebody. */
import type { Incident, Stage } from '../incident.ts'
import { answer, ask, pause, type Script } from '../script.ts'
import { serviceKind } from '../service.ts'
import { somebody } from './shared/cast.ts'

export const cryptominer: Incident = {
  name: 'cryptominer',
  summary: 'a server subscribes to a mining pool by Stratum and stays connected',
  detections: ['cryptominer', 'new-peer'],
  begin(stage) {
    const victim = somebody(stage, 'ris', 'pacs')
    const pool = somebody(stage, 'internet')
    const service = STRATUM.offer(null)
    stage.world.talk(victim, pool, service, () => mines(stage), {})
    return [victim, pool]
  },
}

const STRATUM = serviceKind<null>('stratum', 'tcp', 3333)
const line = (value: object): Uint8Array => new TextEncoder().encode(`${JSON.stringify(value)}\n`)

/** Stratum mining protocol, version 1: lines of JSON. */
function* mines(stage: Stage): Script {
  yield ask(line({ id: 1, method: 'mining.subscribe', params: ['xmrig/6.21.0'] }))
  yield answer(line({ id: 1, result: [[['mining.notify', 'ab']], '08000002', 4], error: null }), 0.04)
  yield ask(line({ id: 2, method: 'mining.authorize', params: ['simulated.worker', 'x'] }))
  yield answer(line({ id: 2, result: true, error: null }), 0.04)
  for (let i = 0; i < 40; i++) {
    yield answer(
      line({
        id: null,
        method: 'mining.notify',
        params: [String(i), '00'.repeat(32), '', '', [], '20000000', '17034219', '65000000', true],
      }),
      0.1,
    )
    yield pause(12)
    yield ask(
      line({
        id: 3 + i,
        method: 'mining.submit',
        params: ['simulated.worker', String(i), '00000000', '65000000', 'b2957c02'],
      }),
    )
    yield answer(line({ id: 3 + i, result: true, error: null }), 0.04)
    stage.touch()
  }
}
