/** What all Windows hosts of the hospital have in common. */
import { KERBEROS, logsOn } from '../../dialogues/directory.ts'
import { keepsTime } from '../../dialogues/ntp.ts'
import { SMB, smbServer } from '../../dialogues/smb.ts'
import { tellsBrowser, versionOf, WINDOWS } from '../../dialogues/windows.ts'
import type { Persona, Release } from '../../persona.ts'
import type { Service } from '../../service.ts'
import type { Unit } from '../../unit.ts'
import { WINDOWS_7_DHCP, WINDOWS_DHCP, WINDOWS_XP_DHCP } from './dhcp-clients.ts'

/** Releases of a device's own software on one or several Windows. */
export const onWindows = (
  name: string,
  build: string,
  share = 1,
  version: string | null = null,
): Release => ({
  version,
  os: { name, build: `${kernelOf(name)}.${build}` },
  share,
  stack: name === 'Windows 7' ? 'windows-7' : name === 'Windows XP' ? 'windows-xp' : 'windows-10',
})

/** How Windows itself numbers its releases. */
const kernelOf = (name: string): string => {
  const { major, minor } = WINDOWS[name]!
  return `${major}.${minor}`
}

/** A member of the domain with a DHCP address. */
export const WINDOWS_HOST = {
  stack: 'windows-10',
  addressing: WINDOWS_DHCP,
  resolves: true,
  ipv6: true,
} as const satisfies Partial<Persona>

export const WINDOWS_7_HOST = { ...WINDOWS_HOST, stack: 'windows-7', addressing: WINDOWS_7_DHCP } as const
export const WINDOWS_XP_HOST = {
  ...WINDOWS_HOST,
  stack: 'windows-xp',
  addressing: WINDOWS_XP_DHCP,
  ipv6: false,
} as const

/** File sharing as a server of this Windows offers it, with its names and build in every login. */
export const sharesFiles = (unit: Unit): Service =>
  SMB.offer(smbServer(unit, versionOf(unit)), { weak: ['smb-signing-not-required'] })

/** Time from the domain; old systems tell the browsers that they are there. */
export function isMember(unit: Unit): void {
  keepsTime(unit, 'windows', 3600)
  unit.every(28_800, () => {
    const files = unit.peer('file-server')
    const service = `cifs/${(files ?? unit).fqdn}`
    unit.talk(unit.peer('domain-controller'), KERBEROS, () => logsOn(unit, service))
  })
  const old = unit.station.stack.window === 8192 || unit.station.stack.scale === 0
  if (old) tellsBrowser(unit, 0x1003)
}

/** What an SMB login tells of the one who logs in, and of the server. */
export const LOGIN_TELLS = { shows: ['os.build', 'hostname'] } as const
