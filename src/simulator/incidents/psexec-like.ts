/** Somebody starts a program on another machine by way of its service manager. */
import { onShare, SMB } from '../dialogues/smb.ts'
import { versionOf } from '../dialogues/windows.ts'
import * as dcerpc from '../encoders/dcerpc.ts'
import * as smb2 from '../encoders/smb2/index.ts'
import type { Incident } from '../incident.ts'
import { answer, ask } from '../script.ts'
import { somebody } from './shared/cast.ts'

export const psexecLike: Incident = {
  name: 'psexec-like',
  summary: 'a workstation creates a service on a server over the pipe of the service manager and starts it',
  detections: ['psexec-like', 'lateral-smb-admin-share', 'new-peer'],
  begin(stage) {
    const attacker = somebody(stage, 'workstation')
    const victim = somebody(stage, 'file-server')
    const client = { user: 'administrator', version: versionOf(attacker), share: 'IPC$' }
    attacker.talk(victim, SMB, (to) =>
      onShare(attacker, to, client, function* (place) {
        const pipe = BigInt(attacker.random.word())
        const handle = attacker.random.bytes(20)
        const random = victim.hostname
        let p = place()
        yield ask(smb2.createRequest(p, 'svcctl'))
        yield answer(smb2.createResponse(p, pipe, attacker.clock))
        const turns: readonly (readonly [Uint8Array, Uint8Array])[] = [
          [dcerpc.bind(1, dcerpc.INTERFACES.serviceControl), dcerpc.bindAck(1, '\\PIPE\\ntsvcs')],
          [
            dcerpc.request(2, 15, dcerpc.serviceControl.openManager(random)),
            dcerpc.response(2, dcerpc.serviceControl.handle(handle)),
          ],
          [
            dcerpc.request(
              3,
              12,
              dcerpc.serviceControl.create(handle, 'PSEXESVC', '%SystemRoot%\\PSEXESVC.exe'),
            ),
            dcerpc.response(3, dcerpc.serviceControl.created(handle)),
          ],
          [
            dcerpc.request(4, 19, dcerpc.serviceControl.start(handle)),
            dcerpc.response(4, dcerpc.serviceControl.success()),
          ],
        ]
        for (const [question, reply] of turns) {
          p = place()
          yield ask(smb2.writeRequest(p, pipe, 0, question))
          yield answer(smb2.writeResponse(p, question.length))
          p = place()
          yield ask(smb2.readRequest(p, pipe, 0, 1024))
          yield answer(smb2.readResponse(p, reply))
          stage.touch()
        }
        p = place()
        yield ask(smb2.closeRequest(p, pipe))
        yield answer(smb2.closeResponse(p))
      }),
    )
    return [attacker, victim]
  },
}
