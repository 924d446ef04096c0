/** Philips Azurion angiography: Windows 10. */
import type { Modality } from '../dialogues/dicom.ts'
import * as dicom from '../encoders/dicom/index.ts'
import type { Persona } from '../persona.ts'

import type { Unit } from '../unit.ts'
import { examines, IMAGES_TELL } from './shared/modality.ts'
import { isMember, WINDOWS_HOST } from './shared/windows-host.ts'

export const philipsAzurionAngio: Persona = {
  ...WINDOWS_HOST,
  id: 'philips-azurion-angio',
  product: {
    type: 'angio-cath',
    vendor: 'Philips',
    model: 'AlluraXper',
    criticality: 'direct-therapy',
    releases: [{ version: '2.2.8', os: { name: 'Windows 10' }, share: 1 }],
    serial: (random) => String(random.int(1000, 9999)),
  },
  ouis: ['B8AC6F'],

  zone: 'imaging',
  population: { per100Beds: 0.5 },
  roles: ['modality'],
  hostname: (unit) => `XA${String(unit.number).padStart(2, '0')}-CONSOLE`,
  wire: { dhcp: { shows: ['hostname'] }, ...IMAGES_TELL },
  live(unit) {
    isMember(unit)
    examines(unit, modalityOf(unit), { perHour: 1, images: 50 })
  },
  source: "DICOM PS3.3 general equipment module; names as the maker's conformance statements give them",
}

const modalityOf = (unit: Unit): Modality => ({
  title: `XA_${String(unit.number).padStart(2, '0')}`,
  implementation: { uid: '1.3.46.670589.38', version: 'PHILIPS XA 2.2' },
  modality: 'XA',
  manufacturer: 'Philips Medical Systems',
  model: 'AlluraXper',
  serial: unit.serial ?? '',
  software: [unit.version],
  station: unit.hostname.slice(0, 16),
  institution: 'Mercy Hospital (simulated)',
  sopClass: dicom.SOP.angiography,
  rows: 512,
  columns: 512,
  bits: 8,
})
