/** Fujifilm FDR Go mobile X-ray: Windows Embedded, sends over Wi-Fi from the wards. */
import type { Modality } from '../dialogues/dicom.ts'
import * as dicom from '../encoders/dicom/index.ts'
import type { Persona } from '../persona.ts'
import { wardRhythm } from '../rhythms.ts'
import type { Unit } from '../unit.ts'
import { examines, IMAGES_TELL } from './shared/modality.ts'
import { isMember, WINDOWS_7_HOST } from './shared/windows-host.ts'

export const fujifilmFdrGoMobile: Persona = {
  ...WINDOWS_7_HOST,
  id: 'fujifilm-fdr-go-mobile',
  product: {
    type: 'xray-mobile',
    vendor: 'Fujifilm',
    model: 'FDR Go PLUS',
    criticality: 'diagnostic',
    releases: [{ version: 'V12.1', os: { name: 'Windows 7' }, stack: 'windows-7', share: 1 }],
    serial: (random) => random.digits(8),
  },
  ouis: ['88B436'],
  ouiTellsVendor: true,
  zone: 'clinical-wireless',
  population: { per100Beds: 0.8 },
  roles: ['modality'],
  hostname: (unit) => `DX${String(unit.number).padStart(2, '0')}-CONSOLE`,
  wire: { dhcp: { shows: ['hostname'] }, ...IMAGES_TELL },
  live(unit) {
    isMember(unit)
    examines(unit, modalityOf(unit), { perHour: 2, images: 2, rhythm: wardRhythm })
  },
  source: "DICOM PS3.3 general equipment module; names as the maker's conformance statements give them",
}

const modalityOf = (unit: Unit): Modality => ({
  title: `DX_${String(unit.number).padStart(2, '0')}`,
  implementation: { uid: '1.2.392.200036.9125.5342', version: 'FDR_GO_V12' },
  modality: 'DX',
  manufacturer: 'FUJIFILM Corporation',
  model: 'FDR Go PLUS',
  serial: unit.serial ?? '',
  software: [unit.version],
  station: unit.hostname.slice(0, 16),
  institution: 'Mercy Hospital (simulated)',
  sopClass: dicom.SOP.dxImage,
  rows: 1000,
  columns: 900,
  bits: 16,
})
