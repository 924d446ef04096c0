/** The picture archive: dcm4chee on Linux. */
import { DICOM } from '../dialogues/dicom.ts'
import type { Persona } from '../persona.ts'

export const pacsArchive: Persona = {
  id: 'pacs-archive',
  product: {
    type: 'pacs-vna',
    vendor: '',
    model: null,
    criticality: 'support',
    releases: [{ version: null, os: { name: 'Linux' }, share: 1 }],
  },
  ouis: ['005056'],
  stack: 'linux-5',
  zone: 'servers',
  addressing: { kind: 'static' },
  population: { perSite: 1 },
  roles: ['pacs'],
  hostname: (unit) => `pacs${unit.number}`,
  services: () => [
    DICOM.offer({
      title: 'MERCY_PACS',
      implementation: { uid: '1.2.40.0.13.1.3', version: 'dcm4che-5.29.2' },
    }),
  ],
  wire: { 'dicom:server': { shows: ['type'], weak: ['dicom-cleartext-phi'] } },
  live() {},
  source: 'implementation class of dcm4che as its conformance statement gives it; PS3.4 storage service',
}
