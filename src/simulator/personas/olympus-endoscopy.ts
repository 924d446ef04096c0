/** Olympus endoscopy tower with a capture unit: stills to the archive. */
import type { Modality } from '../dialogues/dicom.ts'
import * as dicom from '../encoders/dicom/index.ts'
import type { Persona } from '../persona.ts'

import type { Unit } from '../unit.ts'
import { examines, IMAGES_TELL } from './shared/modality.ts'
import { isMember, WINDOWS_HOST } from './shared/windows-host.ts'

export const olympusEndoscopy: Persona = {
  ...WINDOWS_HOST,
  id: 'olympus-endoscopy',
  product: {
    type: 'endoscopy',
    vendor: 'Olympus',
    model: 'CV-190',
    criticality: 'diagnostic',
    releases: [{ version: '3.1.0', os: { name: 'Windows 10' }, share: 1 }],
    serial: (random) => random.digits(7),
  },
  ouis: ['000113'],
  ouiTellsVendor: true,

  zone: 'imaging',
  population: { per100Beds: 0.7 },
  roles: ['modality'],
  hostname: (unit) => `ES${String(unit.number).padStart(2, '0')}-CONSOLE`,
  wire: { dhcp: { shows: ['hostname'] }, ...IMAGES_TELL },
  live(unit) {
    isMember(unit)
    examines(unit, modalityOf(unit), { perHour: 1, images: 16 })
  },
  source: "DICOM PS3.3 general equipment module; names as the maker's conformance statements give them",
}

const modalityOf = (unit: Unit): Modality => ({
  title: `ES_${String(unit.number).padStart(2, '0')}`,
  implementation: { uid: '1.2.392.200036.9107.500', version: 'OLYMPUS_1' },
  modality: 'ES',
  manufacturer: 'OLYMPUS',
  model: 'CV-190',
  serial: unit.serial ?? '',
  software: [unit.version],
  station: unit.hostname.slice(0, 16),
  institution: 'Mercy Hospital (simulated)',
  sopClass: dicom.SOP.secondaryCapture,
  rows: 720,
  columns: 960,
  bits: 8,
})
