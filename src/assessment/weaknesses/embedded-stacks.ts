/** Real-time systems and network stacks with known families of faults, as they name themselves. */
import { isBefore } from '../../knowledge/weak-defaults.ts'
import { MAINTAINED_SOFTWARE, SEGMENTATION } from './safeguards.ts'
import { seen, sightOf } from './sightings.ts'
import { aboutDevice, BACKPORTS, osOf, UPDATE, WALL } from './software.ts'
import type { Judge, Weakness } from './weakness.ts'

/** Banners and system names in which stacks and kernels name themselves. */
const BANNERS = ['http.server', 'ftp.banner', 'telnet.banner', 'snmp.sys-descr', 'ssh.software'] as const

const stack =
  (pattern: RegExp, what: string, counts: (version: string | null) => boolean = () => true): Judge =>
  (view) => {
    const said = BANNERS.flatMap((field) =>
      view.of(field).flatMap((o) => {
        const found = pattern.exec(o.value)
        return found !== null && o.self && counts(found.groups?.version ?? null)
          ? [
              sightOf(
                o,
                `It says that it runs ${what}${found.groups?.version ? ` ${found.groups.version}` : ''}`,
              ),
            ]
          : []
      }),
    )
    if (said.length > 0) return said
    const os = osOf(view)
    const text = os === null ? '' : `${os.name} ${os.version ?? ''}`.trim()
    const found = pattern.exec(text)
    return found !== null && counts(found.groups?.version ?? null)
      ? [aboutDevice(view, 'os.name', `It runs ${text}`)]
      : []
  }

/** VxWorks 6.5 to 6.9.4.11, and 7 before SR620 (CVE-2019-12255 and its family). */
const urgent11 = (version: string | null): boolean =>
  version !== null &&
  ((!isBefore(version, '6.5') && isBefore(version, '6.9.4.12')) || /^7(\.0)?$/.test(version))

export const embeddedStacks: readonly Weakness[] = [
  {
    id: 'rtos-urgent11',
    title: 'VxWorks with the URGENT/11 faults',
    severity: 'high',
    why: 'Eleven faults in its network stack, some of which take the device over with one packet.',
    cwe: [1395],
    safeguards: [MAINTAINED_SOFTWARE, SEGMENTATION],
    remedy: UPDATE,
    meanwhile: 'Drop packets with the urgent flag or IP options before they reach it.',
    guard: `Versions 6.5 to 6.9.4.11 and 7 before SR620; 6.4 and older are not affected. ${BACKPORTS}`,
    judge: stack(/VxWorks[\s/_-]*(?:v|version|release)?\s*(?<version>\d[\d.]*)/i, 'VxWorks', urgent11),
  },
  {
    id: 'stack-ripple20',
    title: 'Treck network stack',
    severity: 'high',
    why: 'Nineteen faults (Ripple20), some of which take the device over; the version is not told.',
    cwe: [1395],
    safeguards: [MAINTAINED_SOFTWARE, SEGMENTATION],
    remedy: 'Ask the maker whether it is at Treck 6.0.1.67 or later, and update.',
    meanwhile: 'Drop fragments, IP in IP and IPv6 that it does not need before they reach it.',
    guard: 'It answers a message that only this stack knows; makers’ own branches may have been mended.',
    judge: seen(
      'icmp.type-166',
      () => true,
      'It answers ICMP type 165 with 166, as only the Treck stack does',
    ),
  },
  {
    id: 'stack-amnesia33-namewreck-nucleus13-infrahalt',
    title: 'Embedded network stack with known faults',
    severity: 'high',
    why: 'Families of faults (AMNESIA:33, NAME:WRECK, NUCLEUS:13, INFRA:HALT), some of which take the device over.',
    cwe: [1395],
    safeguards: [MAINTAINED_SOFTWARE, SEGMENTATION],
    remedy: UPDATE,
    meanwhile:
      'Let it ask only the hospital’s own name servers, and drop what is malformed before it reaches it.',
    guard:
      'Only where the stack names itself; the shape of its packets alone is no proof. Some versions are mended.',
    judge: stack(
      /\b(?:uIP|FNET|picoTCP|Ethernut|Nut\/OS|Nut\/Net|Nucleus(?: NET| PLUS| RTOS| FTP)?|NicheStack|NicheLite|InterNiche)\b(?:[\s/]+v?(?<version>\d[\d.]*))?/i,
      'such a stack',
    ),
  },
  {
    id: 'rtos-badalloc',
    title: 'Real-time system with the BadAlloc faults',
    severity: 'high',
    why: 'Its memory allocation miscounts: input of the right size takes the device over.',
    cwe: [190],
    safeguards: [MAINTAINED_SOFTWARE, SEGMENTATION],
    remedy: UPDATE,
    meanwhile: WALL,
    guard: `QNX 6.5 SP1 and earlier (CVE-2021-22156). ${BACKPORTS}`,
    judge: stack(
      /\bQNX(?: Neutrino)?(?: RTOS)?[\s/]*v?(?<version>\d[\d.]*)/i,
      'QNX',
      (v) => v !== null && isBefore(v, '6.5.1'),
    ),
  },
]
