/** Every fact that is read out of SIP and the session descriptions in it. */
import type { FieldTable } from '../../model/observation.ts'

export const sipFields = {
  'sip.user-agent': { label: 'User-Agent (RFC 3261 section 20.41)' },
  'sip.server': { label: 'Server of a response (section 20.35)' },
  'sip.organization': { label: 'Organization (section 20.25)' },
  'sip.contact-host': { label: 'Host of the Contact, where it is not the address it was sent from' },
  'sip.instance': { label: 'UUID of +sip.instance in the Contact (RFC 5626 section 4.1)' },
  'sip.mac': { label: 'MAC in the instance, device name, User-Agent or a header field of its own' },
  'sip.serial': { label: 'Serial number in a header field of the vendor (X-Serialnumber)' },
  'sip.device': { label: 'Device or model in a header field of the vendor (X-Device, X-Model)' },
  'sip.device-name': { label: 'Device name a Cisco phone registers with' },
  'sip.device-model': { label: 'Number of the model a Cisco phone registers with' },
  'sip.load': { label: 'Firmware load a Cisco phone tells when it registers' },
  'sip.allow': { label: 'Methods of Allow, in order' },
  'sip.supported': { label: 'Option tags of Supported, in order' },
  'sip.register': { label: 'Registers in clear over this transport', service: true },
  'sip.registrar': { label: 'Accepted a registration for this domain', service: true },
  'sip.proxy': { label: 'Passes on requests of others (several Via)' },
  'sip.auth-used': { label: 'Authentication scheme of a request' },
  'sip.auth-offered': {
    label: 'Authentication scheme asked for; none: a registration was accepted without',
    service: true,
  },
  'sip.digest-algorithm': { label: 'Algorithm of Digest authentication (RFC 8760); MD5 where none is given' },
  'sip.realm': { label: 'Realm of a challenge' },
  'sip.media': {
    label: 'Kind and transport profile of a media stream in SDP (RFC 8866 section 5.14)',
    service: true,
  },
  'sip.agreed-media': {
    label:
      'Media stream that both ends of a call agreed on (RFC 3264), and how its keys are agreed: sdes, dtls, zrtp, mikey, none',
    service: true,
  },
  'sip.media-crypto': {
    label: 'How media keys are agreed: suite of a=crypto (RFC 4568), or dtls (RFC 5763)',
    service: true,
  },
  'sip.sdp-tool': { label: 'a=tool of SDP (RFC 8866 section 6.3)' },
  'sip.sdp-name': { label: 'User of o= and session name of SDP: products put theirs there', transient: true },
} as const satisfies FieldTable
