/** B. Braun SpaceStation with SpaceCom: embedded Linux in a rack of pumps, a web page, and a tie to its server. */
import { getPages, HTTP } from '../dialogues/http.ts'
import { keepsTime } from '../dialogues/ntp.ts'
import type { Persona } from '../persona.ts'
import { officeRhythm } from '../rhythms.ts'
import { answer, ask, type Script, told } from '../script.ts'
import { serviceKind } from '../service.ts'
import type { Unit } from '../unit.ts'
import { udhcpc } from './shared/dhcp-clients.ts'

/** The rack's tie to OnlineSuite; its format is not published. */
export const SPACE_LINK = serviceKind<null>('space-link', 'tcp', 1500)

export const bbraunSpacecom: Persona = {
  id: 'bbraun-spacecom',
  product: {
    type: 'infusion-gateway',
    vendor: 'B. Braun',
    model: null,
    product: 'SpaceCom',
    criticality: 'direct-therapy',
    releases: [
      { version: '012U000062', os: { name: 'Linux' }, share: 2 },
      { version: '011U000061', os: { name: 'Linux' }, share: 3 },
    ],
  },
  ouis: ['001221'],
  ouiTellsVendor: true,
  stack: 'linux-2.6',
  zone: 'clinical',
  addressing: udhcpc('1.15.3'),
  population: { perBed: 0.25, wards: ['icu', 'operating', 'neonatal'] },
  roles: ['infusion-gateway'],
  hostname: (unit) => `spacecom-${unit.mac.slice(9).replaceAll(':', '')}`,
  services: () => [
    HTTP.offer({
      headers: { Server: 'lighttpd' },
      pages: { '/': { body: '<html><head><title>SpaceCom</title></head><body>SpaceCom</body></html>' } },
    }),
  ],
  wire: {
    dhcp: { shows: ['hostname', 'os.name'] },
    'http:server': { shows: ['type', 'vendor'] },
  },
  live(unit) {
    keepsTime(unit, 'simple', 3600)
    unit.every(60, () => unit.talk(unit.peer('space-server'), SPACE_LINK, () => report(unit)))
    unit.often(0.5, officeRhythm, () => {
      const admin = unit.peer('workstation')
      admin?.talk(unit, HTTP, (traits) =>
        getPages(traits, unit.ip, ['/'], { 'User-Agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)' }),
      )
    })
  },
  source:
    'ICSMA-20-296-02, -21-294-01: SpaceCom is embedded Linux with a web interface; port of its link from memory',
}

function* report(unit: Unit): Script {
  yield ask(Uint8Array.of(0x42, 0x42, ...unit.random.bytes(220)))
  yield answer(Uint8Array.of(0x42, 0x42, ...unit.random.bytes(40)), 0.02)
  yield told
}
