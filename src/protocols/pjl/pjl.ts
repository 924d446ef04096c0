/**
 * Printer Job Language (HP PJL Technical Reference Manual, part 5021-0380) and bare print jobs on raw printing ports:
 * model and firmware as the printer answers, that jobs are sent and in which language, and commands that touch the
 * printer's files or settings. Jobs, their names and their users are passed over.
 */
import { latin1 } from '../../wire/text.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, Verdict } from '../protocol.ts'
import { AnswerReader } from './answer.ts'
import { bareLanguage, isUel, JobReader, UEL } from './job.ts'

export const pjl = {
  name: 'pjl',
  title: 'Printer Job Language and raw print jobs (HP 5021-0380, port 9100)',
  // IANA: pdl-datastream; the next ports are those of print servers with several sockets.
  ports: { tcp: [9100, 9101, 9102, 9103] },
  fields: {
    'pjl.id': { label: 'Model as the printer names it (INFO ID)' },
    'pjl.model': { label: 'Product name (INFO PRODINFO)' },
    'pjl.product-number': { label: 'Product number of the printer (INFO PRODINFO)' },
    'pjl.serial': { label: 'Serial number (INFO PRODINFO)' },
    'pjl.firmware': { label: 'Firmware version or date code (INFO PRODINFO)' },
    'pjl.status-code': { label: 'Status code of the device (INFO STATUS, USTATUS)' },
    'pjl.language': {
      label: 'Language of jobs that the printer was sent in clear; unknown where none is told',
      service: true,
    },
    'pjl.patient-data': {
      label: 'Jobs that it was sent in clear name a patient; never which',
      service: true,
    },
    'pjl.request': { label: 'What a client asked the printer about itself' },
    'pjl.file-command': { label: 'Command on the files of the printer that this client sent' },
    'pjl.file-access': { label: 'Command on its files that the printer answered: served or refused' },
    'pjl.control': { label: 'Command that changes the printer itself that this client sent' },
  },
  stream: { probe, start },
} satisfies Protocol

const PORTS: readonly number[] = pjl.ports.tcp
const COMMAND = /^@PJL(?:[ \t]+[A-Z]|\r?\n)/
/** Printers repeat the command, then answer on a line of its own. */
const ANSWER = /^@PJL (?:INFO|USTATUS|INQUIRE|DINQUIRE|ECHO|FS[A-Z]+) [^\r\n]{0,120}\r?\n(?=[^@\s\p{Cc}])/u

function probe(head: StreamHead): Verdict {
  const { client, server } = head
  const answer = latin1.decode(server.subarray(0, 160))
  if (ANSWER.test(answer) && !PORTS.includes(head.clientPort)) return 'yes'
  if (client.length === 0) return '@PJL '.startsWith(answer.slice(0, 5)) ? 'more' : 'no'
  const asked = latin1.decode(client.subarray(0, 64))
  if (isUel(client, 0)) return 'yes'
  if (COMMAND.test(asked)) return 'yes'
  if (PORTS.includes(head.serverPort) && bareLanguage(client) !== null) return 'yes'
  return UEL.startsWith(asked.slice(0, 9)) || '@PJL '.startsWith(asked.slice(0, 5)) ? 'more' : 'no'
}

function start(to: StreamReport): StreamSession {
  const job = new JobReader(to)
  const answers = new AnswerReader(to)
  return {
    data: (side, bytes) => (side === 'client' ? job.read(bytes) : answers.read(bytes)),
    gap: () => to.done(),
  }
}
