/** tshark reads the same values out of CDP. */
import { test } from 'node:test'
import { type Frame, named, valuesAgree } from '../../../test/tshark-values.ts'

const CAPABILITIES = [
  ['router', 'router'],
  ['trans_bridge', 'transparent-bridge'],
  ['src_bridge', 'source-route-bridge'],
  ['switch', 'switch'],
  ['host', 'host'],
  ['igmp_capable', 'igmp'],
  ['repeater', 'repeater'],
  ['voip_phone', 'phone'],
  ['remote', 'remote'],
  ['cvta', 'cvta'],
  ['mac_relay', 'two-port-mac-relay'],
] as const
const isSet = (value: string | undefined) => value === '1' || value === 'True'
const capabilities = {
  tshark: CAPABILITIES.map(([name]) => `cdp.capabilities.${name}`),
  of: (frame: Frame) => [
    CAPABILITIES.flatMap(([name, word]) =>
      isSet(frame[`cdp.capabilities.${name}`]?.[0]) ? [word] : [],
    ).join(','),
  ],
}

test('CDP: identifiers, addresses, capabilities and platform as tshark reads them', (t) =>
  valuesAgree(t, 'cdp', {
    fields: {
      'cdp.device-id': ['cdp.deviceid'],
      'cdp.address': ['cdp.nrgyz.ip_address', 'cdp.nrgyz.ipv6_address'],
      'cdp.port-id': ['cdp.portid'],
      'cdp.capabilities': capabilities,
      'cdp.version': {
        tshark: ['cdp.software_version'],
        of: (frame) => [(frame['cdp.software_version'] ?? []).join(' ').replace(/\s+/g, ' ').trim()],
        ours: (text) => text.replace(/\s+/g, ' ').trim(),
      },
      'cdp.platform': ['cdp.platform'],
      'cdp.vtp-domain': ['cdp.vtp_management_domain'],
      'cdp.native-vlan': ['cdp.native_vlan'],
      'cdp.duplex': named('cdp.duplex', { 1: 'full', 0: 'half', True: 'full', False: 'half' }),
      'cdp.appliance-vlan': { tshark: ['cdp.voice_vlan'], ours: (text) => text.split('=')[1] ?? null },
      'cdp.power': ['cdp.power_consumption'],
      'cdp.system-name': ['cdp.system_name'],
      'cdp.management-address': ['cdp.nrgyz.ip_address', 'cdp.nrgyz.ipv6_address'],
      'cdp.location': ['cdp.location'],
      'cdp.serial': ['cdp.system_serial_number'],
    },
    unseen: {
      'cdp.dialect': 'a name of ours: the same message with another SNAP protocol is another maker',
      'cdp.system-oid': 'tshark shows the octets of the identifier',
    },
    corpus: ['cdp'],
    senders: ['cdp.nrgyz.ip_address', 'cdp.nrgyz.ipv6_address'],
  }))
