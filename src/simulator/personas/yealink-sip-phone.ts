/** Yealink T46S desk phone: SIP with a digest, in the clear. */
import { calls, type Phone, registers, SIP } from '../dialogues/voice.ts'
import type { Persona } from '../persona.ts'
import { officeRhythm } from '../rhythms.ts'
import type { Unit } from '../unit.ts'

export const yealinkSipPhone: Persona = {
  id: 'yealink-sip-phone',
  product: {
    type: 'voip-phone',
    vendor: 'Yealink',
    model: 'T46S',
    criticality: 'none',
    releases: [
      { version: '66.86.0.15', share: 3 },
      { version: '66.85.0.5', share: 1 },
    ],
  },
  ouis: ['001565', '805E0C'],
  ouiTellsVendor: true,
  stack: 'linux-3',
  zone: 'voice',
  addressing: { kind: 'dhcp', parameters: [1, 3, 6, 12, 15, 28, 42, 66, 43, 125], vendorClass: 'yealink' },
  population: { per100Beds: 15, perWard: 1, atLeast: 2 },
  roles: ['phone'],
  hostname: (unit) => `SIP-T46S-${unit.number}`,
  wire: {
    dhcp: { shows: ['vendor', 'hostname'] },
    'sip:client': { shows: ['type', 'vendor', 'model', 'version'] },
  },
  live(unit) {
    unit.every(
      1800,
      () =>
        unit.talk(unit.peer('sip-server'), SIP, (to, peer) => registers(unit, phoneOf(unit), to, peer), {
          fromPort: 5060,
        }),
      {
        first: unit.random.between(2, 500),
      },
    )
    unit.often(3, officeRhythm, () =>
      unit.talk(
        unit.peer('sip-server'),
        SIP,
        (to, peer) => calls(unit, phoneOf(unit), to, peer, unit.random.int(20, 150)),
        {
          fromPort: 5060,
        },
      ),
    )
  },
  source: 'User-Agent of Yealink phones, Yealink administrator guide; RFC 3261',
}

const phoneOf = (unit: Unit): Phone => ({
  software: `Yealink SIP-T46S ${unit.version}`,
  user: String(4000 + unit.number),
})
