/** Somebody gets into a pump with the login of the manual. */
import { TELNET, type TelnetTraits, telnetLogin } from '../dialogues/terminal.ts'
import type { Incident } from '../incident.ts'
import { terminalGreeting } from '../personas/baxter-sigma-spectrum.ts'
import { again, somebody, somebodyNew } from './shared/cast.ts'

export const defaultCredentialUse: Incident = {
  name: 'default-credential-use',
  summary: 'an unknown computer logs in at the terminal of a pump with a published default password',
  detections: ['default-credential-use', 'inbound-telnet-ftp-to-pump', 'pump-peer-violation', 'new-peer'],
  begin(stage) {
    const pump = somebody(stage, 'spectrum-pump', 'pump')
    const service = TELNET.offer(
      {
        greeting: terminalGreeting(pump),
        login: 'login: ',
        prompt: '> ',
      },
      { weak: ['telnet-in-use', 'default-credential-used', 'pump-service-port-open'] },
    )
    const attacker = somebodyNew(stage, 'clinical-wireless', (unit) =>
      again(stage, 2, 30, () =>
        stage.world.talk(
          unit,
          pump,
          service,
          (to) => telnetLogin(to as TelnetTraits, 'root', 'root', true),
          {},
        ),
      ),
    )
    return [attacker, pump]
  },
}
