import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

const number = (theirs: string) => String(Number(theirs))
const hex = (digits: number) => (theirs: string) => BigInt(theirs).toString(16).padStart(digits, '0')
const word = (values: Readonly<Record<number, string>>) => (theirs: string) => values[Number(theirs)] ?? null

test('values agree with tshark', (t) =>
  valuesAgree(t, 'knx', {
    corpus: ['kip'],
    fields: {
      'knx.friendly-name': ['knxip.device.name'],
      'knx.serial-number': { tshark: ['knxip.sernr'], as: hex(12) },
      'knx.manufacturer-id': {
        tshark: ['knxip.sernr', 'knxip.manufacturer'],
        as: (theirs) => (theirs.length > 6 ? String(BigInt(theirs) >> 32n) : number(theirs)),
      },
      'knx.mac': ['knxip.macaddr'],
      'knx.individual-address': {
        tshark: ['knxip.knxaddr'],
        as: (theirs) => {
          const n = Number(theirs)
          return `${n >>> 12}.${(n >>> 8) & 15}.${n & 255}`
        },
      },
      'knx.medium': {
        tshark: ['knxip.medium'],
        as: word({ 2: 'twisted-pair', 4: 'power-line', 16: 'radio', 32: 'ip' }),
      },
      'knx.address': ['knxip.ipaddr'],
      'knx.service-family': { tshark: ['knxip.service.version'], ours: (value) => value.split(' ')[1]! },
    },
    unseen: {
      'knx.programming-mode': 'a bit that tshark writes into a label only',
      'knx.service': 'under names of our own',
      'knx.connection': 'under names of our own',
      'knx.connection-accepted': 'names the station that the frame goes to',
      'knx.secure': 'a word of ours for the services of KNX IP Secure',
      'knx.writes': 'under names of our own',
    },
  }))
