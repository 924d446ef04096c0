import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'
import { CONFIRMED, UNCONFIRMED } from './apdu.ts'
import { NETWORK_MESSAGES } from './npdu.ts'

/** tshark writes the values of properties into labels of its tree: `model-name: UTF-8 'AC-4000'`. */
const label = (pattern: RegExp) => ({
  tshark: ['text'],
  as: (text: string) => pattern.exec(text)?.[1] ?? null,
})
const property = (name: string) =>
  label(
    new RegExp(
      `^${name}: (?:UTF-8|ANSI X3.4 / UTF-8|ISO 8859-1|ISO 10646 \\(UCS-2\\)|\\(Unsigned\\)) ?'?(.*?)'?$`,
      'i',
    ),
  )
const numbered = (names: readonly (string | undefined)[]) => (theirs: string) => names[Number(theirs)] ?? null
const confirmed = { tshark: ['bacapp.confirmed_service'], as: numbered(CONFIRMED) }
const FORWARDED =
  'said by the station whose message is passed on; tshark shows the frame as the sender of who passes on'

test('values agree with tshark', (t) =>
  valuesAgree(t, 'bacnet', {
    corpus: ['bacapp', 'bvlc'],
    fields: {
      'bacnet.device-instance': ['bacapp.instance_number'],
      'bacnet.vendor-id': {
        tshark: ['text', 'bacapp.vendor_identifier'],
        as: (s) => /^(?:(?:Vendor ID: .*\(|vendor-identifier: \(Unsigned\) ))?(\d+)\)?$/.exec(s)?.[1] ?? null,
      },
      'bacnet.vendor-name': property('vendor-name'),
      'bacnet.model-name': property('model-name'),
      'bacnet.firmware-revision': property('firmware-revision'),
      'bacnet.application-software': property('application-software-version'),
      'bacnet.object-name': ['bacapp.object_name'],
      'bacnet.location': property('location'),
      'bacnet.serial-number': property('serial-number'),
      'bacnet.profile-name': property('profile-name'),
      'bacnet.protocol-version': property('protocol-version'),
      'bacnet.protocol-revision': property('protocol-revision'),
      'bacnet.max-apdu': label(
        /^(?:Maximum ADPU Length Accepted|max-apdu-length-accepted): \(Unsigned\) (\d+)/i,
      ),
      'bacnet.segmentation': {
        ...label(/^segmentation.supported: +(.*) \(\d\)/i),
        ours: (value) => (value === 'none' ? 'no-segmentation' : `segmented-${value}`),
      },
      'bacnet.private-vendor': label(/^Vendor ID: .*\((\d+)\)$/),
      'bacnet.service': {
        tshark: ['bacapp.confirmed_service', 'bacapp.unconfirmed_service'],
        ours: (name) => String(Math.max(CONFIRMED.indexOf(name), UNCONFIRMED.indexOf(name))),
      },
      'bacnet.answers': confirmed,
      'bacnet.writes': { ...confirmed, ours: (name) => (CONFIRMED.includes(name) ? name : null) },
      'bacnet.controls': {
        ...confirmed,
        ours: (value) => (CONFIRMED.includes(value.split(' ')[0]!) ? value.split(' ')[0]! : null),
      },
      'bacnet.accepted': {
        ...confirmed,
        ours: (value) => (value.startsWith('write-broadcast-table') ? null : value.split(' ')[0]!),
      },
      'bacnet.network': ['bacnet.snet', 'bacnet.dnet'],
      'bacnet.network-message': { tshark: ['bacnet.mesgtyp'], as: numbered(NETWORK_MESSAGES) },
      'bacnet.behind': { tshark: ['bacnet.snet'], ours: (value) => value.split('/')[0]! },
      'bacnet.foreign-device': { tshark: ['bvlc.reg_ttl'], ours: (value) => value.split(' ')[1]! },
      'bacnet.broadcast-peer': ['bvlc.bdt_ip'],
      'bacnet.foreign-device-entry': ['bvlc.fdt_ip', 'bvlc.fdt_ipv6'],
    },
    unseen: {
      'bacnet.forwards': 'a judgement: the first sender is another than who sends the frame',
      'bacnet.foreign-device-accepted': 'names the station whose request the result answers',
      'bacnet.broadcast-table-written': 'names the station that the frame goes to',
    },
    differs: {
      'bacnet.device-instance 31': FORWARDED,
      'bacnet.vendor-id 8': FORWARDED,
      'bacnet.max-apdu 1476': FORWARDED,
      'bacnet.segmentation both': FORWARDED,
      'bacnet.service i-am': FORWARDED,
    },
  }))
