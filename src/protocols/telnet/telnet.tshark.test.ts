/** tshark reads the same values out of Telnet. */
import { test } from 'node:test'
import { type Frame, valuesAgree } from '../../../test/tshark-values.ts'

test('Telnet: terminal types and displays as tshark reads them', (t) =>
  valuesAgree(t, 'telnet', {
    fields: {
      'telnet.terminal-type': {
        tshark: ['telnet.string_subopt.value'],
        of: (f: Frame) => f['telnet.string_subopt.value'] ?? [],
      },
    },
    unseen: {
      'telnet.banner': 'the text up to the login, which tshark shows packet by packet',
      'telnet.options': 'negotiations of several packets, in order',
      'telnet.display': 'tshark shows it without a field of its own',
      'telnet.auth-offered': 'a list of numbers of ours',
      'telnet.encryption': 'a word of ours for an option',
      'telnet.no-login': 'a judgement on what came first',
    },
    corpus: ['telnet'],
  }))
