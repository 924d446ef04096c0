/** tshark reads the same values out of SSDP: header fields of HTTP over UDP. */
import { test } from 'node:test'
import { caseless, valuesAgree, within } from '../../../test/tshark-values.ts'

const LINES = ['http.request.line', 'http.response.line', 'http.unknown_header'] as const

test('SSDP: products, types, identifiers and addresses as tshark reads them', (t) =>
  valuesAgree(t, 'ssdp', {
    fields: {
      'ssdp.server': ['http.server'],
      'ssdp.user-agent': ['http.user_agent'],
      'ssdp.type': {
        tshark: LINES,
        as: (line) =>
          /^(?:NT|ST|USN): *(?:uuid:[^:]*::)?(.*?)(?:\s|\\r|\\n)*$/i.exec(line)?.[1]?.toLowerCase() ?? null,
        ours: (text) => text.toLowerCase(),
      },
      'ssdp.uuid': {
        tshark: LINES,
        as: (line) => /^(?:NT|ST|USN): *uuid:([^:\s]*)/i.exec(line)?.[1]?.toLowerCase() ?? null,
        ours: (text) => text.toLowerCase(),
      },
      'ssdp.location': within(['http.location'], /^(https?:\/\/[^/\s]+)/i),
      'ssdp.header': {
        tshark: LINES,
        as: (line) =>
          line
            .replace(/(?:\s|\\r|\\n)*$/, '')
            .replace(/: */, ': ')
            .toLowerCase(),
        ours: (text) => text.toLowerCase(),
      },
      'ssdp.search': {
        ...caseless(...LINES),
        as: (line) => /^ST: *(.*?)(?:\s|\\r|\\n)*$/i.exec(line)?.[1]?.toLowerCase() ?? null,
      },
    },
    unseen: { 'ssdp.mac': 'read out of identifiers, which are compared' },
    corpus: ['ssdp'],
  }))
