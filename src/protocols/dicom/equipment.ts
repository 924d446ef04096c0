/**
 * Facts about equipment in data sets: in instances stored (PS3.3 C.7.5.1 General Equipment), in worklist queries
 * (C.4.10) and in performed procedure steps (C.4.14). Nothing of the patient, study or order is read.
 */
import { cleanText, latin1 } from '../../wire/text.ts'
import { decodeText } from './character-set.ts'
import type { Tag, Wanted } from './data-set.ts'
import type { DicomField } from './fields.ts'

const CHARACTER_SET = 0x00080005
const QUERY_LEVEL = 0x00080052
const MODALITY = 0x00080060
const PATIENT_NAME = 0x00100010
const PATIENT_ID = 0x00100020
const UDI_SEQUENCE = 0x0018100a
const UDI = 0x00181009
const IDENTITY_REMOVED = 0x00120062
const SCHEDULED_STEPS = 0x00400100
const SCHEDULED_STATION_AE = 0x00400001

/** Attributes that stand for themselves, by tag. */
const STORED: ReadonlyMap<Tag, DicomField> = new Map<Tag, DicomField>([
  [MODALITY, 'dicom.modality'],
  [0x00080070, 'dicom.manufacturer'],
  [0x00080080, 'dicom.institution'],
  [0x00081010, 'dicom.station-name'],
  [0x00081040, 'dicom.department'],
  [0x00081090, 'dicom.model'],
  [IDENTITY_REMOVED, 'dicom.identity-removed'],
  [0x00181000, 'dicom.serial'],
  [0x00181002, 'dicom.device-uid'],
  [0x00181008, 'dicom.gantry-id'],
  [UDI, 'dicom.udi'],
  [0x00181020, 'dicom.software-versions'],
])
const PERFORMED: ReadonlyMap<Tag, DicomField> = new Map<Tag, DicomField>([
  [MODALITY, 'dicom.modality'],
  [0x00400241, 'dicom.performed-station-ae'],
  [0x00400242, 'dicom.station-name'],
  [0x00400243, 'dicom.performed-location'],
])
const WORKLIST: ReadonlyMap<Tag, DicomField> = new Map<Tag, DicomField>([
  [MODALITY, 'dicom.worklist-modality'],
  [SCHEDULED_STATION_AE, 'dicom.worklist-station-ae'],
])
const QUERY: ReadonlyMap<Tag, DicomField> = new Map<Tag, DicomField>([[QUERY_LEVEL, 'dicom.query-level']])
const RESULT: ReadonlyMap<Tag, DicomField> = new Map<Tag, DicomField>([
  [IDENTITY_REMOVED, 'dicom.identity-removed'],
])

/** What a data set is read for. */
export type Purpose = 'stored' | 'performed' | 'worklist' | 'query' | 'result'

interface Plan {
  readonly fields: ReadonlyMap<Tag, DicomField>
  readonly wanted: Wanted
}

const plan = (fields: Plan['fields'], last: Tag, more: Partial<Wanted> = {}): Plan => ({
  fields,
  wanted: { values: new Set([CHARACTER_SET, ...fields.keys()]), last, ...more },
})

const PATIENT: ReadonlySet<Tag> = new Set([PATIENT_NAME, PATIENT_ID])
const PLANS: Readonly<Record<Purpose, Plan>> = {
  stored: plan(STORED, 0x00181020, {
    inside: new Map([[UDI_SEQUENCE, new Set([UDI])]]),
    presence: PATIENT,
  }),
  performed: plan(PERFORMED, 0x00400243, { presence: PATIENT }),
  worklist: {
    fields: WORKLIST,
    wanted: {
      values: new Set([CHARACTER_SET]),
      inside: new Map([[SCHEDULED_STEPS, new Set([MODALITY, SCHEDULED_STATION_AE])]]),
      last: SCHEDULED_STEPS,
    },
  },
  query: plan(QUERY, QUERY_LEVEL),
  result: plan(RESULT, IDENTITY_REMOVED, { presence: PATIENT }),
}

export const wantedFor = (purpose: Purpose): Wanted => PLANS[purpose].wanted

export const namesPatient = (present: ReadonlySet<Tag>): boolean =>
  present.has(PATIENT_NAME) || present.has(PATIENT_ID)

/** What the values say, by field. Wildcards of queries say nothing (PS3.4 C.2.2.2). */
export function factsOf(purpose: Purpose, values: ReadonlyMap<Tag, Uint8Array>): Map<DicomField, string> {
  const terms = values.get(CHARACTER_SET)
  const charset = terms === undefined ? null : latin1.decode(terms)
  const facts = new Map<DicomField, string>()
  for (const [tag, field] of PLANS[purpose].fields) {
    const bytes = values.get(tag)
    const text = bytes === undefined ? null : cleanText(decodeText(bytes, charset), 256)
    if (text === null || (purpose !== 'stored' && /[*?]/.test(text))) continue
    facts.set(field, text)
  }
  return facts
}

/**
 * What tells one device of a sender from the others it may forward for, the same in every instance; `null` where
 * nothing does. Short serial numbers are only telling together with the model.
 */
export function deviceKey(facts: ReadonlyMap<DicomField, string>): string | null {
  const serial = facts.get('dicom.serial')
  const model = facts.get('dicom.model') ?? facts.get('dicom.manufacturer')
  if (serial !== undefined && !/^(0+|n\/?a|none|unknown|[x*.-]+)$/i.test(serial))
    return serial.length >= 4 || model === undefined ? `serial:${serial}` : `serial:${serial}@${model}`
  const uid = facts.get('dicom.device-uid')
  if (uid !== undefined) return `uid:${uid}`
  const station = facts.get('dicom.station-name')
  if (model === undefined && station === undefined) return null
  return `model:${model ?? ''}@${station ?? ''}`
}
