import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'
import { COMMANDS } from './encapsulation.ts'

const OWN_NAMES = 'under names of our own'

test('values agree with tshark', (t) =>
  valuesAgree(t, 'enip', {
    corpus: ['enip', 'cip'],
    fields: {
      'enip.vendor-id': ['enip.lir.vendor', 'cip.id.vendor_id'],
      'enip.device-type': ['enip.lir.devtype', 'cip.id.device_type'],
      'enip.product-code': {
        tshark: ['enip.lir.prodcode', 'cip.id.product_code'],
        ours: (value) => value.split(':')[1]!,
      },
      // tshark writes the two octets apart in the object, and as one number in the list: the major one is compared.
      'enip.revision': {
        tshark: ['enip.lir.revision', 'cip.id.major_rev'],
        as: (theirs) => String(Number(theirs) > 255 ? Number(theirs) >>> 8 : Number(theirs)),
        ours: (value) => value.split('.')[0]!,
      },
      'enip.serial': {
        tshark: ['enip.lir.serial', 'cip.id.serial_number'],
        as: (theirs) => Number(theirs).toString(16).padStart(8, '0'),
      },
      'enip.product-name': ['enip.lir.name', 'cip.id.product_name'],
      'enip.module-name': ['cip.id.product_name'],
      'enip.module-serial': {
        tshark: ['cip.id.serial_number'],
        as: (theirs) => Number(theirs).toString(16).padStart(8, '0'),
      },
      'enip.address': ['enip.sinaddr', 'text'],
      'enip.command': { tshark: ['enip.command'], as: (theirs) => COMMANDS.get(Number(theirs)) ?? null },
    },
    unseen: {
      'enip.module-revision': 'the name and the revision in one',
      'enip.list-service': 'its name stands in a label only',
      'enip.session': 'names the station that the frame goes to',
      'enip.service': OWN_NAMES,
      'enip.answers': OWN_NAMES,
      'enip.writes': OWN_NAMES,
      'enip.controls': OWN_NAMES,
      'enip.accepted': OWN_NAMES,
    },
  }))
