/** tshark reads the same values out of NTP. */
import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

const MODES: Readonly<Record<string, string>> = {
  1: 'symmetric-active',
  2: 'symmetric-passive',
  3: 'client',
  4: 'server',
  5: 'broadcast',
}

test('NTP: versions, modes and strata as tshark reads them', (t) =>
  valuesAgree(t, 'ntp', {
    fields: {
      'ntp.version': ['ntp.flags.vn'],
      'ntp.mode': { tshark: ['ntp.flags.mode'], as: (mode) => MODES[mode] ?? null },
      'ntp.stratum': ['ntp.stratum'],
    },
    unseen: {
      'ntp.client-shape': 'made of several fields',
      'ntp.authentication': 'a name for what follows the header',
      'ntp.reference-id': 'spelt as the reference that it is: clock, refusal or address',
      'ntp.control-request': 'a name of ours',
      'ntp.control-response': 'a name of ours',
      'ntp.readvar-version': 'tshark shows the variables as one text',
      'ntp.readvar-system': 'tshark shows the variables as one text',
      'ntp.readvar-processor': 'tshark shows the variables as one text',
      'ntp.private-request': 'a name of ours',
      'ntp.monlist': 'a name of ours',
    },
    corpus: ['ntp'],
  }))
