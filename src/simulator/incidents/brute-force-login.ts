/** Somebody tries passwords at a device. */
import { FTP, type FtpTraits, ftpLogin } from '../dialogues/terminal.ts'
import type { Incident } from '../incident.ts'
import { again, somebody, somebodyNew } from './shared/cast.ts'

export const bruteForceLogin: Incident = {
  name: 'brute-force-login',
  summary: 'an unknown computer tries 40 FTP passwords at a server, eight in each connection',
  detections: ['brute-force-login'],
  begin(stage) {
    const victim = somebody(stage, 'management-server', 'dns')
    const service = FTP.offer({ greeting: 'FTP server ready.' })
    const attacker = somebodyNew(stage, 'office', (unit) =>
      again(stage, 5, 9, (i) => {
        const tries = Array.from({ length: 8 }, (_, n) => ['admin', `guess${i * 8 + n}`] as const)
        stage.world.talk(unit, victim, service, (to) => ftpLogin(to as FtpTraits, tries, false), {})
      }),
    )
    return [attacker, victim]
  },
}
