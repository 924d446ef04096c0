/** IntelliVue data export: announcements of monitors, and a client that polls their numerics (UDP 24005, 24105). */
import * as intellivue from '../encoders/intellivue.ts'
import { answer, ask, pause, type Script, told } from '../script.ts'
import { serviceKind } from '../service.ts'
import type { Unit } from '../unit.ts'

export interface IntellivueTraits {
  readonly monitor: () => intellivue.Monitor
}

export const INTELLIVUE = serviceKind<IntellivueTraits>('intellivue', 'udp', 24_105)

/** Heart rate, saturation, respiration with their units, around usual values. */
const NUMERICS: readonly (readonly [id: number, unit: number, low: number, high: number])[] = [
  [0x4182, 0x0aa0, 58, 118],
  [0x4bb8, 0x0220, 91, 100],
  [0x500a, 0x0ae0, 10, 26],
]

/** Polls `times` times, once a second in the protocol's usual use; `seconds` apart here. */
export function* pollMonitor(
  client: Unit,
  { monitor }: IntellivueTraits,
  times: number,
  seconds: number,
): Script {
  const m = monitor()
  const ticks = () => (client.world.queue.now / 125) >>> 0
  yield ask(intellivue.associationRequest())
  yield answer(intellivue.associationAccept(), 0.01)
  yield answer(intellivue.createEvent(m, ticks()), 0.03)
  yield ask(intellivue.createEventResult(ticks()))
  yield told
  for (let i = 1; i <= times; i++) {
    yield ask(intellivue.pollRequest(i & 0xffff), 0.01)
    const values = NUMERICS.map(([id, unit, low, high]) => [id, unit, client.random.int(low, high)] as const)
    yield answer(intellivue.pollResult(i & 0xffff, ticks(), values), 0.02)
    yield pause(seconds)
  }
  yield ask(intellivue.releaseRequest())
  yield answer(intellivue.releaseResponse(), 0.01)
}

/** Broadcasts where it is, once a minute, as long as nobody is connected. */
export function announcesItself(unit: Unit, monitor: () => intellivue.Monitor): void {
  unit.every(60, () =>
    unit.announce(
      'intellivue',
      'subnet',
      [24_005, 24_005],
      intellivue.connectIndication(monitor(), (unit.world.queue.now / 125) >>> 0),
      unit.station.stack.ttl,
    ),
  )
}
