/** Time (RFC 5905), asked of the hospital's own servers. */
import * as ntp from '../encoders/ntp.ts'
import { answer, ask, type Script } from '../script.ts'
import { serviceKind } from '../service.ts'
import type { Unit } from '../unit.ts'

export interface NtpTraits {
  readonly stratum: number
  readonly reference: string
}

export const NTP = serviceKind<NtpTraits>('ntp', 'udp', 123)

/** How clients ask: `simple` leaves all but the version empty (RFC 5905 section 14), `full` states what it knows. */
export type NtpClient = 'simple' | 'full' | 'windows'

export function* askTime(client: Unit, traits: NtpTraits, kind: NtpClient): Script {
  const sent = client.clock
  const question = ntp.request(
    kind === 'simple'
      ? { version: 3 }
      : {
          sent,
          stratum: 3,
          poll: 10,
          precision: -23,
          version: kind === 'windows' ? 3 : 4,
          reference: traits.reference,
        },
  )
  yield ask(question, 0)
  yield answer(ntp.reply({ to: question, ...traits, received: sent, sent: sent + 1 }), 0.0004)
}

/** Asks the site's time server every `seconds`, as this kind of client does. */
export function keepsTime(unit: Unit, kind: NtpClient, seconds: number): void {
  const fromPort = kind === 'simple' ? {} : { fromPort: 123 }
  unit.every(seconds, () => {
    unit.talk(unit.peer('ntp'), NTP, (traits) => askTime(unit, traits, kind), fromPort)
  })
}
