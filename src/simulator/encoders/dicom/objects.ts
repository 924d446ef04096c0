/** Data sets of the objects that modalities, worklists and archives exchange (PS3.3, PS3.4 annexes C and K). */
import type { DataSet, Element, Representation, Tag, Value } from './dataset.ts'

/** What a device says of itself in everything it makes (PS3.3 section C.7.5.1). */
export interface Equipment {
  readonly modality: string
  readonly manufacturer: string
  readonly model: string
  readonly serial?: string
  readonly software?: readonly string[]
  readonly station?: string
  readonly institution?: string
  readonly department?: string
  readonly deviceUid?: string
  /** GS1, HIBCC or ICCBBA text (section 10.29). */
  readonly udi?: string
}

/** Made-up patients only. */
export interface Patient {
  readonly name: string
  readonly id: string
  /** YYYYMMDD. */
  readonly birth: string
  readonly sex: 'M' | 'F' | 'O'
}

export interface Study {
  readonly uid: string
  readonly id: string
  readonly accession: string
  /** YYYYMMDD and HHMMSS. */
  readonly date: string
  readonly time: string
  readonly description?: string
}

export interface Image {
  readonly sopClass: string
  readonly instance: string
  readonly series: string
  readonly seriesNumber: number
  readonly number: number
  readonly equipment: Equipment
  readonly patient: Patient
  readonly study: Study
  readonly rows: number
  readonly columns: number
  /** Two bytes a sample unless 8. */
  readonly bits?: 8 | 16
  /** `rows * columns` samples; left out, the set has no pixel data. */
  readonly pixels?: Uint8Array
}

/** One image with the attributes of the device that made it. */
export function image(i: Image): DataSet {
  const bits = i.bits ?? 16
  const pixels: Element[] = i.pixels === undefined ? [] : [['7FE0,0010', bits === 8 ? 'OB' : 'OW', i.pixels]]
  return [
    ['0008,0016', 'UI', i.sopClass],
    ['0008,0018', 'UI', i.instance],
    ['0008,0008', 'CS', 'ORIGINAL\\PRIMARY'],
    ...studyElements(i.study),
    ...equipmentElements(i.equipment),
    ...patientElements(i.patient),
    ['0020,000E', 'UI', i.series],
    ['0020,0011', 'IS', String(i.seriesNumber)],
    ['0020,0013', 'IS', String(i.number)],
    ['0028,0002', 'US', 1],
    ['0028,0004', 'CS', 'MONOCHROME2'],
    ['0028,0010', 'US', i.rows],
    ['0028,0011', 'US', i.columns],
    ['0028,0100', 'US', bits],
    ['0028,0101', 'US', bits === 8 ? 8 : 12],
    ['0028,0102', 'US', bits === 8 ? 7 : 11],
    ['0028,0103', 'US', 0],
    ...pixels,
  ]
}

function equipmentElements(e: Equipment): Element[] {
  const udi: Element[] = e.udi === undefined ? [] : [['0018,100A', 'SQ', [[['0018,1009', 'UT', e.udi]]]]]
  return [
    ['0008,0060', 'CS', e.modality],
    ['0008,0070', 'LO', e.manufacturer],
    ['0008,1090', 'LO', e.model],
    ...optional('0008,1010', 'SH', e.station),
    ...optional('0008,0080', 'LO', e.institution),
    ...optional('0008,1040', 'LO', e.department),
    ...optional('0018,1000', 'LO', e.serial),
    ...optional('0018,1002', 'UI', e.deviceUid),
    ...optional('0018,1020', 'LO', e.software?.join('\\')),
    ...udi,
  ]
}

const optional = (tag: Tag, vr: Representation, value: Value | undefined): Element[] =>
  value === undefined ? [] : [[tag, vr, value]]

const patientElements = (p: Patient): Element[] => [
  ['0010,0010', 'PN', p.name],
  ['0010,0020', 'LO', p.id],
  ['0010,0030', 'DA', p.birth],
  ['0010,0040', 'CS', p.sex],
]

const studyElements = (s: Study): Element[] => [
  ['0008,0020', 'DA', s.date],
  ['0008,0030', 'TM', s.time],
  ['0008,0050', 'SH', s.accession],
  ['0008,0090', 'PN', ''],
  ['0020,000D', 'UI', s.uid],
  ['0020,0010', 'SH', s.id],
  ...optional('0008,1030', 'LO', s.description),
]

/** What a modality asks of the worklist: its own entries of a day. */
export const worklistQuery = (station: string, modality: string, date: string): DataSet => [
  ['0008,0050', 'SH', ''],
  ['0010,0010', 'PN', ''],
  ['0010,0020', 'LO', ''],
  ['0010,0030', 'DA', ''],
  ['0010,0040', 'CS', ''],
  ['0020,000D', 'UI', ''],
  ['0032,1060', 'LO', ''],
  ['0040,0100', 'SQ', [scheduledStep(station, modality, date, '', '', '')]],
  ['0040,1001', 'SH', ''],
]

export interface Scheduled {
  readonly station: string
  readonly modality: string
  readonly date: string
  readonly time: string
  readonly stepId: string
  readonly description: string
  readonly patient: Patient
  readonly study: Study
}

/** One entry of the worklist. */
export const worklistItem = (s: Scheduled): DataSet => [
  ['0008,0050', 'SH', s.study.accession],
  ...patientElements(s.patient),
  ['0020,000D', 'UI', s.study.uid],
  ['0032,1060', 'LO', s.description],
  ['0040,0100', 'SQ', [scheduledStep(s.station, s.modality, s.date, s.time, s.description, s.stepId)]],
  ['0040,1001', 'SH', s.study.id],
]

const scheduledStep = (
  station: string,
  modality: string,
  date: string,
  time: string,
  description: string,
  id: string,
): DataSet => [
  ['0008,0060', 'CS', modality],
  ['0040,0001', 'AE', station],
  ['0040,0002', 'DA', date],
  ['0040,0003', 'TM', time],
  ['0040,0006', 'PN', ''],
  ['0040,0007', 'LO', description],
  ['0040,0009', 'SH', id],
]

/** A query for studies (`STUDY`), as a viewer or a sweep sends it; `*` matches all. */
export const studyQuery = (match: {
  readonly patientId?: string
  readonly date?: string
  readonly modality?: string
}): DataSet => [
  ['0008,0052', 'CS', 'STUDY'],
  ['0008,0020', 'DA', match.date ?? ''],
  ['0008,0050', 'SH', ''],
  ['0008,0061', 'CS', match.modality ?? ''],
  ['0010,0010', 'PN', ''],
  ['0010,0020', 'LO', match.patientId ?? ''],
  ['0020,000D', 'UI', ''],
]

/** One study found. */
export const studyFound = (patient: Patient, study: Study, modality: string, archive: string): DataSet => [
  ['0008,0052', 'CS', 'STUDY'],
  ['0008,0054', 'AE', archive],
  ['0008,0061', 'CS', modality],
  ...studyElements(study),
  ['0010,0010', 'PN', patient.name],
  ['0010,0020', 'LO', patient.id],
]

/** What a C-MOVE asks for: a whole study. */
export const studyToMove = (uid: string): DataSet => [
  ['0008,0052', 'CS', 'STUDY'],
  ['0020,000D', 'UI', uid],
]

/** The start of a performed step (PS3.4 table F.7.2-1, what modalities fill). */
export const procedureStep = (s: Scheduled): DataSet => [
  ...patientElements(s.patient),
  ['0008,0060', 'CS', s.modality],
  ['0040,0241', 'AE', s.station],
  ['0040,0244', 'DA', s.date],
  ['0040,0245', 'TM', s.time],
  ['0040,0252', 'CS', 'IN PROGRESS'],
  ['0040,0253', 'SH', s.stepId],
  [
    '0040,0270',
    'SQ',
    [
      [
        ['0008,0050', 'SH', s.study.accession],
        ['0020,000D', 'UI', s.study.uid],
      ],
    ],
  ],
  ['0020,0010', 'SH', s.study.id],
]

/** Its end. */
export const procedureStepEnd = (date: string, time: string): DataSet => [
  ['0040,0250', 'DA', date],
  ['0040,0251', 'TM', time],
  ['0040,0252', 'CS', 'COMPLETED'],
]

/** What to commit, by class and instance. */
export const commitment = (
  transaction: string,
  items: readonly (readonly [sopClass: string, instance: string])[],
): DataSet => [
  ['0008,1195', 'UI', transaction],
  [
    '0008,1199',
    'SQ',
    items.map(
      ([sopClass, instance]): DataSet => [
        ['0008,1150', 'UI', sopClass],
        ['0008,1155', 'UI', instance],
      ],
    ),
  ],
]
