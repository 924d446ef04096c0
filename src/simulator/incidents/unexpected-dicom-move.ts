/** Somebody has studies sent to a station that nobody knows. */
import { DICOM, findStudies, moveStudy } from '../dialogues/dicom.ts'
import type { Incident } from '../incident.ts'
import { again, somebody, somebodyNew } from './shared/cast.ts'

export const unexpectedDicomMove: Incident = {
  name: 'unexpected-dicom-move',
  summary: 'an unknown computer has eight studies moved to an AE title never seen before',
  detections: ['unexpected-dicom-move', 'unexpected-dicom-query'],
  begin(stage) {
    const archive = somebody(stage, 'pacs')
    const attacker = somebodyNew(stage, 'office', (unit) => {
      unit.truth.weak('dicom-cleartext-phi', 'dicom', null)
      archive.truth.weak('dicom-no-ae-allowlist', 'dicom', 104)
      unit.talk(archive, DICOM, (to) => findStudies(unit, TOOL, to, { date: '20260301-20260302' }, 25))
      unit.after(20, () =>
        again(stage, 8, 15, () => unit.talk(archive, DICOM, (to) => moveStudy(unit, TOOL, to, 'EXPORT_SCP'))),
      )
    })
    return [attacker, archive]
  },
}

/** A toolkit's program, under the name it has when nobody sets another. */
const TOOL = {
  title: 'MOVESCU',
  implementation: { uid: '1.2.276.0.7230010.3.0.3.6.7', version: 'OFFIS_DCMTK_367' },
} as const
