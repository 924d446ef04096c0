/** APC Smart-UPS with a network management card: SNMP, and traps when mains fail. */
import { agent, SNMP } from '../dialogues/snmp.ts'
import * as snmp from '../encoders/snmp.ts'
import type { Persona } from '../persona.ts'
import type { Unit } from '../unit.ts'
import { SMALL_DHCP } from './shared/dhcp-clients.ts'

/** The management card has a serial number of its own; that of the UPS stands elsewhere. */
const cardOf = (unit: Unit): string => `ZA${unit.random.fork('card').digits(10)}`

export const apcSmartUps: Persona = {
  id: 'apc-smart-ups',
  product: {
    type: 'ups-power',
    vendor: 'Schneider Electric',
    model: 'Smart-UPS 3000',
    criticality: 'support',
    releases: [
      { version: 'UPS 08.8', share: 2 },
      { version: 'UPS 05.0', share: 1 },
    ],
    serial: (random) => `AS${random.digits(10)}`,
  },
  ouis: ['00C0B7'],
  ouiTellsVendor: true,
  stack: 'treck',
  zone: 'building',
  addressing: SMALL_DHCP,
  population: { per100Beds: 4, atLeast: 1 },
  roles: ['ups'],
  hostname: (unit) => `ups-${unit.number}`,
  services: (unit) => [
    SNMP.offer(
      agent(
        unit,
        `APC Web/SNMP Management Card (MB:v4.1.0 PF:v6.5.0 PN:apc_hw05_aos_650.bin AF1:v6.5.0 AN1:apc_hw05_sumx_650.bin MN:AP9631 HR:05 SN: ${cardOf(unit)} MD:04/12/2017)`,
        '1.3.6.1.4.1.318.1.3.27',
        [
          [snmp.OID.upsIdentManufacturer, { text: 'American Power Conversion' }],
          [snmp.OID.upsIdentModel, { text: 'Smart-UPS 3000' }],
          [snmp.OID.upsIdentSoftware, { text: unit.version }],
        ],
      ),
    ),
  ],
  wire: {
    'snmp:server': {
      shows: ['type', 'vendor', 'model', 'version', 'hostname'],
      weak: ['snmp-default-community', 'snmpv1-v2c-used'],
    },
  },
  live() {},
  source: 'UPS-MIB (RFC 1628); description of the management card as its manual gives it',
}
