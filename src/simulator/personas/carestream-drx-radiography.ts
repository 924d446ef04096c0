/** Carestream DRX-Evolution radiography room: Windows 10. */
import type { Modality } from '../dialogues/dicom.ts'
import * as dicom from '../encoders/dicom/index.ts'
import type { Persona } from '../persona.ts'

import type { Unit } from '../unit.ts'
import { examines, IMAGES_TELL } from './shared/modality.ts'
import { isMember, WINDOWS_HOST } from './shared/windows-host.ts'

export const carestreamDrxRadiography: Persona = {
  ...WINDOWS_HOST,
  id: 'carestream-drx-radiography',
  product: {
    type: 'xray-fixed',
    vendor: 'Carestream Health',
    model: 'DRX-Evolution',
    criticality: 'diagnostic',
    releases: [
      { version: '5.7.619', os: { name: 'Windows 10' }, share: 2 },
      { version: '5.6.1', os: { name: 'Windows 10' }, share: 1 },
    ],
    serial: (random) => random.digits(6),
  },
  ouis: ['001D4A'],
  ouiTellsVendor: true,
  zone: 'imaging',
  population: { per100Beds: 1, atLeast: 1 },
  roles: ['modality'],
  hostname: (unit) => `DX${String(unit.number).padStart(2, '0')}-CONSOLE`,
  wire: { dhcp: { shows: ['hostname'] }, ...IMAGES_TELL },
  live(unit) {
    isMember(unit)
    examines(unit, modalityOf(unit), { perHour: 5, images: 3 })
  },
  source: "DICOM PS3.3 general equipment module; names as the maker's conformance statements give them",
}

const modalityOf = (unit: Unit): Modality => ({
  title: `DX_${String(unit.number).padStart(2, '0')}`,
  implementation: { uid: '1.2.840.113564.3.5', version: 'CARESTREAM_5.7' },
  modality: 'DX',
  manufacturer: 'Carestream Health',
  model: 'DRX-Evolution',
  serial: unit.serial ?? '',
  software: [unit.version],
  station: unit.hostname.slice(0, 16),
  institution: 'Mercy Hospital (simulated)',
  sopClass: dicom.SOP.dxImage,
  rows: 1200,
  columns: 1000,
  bits: 16,
})
