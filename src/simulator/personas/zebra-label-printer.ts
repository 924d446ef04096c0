/** Zebra ZD420 wristband and specimen label printer: SNMP and its page. */
import { getPages, HTTP } from '../dialogues/http.ts'
import { printsLabel, ZPL } from '../dialogues/printing.ts'
import { agent, SNMP } from '../dialogues/snmp.ts'
import * as snmp from '../encoders/snmp.ts'
import type { Persona } from '../persona.ts'
import { officeRhythm } from '../rhythms.ts'
import { SMALL_DHCP } from './shared/dhcp-clients.ts'

export const zebraLabelPrinter: Persona = {
  id: 'zebra-label-printer',
  product: {
    type: 'label-printer',
    vendor: 'Zebra Technologies',
    model: 'ZD420',
    criticality: 'support',
    releases: [{ version: null, share: 1 }],
    serial: (random) => `50J${random.digits(9)}`,
  },
  ouis: ['00074D', '001570'],
  ouiTellsVendor: true,
  stack: 'lwip',
  zone: 'clinical',
  addressing: SMALL_DHCP,
  population: { perWard: 1, wards: ['icu', 'emergency', 'medical', 'surgical', 'outpatient', 'neonatal'] },
  roles: ['printer', 'label-printer'],
  hostname: (unit) => `ZBR${unit.serial}`,
  services: (unit) => [
    ZPL.offer({ model: 'ZD420-203dpi', version: 'V84.20.18Z' }),
    SNMP.offer(
      agent(
        unit,
        'Zebra Wired ZD420',
        '1.3.6.1.4.1.10642.1.1',
        [[snmp.OID.hrDeviceDescr, { text: 'ZTC ZD420-203dpi ZPL' }]],
        { version: '1', community: 'public' },
      ),
    ),
    HTTP.offer({
      headers: { Server: 'ZebraNet' },
      pages: { '/': { body: '<html><head><title>ZTC ZD420-203dpi ZPL</title></head></html>' } },
    }),
  ],
  wire: {
    'zpl:server': { shows: ['type', 'vendor'], weak: ['print-cleartext'] },

    'snmp:server': {
      shows: ['type', 'vendor', 'model', 'hostname'],
      weak: ['snmp-default-community', 'snmpv1-v2c-used'],
    },
  },
  live(unit) {
    unit.often(8, officeRhythm, () =>
      unit.peer('workstation')?.talk(unit, ZPL, (to) => printsLabel(unit, to)),
    )
    unit.often(0.2, officeRhythm, () =>
      unit.peer('workstation')?.talk(unit, HTTP, (to) => getPages(to, unit.ip, ['/'])),
    )
  },
  source: 'SNMP description of Zebra ZD printers, Zebra network guide',
}
