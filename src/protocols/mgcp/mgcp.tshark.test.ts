import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

test('tshark reads the same values', (t) =>
  valuesAgree(t, 'mgcp', {
    fields: {
      'mgcp.verb': ['mgcp.req.verb'],
      'mgcp.version': { tshark: ['mgcp.version'], as: (theirs) => theirs.replace(/^MGCP /, '') },
      'mgcp.domain': { tshark: ['mgcp.req.endpoint'], as: (theirs) => /@(.*)$/.exec(theirs)?.[1] ?? null },
      'mgcp.endpoint': {
        tshark: ['mgcp.req.endpoint'],
        as: (theirs) => /^[a-z]+/i.exec(theirs)?.[0] ?? null,
      },
      'mgcp.media': { tshark: ['sdp.media'], as: (theirs) => theirs.replace(/^(\w+) \d+ (\S+).*$/, '$1 $2') },
      'mgcp.sdp-tool': {
        tshark: ['sdp.media_attr', 'sdp.session_attr'],
        as: (theirs) => /^tool:(.*)$/.exec(theirs)?.[1] ?? null,
      },
    },
    unseen: {
      'mgcp.role': 'who steers whom is our own word',
      'mgcp.agreed-media': 'what a command and its answer say together',
    },
    corpus: ['mgcp'],
  }))
