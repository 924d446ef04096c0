/** tshark reads the same values out of IMAP. */
import { test } from 'node:test'
import { type Reading, valuesAgree, within } from '../../../test/tshark-values.ts'

const id = (key: string): Reading =>
  within(['imap.line', 'imap.request'], new RegExp(`"${key}" "([^"]*)"`, 'i'))

test('IMAP: greetings and identifications as tshark reads them', (t) =>
  valuesAgree(t, 'imap', {
    fields: {
      'imap.banner': within(['imap.line'], /^\* (?:OK|PREAUTH) (?:\[[^\]]*\] )?(.*?)(?:\s|\\r|\\n)*$/),
      'imap.capabilities': {
        tshark: ['imap.line'],
        as: (line) => /CAPABILITY ([^\]\\\r\n]*)/.exec(line)?.[1]?.trim().replaceAll(' ', ',') ?? null,
      },
      'imap.auth-used': { tshark: ['imap.request.command'] },
      'imap.id-name': id('name'),
      'imap.id-version': id('version'),
      'imap.id-vendor': id('vendor'),
      'imap.id-os': id('os'),
      'imap.id-os-version': id('os-version'),
    },
    unseen: { 'imap.security': 'a word of ours for an accepted STARTTLS' },
    corpus: ['imap'],
  }))
