/** syslog over UDP (RFC 3164). */
import * as syslog from '../encoders/syslog.ts'
import { ask, type Script } from '../script.ts'
import { serviceKind } from '../service.ts'
import type { Unit } from '../unit.ts'

export const SYSLOG = serviceKind<null>('syslog', 'udp', 514)

export function* note(unit: Unit, app: string, message: string): Script {
  yield ask(syslog.old({ facility: 16, severity: 6, at: unit.clock, host: unit.hostname, app, message }), 0)
}
