/** tshark reads the same values out of OpenVPN. */
import { test } from 'node:test'
import { named, valuesAgree } from '../../../test/tshark-values.ts'

/** Who sends which opcode first: hard resets of client (1, 7, 10) and server (2, 8). */
const ROLES = { 1: 'client', 7: 'client', 10: 'client', 2: 'server', 8: 'server' }

test('OpenVPN: who resets as tshark reads it', (t) =>
  valuesAgree(t, 'openvpn', {
    fields: { 'openvpn.role': named('openvpn.opcode', ROLES) },
    unseen: { 'openvpn.control': 'how the control channel is protected, told by its lengths' },
    corpus: ['openvpn'],
    decodeAs: ['udp.port==1194,openvpn'],
  }))
