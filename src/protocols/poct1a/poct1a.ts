/**
 * POCT1-A (CLSI POCT01-A2): point-of-care devices to their data manager, XML documents over TCP. Read is the hello,
 * in which a device says who it is; observations, operator and patient lists are passed over unread.
 */
import { latin1 } from '../../wire/text.ts'
import type { Protocol, StreamHead, StreamReport, Verdict } from '../protocol.ts'
import { DOCUMENT_START, Poct1aSession } from './session.ts'

export const poct1a = {
  name: 'poct1a',
  title: 'POCT1-A (CLSI POCT01-A2): point-of-care devices',
  fields: {
    'poct1a.device-id': { label: 'Device identifier, mostly an EUI-64 (DEV.device_id)' },
    'poct1a.vendor-id': { label: 'Vendor identifier (DEV.vendor_id)' },
    'poct1a.model-id': { label: 'Model identifier (DEV.model_id)' },
    'poct1a.serial-id': { label: 'Serial number (DEV.serial_id)' },
    'poct1a.manufacturer': { label: 'Name of the manufacturer (DEV.manufacturer_name)' },
    'poct1a.hardware-version': { label: 'Hardware version (DEV.hw_version)' },
    'poct1a.software-version': { label: 'Software version (DEV.sw_version)' },
    'poct1a.device-name': { label: 'Name of the device (DEV.device_name)' },
    'poct1a.patient-data': {
      label: 'Documents it sends in clear name a patient; never which',
      service: true,
    },
    'poct1a.patient-data-received': {
      label: 'Documents it is sent in clear name a patient; never which',
      service: true,
    },
    'poct1a.version': { label: 'Version of the messages (HDR.version_id)' },
    'poct1a.profile': { label: 'Connection profile: SA stand-alone, CS continuous (DCP)' },
  },
  stream: { probe, start: (to: StreamReport) => new Poct1aSession(to) },
} satisfies Protocol

/** Characters of a prolog that may stand before the message. */
const PROLOG = 300

function probe({ client, server }: StreamHead): Verdict {
  const verdicts = [client, server].filter((head) => head.length > 0).map(judge)
  if (verdicts.includes('no')) return 'no'
  return verdicts.includes('yes') ? 'yes' : 'more'
}

function judge(head: Uint8Array): Verdict {
  const text = latin1.decode(head.subarray(0, PROLOG)).replace(/^\u00ef\u00bb\u00bf/, '')
  if (DOCUMENT_START.test(text)) return 'yes'
  return /^\s*(<(\?[^>]*>?|![^>]*>?|[A-Z.\d]{0,7})?\s*)*$/.test(text) && text.length < PROLOG ? 'more' : 'no'
}
