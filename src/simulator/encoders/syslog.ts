/** syslog (RFC 3164 and RFC 5424): UDP 514, or over a stream with octet counting (RFC 6587). */
import { bytes } from './bytes.ts'

export interface Entry {
  /** 0 kernel, 3 daemons, 4 authentication, 16 to 23 local. */
  readonly facility: number
  /** 0 emergency to 7 debug. */
  readonly severity: number
  /** Milliseconds since 1970. */
  readonly at: number
  readonly host: string
  readonly app: string
  readonly process?: number
  readonly message: string
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The old form. */
export function old(e: Entry): Uint8Array {
  const at = new Date(e.at)
  const time = at.toISOString().slice(11, 19)
  const day = String(at.getUTCDate()).padStart(2, ' ')
  const tag = e.process === undefined ? e.app : `${e.app}[${e.process}]`
  return bytes(
    `<${e.facility * 8 + e.severity}>${MONTHS[at.getUTCMonth()]} ${day} ${time} ${e.host} ${tag}: ${e.message}`,
  )
}

/** The new form. */
export const entry = (e: Entry): Uint8Array =>
  bytes(
    `<${e.facility * 8 + e.severity}>1 ${new Date(e.at).toISOString()} ${e.host} ${e.app} ${e.process ?? '-'} - - ${e.message}`,
  )

/** An entry in a stream, its length in front. */
export const framed = (whole: Uint8Array): Uint8Array => bytes(`${whole.length} `, whole)
