/** tshark reads the same values out of spanning tree messages. */
import { test } from 'node:test'
import { type Frame, valuesAgree } from '../../../test/tshark-values.ts'

/** Priority with its extension, and the address: of several trees in one message each. */
const bridge = (...kinds: readonly string[]) => {
  const tshark = kinds.flatMap((kind) => [`${kind}.prio`, `${kind}.ext`, `${kind}.hw`])
  const of = (frame: Frame) =>
    kinds.flatMap((kind) =>
      (frame[`${kind}.hw`] ?? []).map(
        (mac, i) => `${Number(frame[`${kind}.prio`]?.[i]) + Number(frame[`${kind}.ext`]?.[i] ?? 0)}/${mac}`,
      ),
    )
  return { tshark, of }
}
const WORD = 'a word of ours'

test('STP: bridges, roots and ports as tshark reads them', (t) =>
  valuesAgree(t, 'stp', {
    fields: {
      'stp.bridge-id': bridge('stp.bridge', 'mstp.cist_bridge'),
      'stp.bridge-mac': ['stp.bridge.hw', 'mstp.cist_bridge.hw'],
      'stp.root': bridge('stp.root'),
      'stp.region': ['mstp.config_name'],
      'stp.port-id': {
        tshark: ['stp.port'],
        as: (port) => `${(Number(port) >> 12).toString(16)}.${Number(port) & 0xfff}`,
      },
    },
    unseen: {
      'stp.version': 'a name of ours for version and address',
      'stp.is-root': WORD,
      'stp.named-root': WORD,
      'stp.topology-change': WORD,
    },
    corpus: ['stp'],
  }))
