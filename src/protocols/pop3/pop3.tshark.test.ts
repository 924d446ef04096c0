/** tshark reads the same values out of POP3. */
import { test } from 'node:test'
import { valuesAgree, within } from '../../../test/tshark-values.ts'

test('POP3: greetings and implementations as tshark reads them', (t) =>
  valuesAgree(t, 'pop3', {
    fields: {
      'pop3.banner': within(['pop.response.description'], /^(.*?)(?: <[^>]*>)?\s*$/),
      'pop3.auth-used': { tshark: ['pop.request.command'] },
    },
    unseen: {
      'pop3.implementation': 'a line of an answer, which tshark shows without a value',
      'pop3.capabilities': 'the words of several lines, in order',
      'pop3.auth-offered': 'the mechanisms of one of several lines',
      'pop3.security': 'a word of ours for an accepted STLS',
    },
    corpus: ['pop'],
  }))
