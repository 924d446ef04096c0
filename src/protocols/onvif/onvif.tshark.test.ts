/** tshark reads the same values out of ONVIF's messages. */
import { test } from 'node:test'
import { valuesAgree, within } from '../../../test/tshark-values.ts'

const TEXT = ['xml.cdata']

test('ONVIF: device information and operations as tshark reads them', (t) =>
  valuesAgree(t, 'onvif', {
    fields: {
      'onvif.manufacturer': TEXT,
      'onvif.model': TEXT,
      'onvif.firmware-version': TEXT,
      'onvif.serial-number': TEXT,
      'onvif.hardware-id': TEXT,
      'onvif.hostname': TEXT,
      'onvif.operation': within(['xml.tag'], /^<(?:\w+:)?(\w+)/),
    },
    unseen: {
      'onvif.service': 'the last part of a namespace',
      'onvif.mac': 'an address in a spelling of its own',
      'onvif.auth-used': 'a word of ours',
    },
  }))
