/** One password for many users. */
import { FTP, type FtpTraits, ftpLogin } from '../dialogues/terminal.ts'
import type { Incident } from '../incident.ts'
import { again, somebody, somebodyNew } from './shared/cast.ts'

export const passwordSpray: Incident = {
  name: 'password-spray',
  summary: 'an unknown computer tries two passwords for each of 24 users at an FTP server',
  detections: ['password-spray', 'brute-force-login'],
  begin(stage) {
    const victim = somebody(stage, 'management-server', 'dns')
    const service = FTP.offer({ greeting: 'FTP server ready.' })
    const attacker = somebodyNew(stage, 'office', (unit) =>
      again(stage, 24, 12, (i) => {
        const tries = [
          [`user${i + 1}`, 'Spring2026!'],
          [`user${i + 1}`, 'Hospital1'],
        ] as const
        stage.world.talk(unit, victim, service, (to) => ftpLogin(to as FtpTraits, tries, false), {})
      }),
    )
    return [attacker, victim]
  },
}
