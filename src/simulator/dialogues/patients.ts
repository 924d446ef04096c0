/** Patients who do not exist. */
import type * as dicom from '../encoders/dicom/index.ts'
import type * as hl7 from '../encoders/hl7/index.ts'
import type { Random } from '../random.ts'

const FAMILIES = [
  'Sample',
  'Example',
  'Demo',
  'Placeholder',
  'Imaginary',
  'Fictive',
  'Pretend',
  'Invented',
] as const
const GIVEN = ['Ada', 'Ben', 'Cleo', 'Dora', 'Emil', 'Fay', 'Gus', 'Hal', 'Ida', 'Jon', 'Kim', 'Lea'] as const

export interface MadeUpPatient {
  readonly id: string
  readonly name: string
  /** YYYYMMDD. */
  readonly birth: string
  readonly sex: 'M' | 'F'
}

export function somePatient(random: Random): MadeUpPatient {
  return {
    id: `SIM${random.digits(6)}`,
    name: `${random.pick(FAMILIES)}^${random.pick(GIVEN)}`,
    birth: `${random.int(1930, 2020)}${String(random.int(1, 12)).padStart(2, '0')}${String(random.int(1, 28)).padStart(2, '0')}`,
    sex: random.chance(0.5) ? 'M' : 'F',
  }
}

/** As HL7 names him, in the ward and bed given. */
export const inHl7 = (patient: MadeUpPatient, ward: string | null, bed: string | null): hl7.Patient => ({
  ...patient,
  place: `${ward ?? 'OPD'}^^${bed?.split('-')[1] ?? ''}`,
  visit: `V${patient.id.slice(3)}`,
})

export const inDicom = (patient: MadeUpPatient): dicom.Patient => patient
