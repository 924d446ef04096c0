/** A radiologist's viewing station: Windows 10, queries the archive. */
import { DICOM, findStudies } from '../dialogues/dicom.ts'
import type { Persona } from '../persona.ts'
import { officeRhythm } from '../rhythms.ts'
import { isMember, onWindows, WINDOWS_HOST } from './shared/windows-host.ts'

export const imagingViewer: Persona = {
  ...WINDOWS_HOST,
  id: 'imaging-viewer',
  product: {
    type: 'imaging-workstation',
    vendor: 'HP',
    model: null,
    criticality: 'diagnostic',
    releases: [onWindows('Windows 10', '19045')],
  },
  ouis: ['3C4A92', '6C3BE5'],
  ouiTellsVendor: true,
  zone: 'imaging',
  population: { per100Beds: 2, atLeast: 1 },
  roles: ['viewer'],
  hostname: (unit) => `RAD-VIEW${String(unit.number).padStart(2, '0')}`,
  wire: { dhcp: { shows: ['hostname'] }, 'dicom:client': { weak: ['dicom-cleartext-phi'] } },
  live(unit) {
    isMember(unit)
    const client = {
      title: `VIEWER${unit.number}`,
      implementation: { uid: '1.2.276.0.7230010.3.0.3.6.6', version: 'OFFIS_DCMTK_366' },
    }
    unit.often(8, officeRhythm, () =>
      unit.talk(unit.peer('pacs'), DICOM, (to) =>
        findStudies(unit, client, to, { patientId: `SIM${unit.random.digits(6)}` }, unit.random.int(0, 8)),
      ),
    )
  },
  source: 'DICOM PS3.4 annex C; toolkit names of DCMTK',
}
