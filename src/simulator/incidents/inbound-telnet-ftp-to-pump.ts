/** A service laptop fetches the log of a pump by FTP, in the clear. */
import { FTP, type FtpTraits, ftpLogin } from '../dialogues/terminal.ts'
import type { Incident } from '../incident.ts'
import { again, somebody } from './shared/cast.ts'

export const inboundTelnetFtpToPump: Incident = {
  name: 'inbound-telnet-ftp-to-pump',
  summary: 'a laptop logs in at the FTP server of a pump and lists its files',
  detections: ['inbound-telnet-ftp-to-pump', 'pump-peer-violation', 'new-peer'],
  begin(stage) {
    const pump = somebody(stage, 'spectrum-pump', 'pump')
    const service = FTP.offer(
      { greeting: 'FTP server ready.' },
      { weak: ['ftp-login-cleartext', 'ftp-in-use', 'pump-service-port-open'] },
    )
    const laptop = somebody(stage, 'workstation')
    again(stage, 2, 60, () =>
      stage.world.talk(
        laptop,
        pump,
        service,
        (to) => ftpLogin(to as FtpTraits, [['service', 'simulated']], true),
        {},
      ),
    )
    return [laptop, pump]
  },
}
