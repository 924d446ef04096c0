/** Hologic Selenia Dimensions mammography: Windows. */
import type { Modality } from '../dialogues/dicom.ts'
import * as dicom from '../encoders/dicom/index.ts'
import type { Persona } from '../persona.ts'

import type { Unit } from '../unit.ts'
import { examines, IMAGES_TELL } from './shared/modality.ts'
import { isMember, WINDOWS_HOST } from './shared/windows-host.ts'

export const hologicDimensionsMammography: Persona = {
  ...WINDOWS_HOST,
  id: 'hologic-dimensions-mammography',
  product: {
    type: 'mammography',
    vendor: 'Hologic',
    model: 'Selenia Dimensions',
    criticality: 'diagnostic',
    releases: [{ version: 'AWS:1.11.1.4', os: { name: 'Windows 10' }, share: 1 }],
    serial: (random) => `SDM${random.digits(9)}`,
  },
  ouis: ['B8AC6F'],

  zone: 'imaging',
  population: { per100Beds: 0.4 },
  roles: ['modality'],
  hostname: (unit) => `MG${String(unit.number).padStart(2, '0')}-CONSOLE`,
  wire: { dhcp: { shows: ['hostname'] }, ...IMAGES_TELL },
  live(unit) {
    isMember(unit)
    examines(unit, modalityOf(unit), { perHour: 3, images: 4 })
  },
  source: "DICOM PS3.3 general equipment module; names as the maker's conformance statements give them",
}

const modalityOf = (unit: Unit): Modality => ({
  title: `MG_${String(unit.number).padStart(2, '0')}`,
  implementation: { uid: '1.2.840.113681', version: 'HOLOGIC_AWS' },
  modality: 'MG',
  manufacturer: 'HOLOGIC, Inc.',
  model: 'Selenia Dimensions',
  serial: unit.serial ?? '',
  software: [unit.version],
  station: unit.hostname.slice(0, 16),
  institution: 'Mercy Hospital (simulated)',
  sopClass: dicom.SOP.mammography,
  rows: 1664,
  columns: 1280,
  bits: 16,
})
