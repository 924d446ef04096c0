/** tshark reads the same values out of SIP. */
import { test } from 'node:test'
import { caseless, type Reading, valuesAgree, within } from '../../../test/tshark-values.ts'

const tokens = (text: string) => text.replace(/\s/g, '')
const list = (field: string): Reading => ({ tshark: [field], as: tokens })
const UNREAD = 'tshark stops at the time zones in this description, before its media'
const VENDOR = 'a header field of a maker, which tshark shows without a name'

test('SIP: products, methods, registrations and media as tshark reads them', (t) =>
  valuesAgree(t, 'sip', {
    fields: {
      'sip.user-agent': ['sip.User-Agent'],
      'sip.server': ['sip.Server'],
      'sip.organization': {
        tshark: ['sip.Organization'],
        as: (text) => text.replace(/(?:\s|\\r\\n)+/g, ' '),
      },
      'sip.contact-host': ['sip.contact.host'],
      'sip.instance': within(['sip.Contact', 'sip.contact.parameter'], /urn:uuid:([0-9a-f-]{36})/i),
      'sip.allow': list('sip.Allow'),
      'sip.supported': list('sip.Supported'),
      'sip.registrar': caseless('sip.to.host', 'sip.from.host', 'sip.r-uri.host'),
      'sip.auth-used': ['sip.auth.scheme'],
      'sip.auth-offered': { tshark: ['sip.auth.scheme'], ours: (text) => (text === 'none' ? null : text) },
      'sip.digest-algorithm': {
        tshark: ['sip.auth.algorithm', 'sip.auth.scheme'],
        as: (text) => (text === 'Digest' ? 'MD5' : text.replaceAll('"', '')),
      },
      'sip.realm': { tshark: ['sip.auth.realm'], as: (text) => text.replaceAll('"', '') },
      'sip.media': {
        tshark: ['sdp.media.media', 'sdp.media.proto'],
        of: (frame) => {
          const profiles = frame['sdp.media.proto'] ?? []
          return (frame['sdp.media.media'] ?? []).map((kind, i) => `${kind} ${profiles[i]}`)
        },
      },
      'sip.media-crypto': ['sdp.crypto.crypto_suite'],
      'sip.sdp-tool': ['sdp.media_attribute.value', 'sdp.session_attr.value'],
    },
    unseen: {
      'sip.agreed-media': 'what an offer and its answer say together',
      'sip.mac': 'read out of the instance, the product or a header field of a maker',
      'sip.serial': VENDOR,
      'sip.device': VENDOR,
      'sip.device-name': VENDOR,
      'sip.device-model': VENDOR,
      'sip.load': VENDOR,
      'sip.register': 'the transport: a word of ours',
      'sip.proxy': 'a sentence of ours for several Via',
    },
    corpus: ['sip'],
    differs: {
      'sip-sdp__sdp.pcap sip.media audio RTP/AVP': UNREAD,
      'sip-compact-form__sip_compact_form.pcap sip.media audio RTP/AVP': UNREAD,
    },
    senders: ['sdp.connection_info.address', 'sip.contact.host', 'sip.Via.sent-by.address'],
  }))
