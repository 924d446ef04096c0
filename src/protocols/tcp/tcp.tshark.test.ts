/** tshark reads the same values out of TCP handshakes. */
import { test } from 'node:test'
import { type Frame, valuesAgree } from '../../../test/tshark-values.ts'

const LETTERS: Readonly<Record<string, string>> = { 0: 'E', 1: 'N', 2: 'M', 4: 'S', 8: 'T' }
const FIELDS = [
  'tcp.flags.syn',
  'tcp.window_size_value',
  'ip.ttl',
  'ip.flags.df',
  'ip.len',
  'tcp.option_kind',
  'tcp.options.wscale.shift',
]
/** Window, TTL as it left, do not fragment, length and the kinds of options, as far as they need no judgement. */
const shape = (frame: Frame): string[] => {
  const kinds = (frame['tcp.option_kind'] ?? []).map((kind) =>
    kind === '3' ? `W${frame['tcp.options.wscale.shift']?.[0]}` : (LETTERS[kind] ?? `?${kind}`),
  )
  // Padding behind the end of the options counts once.
  return [`${frame['tcp.window_size_value']?.[0]} ${kinds.join(',').replace(/(?:,E)+$/, ',E')}`]
}
/** `64240:128:1:52:M,N,W8,N,N,S`: window, initial TTL, do not fragment, length, options. */
const ours = (text: string) => {
  const [window, , , , options = ''] = text.split(':')
  return `${window} ${options}`
}

test('TCP: windows and options of handshakes as tshark reads them', (t) =>
  valuesAgree(t, 'tcp', {
    fields: {
      'tcp.syn': { tshark: FIELDS, of: shape, ours },
      'tcp.syn-ack': { tshark: FIELDS, of: shape, ours },
      'tcp.mss': ['tcp.options.mss_val'],
    },
    unseen: {
      'tcp.syn-quirks': 'words of ours for oddities',
      'tcp.syn-ack-quirks': 'words of ours for oddities',
      'tcp.serves-port': 'a port of a list',
      'tcp.calls-port': 'a port of a list',
      'tcp.isn-step': 'counted over several handshakes',
    },
    corpus: ['tcp'],
  }))
