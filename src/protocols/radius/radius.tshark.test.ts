/** tshark reads the same values out of RADIUS. */
import { test } from 'node:test'
import { named, valuesAgree, within } from '../../../test/tshark-values.ts'

const HEARD = 'what the switch heard, as name and value in one attribute of a maker'
const WORD = 'a word of ours'

test('RADIUS: who asks, for whom and from where as tshark reads it', (t) =>
  valuesAgree(t, 'radius', {
    fields: {
      'radius.client': named('radius.code', { 1: 'access', 4: 'accounting', 12: 'status' }),
      'radius.server': named('radius.code', { 2: 'accept', 3: 'reject', 5: 'accounting', 11: 'challenge' }),
      'radius.identifier': ['radius.NAS_Identifier'],
      'radius.nas-ip': ['radius.NAS_IP_Address', 'ip.src'],
      'radius.nas-identifier': ['radius.NAS_Identifier'],
      'radius.nas-port': ['radius.NAS_Port'],
      'radius.nas-port-id': ['radius.NAS_Port_Id'],
      'radius.called-station-id': ['radius.Called_Station_Id'],
      'radius.ssid': within(['radius.Called_Station_Id'], /^[0-9A-Fa-f.:-]{12,17}:(.+)$/),
      'radius.framed-ip': ['radius.Framed-IP-Address', 'radius.Framed_IP_Address'],
    },
    unseen: {
      'radius.nas-port-type': 'a name of ours for the number',
      'radius.message-authenticator': WORD,
      'radius.auth-method': WORD,
      'radius.user': 'a name that is a device, in the spelling of one',
      'radius.identity': 'that there is one, not who',
      'radius.mac-authentication': WORD,
      'radius.access-point': 'read out of the called station, which is compared',
      'radius.vlan': 'a number in a text with a tag',
      'radius.dhcp-hostname': HEARD,
      'radius.dhcp-vendor-class': HEARD,
      'radius.dhcp-parameter-request-list': HEARD,
      'radius.dhcp-user-class': HEARD,
      'radius.cdp-device-id': HEARD,
      'radius.cdp-version': HEARD,
      'radius.cdp-platform': HEARD,
      'radius.lldp-system-name': HEARD,
      'radius.lldp-system-description': HEARD,
      'radius.http-user-agent': HEARD,
    },
    corpus: ['radius'],
    senders: ['ip.dst'],
  }))
