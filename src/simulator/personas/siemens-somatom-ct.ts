/** Siemens SOMATOM Definition Edge computed tomograph: Windows, syngo. */
import type { Modality } from '../dialogues/dicom.ts'
import * as dicom from '../encoders/dicom/index.ts'
import type { Persona } from '../persona.ts'

import type { Unit } from '../unit.ts'
import { examines, IMAGES_TELL } from './shared/modality.ts'
import { isMember, WINDOWS_7_HOST } from './shared/windows-host.ts'

export const siemensSomatomCt: Persona = {
  ...WINDOWS_7_HOST,
  id: 'siemens-somatom-ct',
  product: {
    type: 'ct',
    vendor: 'Siemens Healthineers',
    model: 'SOMATOM Definition Edge',
    criticality: 'diagnostic',
    releases: [{ version: 'syngo CT VA48A', os: { name: 'Windows 7' }, stack: 'windows-7', share: 1 }],
    serial: (random) => String(random.int(60_000, 99_999)),
  },
  ouis: ['884B39'],
  ouiTellsVendor: true,
  zone: 'imaging',
  population: { per100Beds: 0.8, atLeast: 1 },
  roles: ['modality'],
  hostname: (unit) => `CT${String(unit.number).padStart(2, '0')}-CONSOLE`,
  wire: { dhcp: { shows: ['hostname'] }, ...IMAGES_TELL },
  live(unit) {
    isMember(unit)
    examines(unit, modalityOf(unit), { perHour: 3, images: 40 })
  },
  source: "DICOM PS3.3 general equipment module; names as the maker's conformance statements give them",
}

const modalityOf = (unit: Unit): Modality => ({
  title: `CT_${String(unit.number).padStart(2, '0')}`,
  implementation: { uid: '1.3.12.2.1107.5.9.20000101', version: 'SIEMENS_S7VA48A' },
  modality: 'CT',
  manufacturer: 'SIEMENS',
  model: 'SOMATOM Definition Edge',
  serial: unit.serial ?? '',
  software: [unit.version],
  station: unit.hostname.slice(0, 16),
  institution: 'Mercy Hospital (simulated)',
  sopClass: dicom.SOP.ctImage,
  rows: 512,
  columns: 512,
  bits: 16,
})
