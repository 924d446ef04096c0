/** The interface engine: every HL7 message goes through it; it passes admissions on. */
import { HL7, sendHl7 } from '../dialogues/hl7.ts'
import { inHl7, somePatient } from '../dialogues/patients.ts'
import * as hl7 from '../encoders/hl7/index.ts'
import type { Persona } from '../persona.ts'
import { wardRhythm } from '../rhythms.ts'

export const interfaceEngine: Persona = {
  id: 'interface-engine',
  product: {
    type: 'interface-engine',
    vendor: 'NextGen Connect',
    model: null,
    product: 'Mirth Connect',
    criticality: 'support',
    releases: [{ version: null, os: { name: 'Linux' }, share: 1 }],
  },
  ouis: ['005056'],
  stack: 'linux-5',
  zone: 'servers',
  addressing: { kind: 'static' },
  resolves: true,
  population: { perSite: 1, mainSiteOnly: true },
  roles: ['interface-engine'],
  hostname: () => 'mirth01',
  services: () => [HL7.offer({ application: 'MIRTH CONNECT', facility: 'MERCY' })],
  wire: { hl7: { shows: ['type', 'vendor'], weak: ['hl7-cleartext-phi'] } },
  live(unit) {
    unit.often(40, wardRhythm, () => {
      for (const role of ['lis', 'nurse-call-server']) {
        const patient = inHl7(somePatient(unit.random), 'MED1', 'X-05')
        unit.talk(unit.peer(role), HL7, (to) =>
          sendHl7(unit, { application: 'MIRTH CONNECT', version: '2.5.1' }, to, [
            { kind: 'ADT^A08', make: (header) => hl7.adt(header, 'A08', patient) },
          ]),
        )
      }
    })
  },
  source: 'HL7 v2.5.1; name of the application as Mirth Connect writes it by default',
}
