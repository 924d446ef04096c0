/**
 * HL7 version 2 over MLLP, on any port: which applications talk, which messages they send, and the devices that
 * gateways speak for. Of patients, orders and results nothing is read.
 */
import { latin1 } from '../../wire/text.ts'
import type { Protocol, StreamHead, Verdict } from '../protocol.ts'
import { hl7Fields } from './fields.ts'
import { delimitersOf } from './segment.ts'
import { Hl7Session } from './session.ts'

export const hl7 = {
  name: 'hl7',
  title: 'Health Level Seven version 2.x over MLLP',
  fields: hl7Fields,
  // 2575 is registered; 6661 is where Mirth Connect listens first, the others are customary.
  ports: { tcp: [2575, 6661, 5000, 5100, 6000, 7777] },
  stream: { probe, start: (to) => new Hl7Session(to) },
} satisfies Protocol

/** Bytes in which a header shows: start block, name, separator, encoding characters, separator. */
const HEAD = 11
/** A header, at the very front or behind the end of another segment or message. */
const HEADER = /(?:^|[\v\r\n])((?:MSH|FHS|BHS)[^\w\s][^\w\s]{1,5})/
/** A start block and a header in UTF-16 of either byte order. */
const WIDE = /^\v?\0?M\0S\0H\0/
/** Segments that come in the middle of a message, for streams of which the beginning was missed. */
const MIDDLE = /[\r\n](?:PID|PV1|OBR|OBX|ORC|NTE|MSA|EVN)[^\w\s]/

function probe({ client, server }: StreamHead): Verdict {
  const [asked, told] = [verdictOf(client), verdictOf(server)]
  if (asked === 'yes' || told === 'yes') return 'yes'
  return asked === 'no' || told === 'no' ? 'no' : 'more'
}

function verdictOf(bytes: Uint8Array): Verdict {
  if (bytes.length === 0) return 'more'
  const text = latin1.decode(bytes)
  if (WIDE.test(text)) return 'yes'
  const header = HEADER.exec(text)
  if (header !== null) {
    const line = text.slice(header.index).replace(/^[\v\r\n]+/, '')
    if (delimitersOf(line) !== null) return 'yes'
  }
  if (MIDDLE.test(text)) return bytes.length < 1000 ? 'more' : 'no'
  return bytes.length < HEAD && /^\v?(?:\0|M|F|B|$)/.test(text) ? 'more' : 'no'
}
