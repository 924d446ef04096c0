/** HL7 version 2 (chapter 2) in its usual encoding, framed by the minimal lower layer protocol (MLLP release 1). */
import { bytes, latin1 } from '../bytes.ts'

/** A field: its text with `^` between components, or several repetitions. Use `escaped` for free text. */
export type Field = string | number | undefined
/** A segment: its name, then its fields from the first. */
export type Segment = readonly [name: string, ...fields: readonly Field[]]

/** What stands in MSH. */
export interface Header {
  /** `APP` or `APP^id^type`. */
  readonly application: string
  readonly facility?: string
  readonly toApplication: string
  readonly toFacility?: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly controlId: string
  /** `2.3` to `2.8`. */
  readonly version: string
  /** P production, T training, D debugging. */
  readonly processing?: 'P' | 'T' | 'D'
  /** MSH-18 and MSH-21. */
  readonly charset?: string
  readonly profile?: string
}

/** A message of a kind such as `ADT^A01^ADT_A01`, in its MLLP frame; one byte a character. */
export function message(header: Header, kind: string, segments: readonly Segment[]): Uint8Array {
  const text = [msh(header, kind), ...segments.map(segment)].map((line) => `${line}\r`).join('')
  return bytes(0x0b, latin1(text), 0x1c, 0x0d)
}

function msh(h: Header, kind: string): string {
  const fields: Field[] = [
    h.application,
    h.facility,
    h.toApplication,
    h.toFacility,
    timestamp(h.at),
    '',
    kind,
  ]
  fields.push(h.controlId, h.processing ?? 'P', h.version)
  if (h.charset !== undefined || h.profile !== undefined)
    fields.push('', '', 'AL', 'NE', '', h.charset, '', '', h.profile)
  return `MSH|^~\\&|${fields.map((f) => f ?? '').join('|')}`
}

const segment = ([name, ...fields]: Segment): string =>
  [name, ...fields.map((f) => f ?? '')].join('|').replace(/\|+$/, '')

/** Free text with the delimiters escaped (chapter 2.7). */
export const escaped = (text: string): string =>
  text.replace(
    /[\\|^~&]/g,
    (c) => ({ '\\': '\\E\\', '|': '\\F\\', '^': '\\S\\', '~': '\\R\\', '&': '\\T\\' })[c]!,
  )

/** A date and time to the second, with the zone (chapter 2A.22), in universal time. */
export const timestamp = (at: number): string => `${digits(at)}+0000`
/** The same without the zone, as most patient fields have it. */
export const digits = (at: number): string => new Date(at).toISOString().replace(/\D/g, '').slice(0, 14)

/** A made-up patient, and where he lies. */
export interface Patient {
  readonly id: string
  /** `Family^Given`. */
  readonly name: string
  /** YYYYMMDD. */
  readonly birth: string
  readonly sex: 'M' | 'F' | 'O'
  /** `unit^room^bed`. */
  readonly place: string
  readonly visit: string
}

export const pid = (p: Patient): Segment => [
  'PID',
  1,
  '',
  `${p.id}^^^HOSP^MR`,
  '',
  p.name,
  '',
  p.birth,
  p.sex,
]
export const pv1 = (p: Patient): Segment => [
  'PV1',
  1,
  'I',
  p.place,
  ...new Array<string>(15).fill(''),
  `${p.visit}^^^HOSP^VN`,
]
