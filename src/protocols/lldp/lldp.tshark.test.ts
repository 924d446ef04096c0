/** tshark reads the same values out of LLDP. */
import { test } from 'node:test'
import { type Frame, named, valuesAgree } from '../../../test/tshark-values.ts'

const CAPABILITIES = [
  ['other', 'other'],
  ['repeater', 'repeater'],
  ['bridge', 'bridge'],
  ['wlan_access_pt', 'wlan-ap'],
  ['router', 'router'],
  ['telephone', 'telephone'],
  ['docsis_cable_device', 'docsis'],
  ['station_only', 'station-only'],
] as const
const isSet = (value: string | undefined) => value === '1' || value === 'True'
function capabilities(prefix: string) {
  const tshark = CAPABILITIES.map(([name]) => `${prefix}.${name}`)
  const of = (frame: Frame) => [
    CAPABILITIES.flatMap(([name, word]) => (isSet(frame[`${prefix}.${name}`]?.[0]) ? [word] : [])).join(','),
  ]
  return { tshark, of }
}
const CHASSIS = ['lldp.chassis.id', 'lldp.chassis.id.mac', 'lldp.chassis.id.ip4', 'lldp.chassis.id.ip6']
/** Locally assigned identifiers are octets to tshark. */
const asText = (value: string) => [value, Buffer.from(value, 'hex').toString('latin1')]
const MADE = 'several values in one text of ours'

test('LLDP: identifiers, descriptions, capabilities and inventory as tshark reads them', (t) =>
  valuesAgree(t, 'lldp', {
    fields: {
      'lldp.chassis-id': {
        tshark: CHASSIS,
        of: (frame) => CHASSIS.flatMap((name) => (frame[name] ?? []).flatMap(asText)),
      },
      'lldp.chassis-mac': ['lldp.chassis.id.mac', 'lldp.profinet.cm_mac_add', 'lldp.port.id.mac'],
      'lldp.port-id': ['lldp.port.id', 'lldp.port.id.mac', 'lldp.port.id.ip4', 'lldp.port.id.ip6'],
      'lldp.port-mac': ['lldp.port.id.mac'],
      'lldp.ttl': ['lldp.time_to_live'],
      'lldp.port-description': ['lldp.port.desc'],
      'lldp.system-name': ['lldp.tlv.system.name'],
      'lldp.system-description': ['lldp.tlv.system.desc'],
      'lldp.capabilities': capabilities('lldp.tlv.enable_system_cap'),
      'lldp.capabilities-available': capabilities('lldp.tlv.system_cap'),
      'lldp.management-address': ['lldp.mgn.addr.ip4', 'lldp.mgn.addr.ip6', 'lldp.chassis.id.ip4'],
      'lldp.management-oid': ['lldp.mgn.obj.id'],
      'lldp.pvid': ['lldp.ieee.802_1.port_vlan.id'],
      'lldp.vlan-name': {
        tshark: ['lldp.ieee.802_1.vlan.id', 'lldp.ieee.802_1.vlan.name'],
        of: (frame) => {
          const names = frame['lldp.ieee.802_1.vlan.name'] ?? []
          return (frame['lldp.ieee.802_1.vlan.id'] ?? []).map((id, i) => `${Number(id)}=${names[i]}`)
        },
      },
      'lldp.mau-type': ['lldp.ieee.802_3.pmd_mau_type'],
      'lldp.power': named('lldp.ieee.802_3.mdi_power_support.port_class', {
        1: 'pse',
        0: 'pd',
        True: 'pse',
        False: 'pd',
      }),
      'lldp.max-frame-size': ['lldp.ieee.802_3.max_frame_size'],
      'lldp.med-class': ['lldp.media.subtype.class'],
      'lldp.med-location-elin': ['lldp.media.ecs'],
      'lldp.med-hardware': ['lldp.media.hardware'],
      'lldp.med-firmware': ['lldp.media.firmware'],
      'lldp.med-software': ['lldp.media.software'],
      'lldp.med-serial': ['lldp.media.sn'],
      'lldp.med-manufacturer': ['lldp.media.manufacturer'],
      'lldp.med-model': ['lldp.media.model'],
      'lldp.med-asset': ['lldp.media.asset'],
      'lldp.mud-url': ['lldp.iana.mudurl'],
    },
    unseen: {
      'lldp.management-vid': 'IEEE 802.1 subtype 6, which this tshark does not read',
      'lldp.med-network-policy': MADE,
      'lldp.med-location-civic': MADE,
      'lldp.med-power': MADE,
      'lldp.profinet-alias': 'tshark shows octets without a field of their own',
      'lldp.organization-text': 'organization, subtype and text in one text of ours',
    },
    corpus: ['lldp'],
    senders: ['lldp.mgn.addr.ip4', 'lldp.mgn.addr.ip6', 'lldp.chassis.id.ip4'],
  }))
