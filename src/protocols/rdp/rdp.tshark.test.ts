/** tshark reads the same values out of RDP. */
import { test } from 'node:test'
import { listed, valuesAgree } from '../../../test/tshark-values.ts'

const WORDS = 'words of ours for bits'

test('RDP: what clients tell of themselves as tshark reads it', (t) =>
  valuesAgree(t, 'rdp', {
    fields: {
      'rdp.selected-protocol': {
        tshark: [
          'rdp.negReq.selectedProtocol',
          'rdp.negFailure.failureCode',
          'rdp.negReq.requestedProtocols',
        ],
        as: (number) => ['rdp', 'tls', 'credssp'][Number(number)] ?? null,
        ours: (text) => (text === 'rdp' ? null : text),
      },
      'rdp.failure': ['rdp.negFailure.failureCode'],
      'rdp.client-flags': { tshark: ['rdp.negReq.flags'], as: (flags) => flags.replace(/^0x/, '') },
      'rdp.server-flags': { tshark: ['rdp.negRsp.flags'], as: (flags) => flags.replace(/^0x/, '') },
      'rdp.client-build': ['rdp.client.build'],
      'rdp.client-name': ['rdp.client.name'],
      'rdp.client-product-id': ['rdp.client.digProductId'],
      'rdp.client-address': ['rdp.client.address'],
      'rdp.keyboard': {
        tshark: ['rdp.keyboardLayout'],
        as: (text) => Number(text).toString(16).padStart(8, '0'),
      },
      'rdp.desktop': {
        tshark: ['rdp.desktop.width', 'rdp.desktop.height'],
        of: (frame) => [`${frame['rdp.desktop.width']?.[0]}x${frame['rdp.desktop.height']?.[0]}`],
      },
      'rdp.channels': listed('rdp.name'),
    },
    unseen: {
      'rdp.cookie': 'the name of a cookie without its value, which is a person',
      'rdp.requested-protocols': WORDS,
      'rdp.client-version': 'two numbers in one',
      'rdp.encryption-offered': WORDS,
      'rdp.server-version': 'two numbers in one',
      'rdp.encryption-method': WORDS,
      'rdp.encryption-level': WORDS,
    },
    corpus: ['rdp', 'tpkt'],
  }))
