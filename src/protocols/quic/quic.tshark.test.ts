/** tshark reads the same values out of QUIC. */
import { test } from 'node:test'
import { type Reading, valuesAgree } from '../../../test/tshark-values.ts'

/** Version numbers and names: numbers of the IETF, `Q043` and the like of Google. */
const version = (text: string) => {
  const number = Number(text)
  if (number === 0x6b3343cf) return '2'
  if (number >>> 8 === 0xff0000) return `draft-${number & 0xff}`
  return number < 0x100
    ? String(number)
    : Buffer.from(number.toString(16).padStart(8, '0'), 'hex').toString('latin1')
}
const versions: Reading = {
  tshark: ['quic.version', 'gquic.version'],
  as: (text) => (/^0x/.test(text) ? version(text) : text),
}

test('QUIC: versions and programs as tshark reads them', (t) =>
  valuesAgree(t, 'quic', {
    fields: {
      'quic.version': versions,
      'quic.server-versions': {
        tshark: ['quic.supported_version'],
        of: (frame) => [
          (frame['quic.supported_version'] ?? [])
            .filter((number) => !/^0x(?:.a){4}$/i.test(number)) // GREASE (RFC 9287)
            .map(version)
            .join(','),
        ],
      },
      'quic.user-agent': ['tls.quic.parameter.google.user_agent', 'gquic.tag.uaid'],
    },
    corpus: ['quic', 'gquic'],
  }))
