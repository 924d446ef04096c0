/** What a SOP class is for, and how a transfer syntax encodes data sets (PS3.4, PS3.5 section 10 and annex A, PS3.6 annex A). */

/** The service that a SOP class belongs to; `null` for private and unlisted ones. */
export function serviceOf(sopClass: string): string | null {
  return SERVICES.find(([pattern]) => pattern.test(sopClass))?.[1] ?? null
}

const SERVICES: readonly (readonly [RegExp, string])[] = [
  [/^1\.2\.840\.10008\.1\.1$/, 'verification'],
  [/^1\.2\.840\.10008\.5\.1\.4\.1\.1\./, 'storage'],
  [/^1\.2\.840\.10008\.5\.1\.4\.1\.2\.\d\.1$/, 'query'],
  [/^1\.2\.840\.10008\.5\.1\.4\.1\.2\.\d\.2$/, 'move'],
  [/^1\.2\.840\.10008\.5\.1\.4\.1\.2\.\d\.3$/, 'get'],
  [/^1\.2\.840\.10008\.5\.1\.4\.31$/, 'worklist'],
  [/^1\.2\.840\.10008\.3\.1\.2\.3\.[345]$/, 'mpps'],
  [/^1\.2\.840\.10008\.1\.20\.[12]$/, 'storage-commitment'],
  [/^1\.2\.840\.10008\.5\.1\.1\.33$/, 'media-creation'],
  [/^1\.2\.840\.10008\.5\.1\.1\./, 'print'],
  [/^1\.2\.840\.10008\.5\.1\.4\.34\./, 'procedure-step'],
  [/^1\.2\.840\.10008\.5\.1\.4\.33$/, 'instance-availability'],
  [/^1\.2\.840\.10008\.5\.1\.4\.(32|37|38|39|43|44|45)\./, 'other-query'],
  [/^1\.2\.840\.10008\.1\.4[02]$/, 'event-logging'],
]

export const VERIFICATION = '1.2.840.10008.1.1'
export const WORKLIST = '1.2.840.10008.5.1.4.31'
export const MPPS = '1.2.840.10008.3.1.2.3.3'
export const APPLICATION_CONTEXT = '1.2.840.10008.3.1.1.1'

export interface Encoding {
  /** Value representations are written. */
  readonly explicit: boolean
  readonly bigEndian: boolean
}

export const IMPLICIT: Encoding = { explicit: false, bigEndian: false }
const EXPLICIT: Encoding = { explicit: true, bigEndian: false }
/** Deflated data sets are not read. */
const DEFLATED = /^1\.2\.840\.10008\.1\.2\.(1\.99|8\.1|4\.95)$/

/** `deflated`: cannot be read; `null`: private, the bytes have to tell. */
export function encodingOf(transferSyntax: string): Encoding | 'deflated' | null {
  if (transferSyntax === '1.2.840.10008.1.2') return IMPLICIT
  if (transferSyntax === '1.2.840.10008.1.2.2') return { explicit: true, bigEndian: true }
  if (DEFLATED.test(transferSyntax)) return 'deflated'
  return transferSyntax.startsWith('1.2.840.10008.1.2.') ? EXPLICIT : null
}
