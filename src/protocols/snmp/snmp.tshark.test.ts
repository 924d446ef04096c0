/** tshark reads the same values out of SNMP. */
import { test } from 'node:test'
import { type Frame, named, octets, type Reading, valuesAgree } from '../../../test/tshark-values.ts'
import { cleanText } from '../../wire/text.ts'

/** Values are octets to tshark unless it knows the object. */
const text: Reading = {
  tshark: ['snmp.value.octets', 'snmp.var-bind_str'],
  of: (frame: Frame) => [
    ...(frame['snmp.var-bind_str'] ?? []),
    ...(frame['snmp.value.octets'] ?? []).flatMap((value) => [
      value,
      cleanText(Buffer.from(value.replaceAll(':', ''), 'hex').toString('latin1')) ?? '',
    ]),
  ],
}
const mac: Reading = { ...octets('snmp.value.octets'), ours: (text) => text.replaceAll(':', '') } as Reading
const PDU = {
  0: 'get',
  1: 'get-next',
  2: 'response',
  3: 'set',
  4: 'trap-v1',
  5: 'get-bulk',
  6: 'inform',
  7: 'trap',
  8: 'report',
}
const WORD = 'a word of ours for what was seen'

test('SNMP: versions, engines and the objects that name a device as tshark reads them', (t) =>
  valuesAgree(t, 'snmp', {
    fields: {
      'snmp.sys-descr': text,
      'snmp.sys-object-id': ['snmp.value.oid'],
      'snmp.sys-name': text,
      'snmp.sys-location': text,
      'snmp.sys-services': ['snmp.value.int'],
      'snmp.ip-forwarding': ['snmp.value.int'],
      'snmp.if-phys-address': mac,
      'snmp.bridge-address': mac,
      'snmp.device-descr': text,
      'snmp.printer-name': text,
      'snmp.printer-serial': text,
      'snmp.device-id': text,
      'snmp.ups-manufacturer': text,
      'snmp.ups-model': text,
      'snmp.ups-software': text,
      'snmp.ups-agent-software': text,
      'snmp.ups-name': text,
      'snmp.lldp-name': text,
      'snmp.lldp-descr': text,
      'snmp.agent-version': text,
      'snmp.vendor-model': text,
      'snmp.vendor-firmware': text,
      'snmp.vendor-hardware': text,
      'snmp.entity-descr': text,
      'snmp.entity-name': text,
      'snmp.entity-hardware': text,
      'snmp.entity-firmware': text,
      'snmp.entity-software': text,
      'snmp.entity-serial': text,
      'snmp.entity-manufacturer': text,
      'snmp.entity-model': text,
      'snmp.part-descr': text,
      'snmp.part-serial': text,
      'snmp.part-model': text,
      'snmp.part-firmware': text,
      'snmp.version': {
        ...named('snmp.version', { 0: '1', 1: '2c', 3: '3' }),
        tshark: ['snmp.version', 'snmp.msgVersion'],
      },
      'snmp.pdu': named('snmp.data', PDU),
      'snmp.engine-id': octets('snmp.msgAuthoritativeEngineID', 'snmp.contextEngineID'),
      'snmp.engine-enterprise': ['snmp.engineid.enterprise'],
      'snmp.engine-format': ['snmp.engineid.format'],
      'snmp.engine-mac': ['snmp.engineid.mac'],
      'snmp.engine-ip': ['snmp.engineid.ipv4', 'snmp.engineid.ipv6'],
      'snmp.engine-text': ['snmp.engineid.text'],
      'snmp.engine-boots': ['snmp.msgAuthoritativeEngineBoots'],
      'snmp.security-level': {
        tshark: ['snmp.msgFlags'],
        as: (flags) => ['noAuthNoPriv', 'authNoPriv', null, 'authPriv'][Number(`0x${flags}`) & 3] ?? null,
      },
      'snmp.auth-code-length': {
        tshark: ['snmp.msgAuthenticationParameters'],
        as: (value) => String(value.replaceAll(':', '').length / 2),
      },
      'snmp.trap-enterprise': ['snmp.enterprise', 'snmp.value.oid'],
      'snmp.trap-type': {
        tshark: ['snmp.generic_trap', 'snmp.specific_trap', 'snmp.value.oid'],
        of: (frame) => [
          `${frame['snmp.generic_trap']?.[0]}.${frame['snmp.specific_trap']?.[0]}`,
          ...(frame['snmp.value.oid'] ?? []),
        ],
      },
    },
    unseen: {
      'snmp.answered': 'a version that is compared, of an answer',
      'snmp.answered-level': 'a level that is compared, of an answer',
      'snmp.sys-contact': 'that it is filled in, not its text',
      'snmp.boot-time': 'a difference of two times',
      'snmp.lldp-chassis': 'octets in a spelling that goes by another object',
      'snmp.vendor-serial': 'some of it a part of a longer text',
      'snmp.mib-enterprise': 'a part of an object identifier',
      'snmp.write-accepted': WORD,
      'snmp.user': 'that there is one, not its name',
      'snmp.report': 'the name of a counter',
    },
    corpus: ['snmp'],
  }))
