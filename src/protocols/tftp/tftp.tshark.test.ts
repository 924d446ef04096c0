/** tshark reads the same values out of TFTP. */
import { test } from 'node:test'
import { caseless, named, valuesAgree } from '../../../test/tshark-values.ts'

test('TFTP: operations, modes and options as tshark reads them', (t) =>
  valuesAgree(t, 'tftp', {
    fields: {
      'tftp.operation': named('tftp.opcode', { 1: 'read', 2: 'write' }),
      'tftp.mode': caseless('tftp.type'),
      'tftp.refused': named('tftp.error.code', { 1: 'not found', 2: 'access violation' }),
      'tftp.options': {
        tshark: ['tftp.option.name', 'tftp.option.value'],
        of: (frame) => [(frame['tftp.option.name'] ?? []).map((name) => name.toLowerCase()).join(',')],
        ours: (text) => text.replace(/=[^,]*/g, ''),
      },
    },
    unseen: {
      'tftp.kind': 'a word of ours for what was seen',
    },
    corpus: ['tftp'],
  }))
