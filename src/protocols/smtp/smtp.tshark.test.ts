/** tshark reads the same values out of SMTP. */
import { test } from 'node:test'
import { valuesAgree, within } from '../../../test/tshark-values.ts'

test('SMTP: greetings, names and kinds of content as tshark reads them', (t) =>
  valuesAgree(t, 'smtp', {
    fields: {
      'smtp.banner': ['smtp.rsp.parameter'],
      'smtp.server-name': within(['smtp.rsp.parameter'], /^(\S+)/),
      'smtp.client-name': ['smtp.req.parameter'],
      'smtp.auth-used': within(['smtp.req.parameter'], /^(\S+)/),
      'smtp.content-type': within(
        ['imf.content.type.type', 'mime_multipart.type', 'mime_multipart.header.content-type'],
        /^([^;\s]+)/,
      ),
    },
    unseen: {
      'smtp.capabilities': 'the words of several lines, in order',
      'smtp.auth-offered': 'the mechanisms of one of several lines',
      'smtp.security': 'a word of ours for an accepted STARTTLS',
    },
    corpus: ['smtp'],
  }))
