/** Older printing: LPD (RFC 1179), TCP 515, and label printers (ZPL), TCP 9100. */
import { bytes } from './bytes.ts'

/** A job for a queue; each turn of the caller is answered by `lpdOk`. */
export const lpdReceiveJob = (queue: string): Uint8Array => bytes(2, `${queue}\n`)
/** Announces the control file, then sends it. */
export function lpdControl(
  job: number,
  host: string,
  user: string,
  document: string,
): readonly [Uint8Array, Uint8Array] {
  const number = String(job).padStart(3, '0')
  const text = `H${host}\nP${user}\nJ${document}\nldfA${number}${host}\nUdfA${number}${host}\nN${document}\n`
  return [bytes(2, `${text.length} cfA${number}${host}\n`), bytes(text, 0)]
}
/** Announces the data file, then sends it. */
export function lpdData(job: number, host: string, document: Uint8Array): readonly [Uint8Array, Uint8Array] {
  return [bytes(3, `${document.length} dfA${String(job).padStart(3, '0')}${host}\n`), bytes(document, 0)]
}
export const lpdOk = (): Uint8Array => Uint8Array.of(0)

/** A label with a line of text and a bar code. */
export const zplLabel = (text: string, code: string): Uint8Array =>
  bytes(`^XA^FO50,50^A0N,30,30^FD${text}^FS^FO50,100^BCN,80,Y,N,N^FD${code}^FS^XZ`)
/** Asks a label printer what it is, and its answer: model, version, dots per millimetre, memory. */
export const zplIdentify = (): Uint8Array => bytes('~HI')
export const zplIdentity = (model: string, version: string, dots = 8, memory = '8176KB'): Uint8Array =>
  bytes(`\x02${model},${version},${dots},${memory}\x03\r\n`)
