/** Printing: IPP (RFC 8010, 8011) as bodies of HTTP, and PJL in raw streams (TCP 9100). */
import { bytes, counted16, type Part, u16, u32 } from './bytes.ts'

/** Values by their tag (RFC 8010 section 3.5.2). */
const TAGS = {
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  text: 0x41,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
  mime: 0x49,
} as const
export type Attribute = readonly [kind: keyof typeof TAGS, name: string, value: string | number | boolean]

const encode = ([kind, name, value]: Attribute): Uint8Array => {
  const raw =
    typeof value === 'number' ? u32(value) : typeof value === 'boolean' ? bytes(value ? 1 : 0) : bytes(value)
  return bytes(TAGS[kind], counted16(name), counted16(raw))
}

const BASIC: readonly Attribute[] = [
  ['charset', 'attributes-charset', 'utf-8'],
  ['language', 'attributes-natural-language', 'en'],
]

/** Get-Printer-Attributes: body of POST with `application/ipp`. */
export const getPrinterAttributes = (id: number, uri: string): Uint8Array =>
  message(0x000b, id, [...BASIC, ['uri', 'printer-uri', uri]], [])
/** Its answer: `printer-make-and-model`, `printer-device-id`, `printer-firmware-string-version`, `printer-uuid` ... */
export const printerAttributes = (id: number, attributes: readonly Attribute[]): Uint8Array =>
  message(0x0000, id, BASIC, [4, ...attributes.map(encode)])
/** Print-Job: the document follows the attributes. */
export const printJob = (
  id: number,
  uri: string,
  user: string,
  job: string,
  document: Uint8Array,
): Uint8Array =>
  bytes(
    message(
      0x0002,
      id,
      [
        ...BASIC,
        ['uri', 'printer-uri', uri],
        ['name', 'requesting-user-name', user],
        ['name', 'job-name', job],
      ],
      [],
    ),
    document,
  )
/** Accepted as a job. */
export const jobAccepted = (id: number, job: number, uri: string): Uint8Array =>
  message(0x0000, id, BASIC, [
    2,
    encode(['uri', 'job-uri', uri]),
    encode(['integer', 'job-id', job]),
    encode(['enum', 'job-state', 3]),
  ])

const message = (
  code: number,
  id: number,
  operation: readonly Attribute[],
  more: readonly Part[],
): Uint8Array => bytes(2, 0, u16(code), u32(id), 1, ...operation.map(encode), ...more, 3)

const UEL = '\x1b%-12345X'

/** Asks a printer what it is: `INFO ID`, `INFO CONFIG`. */
export const pjlInfo = (what: 'ID' | 'CONFIG' | 'STATUS' = 'ID'): Uint8Array =>
  bytes(`${UEL}@PJL INFO ${what}\r\n${UEL}`)
/** Its answer. */
export const pjlAnswer = (what: 'ID' | 'CONFIG' | 'STATUS', lines: readonly string[]): Uint8Array =>
  bytes(`@PJL INFO ${what}\r\n${lines.join('\r\n')}\r\n\f`)
/** A job in PostScript or PCL, with its name. */
export const pjlJob = (name: string, language: 'POSTSCRIPT' | 'PCL', document: Uint8Array): Uint8Array =>
  bytes(
    `${UEL}@PJL JOB NAME="${name}"\r\n@PJL ENTER LANGUAGE=${language}\r\n`,
    document,
    `${UEL}@PJL EOJ NAME="${name}"\r\n${UEL}`,
  )
