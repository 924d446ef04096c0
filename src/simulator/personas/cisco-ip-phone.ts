/** Cisco 7841 desk phone: names itself to the switch (LLDP-MED, CDP), to DHCP, and asks its file by TFTP. */
import { tellsCdp, tellsLldp } from '../dialogues/neighbours.ts'
import * as tftp from '../encoders/tftp.ts'
import type { Persona } from '../persona.ts'
import { answer, ask, type Script } from '../script.ts'
import { serviceKind } from '../service.ts'
import type { Unit } from '../unit.ts'

export const TFTP = serviceKind<null>('tftp', 'udp', 69)
const LOAD = 'sip78xx.14-1-1-0125-83'

export const ciscoIpPhone: Persona = {
  id: 'cisco-ip-phone',
  product: {
    type: 'voip-phone',
    vendor: 'Cisco',
    model: 'CP-7841',
    criticality: 'none',
    releases: [{ version: LOAD, share: 1 }],
    serial: (random) => `FCH${random.digits(4)}D${random.digits(3)}`,
  },
  ouis: ['006CBC', '00562B'],
  ouiTellsVendor: true,
  stack: 'linux-2.6',
  zone: 'voice',
  addressing: {
    kind: 'dhcp',
    parameters: [1, 66, 6, 3, 15, 150, 35],
    vendorClass: 'Cisco Systems, Inc. IP Phone CP-7841',
  },
  population: { perWard: 4, per100Beds: 30 },
  roles: ['phone'],
  hostname: (unit) => `SEP${unit.mac.replaceAll(':', '').toUpperCase()}`,
  wire: {
    dhcp: { shows: ['type', 'vendor', 'model', 'hostname'] },
    'cdp:client': { shows: ['type', 'vendor', 'hostname'] },
    'lldp:client': { shows: ['type', 'vendor', 'model', 'serial', 'version'] },
  },
  live(unit) {
    tellsCdp(unit, () => ({
      deviceId: unit.hostname,
      address: unit.ip,
      port: 'Port 1',
      capabilities: [4, 7],
      software: `${LOAD}.loads`,
      platform: 'Cisco IP Phone 7841',
      duplex: 'full',
    }))
    tellsLldp(unit, () => ({
      port: unit.mac,
      portDescription: 'SW PORT',
      name: unit.hostname,
      description: `Cisco IP Phone 7841, V1, ${LOAD}`,
      capabilities: [2, 5],
      med: {
        deviceClass: 3,
        hardware: '1',
        firmware: 'u-boot-1.0',
        software: LOAD,
        serial: unit.serial ?? '',
        manufacturer: 'Cisco Systems, Inc.',
        model: 'CP-7841',
      },
    }))
    unit.every(28_800, () => unit.talk(unit.peer('call-manager'), TFTP, () => file(unit)))
  },
  source: 'Cisco IP phone administration guides: option 60, SEP name, LLDP-MED inventory, file by TFTP',
}

function* file(unit: Unit): Script {
  yield ask(tftp.readRequest(`${unit.hostname}.cnf.xml`))
  yield answer(tftp.error(1, 'File not found'), 0.005)
}
