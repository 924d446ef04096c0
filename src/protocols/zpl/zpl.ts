/**
 * ZPL II and Set-Get-Do (Zebra Programming Guide P1099958): what a label printer answers of itself, and that labels are
 * sent to it in clear. What is printed on them is passed over.
 */
import { latin1 } from '../../wire/text.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, Verdict } from '../protocol.ts'
import { AnswerReader, STX } from './answer.ts'
import { FormatReader } from './format.ts'

export const zpl = {
  name: 'zpl',
  title: 'Zebra programming language (ZPL II, Set-Get-Do) on raw ports',
  // 9100 raw, 6101 raw of mobile printers, 9200 JSON (Zebra Programming Guide, "ip.port").
  ports: { tcp: [9100, 6101, 9200] },
  fields: {
    'zpl.model': { label: 'Model (~HI, ^HH, device.product_name)' },
    'zpl.firmware': { label: 'Firmware version (~HI, ^HH, appl.name)' },
    'zpl.serial': { label: 'Serial number (~HQSN, device.unique_id)' },
    'zpl.mac-address': {
      label: 'Hardware address the printer states (~HQHA, internal_wired.mac_addr, wlan.mac_addr)',
    },
    'zpl.options': { label: 'Options the printer has (~HI)' },
    'zpl.label': { label: 'Labels were sent to the printer in clear', service: true },
    'zpl.patient-data': {
      label: 'Labels that it was sent in clear name a patient; never which',
      service: true,
    },
    'zpl.request': { label: 'What a client asked the printer about itself' },
    'zpl.control': { label: 'Command that changes the printer itself that this client sent' },
  },
  stream: { probe, start },
} satisfies Protocol

const PORTS: readonly number[] = zpl.ports.tcp
/** Beginnings that drivers and tools use: a query, a format, the driver's change of prefixes, Set-Get-Do. */
const COMMAND = /^(?:~H[IS]|~HQ[A-Z]{2}|\^XA|CT~~CD,|~CC\^|~CT~|! U1 (?:getvar|setvar|do) "|\{\}\{")/
const STARTS = [
  '~HI',
  '~HQES',
  '^XA',
  'CT~~CD,',
  '~CC^',
  '~CT~',
  '! U1 getvar "',
  '! U1 setvar "',
  '! U1 do "',
  '{}{"',
]
/** `^XA` on another port must go on with a command. */
const FORMAT = /^\^XA\s*[\^~]/
const IDENTITY = /^[\w .+/-]{2,40},V[\w.-]{2,20},\d{1,2},\d{3,7} ?KB/

function probe({ client, server, serverPort }: StreamHead): Verdict {
  if (server[0] === STX && IDENTITY.test(latin1.decode(server.subarray(1, 100)))) return 'yes'
  if (client.length === 0) return server[0] === STX ? 'more' : 'no'
  const text = latin1.decode(client.subarray(0, 64)).trimStart()
  if (COMMAND.test(text)) {
    if (PORTS.includes(serverPort) || !text.startsWith('^XA') || FORMAT.test(text)) return 'yes'
    return text.length < 16 && text.slice(3).trim() === '' ? 'more' : 'no'
  }
  return STARTS.some((word) => word.startsWith(text)) ? 'more' : 'no'
}

function start(to: StreamReport): StreamSession {
  const asked: string[] = []
  const formats = new FormatReader(to, asked)
  const answers = new AnswerReader(to, asked)
  return {
    data: (side, bytes) => (side === 'client' ? formats.read(bytes) : answers.read(bytes)),
    gap: () => to.done(),
  }
}
