import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

const ours = 'a word or list of ours for suites and bits'

test('values agree with tshark', (t) =>
  valuesAgree(t, 'wlan', {
    fields: {
      'wlan.ssid': {
        tshark: ['wlan.ssid'],
        as: (text) => Buffer.from(text.replaceAll(':', ''), 'hex').toString(),
      },
      'wlan.authentication': {
        tshark: ['wlan.fixed.auth.alg'],
        as: (number) =>
          ['open', 'shared-key', 'fast-transition', 'sae'][Number(number)] ?? String(Number(number)),
      },
      'wlan.deauthentication': ['wlan.fixed.reason_code'],
      'wlan.channel': ['wlan.ds.current_channel'],
      'wlan.country': ['wlan.country_info.code'],
      'wlan.ap-name': ['wlan.cisco.ccx1.name'],
      'wlan.wps-manufacturer': ['wps.manufacturer'],
      'wlan.wps-model': ['wps.model_name'],
      'wlan.wps-model-number': ['wps.model_number'],
      'wlan.wps-serial': ['wps.serial_number'],
      'wlan.wps-device-name': ['wps.device_name'],
    },
    unseen: {
      'wlan.role': ours,
      'wlan.security': ours,
      'wlan.cipher': ours,
      'wlan.group-cipher': ours,
      'wlan.key-management': ours,
      'wlan.frame-protection': ours,
      'wlan.vendor-oui': 'tshark shows the OUIs of all vendor elements alike',
      'wlan.wps-state': ours,
    },
    corpus: ['wlan.mgt'],
  }))
