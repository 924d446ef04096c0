import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'
import { functionName } from './application.ts'

const attribute = ['dnp3.al.da.value', 'text']
const named = { tshark: ['dnp3.al.func'], as: (theirs: string) => functionName(Number(theirs)) }

test('values agree with tshark', (t) =>
  valuesAgree(t, 'dnp3', {
    corpus: ['dnp3'],
    fields: {
      'dnp3.outstation': ['dnp3.src'],
      'dnp3.master': ['dnp3.src'],
      'dnp3.manufacturer': attribute,
      'dnp3.product': attribute,
      'dnp3.serial-number': attribute,
      'dnp3.software-version': attribute,
      'dnp3.hardware-version': attribute,
      'dnp3.location': attribute,
      'dnp3.function': named,
      'dnp3.writes': named,
      'dnp3.controls': named,
    },
    unseen: {
      'dnp3.user-id': 'no fixture holds it',
      'dnp3.user-name': 'no fixture holds it',
      'dnp3.subset': 'no fixture holds it',
      'dnp3.secure': 'a word of ours for the functions of secure authentication',
    },
  }))
