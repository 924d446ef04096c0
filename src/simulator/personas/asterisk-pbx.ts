/** The SIP telephones' server: Asterisk. */
import { SIP } from '../dialogues/voice.ts'
import type { Persona } from '../persona.ts'

export const asteriskPbx: Persona = {
  id: 'asterisk-pbx',
  product: {
    type: 'call-manager',
    vendor: '',
    model: null,
    criticality: 'support',
    releases: [{ version: '18.10', share: 1 }],
  },
  ouis: ['005056'],
  stack: 'linux-5',
  zone: 'servers',
  addressing: { kind: 'static' },
  population: { perSite: 1 },
  roles: ['sip-server'],
  hostname: (unit) => `pbx${unit.number}`,
  services: (unit) => [SIP.offer({ software: `Asterisk PBX ${unit.version}` })],
  wire: { 'sip:server': { shows: ['type'] } },
  live() {},
  source: 'Server header of Asterisk; RFC 3261',
}
