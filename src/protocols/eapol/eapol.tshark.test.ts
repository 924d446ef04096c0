/** tshark reads the same values out of EAPOL. */
import { test } from 'node:test'
import { named, valuesAgree } from '../../../test/tshark-values.ts'

const PART = 'a part of a longer text'

test('EAPOL: versions, methods and machines as tshark reads them', (t) =>
  valuesAgree(t, 'eapol', {
    fields: {
      'eapol.version': ['eapol.version'],
      'eapol.machine': ['eap.identity'],
      'eapol.method': named('eap.type', {
        4: 'md5',
        13: 'tls',
        17: 'leap',
        21: 'ttls',
        25: 'peap',
        43: 'fast',
      }),
      'eapol.key-version': ['wlan_rsna_eapol.keydes.key_info.keydes_version'],
      'eapol.key-descriptor': named('eapol.keydes.type', { 1: 'rc4', 2: 'rsn', 254: 'wpa' }),
    },
    unseen: {
      'eapol.role': 'a word of ours',
      'eapol.identity': 'that there is one, not who',
      'eapol.method-wanted': 'names of ours for a list of numbers',
      'eapol.nas-id': PART,
      'eapol.nas-port': PART,
      'eapol.cipher': 'a name of ours for a suite',
      'eapol.group-cipher': 'a name of ours for a suite',
      'eapol.key-management': 'a name of ours for a suite',
      'eapol.macsec': 'a word of ours',
    },
    corpus: ['eapol'],
  }))
