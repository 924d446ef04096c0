/** Philips Ingenia magnetic resonance scanner: Windows host. */
import type { Modality } from '../dialogues/dicom.ts'
import * as dicom from '../encoders/dicom/index.ts'
import type { Persona } from '../persona.ts'

import type { Unit } from '../unit.ts'
import { examines, IMAGES_TELL } from './shared/modality.ts'
import { isMember, WINDOWS_HOST } from './shared/windows-host.ts'

export const philipsIngeniaMr: Persona = {
  ...WINDOWS_HOST,
  id: 'philips-ingenia-mr',
  product: {
    type: 'mri',
    vendor: 'Philips',
    model: 'Ingenia',
    criticality: 'diagnostic',
    releases: [
      { version: '5.6.1', os: { name: 'Windows 10' }, share: 2 },
      { version: '5.3.1', os: { name: 'Windows 10' }, share: 1 },
    ],
    serial: (random) => String(random.int(40_000, 79_999)),
  },
  ouis: ['B8AC6F'],

  zone: 'imaging',
  population: { per100Beds: 0.5, atLeast: 1 },
  roles: ['modality'],
  hostname: (unit) => `MR${String(unit.number).padStart(2, '0')}-CONSOLE`,
  wire: { dhcp: { shows: ['hostname'] }, ...IMAGES_TELL },
  live(unit) {
    isMember(unit)
    examines(unit, modalityOf(unit), { perHour: 1.5, images: 90 })
  },
  source: "DICOM PS3.3 general equipment module; names as the maker's conformance statements give them",
}

const modalityOf = (unit: Unit): Modality => ({
  title: `MR_${String(unit.number).padStart(2, '0')}`,
  implementation: { uid: '1.3.46.670589.11.0.0.51.4.56.1', version: 'MR DICOM 4.1' },
  modality: 'MR',
  manufacturer: 'Philips Medical Systems',
  model: 'Ingenia',
  serial: unit.serial ?? '',
  software: [unit.version],
  station: unit.hostname.slice(0, 16),
  institution: 'Mercy Hospital (simulated)',
  sopClass: dicom.SOP.mrImage,
  rows: 256,
  columns: 256,
  bits: 16,
})
