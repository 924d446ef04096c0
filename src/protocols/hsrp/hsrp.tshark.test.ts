/** tshark reads the same values out of HSRP, versions 1 and 2. */
import { test } from 'node:test'
import { type Frame, valuesAgree } from '../../../test/tshark-values.ts'

const STATES = [
  'initial',
  'learn',
  'listen',
  null,
  'speak',
  null,
  null,
  null,
  'standby',
  null,
  null,
  null,
  null,
  null,
  null,
  null,
  'active',
]
/** Version 2 counts them one by one. */
const STATES_2 = [null, 'initial', 'learn', 'listen', 'speak', 'standby', 'active']

test('HSRP: states, groups, priorities and addresses as tshark reads them', (t) =>
  valuesAgree(t, 'hsrp', {
    fields: {
      'hsrp.state': {
        tshark: ['hsrp.state', 'hsrp2.state'],
        of: (frame: Frame) => [
          ...(frame['hsrp.state'] ?? []).map((state) => STATES[Number(state)] ?? ''),
          ...(frame['hsrp2.state'] ?? []).map((state) => STATES_2[Number(state)] ?? ''),
        ],
      },
      'hsrp.group': ['hsrp.group', 'hsrp2.group'],
      'hsrp.priority': ['hsrp.priority', 'hsrp2.priority'],
      'hsrp.virtual-address': ['hsrp.virt_ip', 'hsrp2.virt_ip', 'hsrp2.virt_ip_v6'],
      'hsrp.version': {
        tshark: ['hsrp.version', 'hsrp2.version'],
        of: (frame: Frame) => [
          ...(frame['hsrp.version'] ?? []).map(() => '1'),
          ...(frame['hsrp2.version'] ?? []),
        ],
      },
      'hsrp.mac': ['eth.src', 'hsrp2.identifier'],
    },
    unseen: { 'hsrp.authentication': 'a word of ours' },
    corpus: ['hsrp'],
  }))
