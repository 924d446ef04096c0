import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

test('values agree with tshark', (t) =>
  valuesAgree(t, 'r-services', {
    fields: {
      'r-services.service': {
        tshark: ['frame.protocols'],
        as: (all) => /rlogin|rsh|rexec|exec/.exec(all)?.[0]?.replace(/^exec/, 'rexec') ?? null,
      },
    },
    unseen: {
      'r-services.terminal': 'a part of a text',
      'r-services.login': 'our word',
      'r-services.superuser': 'our word',
    },
  }))
