/** HP LaserJet M402n: JetDirect in its DHCP class, mDNS, SNMP, a page. */

import { getPages, HTTP } from '../dialogues/http.ts'
import { tellsMdns } from '../dialogues/mdns.ts'
import { JETDIRECT, printsDocument } from '../dialogues/printing.ts'
import { agent, SNMP } from '../dialogues/snmp.ts'
import * as snmp from '../encoders/snmp.ts'
import type { Persona } from '../persona.ts'
import { officeRhythm } from '../rhythms.ts'

export const hpLaserjet: Persona = {
  id: 'hp-laserjet',
  product: {
    type: 'printer',
    vendor: 'HP',
    model: 'LaserJet M402n',
    criticality: 'none',
    releases: [{ version: null, share: 1 }],
    serial: (random) => `PHB${random.digits(7)}`,
  },
  ouis: ['3C4A92', '6C3BE5'],
  ouiTellsVendor: true,
  stack: 'threadx',
  zone: 'office',
  addressing: {
    kind: 'dhcp',
    parameters: [6, 3, 1, 15, 66, 67, 13, 44, 12, 81],
    vendorClass: 'Hewlett-Packard JetDirect',
  },
  population: { perWard: 2, per100Beds: 6 },
  roles: ['printer'],
  hostname: (unit) => `NPI${unit.mac.slice(9).replaceAll(':', '').toUpperCase()}`,
  services: (unit) => [
    JETDIRECT.offer({ identity: 'HP LaserJet M402n' }),
    SNMP.offer(
      agent(
        unit,
        'HP ETHERNET MULTI-ENVIRONMENT,ROM none,JETDIRECT,JD153,EEPROM JSI24090012,CIDATE 09/10/2019',
        '1.3.6.1.4.1.11.2.3.9.1',
        [
          [snmp.OID.hrDeviceDescr, { text: 'HP LaserJet M402n' }],
          [snmp.OID.prtGeneralSerialNumber, { text: unit.serial ?? '' }],
        ],
        { version: '1', community: 'public' },
      ),
    ),
    HTTP.offer({
      headers: {
        Server: `HP HTTP Server; HP LaserJet M402n - C5F93A; Serial Number: ${unit.serial}; Built: Mon`,
      },
      pages: { '/': { body: '<html><head><title>HP LaserJet M402n</title></head></html>' } },
    }),
  ],
  wire: {
    dhcp: { shows: ['type', 'vendor', 'hostname'], weak: ['hostname-default'] },
    mdns: { shows: ['type', 'vendor', 'hostname'], weak: ['hostname-default'] },
    'snmp:server': {
      shows: ['type', 'vendor', 'model', 'serial', 'hostname'],
      weak: ['snmp-default-community', 'snmpv1-v2c-used', 'hostname-default'],
    },
    'jetdirect:server': { shows: ['vendor', 'model'], weak: ['print-cleartext'] },
    'http:server': { shows: ['vendor', 'model', 'serial'] },
  },
  live(unit) {
    tellsMdns(
      unit,
      () => [
        {
          instance: `HP LaserJet M402n [${unit.mac.slice(9).replaceAll(':', '').toUpperCase()}]`,
          type: '_ipp._tcp',
          port: 631,
          texts: [
            'txtvers=1',
            'ty=HP LaserJet M402n',
            'product=(HP LaserJet M402n)',
            'usb_MFG=HP',
            'usb_MDL=HP LaserJet M402n',
          ],
        },
      ],
      3600,
    )
    unit.often(6, officeRhythm, () =>
      unit
        .peer('workstation')
        ?.talk(unit, JETDIRECT, (to) => printsDocument(unit, to, unit.random.int(20_000, 400_000))),
    )
    unit.often(0.3, officeRhythm, () =>
      unit.peer('workstation')?.talk(unit, HTTP, (to) =>
        getPages(to, unit.ip, ['/'], {
          'User-Agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36',
        }),
      ),
    )
  },
  source:
    'DHCP option 60 and SNMP description of JetDirect, Printer MIB (RFC 3805), Bonjour printing specification',
}
