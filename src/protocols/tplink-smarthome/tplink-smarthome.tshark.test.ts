/** tshark reads the same values out of the smart home protocol's JSON. */
import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

const TEXT = ['json.value.string']
const NEWER = 'the newer protocol, which tshark does not read'
/** tshark deciphers the older protocol where it is told to. */
const OLDER = ['udp.port==9999,tplink-smarthome', 'tcp.port==9999,tplink-smarthome']

test('TP-Link smart home: models and versions as tshark reads them', (t) =>
  valuesAgree(t, 'tplink-smarthome', {
    fields: {
      'tplink-smarthome.model': TEXT,
      'tplink-smarthome.type': TEXT,
      'tplink-smarthome.name': TEXT,
      'tplink-smarthome.software-version': TEXT,
      'tplink-smarthome.hardware-version': TEXT,
      'tplink-smarthome.mac': TEXT,
    },
    unseen: {
      'tplink-smarthome.encryption': 'a part of an answer of the newer protocol, which tshark does not read',
    },
    decodeAs: OLDER,
    differs: {
      'newer.pcap tplink-smarthome.mac 02-10-20-00-00-A1': NEWER,
      'newer.pcap tplink-smarthome.model EX115(EU)': NEWER,
      'newer.pcap tplink-smarthome.type SMART.TAPOPLUG': NEWER,
    },
  }))
