/** Somebody asks the archive for everything. */
import { DICOM, findStudies } from '../dialogues/dicom.ts'
import type { Incident } from '../incident.ts'
import { again, somebody, somebodyNew } from './shared/cast.ts'

export const unexpectedDicomQuery: Incident = {
  name: 'unexpected-dicom-query',
  summary: 'an unknown computer asks the archive for all studies of three months, ten times',
  detections: ['unexpected-dicom-query', 'new-peer'],
  begin(stage) {
    const archive = somebody(stage, 'pacs')
    const attacker = somebodyNew(stage, 'office', (unit) =>
      again(stage, 10, 12, () => {
        unit.truth.weak('dicom-cleartext-phi', 'dicom', null)
        archive.truth.weak('dicom-no-ae-allowlist', 'dicom', 104)
        unit.talk(archive, DICOM, (to) => findStudies(unit, TOOL, to, { date: '20251201-20260302' }, 60))
      }),
    )
    return [attacker, archive]
  },
}

/** A toolkit's query program, under the name it has when nobody sets another. */
const TOOL = {
  title: 'FINDSCU',
  implementation: { uid: '1.2.276.0.7230010.3.0.3.6.7', version: 'OFFIS_DCMTK_367' },
} as const
