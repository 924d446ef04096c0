/** A PC of a ward encrypts what it finds on the file server. */
import { onShare, readFile, SMB, writeFile } from '../dialogues/smb.ts'
import { versionOf } from '../dialogues/windows.ts'
import type { Incident } from '../incident.ts'
import { pause } from '../script.ts'
import { somebody } from './shared/cast.ts'

export const ransomwareSmbEncrypt: Incident = {
  name: 'ransomware-smb-encrypt',
  summary: 'a workstation rewrites and renames 300 files of the file server in 25 folders and leaves notes',
  detections: ['ransomware-smb-encrypt', 'lateral-smb-admin-share'],
  begin(stage) {
    const attacker = somebody(stage, 'workstation')
    const server = somebody(stage, 'file-server')
    const client = { user: 'user7', version: versionOf(attacker), share: 'common' }
    attacker.talk(server, SMB, (to) =>
      onShare(attacker, to, client, function* (place) {
        for (let i = 0; i < 300; i++) {
          const folder = `dept${i % 25}`
          const name = `${folder}\\report${i}.docx`
          yield* readFile(attacker, place, name, 24_000)
          yield* writeFile(attacker, place, name, attacker.random.bytes(24_000), `${name}.locked`)
          if (i < 25) yield* writeFile(attacker, place, `${folder}\\HOW_TO_RECOVER_FILES.txt`, NOTE)
          yield pause(0.25)
          stage.touch()
        }
      }),
    )
    return [attacker, server]
  },
}

const NOTE = new TextEncoder().encode('Simulated ransom note. Nothing here is real.\r\n')
