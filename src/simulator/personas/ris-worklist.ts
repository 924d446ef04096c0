/** The radiology information system: hands out the modality worklist and hears of performed steps. */
import { WORKLIST } from '../dialogues/dicom.ts'
import { HL7, sendHl7 } from '../dialogues/hl7.ts'
import { inHl7, somePatient } from '../dialogues/patients.ts'
import * as hl7 from '../encoders/hl7/index.ts'
import type { Persona } from '../persona.ts'
import { officeRhythm } from '../rhythms.ts'

export const risWorklist: Persona = {
  id: 'ris-worklist',
  product: {
    type: 'pacs-vna',
    vendor: '',
    model: null,
    criticality: 'support',
    releases: [{ version: null, os: { name: 'Linux' }, share: 1 }],
  },
  ouis: ['005056'],
  stack: 'linux-4',
  zone: 'servers',
  addressing: { kind: 'static' },
  resolves: true,
  population: { perSite: 1 },
  roles: ['ris'],
  hostname: (unit) => `ris${unit.number}`,
  services: () => [
    WORKLIST.offer({
      title: 'MERCY_RIS',
      implementation: { uid: '1.2.276.0.7230010.3.0.3.6.7', version: 'OFFIS_DCMTK_367' },
    }),
  ],
  wire: { 'dicom:server': { weak: ['dicom-cleartext-phi'] }, 'hl7:client': { weak: ['hl7-cleartext-phi'] } },
  live(unit) {
    unit.often(30, officeRhythm, () => {
      const patient = inHl7(somePatient(unit.random), 'OPD1', 'X-01')
      const order = {
        control: 'SC',
        placer: `P${unit.random.digits(6)}`,
        filler: `F${unit.random.digits(6)}`,
        service: 'CTCH^CT chest^L',
      } as const
      unit.talk(unit.peer('interface-engine'), HL7, (to) =>
        sendHl7(unit, { application: 'RIS', version: '2.3.1' }, to, [
          { kind: 'ORM^O01', make: (header) => hl7.orm(header, patient, order) },
        ]),
      )
    })
  },
  source: 'DICOM PS3.4 annex K and F; IHE scheduled workflow: status of orders as ORM',
}
