/** Somebody goes from machine to machine by remote desktop. */
import { certificateOf } from '../dialogues/certificates.ts'
import { overTls, type TlsTraits } from '../dialogues/tls.ts'
import * as rdp from '../encoders/rdp.ts'
import type { Incident } from '../incident.ts'
import { answer, ask, type Script } from '../script.ts'
import { serviceKind } from '../service.ts'
import type { Unit } from '../unit.ts'
import { again, somebody } from './shared/cast.ts'

export const lateralRdp: Incident = {
  name: 'lateral-rdp',
  summary: 'a workstation opens remote desktop at six Windows machines one after the other',
  detections: ['lateral-rdp', 'new-peer'],
  begin(stage) {
    const attacker = somebody(stage, 'workstation')
    const victims = stage.world.units
      .filter(
        (unit) =>
          unit !== attacker &&
          unit.place.site === 'main' &&
          unit.station.ip !== 0 &&
          unit.persona.stack.startsWith('windows'),
      )
      .slice(0, 6)
    again(stage, victims.length, 25, (i) => {
      const victim = victims[i]!
      const certificates = [certificateOf(victim, { subject: [['CN', victim.fqdn]], age: 0.2, years: 0.5 })]
      const traits = {
        server: { version: '1.2', suite: 'ECDHE_ECDSA_AES_128_GCM_SHA256', signature: 71, certificates },
      } as const
      const service = RDP.offer(null, { weak: ['cert-self-signed'] })
      stage.world.talk(attacker, victim, service, () => session(attacker, traits), {})
      attacker.truth.weak('client-ignores-cert-error', 'tls', null)
    })
    return [attacker, ...victims]
  },
}

const RDP = serviceKind<null>('rdp', 'tcp', 3389)

function* session(unit: Unit, traits: TlsTraits): Script {
  yield ask(rdp.connectionRequest('administrator', 3))
  yield answer(rdp.connectionConfirm(2), 0.01)
  // A record fits into a segment: a screen comes in small pieces, and no segment begins inside of a record.
  const screen = Array.from({ length: 60 }, () => ({ asked: 100, answered: 1300, rest: 0.1 }))
  yield* overTls(unit, traits, { stack: 'schannel-10' }, screen)
}
