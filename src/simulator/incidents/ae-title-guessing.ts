/** Somebody guesses the names by which the archive can be called. */
import { DICOM } from '../dialogues/dicom.ts'
import * as dicom from '../encoders/dicom/index.ts'
import type { Incident } from '../incident.ts'
import { answer, ask } from '../script.ts'
import { again, somebody, somebodyNew } from './shared/cast.ts'

export const aeTitleGuessing: Incident = {
  name: 'ae-title-guessing',
  summary: 'an unknown computer tries 14 called AE titles at the archive; all but one are refused',
  detections: ['ae-title-guessing'],
  begin(stage) {
    const archive = somebody(stage, 'pacs')
    const attacker = somebodyNew(stage, 'office', (unit) =>
      again(stage, TITLES.length, 4, (i) =>
        unit.talk(archive, DICOM, function* () {
          const called = TITLES[i]!
          const contexts = [
            { id: 1, abstractSyntax: dicom.SOP.verification, transferSyntaxes: [dicom.IMPLICIT] },
          ]
          yield ask(
            dicom.associateRequest({
              called,
              calling: 'ECHOSCU',
              contexts,
              implementation: { uid: '1.2.276.0.7230010.3.0.3.6.7' },
            }),
          )
          // Rejected for good, by the service user: called AE title not recognized (PS3.8 section 9.3.4).
          yield answer(dicom.associateReject(1, 1, 7), 0.004)
        }),
      ),
    )
    return [attacker, archive]
  },
}

const TITLES = [
  'PACS',
  'ARCHIVE',
  'ANY-SCP',
  'STORESCP',
  'DCM4CHEE',
  'ORTHANC',
  'CONQUEST',
  'IMPAX',
  'CENTRICITY',
  'SYNAPSE',
  'VUEPACS',
  'PACS1',
  'AE_ARCH',
  'STORE',
] as const
