import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

/** Names of client commands as tshark codes them (RFC 1179 section 5). */
const COMMANDS: Readonly<Record<string, string>> = {
  1: 'print',
  2: 'job',
  3: 'state',
  4: 'long-state',
  5: 'remove',
}

test('values agree with tshark', (t) =>
  valuesAgree(t, 'lpd', {
    fields: {
      'lpd.queue': { tshark: ['lpd.printer_option'], as: (line) => line.split(/[ \n\\]/)[0] ?? null },
      'lpd.command': { tshark: ['lpd.client_code'], as: (code) => COMMANDS[Number(code)] ?? null },
    },
    unseen: {
      'lpd.answer': 'our word',
      'lpd.job': 'our word',
      'lpd.host': 'tshark does not read control files',
    },
  }))
