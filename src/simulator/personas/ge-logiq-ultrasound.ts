/** GE LOGIQ E10 ultrasound system: Windows 10 on a cart, with Wi-Fi. */
import type { Modality } from '../dialogues/dicom.ts'
import * as dicom from '../encoders/dicom/index.ts'
import type { Persona } from '../persona.ts'

import type { Unit } from '../unit.ts'
import { examines, IMAGES_TELL } from './shared/modality.ts'
import { isMember, WINDOWS_HOST } from './shared/windows-host.ts'

export const geLogiqUltrasound: Persona = {
  ...WINDOWS_HOST,
  id: 'ge-logiq-ultrasound',
  product: {
    type: 'ultrasound',
    vendor: 'GE HealthCare',
    model: 'LOGIQE10',
    criticality: 'diagnostic',
    releases: [
      { version: 'LOGIQE10:R3.1.2', os: { name: 'Windows 10' }, share: 2 },
      { version: 'LOGIQE10:R2.0.7', os: { name: 'Windows 10' }, share: 1 },
    ],
    serial: (random) => `LE10${random.digits(5)}`,
  },
  ouis: ['B8AC6F'],

  zone: 'imaging',
  population: { per100Beds: 2.5, atLeast: 1 },
  roles: ['modality'],
  hostname: (unit) => `US${String(unit.number).padStart(2, '0')}-CONSOLE`,
  wire: { dhcp: { shows: ['hostname'] }, ...IMAGES_TELL },
  live(unit) {
    isMember(unit)
    examines(unit, modalityOf(unit), { perHour: 1.5, images: 14 })
  },
  source: "DICOM PS3.3 general equipment module; names as the maker's conformance statements give them",
}

const modalityOf = (unit: Unit): Modality => ({
  title: `US_${String(unit.number).padStart(2, '0')}`,
  implementation: { uid: '1.2.840.113619.6.408', version: 'LOGIQE10_3' },
  modality: 'US',
  manufacturer: 'GE Healthcare',
  model: 'LOGIQE10',
  serial: unit.serial ?? '',
  software: [unit.version],
  station: unit.hostname.slice(0, 16),
  institution: 'Mercy Hospital (simulated)',
  sopClass: dicom.SOP.ultrasound,
  rows: 600,
  columns: 800,
  bits: 8,
})
