/** GE OEC 9900 Elite mobile C-arm: sends from the theatres. */
import type { Modality } from '../dialogues/dicom.ts'
import * as dicom from '../encoders/dicom/index.ts'
import type { Persona } from '../persona.ts'

import type { Unit } from '../unit.ts'
import { examines, IMAGES_TELL } from './shared/modality.ts'
import { isMember, WINDOWS_HOST } from './shared/windows-host.ts'

export const geOecCArm: Persona = {
  ...WINDOWS_HOST,
  id: 'ge-oec-c-arm',
  product: {
    type: 'c-arm',
    vendor: 'GE HealthCare',
    model: 'OEC 9900 Elite',
    criticality: 'direct-therapy',
    releases: [{ version: '4.2.1', os: { name: 'Windows 10' }, share: 1 }],
    serial: (random) => `E2-${random.digits(4)}`,
  },
  ouis: ['B8AC6F'],

  zone: 'imaging',
  population: { per100Beds: 0.6 },
  roles: ['modality'],
  hostname: (unit) => `RF${String(unit.number).padStart(2, '0')}-CONSOLE`,
  wire: { dhcp: { shows: ['hostname'] }, ...IMAGES_TELL },
  live(unit) {
    isMember(unit)
    examines(unit, modalityOf(unit), { perHour: 1, images: 12 })
  },
  source: "DICOM PS3.3 general equipment module; names as the maker's conformance statements give them",
}

const modalityOf = (unit: Unit): Modality => ({
  title: `RF_${String(unit.number).padStart(2, '0')}`,
  implementation: { uid: '1.2.840.113619.6.197', version: 'OEC_9900' },
  modality: 'RF',
  manufacturer: 'GE OEC Medical Systems GmbH',
  model: 'OEC 9900 Elite',
  serial: unit.serial ?? '',
  software: [unit.version],
  station: unit.hostname.slice(0, 16),
  institution: 'Mercy Hospital (simulated)',
  sopClass: dicom.SOP.fluoroscopy,
  rows: 1024,
  columns: 1024,
  bits: 8,
})
