/** The hospital information system: web pages over TLS for everybody, and admissions as HL7. */
import { certificateOf } from '../dialogues/certificates.ts'
import { HL7, sendHl7 } from '../dialogues/hl7.ts'
import { inHl7, somePatient } from '../dialogues/patients.ts'
import { TLS } from '../dialogues/tls.ts'
import * as hl7 from '../encoders/hl7/index.ts'
import type { Persona } from '../persona.ts'
import { wardRhythm } from '../rhythms.ts'
import { isMember, onWindows, WINDOWS_HOST } from './shared/windows-host.ts'

export const ehrServer: Persona = {
  ...WINDOWS_HOST,
  id: 'ehr-server',
  product: {
    type: 'hospital-information-system',
    vendor: 'Epic Systems',
    model: null,
    criticality: 'support',
    releases: [onWindows('Windows Server 2022', '20348')],
  },
  ouis: ['005056'],
  addressing: { kind: 'static' },
  zone: 'servers',
  population: { perSite: 1, mainSiteOnly: true },
  roles: ['ehr'],
  hostname: () => 'ehr',
  services: (unit) => [
    TLS.offer({
      server: {
        version: '1.2',
        suite: 'ECDHE_ECDSA_AES_128_GCM_SHA256',
        signature: 71,
        certificates: [
          certificateOf(unit, {
            subject: [['CN', unit.fqdn]],
            dns: [unit.fqdn],
            authority: true,
            years: 2,
          }),
        ],
      },
    }),
  ],
  wire: { 'hl7:client': { shows: ['type', 'vendor'], weak: ['hl7-cleartext-phi'] } },
  live(unit) {
    isMember(unit)
    const beds = unit.world.units.length
    unit.often(Math.max(20, beds / 4), wardRhythm, () => {
      const trigger = unit.random.pick(['A01', 'A02', 'A03', 'A04', 'A08', 'A08', 'A08'])
      const patient = inHl7(somePatient(unit.random), unit.random.pick(['MED1', 'SUR1', 'ICU1']), 'X-03')
      unit.talk(unit.peer('interface-engine'), HL7, (to) =>
        sendHl7(unit, { application: 'EPIC', version: '2.5.1' }, to, [
          { kind: `ADT^${trigger}`, make: (header) => hl7.adt(header, trigger, patient) },
        ]),
      )
    })
  },
  source: 'HL7 v2.5.1 chapter 3; sending application as Epic interfaces name it',
}
