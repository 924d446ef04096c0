/** Rauland Responder 5 patient station: registers by SIP, calls when a patient presses the button. */
import { calls, type Phone, registers, SIP } from '../dialogues/voice.ts'
import type { Persona } from '../persona.ts'
import { wardRhythm } from '../rhythms.ts'
import { SMALL_DHCP } from './shared/dhcp-clients.ts'

export const raulandPatientStation: Persona = {
  id: 'rauland-patient-station',
  product: {
    type: 'nurse-call',
    vendor: 'Rauland',
    model: null,
    product: 'Responder 5',
    criticality: 'support',
    releases: [{ version: null, share: 1 }],
  },
  ouis: ['00905E'],
  ouiTellsVendor: true,
  stack: 'linux-3',
  zone: 'voice',
  addressing: SMALL_DHCP,
  population: { perBed: 1 },
  roles: ['patient-station'],
  wire: { 'sip:client': { shows: ['type', 'vendor'] } },
  live(unit) {
    const phone: Phone = { software: 'Rauland Responder 5', user: String(7000 + unit.number) }
    unit.every(3600, () =>
      unit.talk(unit.peer('sip-server'), SIP, (to, peer) => registers(unit, phone, to, peer), {
        fromPort: 5060,
      }),
    )
    unit.often(0.5, wardRhythm, () =>
      unit.talk(
        unit.peer('sip-server'),
        SIP,
        (to, peer) => calls(unit, phone, to, peer, unit.random.int(8, 40)),
        {
          fromPort: 5060,
        },
      ),
    )
  },
  source: "nurse call over SIP as the maker's integration guides describe it; User-Agent names the product",
}
