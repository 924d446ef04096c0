/** Answers of the SQL Server browser (MC-SQLR section 2.2.5): every instance of a server with its version and port. */
import { textOf } from '../printable.ts'
import type { DatagramReport } from '../protocol.ts'

const ANSWER = 5
/** CLNT_BCAST_EX, CLNT_UCAST_EX; CLNT_UCAST_INST and CLNT_UCAST_DAC bear a name. */
const ASK_ALL = [2, 3]
const ASK_ONE = 4
const PORT = 1434
/** Longest answer that is read, octets, and instances in it. */
const MAX_ANSWER = 8192
const MAX_INSTANCES = 50

const FIELDS = {
  ServerName: 'mssql.server-name',
  InstanceName: 'mssql.instance',
  IsClustered: 'mssql.clustered',
  Version: 'mssql.instance-version',
  tcp: 'mssql.instance-port',
} as const

/** Questions are too short to stand for themselves: they must go to the browser's port. */
export function probeBrowser(payload: Uint8Array, to: DatagramReport): boolean {
  if (to.receiver.port === PORT) {
    if (payload.length === 1 && ASK_ALL.includes(payload[0]!)) return true
    if (payload[0] === ASK_ONE && payload.length <= 34) return /^[\w#$-]{1,32}\0?$/.test(textIn(payload, 1))
  }
  return payload[0] === ANSWER && lengthFits(payload) && textIn(payload, 3).startsWith('ServerName;')
}

/** Some networks cut datagrams; then less is there than is announced. */
const lengthFits = (payload: Uint8Array): boolean =>
  payload.length > 20 && (payload[1]! | (payload[2]! << 8)) >= payload.length - 3

/** Some text of the payload, an octet a character. */
const textIn = (payload: Uint8Array, at: number): string =>
  String.fromCharCode(...payload.subarray(at, Math.min(payload.length, at + 40)))

export function observeBrowser(payload: Uint8Array, to: DatagramReport): void {
  if (payload[0] !== ANSWER) {
    if (!to.toMany) to.server('receiver')
    return
  }
  to.server('sender')
  let text = ''
  for (let at = 3; at < Math.min(payload.length, MAX_ANSWER); at += 512)
    text += textOf(payload.subarray(at, Math.min(payload.length, at + 512)))
  for (const instance of text.split(';;').slice(0, MAX_INSTANCES)) {
    const words = instance.split(';')
    for (let i = 0; i + 1 < words.length; i += 2) {
      const key = words[i]!
      if (Object.hasOwn(FIELDS, key)) to.observe('sender', FIELDS[key as keyof typeof FIELDS], words[i + 1]!)
    }
  }
}
