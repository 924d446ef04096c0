/** Fresenius Kabi Link+ Agilia rack: embedded Linux with a web page without TLS, and a tie to its server. */
import { getPages, HTTP } from '../dialogues/http.ts'
import { keepsTime } from '../dialogues/ntp.ts'
import type { Persona } from '../persona.ts'
import { officeRhythm } from '../rhythms.ts'
import { udhcpc } from './shared/dhcp-clients.ts'
import { reportsTo } from './shared/private-link.ts'

export const freseniusLinkAgilia: Persona = {
  id: 'fresenius-link-agilia',
  product: {
    type: 'infusion-gateway',
    vendor: 'Fresenius Kabi',
    model: null,
    product: 'Link+ Agilia',
    criticality: 'direct-therapy',
    releases: [
      { version: '3.0 D16', os: { name: 'Linux' }, share: 2 },
      { version: '3.0 D15', os: { name: 'Linux' }, share: 3 },
    ],
  },
  ouis: ['001338'],
  ouiTellsVendor: true,
  stack: 'linux-2.6',
  zone: 'clinical',
  addressing: udhcpc('1.15.3'),
  population: { perBed: 0.2, wards: ['surgical', 'icu'], atLeast: 1 },
  roles: ['infusion-gateway'],
  hostname: (unit) => `link-${unit.mac.slice(9).replaceAll(':', '')}`,
  services: () => [
    HTTP.offer({
      headers: { Server: 'lighttpd/1.4.20' },
      pages: { '/': { body: '<html><head><title>Link+ Agilia</title></head></html>' } },
    }),
  ],
  wire: {
    dhcp: { shows: ['hostname', 'os.name'] },
    'http:server': { shows: ['type', 'vendor'], weak: ['verbose-banner'] },
  },
  live(unit) {
    keepsTime(unit, 'simple', 3600)
    reportsTo(unit, 'device-data-server', 60, 260)
    unit.often(0.5, officeRhythm, () => {
      const admin = unit.peer('workstation')
      admin?.talk(unit, HTTP, (traits) =>
        getPages(traits, unit.ip, ['/'], { 'User-Agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)' }),
      )
    })
  },
  source: 'ICSMA-21-355-01: the rack has a web interface on TCP 80 without TLS, served by lighttpd',
}
