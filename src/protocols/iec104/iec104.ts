/**
 * IEC 60870-5-104 (telecontrol over TCP): that it is spoken, under which station addresses, and who sends commands.
 * Values are not read.
 */
import type { FieldTable } from '../../model/observation.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, StreamSide, Verdict } from '../protocol.ts'

export const iec104 = {
  name: 'iec104',
  title: 'IEC 60870-5-104, telecontrol over TCP',
  fields: {
    'iec104.station': { label: 'Common address of the station that answers' },
    'iec104.controls': { label: 'Kind of command it sent' },
    'iec104.accepted': { label: 'Kind of command it confirmed, and for whom' },
  } as const satisfies FieldTable,
  ports: { tcp: [2404] },
  stream: { probe, start },
} satisfies Protocol

const START = 0x68
/** Start and length, then four control octets. */
const HEADER = 6
/** Longest behind start and length (IEC 60870-5-104 clause 5). */
const MOST = 253
/** Types of commands (IEC 60870-5-101 clause 7.2.1.1). */
const COMMANDS: ReadonlyMap<number, string> = new Map([
  [45, 'single-command'],
  [46, 'double-command'],
  [47, 'regulating-step'],
  [48, 'set-point'],
  [49, 'set-point'],
  [50, 'set-point'],
  [51, 'bitstring'],
  [58, 'single-command'],
  [59, 'double-command'],
  [60, 'regulating-step'],
  [61, 'set-point'],
  [62, 'set-point'],
  [63, 'set-point'],
  [64, 'bitstring'],
  [103, 'clock-synchronization'],
  [105, 'reset-process'],
  [110, 'parameter'],
  [111, 'parameter'],
  [112, 'parameter'],
])
/** Causes of transmission. */
const ACTIVATION = 6
const CONFIRMATION = 7

/** Size of the unit that begins here: 0 when more bytes are needed, -1 when none begins here. */
function sizeOf(b: Uint8Array, at = 0): number {
  const have = b.length - at
  if (have > 0 && b[at] !== START) return -1
  if (have > 1 && (b[at + 1]! < 4 || b[at + 1]! > MOST)) return -1
  if (have < HEADER) return 0
  const kind = b[at + 2]! & 3
  if ((b[at + 4]! & 1) !== 0) return -1
  // Numbered units hold data; the other two kinds are of four octets whose unused bits are zero.
  if ((kind & 1) === 0) return b[at + 1]! >= 10 ? 2 + b[at + 1]! : -1
  if (b[at + 1] !== 4 || b[at + 3] !== 0) return -1
  if (kind === 1) return b[at + 2] === 1 ? HEADER : -1
  return isStart(b[at + 2]!) && b[at + 4] === 0 && b[at + 5] === 0 ? HEADER : -1
}

/** Exactly one of start, stop and test, asked or confirmed. */
const isStart = (octet: number): boolean => [0x07, 0x0b, 0x13, 0x23, 0x43, 0x83].includes(octet)

function probe({ client, server, serverPort }: StreamHead): Verdict {
  const verdicts = [verdictOf(client, serverPort), verdictOf(server, serverPort)]
  return verdicts.includes('no') ? 'no' : verdicts.includes('yes') ? 'yes' : 'more'
}

/** Start or test units are told by four octets; numbered ones are weaker, and wait for a second or the port. */
function verdictOf(b: Uint8Array, port: number): Verdict {
  const size = sizeOf(b)
  if (size <= 0) return size < 0 ? 'no' : 'more'
  if ((b[2]! & 3) === 3 || port === 2404) return 'yes'
  if (b.length < size + HEADER) return 'more'
  const next = sizeOf(b, size)
  return next > 0 ? 'yes' : 'no'
}

function start(to: StreamReport): StreamSession {
  to.follow(1 << 20) // who commands may do so late
  return {
    data(side, bytes) {
      let at = 0
      while (at < bytes.length) {
        const size = sizeOf(bytes, at)
        if (size < 0) {
          to.oddity('iec104.unit')
          return bytes.length
        }
        if (size === 0 || at + size > bytes.length) break
        if (size > HEADER) unit(bytes.subarray(at + HEADER, at + size), side, to)
        at += size
      }
      return at
    },
    gap: () => {},
  }
}

/** Type, number of objects, cause and originator, common address. */
function unit(b: Uint8Array, side: StreamSide, to: StreamReport): void {
  if (b.length < 6) return
  const command = COMMANDS.get(b[0]!)
  const cause = b[2]! & 0x3f
  const refused = (b[2]! & 0x40) !== 0
  if (side === 'server') to.observe('server', 'iec104.station', b[4]! + b[5]! * 256)
  if (command === undefined) return
  if (side === 'client' && cause === ACTIVATION) to.observe('client', 'iec104.controls', command)
  if (side === 'server' && cause === CONFIRMATION && !refused)
    to.observe('server', 'iec104.accepted', `${command} for ${to.client.ip}`)
}
