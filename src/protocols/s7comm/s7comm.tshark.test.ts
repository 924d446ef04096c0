import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

const PLUS = 'tshark has no dissector for S7comm-plus'
const OWN_NAMES = 'under names of our own'

test('values agree with tshark', (t) =>
  valuesAgree(t, 's7comm', {
    corpus: ['s7comm'],
    fields: {
      's7comm.order-number': ['s7comm.szl.xy11.0001.anz'],
      's7comm.hardware-order-number': ['s7comm.szl.xy11.0001.anz'],
      's7comm.firmware': {
        tshark: ['s7comm.szl.xy11.0001.ausbg', 's7comm.szl.xy11.0001.ausbe'],
        // Two words: the letter V and the first number, then the other two.
        as: (theirs) => String(Number(theirs)),
        ours: (value) => {
          const [, minor = 0, patch = 0] = value.slice(1).split('.').map(Number)
          return String(minor * 256 + patch)
        },
      },
      's7comm.system-name': ['s7comm.szl.001c.0001.name'],
      's7comm.module-name': ['s7comm.szl.001c.0002.name'],
      's7comm.plant': ['s7comm.szl.001c.0003.tag'],
      's7comm.copyright': ['s7comm.szl.001c.0004.copyright'],
      's7comm.serial-number': ['s7comm.szl.001c.0005.serialn'],
      's7comm.module-type': ['s7comm.szl.001c.0007.cputypname'],
      's7comm.card-serial': ['s7comm.szl.001c.0008.snmcmmc'],
      's7comm.selector': {
        tshark: ['cotp.src-tsap', 'cotp.src-tsap-bytes'],
        as: (theirs) => theirs.replaceAll(':', '').replace('0x', ''),
      },
      's7comm.called-selector': {
        tshark: ['cotp.dst-tsap', 'cotp.dst-tsap-bytes'],
        as: (theirs) => theirs.replaceAll(':', '').replace('0x', ''),
      },
    },
    differs: { 's7comm.order-number 6ES7 511-1AK00-0AB0': PLUS, 's7comm.firmware V2.0': PLUS },
    unseen: {
      's7comm.variant': 'the name of the protocol',
      's7comm.location': 'no list of the fixtures holds it',
      's7comm.function': OWN_NAMES,
      's7comm.answers': OWN_NAMES,
      's7comm.writes': OWN_NAMES,
      's7comm.controls': OWN_NAMES,
      's7comm.accepted': OWN_NAMES,
      's7comm.security': OWN_NAMES,
    },
  }))
