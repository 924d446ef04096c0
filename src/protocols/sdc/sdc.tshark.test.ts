/** tshark reads the same values out of SDC's messages. */
import { test } from 'node:test'
import { type Reading, valuesAgree, within } from '../../../test/tshark-values.ts'

const TEXT = ['xml.cdata']
const attribute = (name: string): Reading =>
  within(['xml.attribute'], new RegExp(`^(?:\\w+:)?${name}="([^"]*)"`))

test('SDC: makers, models, codes and places as tshark reads them', (t) =>
  valuesAgree(t, 'sdc', {
    fields: {
      'sdc.manufacturer': TEXT,
      'sdc.model-name': TEXT,
      'sdc.model-number': TEXT,
      'sdc.friendly-name': TEXT,
      'sdc.firmware-version': TEXT,
      'sdc.software-revision': TEXT,
      'sdc.hardware-revision': TEXT,
      'sdc.serial-number': TEXT,
      'sdc.udi': TEXT,
      'sdc.device-code': attribute('Code'),
      'sdc.part-code': attribute('Code'),
      'sdc.facility': attribute('Facility'),
      'sdc.point-of-care': attribute('PoC'),
      'sdc.room': attribute('Room'),
      'sdc.bed': attribute('Bed'),
    },
    unseen: { 'sdc.message': 'the first element of the body' },
  }))
