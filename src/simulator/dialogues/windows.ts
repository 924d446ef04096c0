/** What Windows machines of a domain do by themselves: NetBIOS browsing, LLMNR, files, mail and web over TLS. */

import type { tls } from '../encoders/index.ts'
import * as llmnr from '../encoders/llmnr.ts'
import * as netbios from '../encoders/netbios.ts'
import type * as ntlm from '../encoders/ntlmssp.ts'
import { officeRhythm, type Rhythm } from '../rhythms.ts'
import type { Unit } from '../unit.ts'
import { DOMAIN, onShare, readFile, SMB, writeFile } from './smb.ts'
import { overTls, TLS } from './tls.ts'

/** Versions as NTLM and browsing tell them. */
export const WINDOWS: Readonly<Record<string, ntlm.Version>> = {
  'Windows XP': { major: 5, minor: 1, build: 2600 },
  'Windows 7': { major: 6, minor: 1, build: 7601 },
  'Windows 10': { major: 10, minor: 0, build: 19_045 },
  'Windows 11': { major: 10, minor: 0, build: 22_631 },
  'Windows Server 2012 R2': { major: 6, minor: 3, build: 9600 },
  'Windows Server 2016': { major: 10, minor: 0, build: 14_393 },
  'Windows Server 2019': { major: 10, minor: 0, build: 17_763 },
  'Windows Server 2022': { major: 10, minor: 0, build: 20_348 },
}

export const versionOf = (unit: Unit): ntlm.Version => {
  const known = WINDOWS[unit.release.os?.name ?? ''] ?? WINDOWS['Windows 10']!
  const build = Number(unit.release.os?.build?.split('.').at(-1) ?? known.build)
  return { ...known, build }
}

/** Tells the browsers of the link every 12 minutes that it is there (MS-BRWS 3.2.6); Windows 10 no longer does. */
export function tellsBrowser(unit: Unit, kind: number): void {
  const { major, minor } = versionOf(unit)
  unit.every(720, () => {
    const announcement = netbios.hostAnnouncement(unit.random.word() & 0xffff, unit.ip, {
      host: unit.hostname.toUpperCase().slice(0, 15),
      workgroup: DOMAIN,
      major,
      minor,
      kind,
    })
    unit.announce('browser', 'subnet', [138, 138], announcement, unit.station.stack.ttl)
    if (unit.onLink) unit.truth.shows('hostname', 'browser')
  })
}

/** A user's day: names asked around, files on the server, web pages. */
export function worksInOffice(unit: Unit, stack: tls.Stack, rhythm: Rhythm = officeRhythm): void {
  const version = versionOf(unit)
  unit.often(3, rhythm, () =>
    unit.announce(
      'llmnr',
      '224.0.0.252',
      [unit.station.ephemeral(), 5355],
      llmnr.query(unit.random.word() & 0xffff, 'wpad'),
      1,
    ),
  )
  unit.often(4, rhythm, () => {
    const client = { user: `user${unit.number}`, version, share: unit.place.ward ?? 'common' }
    unit.talk(unit.peer('file-server'), SMB, (to) =>
      onShare(unit, to, client, function* (place) {
        yield* readFile(
          unit,
          place,
          `docs\\plan${unit.random.int(1, 40)}.xlsx`,
          unit.random.int(20_000, 900_000),
        )
        if (unit.random.chance(0.3))
          yield* writeFile(
            unit,
            place,
            `docs\\note${unit.random.int(1, 40)}.docx`,
            unit.random.bytes(unit.random.int(15_000, 200_000)),
          )
      }),
    )
  })
  unit.often(12, rhythm, () =>
    unit.talk(unit.peer('ehr'), TLS, (to, peer) =>
      overTls(unit, to, { stack, host: peer.fqdn }, [
        { asked: 900, answered: 42_000, rest: 2 },
        { asked: 700, answered: unit.random.int(5000, 300_000), rest: 4 },
        { asked: 800, answered: unit.random.int(2000, 60_000) },
      ]),
    ),
  )
}
