/** tshark reads the same values out of the NetBIOS name service. */
import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

/** `VIEW-51<20> (Server service)`, padded. */
const bare = (name: string) => name.replace(/<[0-9a-f]{2}>.*$/i, '').trim()

test('NetBIOS names as tshark reads them', (t) =>
  valuesAgree(t, 'nbns', {
    fields: {
      'nbns.name': { tshark: ['nbns.name', 'nbns.netbios_name'], as: bare },
      'nbns.workgroup': { tshark: ['nbns.name', 'nbns.netbios_name'], as: bare },
      'nbns.query': { tshark: ['nbns.name'], as: (name) => name.replace(/(<[0-9a-f]{2}>).*$/i, '$1').trim() },
      'nbns.mac': ['nbns.unit_id'],
    },
    unseen: {
      'nbns.role': 'a word of ours for the suffix of a name',
      'nbns.server': 'a word of ours for a flag',
    },
    corpus: ['nbns'],
  }))
