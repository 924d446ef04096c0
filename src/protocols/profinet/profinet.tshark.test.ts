import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

const pair = (vendor: string, device: string) => ({
  tshark: [vendor, device],
  as: (theirs: string) => Number(theirs).toString(16).padStart(4, '0'),
  ours: (value: string) => value.slice(5),
})
const SERVICES = ['', '', '', 'get', 'set', 'identify', 'hello']

test('values agree with tshark', (t) =>
  valuesAgree(t, 'profinet', {
    corpus: ['pn_dcp'],
    fields: {
      'profinet.station-type': ['pn_dcp.suboption_device_devicevendorvalue'],
      'profinet.station-name': ['pn_dcp.suboption_device_nameofstation'],
      'profinet.vendor-id': ['pn_dcp.suboption_vendor_id'],
      'profinet.device-id': pair('pn_dcp.suboption_vendor_id', 'pn_dcp.suboption_device_id'),
      'profinet.oem-id': pair('pn_dcp.suboption_device_oem_ven_id', 'pn_dcp.suboption_device_oem_dev_id'),
      'profinet.role': {
        tshark: ['pn_dcp.suboption_device_role'],
        ours: (role) => String(1 << ['device', 'controller', 'multidevice', 'supervisor'].indexOf(role)),
      },
      'profinet.ip': ['pn_dcp.suboption_ip_ip'],
      'profinet.gateway': ['pn_dcp.suboption_ip_standard_gateway'],
      'profinet.alias': ['pn_dcp.suboption_device_aliasname'],
      'profinet.service': {
        tshark: ['pn_dcp.service_id'],
        as: (theirs) => SERVICES[Number(theirs)] ?? null,
        ours: (value) => value.replace('-answer', ''),
      },
    },
    unseen: {
      'profinet.ip-state': 'a word of ours for the qualifier of the block',
      'profinet.writes': 'names the station that the frame goes to',
      'profinet.accepted': 'names the station that the frame goes to',
    },
  }))
