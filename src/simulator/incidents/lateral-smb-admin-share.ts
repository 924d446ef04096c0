/** Somebody copies a program to the administrative share of many machines. */
import { onShare, SMB, writeFile } from '../dialogues/smb.ts'
import { versionOf } from '../dialogues/windows.ts'
import type { Incident } from '../incident.ts'
import { again, somebody } from './shared/cast.ts'

export const lateralSmbAdminShare: Incident = {
  name: 'lateral-smb-admin-share',
  summary: 'a workstation writes a program to ADMIN$ of every Windows server it knows',
  detections: ['lateral-smb-admin-share', 'lateral-smb', 'new-peer'],
  begin(stage) {
    const attacker = somebody(stage, 'workstation')
    const victims = stage.world.units.filter(
      (unit) => unit !== attacker && unit.place.site === 'main' && unit.service(SMB) !== undefined,
    )
    const client = { user: 'administrator', version: versionOf(attacker), share: 'ADMIN$' }
    again(stage, victims.length, 20, (i) =>
      attacker.talk(victims[i]!, SMB, (to) =>
        onShare(attacker, to, client, (place) => writeFile(attacker, place, 'Temp\\svchelper.exe', PROGRAM)),
      ),
    )
    return [attacker, ...victims]
  },
}

/** The head of a program file, and nothing behind it. */
const PROGRAM = Uint8Array.of(0x4d, 0x5a, ...new Array<number>(30_000).fill(0x90))
