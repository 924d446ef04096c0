import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

const names = { tshark: ['http.sec_websocket_protocol'], as: (text: string) => text.replaceAll(' ', '') }

test('values agree with tshark', (t) =>
  valuesAgree(t, 'websocket', {
    fields: { 'websocket.protocol': names, 'websocket.protocols-offered': names },
  }))
