/** Cisco Catalyst 2960X access switch: tells its neighbours by CDP and LLDP, answers SNMP, logs. */
import { tellsCdp, tellsLldp } from '../dialogues/neighbours.ts'
import { agent, SNMP } from '../dialogues/snmp.ts'
import { SSH } from '../dialogues/ssh.ts'
import { note, SYSLOG } from '../dialogues/syslog.ts'
import * as snmp from '../encoders/snmp.ts'
import * as ssh from '../encoders/ssh.ts'
import type { Persona } from '../persona.ts'
import { always } from '../rhythms.ts'
import type { Unit } from '../unit.ts'

const MODEL = 'WS-C2960X-48FPD-L'

export const accessSwitch: Persona = {
  id: 'access-switch',
  product: {
    type: 'switch-router',
    subtype: 'switch',
    vendor: 'Cisco',
    model: MODEL,
    criticality: 'support',
    releases: [
      { version: '15.2(7)E4', os: { name: 'Cisco IOS', version: '15.2(7)E4' }, share: 3 },
      { version: '15.0(2)EX5', os: { name: 'Cisco IOS', version: '15.0(2)EX5' }, share: 1 },
    ],
    serial: (random) => `FCW${random.digits(4)}A${random.digits(3)}`,
  },
  ouis: ['00562B', '006CBC'],
  ouiTellsVendor: true,
  stack: 'cisco-ios',
  zone: 'management',
  addressing: { kind: 'static' },
  population: { perWard: 1, perSite: 2 },
  roles: ['switch', 'managed'],
  hostname: (unit) => `sw-${(unit.place.ward ?? unit.place.site).toLowerCase()}-${unit.number}`,
  services: (unit) => [
    SNMP.offer(
      agent(unit, description(unit), '1.3.6.1.4.1.9.1.1208', [
        [snmp.OID.entPhysicalModelName, { text: MODEL }],
        [snmp.OID.entPhysicalSerialNum, { text: unit.serial ?? '' }],
      ]),
    ),
    SSH.offer({ software: 'Cisco-1.25', offer: ssh.OFFERS.network, key: unit.mac }),
  ],
  wire: {
    'cdp:client': { shows: ['type', 'vendor', 'model', 'version', 'os.name', 'os.version', 'hostname'] },
    'lldp:client': { shows: ['hostname'] },
    'snmp:server': {
      shows: ['type', 'vendor', 'model', 'serial', 'version', 'os.name', 'os.version', 'hostname'],
      weak: ['snmp-default-community', 'snmpv1-v2c-used'],
    },
    'ssh:server': { shows: ['vendor'], weak: ['ssh-weak-kex-mac-cipher'] },
  },
  live(unit) {
    tellsCdp(unit, () => ({
      deviceId: `${unit.hostname}.${unit.world.domain}`,
      address: unit.ip,
      port: 'GigabitEthernet1/0/48',
      capabilities: [3, 5],
      software: description(unit),
      platform: `cisco ${MODEL}`,
      nativeVlan: unit.station.segment.vlan,
      duplex: 'full',
    }))
    tellsLldp(unit, () => ({
      port: 'Gi1/0/48',
      portDescription: 'GigabitEthernet1/0/48',
      name: `${unit.hostname}.${unit.world.domain}`,
      description: description(unit),
      capabilities: [2, 4],
      management: unit.ip,
    }))
    unit.often(20, always, () =>
      unit.talk(unit.peer('log-server'), SYSLOG, () =>
        note(
          unit,
          '%LINEPROTO-5-UPDOWN',
          `Line protocol on Interface GigabitEthernet1/0/${unit.random.int(1, 47)}, changed state to up`,
        ),
      ),
    )
  },
  source: 'CDP and IEEE 802.1AB; sysDescr and platform as IOS writes them',
}

const description = (unit: Unit): string =>
  `Cisco IOS Software, C2960X Software (C2960X-UNIVERSALK9-M), Version ${unit.version}, RELEASE SOFTWARE (fc3)`
