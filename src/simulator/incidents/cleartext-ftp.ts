/** Somebody logs in at a server by FTP: nothing to be alarmed at, and a weakness. */
import { FTP, type FtpTraits, ftpLogin } from '../dialogues/terminal.ts'
import type { Incident } from '../incident.ts'
import { again, somebody } from './shared/cast.ts'

export const cleartextFtp: Incident = {
  name: 'cleartext-ftp',
  summary: 'a workstation logs in at a server by FTP, its password in the clear',
  detections: [],
  begin(stage) {
    const server = somebody(stage, 'management-server', 'dns')
    const service = FTP.offer(
      { greeting: '(vsFTPd 3.0.3)' },
      { weak: ['ftp-login-cleartext', 'ftp-in-use', 'verbose-banner'] },
    )
    const client = somebody(stage, 'workstation')
    again(stage, 3, 40, () =>
      stage.world.talk(
        client,
        server,
        service,
        (to) => ftpLogin(to as FtpTraits, [['reports', 'simulated']], true),
        {},
      ),
    )
    return [client, server]
  },
}
