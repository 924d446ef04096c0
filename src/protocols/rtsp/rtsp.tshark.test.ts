import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

const TEXT = 'tshark gives header fields of RTSP no field of their own'

test('tshark reads the same values', (t) =>
  valuesAgree(t, 'rtsp', {
    fields: {
      'rtsp.method': ['rtsp.method'],
      'rtsp.codec': {
        tshark: ['sdp.media_attr'],
        as: (theirs) => /^rtpmap:\d+ (.*)$/.exec(theirs)?.[1] ?? null,
      },
      'rtsp.media': {
        tshark: ['sdp.media'],
        as: (theirs) => theirs.replace(/^(\w+) \d+ (\S+).*$/, '$1 $2'),
      },
      'rtsp.sdp-attribute': {
        tshark: ['sdp.session_attr', 'sdp.media_attr'],
        as: (theirs) => theirs.split(':', 1)[0]!,
      },
      'rtsp.sdp-tool': {
        tshark: ['sdp.session_attr'],
        as: (theirs) => /^tool:(.*)$/.exec(theirs)?.[1] ?? null,
      },
    },
    unseen: {
      'rtsp.user-agent': TEXT,
      'rtsp.server': TEXT,
      'rtsp.methods': TEXT,
      'rtsp.auth-used': TEXT,
      'rtsp.auth-offered': TEXT,
      'rtsp.realm': TEXT,
      'rtsp.digest-algorithm': TEXT,
    },
    corpus: ['rtsp'],
  }))
