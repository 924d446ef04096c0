import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

const TYPES: Readonly<Record<string, string>> = {
  0: 'refused',
  1: 'none',
  2: 'vnc',
  19: 'vencrypt',
  30: 'apple-dh',
}

test('values agree with tshark', (t) =>
  valuesAgree(t, 'vnc', {
    corpus: ['vnc'],
    fields: {
      'vnc.version': ['vnc.server_proto_ver'],
      'vnc.client-version': ['vnc.client_proto_ver'],
      'vnc.security-offered': {
        tshark: ['vnc.security_type', 'vnc.server_security_type'],
        as: (theirs) => TYPES[Number(theirs)] ?? theirs,
        ours: (value) => value.split(',')[0]!,
      },
      'vnc.result': {
        tshark: ['vnc.auth_result'],
        as: (theirs) => (Number(theirs) === 0 ? 'accepted' : 'refused'),
      },
    },
    unseen: {
      'vnc.security': 'stands on the server that allowed it, and is sent by the viewer',
      'vnc.security-subtype': 'as vnc.security',
      'vnc.desktop-size': 'two fields of tshark in one',
    },
  }))
