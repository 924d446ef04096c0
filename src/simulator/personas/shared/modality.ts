/** What imaging modalities have in common: worklist, studies, performed steps, a test of the archive. */
import {
  askWorklist,
  DICOM,
  echo,
  type Modality,
  reportStep,
  storeStudy,
  WORKLIST,
} from '../../dialogues/dicom.ts'
import type { Persona } from '../../persona.ts'
import { officeRhythm, type Rhythm } from '../../rhythms.ts'
import type { Unit } from '../../unit.ts'

/** What DICOM tells of the one who stores images. */
export const IMAGES_TELL: Persona['wire'] = {
  'dicom:client': { shows: ['type', 'vendor', 'model', 'version', 'serial'], weak: ['dicom-cleartext-phi'] },
}

export interface Practice {
  /** Examinations an hour when it is busiest, and images of one. */
  readonly perHour: number
  readonly images: number
  readonly rhythm?: Rhythm
}

/** Examines patients: now and then asks what is planned, sends a study, tells that it is done. */
export function examines(unit: Unit, modality: Modality, practice: Practice): void {
  const { perHour, images, rhythm = officeRhythm } = practice
  unit.every(1800, () => unit.talk(unit.peer('ris'), WORKLIST, (to) => askWorklist(unit, modality, to)))
  unit.every(14_400, () => unit.talk(unit.peer('pacs'), DICOM, (to) => echo(modality, to)))
  const examine = (): void => {
    unit.talk(unit.peer('ris'), WORKLIST, (to) => reportStep(unit, modality, to))
    const count = Math.max(1, Math.round(unit.random.jitter(images, 0.5)))
    unit.after(30, () => unit.talk(unit.peer('pacs'), DICOM, (to) => storeStudy(unit, modality, to, count)))
  }
  unit.often(perHour, rhythm, examine)
  unit.after(unit.random.between(60, 400), examine)
}
