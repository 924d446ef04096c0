/** tshark reads the same values out of the Android debug bridge. */
import { test } from 'node:test'
import { type Reading, valuesAgree, within } from '../../../test/tshark-values.ts'

const property = (name: string): Reading =>
  within(['adb.connection_info'], new RegExp(`ro\\.product\\.${name}=([^;]*)`))

test('ADB: states and products as tshark reads them', (t) =>
  valuesAgree(t, 'adb', {
    fields: {
      'adb.state': within(['adb.connection_info'], /^(\w+):/),
      'adb.product': property('name'),
      'adb.model': property('model'),
      'adb.device': property('device'),
      'adb.service': within(['adb.service'], /^(\w+)/),
    },
    unseen: { 'adb.access': 'a word of ours for what came before the banner' },
    decodeAs: ['tcp.port==5555,adb'],
  }))
