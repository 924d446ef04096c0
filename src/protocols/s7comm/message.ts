/** Messages of S7comm: header, parameters, data. No public standard; the layout is what analysers agree on. */
import { Cursor } from '../../wire/cursor.ts'
import { latin1 } from '../../wire/text.ts'

export const JOB = 1
export const ACK = 2
export const ACK_DATA = 3
export const USER_DATA = 7

export interface Message {
  readonly kind: number
  /** Error class and code of an answer; 0 is none. */
  readonly error: number
  readonly parameters: Uint8Array
  readonly data: Uint8Array
}

/** Protocol 0x32, kind, two reserved octets, reference, two lengths, and in answers an error. */
export function readMessage(bytes: Uint8Array): Message | null {
  const c = new Cursor(bytes, 1)
  const kind = c.u8()
  c.skip(4)
  const parametersLength = c.u16()
  const dataLength = c.u16()
  const error = kind === ACK || kind === ACK_DATA ? c.u16() : 0
  const parameters = c.view(parametersLength)
  if (c.missing) return null
  return { kind, error, parameters, data: bytes.subarray(c.at, c.at + dataLength) }
}

const FUNCTIONS: ReadonlyMap<number, string> = new Map([
  [0x04, 'read-variable'],
  [0x05, 'write-variable'],
  [0x1a, 'request-download'],
  [0x1b, 'download-block'],
  [0x1c, 'download-ended'],
  [0x1d, 'start-upload'],
  [0x1e, 'upload'],
  [0x1f, 'end-upload'],
  [0x28, 'program-invocation'],
  [0x29, 'stop'],
  [0xf0, 'setup-communication'],
])

/** The function of a job or its answer; program invocation with the service it names (`P_PROGRAM` starts). */
export function functionName({ kind, parameters }: Message): string | null {
  const code = parameters[0]
  if (code === undefined) return null
  const name = FUNCTIONS.get(code) ?? `function-${code}`
  if (code !== 0x28 || kind !== JOB) return name
  const c = new Cursor(parameters, 8)
  c.skip(c.u16())
  const service = latin1.decode(c.view(c.u8()))
  return !c.missing && /^[A-Z_]{2,12}$/.test(service) ? `${name} ${service}` : name
}

const CHANGES = ['write-variable', 'request-download']
const STEERS = ['stop', 'program-invocation']
export const isChange = (name: string): boolean => CHANGES.includes(name)
export const isControl = (name: string): boolean => STEERS.includes(name.split(' ')[0]!)

/** Function group and function of user data, and whether more parts of an answer follow. */
export interface UserData {
  readonly answers: boolean
  readonly group: number
  readonly subfunction: number
  readonly sequence: number
  readonly more: boolean
}

export const CPU_FUNCTIONS = 4
export const READ_SZL = 1
export const SECURITY = 5

export function readUserData(parameters: Uint8Array): UserData | null {
  const c = new Cursor(parameters, 5) // head, length, method
  const group = c.u8()
  const subfunction = c.u8()
  const sequence = c.u8()
  if (c.missing) return null
  const more = c.left >= 2 && parameters[c.at + 1] === 1
  return { answers: group >>> 4 === 8, group: group & 15, subfunction, sequence, more }
}

/** Return code, transport size and length stand before the data of user data; success is 0xff. */
export function contentOf(data: Uint8Array): Uint8Array | null {
  return data[0] === 0xff && data.length >= 4 ? data.subarray(4) : null
}
