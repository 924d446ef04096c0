/** Ties of devices to their makers' servers in formats that nobody has published: bytes stand for the messages. */
import { answer, ask, pause, type Script, told } from '../../script.ts'
import { serviceKind } from '../../service.ts'
import type { Unit } from '../../unit.ts'

/** A port of the site's own choice. */
export const PRIVATE_LINK = serviceKind<null>('private-link', 'tcp', 20_480)

/** No decoder takes messages that begin like this for something it knows. */
const HEAD = [0x5a, 0x5a] as const
const SESSION = 900

/** Reports `size` octets every `seconds`, in sessions of a quarter of an hour, to the site's unit of the role. */
export function reportsTo(unit: Unit, role: string, seconds: number, size: number): void {
  unit.every(
    SESSION + 20,
    () => unit.talk(unit.peer(role), PRIVATE_LINK, () => session(unit, seconds, size)),
    {
      first: unit.random.between(1, 240),
      jitter: 0.01,
    },
  )
}

function* session(unit: Unit, seconds: number, size: number): Script {
  for (let i = 0; i < SESSION / seconds; i++) {
    yield ask(Uint8Array.of(...HEAD, ...unit.random.bytes(Math.round(unit.random.jitter(size, 0.3)))), 0.1)
    yield answer(Uint8Array.of(...HEAD, ...unit.random.bytes(12)), 0.02)
    if (i === 0) yield told
    yield pause(unit.random.jitter(seconds, 0.05))
  }
}
