import type { FieldName, Observation } from '../../model/observation.ts'
import { otherEnd, PHI, TUNNEL } from './readable.ts'
import { AUDIT, AUTHENTICATION, ENCRYPTION_IN_TRANSIT } from './safeguards.ts'
import { any, seen, sightOf } from './sightings.ts'
import type { View } from './view.ts'
import type { Judge, Weakness } from './weakness.ts'

const PRINTING = ['Print-Job', 'Send-Document', 'Print-URI', 'Send-URI']

const timesSeen = (view: View, field: FieldName): number =>
  view.of(field).reduce((n, { count }) => n + count, 0)

/** As many requests were refused as were made: answers come from other ports, so which is which is not known. */
const turnsAllAway = (view: View): boolean => timesSeen(view, 'tftp.refused') >= timesSeen(view, 'tftp.kind')

const AGREED = 'It agrees on calls without encryption'
const agreedInClear = any(
  seen('sip.agreed-media', /^audio RTP\/AVPF? none$/i, AGREED),
  seen('mgcp.agreed-media', /^audio RTP\/AVPF? none$/i, AGREED),
)

/** Sound without the tag of SRTP that goes both ways: whatever set the call up, or set it up out of sight. */
const heardInClear: Judge = (view) =>
  view
    .of('rtp.trailer')
    .filter((o) => o.value === '0' && isHeardBack(view, o))
    .map((o) => ({ ...sightOf(o, 'Sound of its calls crosses the network without encryption'), port: null }))

function isHeardBack({ asset, fleet }: View, { service, last }: Observation): boolean {
  const peer = service?.peer ? fleet.assetAt(service.peer, last) : null
  if (peer === null) return false
  const own = new Set(asset.ips.map(({ address }) => address))
  return fleet
    .view(peer)
    .of('rtp.trailer')
    .some((o) => o.value === '0' && o.service?.peer != null && own.has(o.service.peer))
}

export const cleartextData: readonly Weakness[] = [
  {
    id: 'print-cleartext',
    title: 'Print jobs in clear',
    severity: 'low',
    why: 'Documents can be read on the way to the printer.',
    cwe: [319],
    safeguards: PHI,
    remedy: 'Print over IPPS, and switch raw printing (9100) and LPD off.',
    meanwhile: 'Keep print server and printers in one guarded VLAN.',
    guard: 'Only jobs: questions about the state of a printer do not count.',
    judge: any(
      seen('lpd.job', () => true, 'A document was sent to it over LPD'),
      seen(
        'pjl.language',
        () => true,
        (v) => `A document (${v}) was sent to it over the raw port`,
      ),
      seen('zpl.label', () => true, 'Labels were sent to it'),
      otherEnd(
        'ipp',
        'ipp.operation',
        (o) => PRINTING.includes(o.value),
        'A document was sent to it over IPP',
      ),
    ),
  },
  {
    id: 'print-cleartext-phi',
    title: 'Print jobs in clear that name a patient',
    severity: 'medium',
    why: 'Wristbands, labels and letters can be read on the way, name and number and all.',
    cwe: [319],
    safeguards: PHI,
    remedy: 'Print over IPPS, and switch raw printing (9100) off.',
    meanwhile: 'Keep print server and printers in one guarded VLAN.',
    guard:
      'Only readable text with a label such as Patient or MRN and a value behind it; blank forms, test prints and compressed pages do not count.',
    judge: any(
      seen('pjl.patient-data', 'named', 'A job that names a patient was sent to it in clear'),
      seen('zpl.patient-data', 'named', 'Labels that name a patient were sent to it in clear'),
    ),
  },
  {
    id: 'pager-cleartext',
    title: 'Pages in clear that name a patient or a room',
    severity: 'medium',
    why: 'Who lies where and what is wrong can be read on the way, and false alarms can be sent.',
    cwe: [319],
    safeguards: PHI,
    remedy: 'Send pages over HTTPS (WCTP over TLS), or by a messenger that encrypts.',
    meanwhile: 'Leave names and rooms out of the text: a number to call back is enough.',
    guard:
      'Only SNPP and WCTP in clear with a label such as Patient, or a room, bed or ward with its number; the text is not kept. TAP over serial lines is not seen.',
    judge: any(
      ...(['snpp.pages', 'wctp.pages'] as const).map((field) =>
        seen(field, ['patient', 'place'], (v) => `It sends pages in clear that name a ${v}`),
      ),
      ...(['snpp.pages-received', 'wctp.pages-received'] as const).map((field) =>
        seen(field, ['patient', 'place'], (v) => `It is sent pages in clear that name a ${v}`),
      ),
    ),
  },
  {
    id: 'voice-cleartext',
    title: 'Calls in clear',
    severity: 'medium',
    why: 'Whoever listens hears what staff and patients say.',
    cwe: [319],
    safeguards: PHI,
    remedy: 'Use SRTP with keys over SIPS or DTLS.',
    meanwhile: 'Keep telephones and server in a voice VLAN that nobody else is in.',
    guard:
      'Only streams that both ends agreed on without keys, or G.711 and G.722 seen both ways without the tag of SRTP; a mere offer may be refused, and overhead paging is meant to be heard.',
    judge: (view) => {
      const agreed = [...agreedInClear(view)]
      return agreed.length > 0 ? agreed : heardInClear(view)
    },
  },
  {
    id: 'video-cleartext',
    title: 'Video in clear',
    severity: 'medium',
    why: 'Whoever listens sees what the camera sees, also where patients are.',
    cwe: [319, 359],
    safeguards: PHI,
    remedy: 'Use RTSP over TLS with SRTP, or HTTPS.',
    meanwhile: 'Keep cameras and recorder in a VLAN of their own.',
    guard: 'Only streams that were described or served; a camera that merely answers does not count.',
    judge: any(
      seen('rtsp.media', /^video RTP\/AVP/i, 'Its video is agreed on without encryption'),
      seen(
        'http.content-type',
        (v, o) => o.self && /^multipart\/x-mixed-replace/i.test(v),
        'It serves moving pictures over HTTP',
      ),
    ),
  },
  {
    id: 'email-phi-cleartext',
    title: 'Clinical mail in clear',
    severity: 'high',
    why: 'Reports can be read on the way, and stay readable wherever the mail passes.',
    cwe: [319],
    safeguards: PHI,
    remedy: 'Let the device send over STARTTLS or port 465, to a gateway that encrypts.',
    meanwhile: 'Send a link instead of the report.',
    guard: 'Only parts of kinds that hold reports (PDF, HL7, DICOM); what goes behind STARTTLS is not seen.',
    judge: seen(
      'smtp.content-type',
      /^application\/(pdf|dicom|hl7|edi-hl7|x-hl7|fhir)|^text\/(hl7|x-hl7)/i,
      (v) => `It mails ${v} in clear`,
    ),
  },
  {
    id: 'syslog-cleartext-sensitive',
    title: 'Log messages with names in clear',
    severity: 'medium',
    why: 'Who uses what can be read on the way, and an intruder’s traces can be forged.',
    cwe: [532, 319],
    safeguards: [AUDIT, ENCRYPTION_IN_TRANSIT],
    remedy: 'Send logs over TLS (RFC 5425).',
    meanwhile: 'Keep sender and log server in one guarded zone.',
    guard: 'Only messages that name a user or a patient; who is not kept.',
    judge: seen(
      'syslog.names-people',
      () => true,
      (v) => `Its log messages name ${v === 'user' ? 'users' : 'patients'}`,
    ),
  },
  {
    id: 'smb-unencrypted-phi-share',
    title: 'Clinical files on an unencrypted share',
    severity: 'medium',
    why: 'Images and reports can be read on the way; signing protects them only from being changed.',
    cwe: [319],
    safeguards: PHI,
    remedy: 'Require SMB 3 encryption for the share.',
    meanwhile: TUNNEL,
    guard: 'Only files whose names could be read: what is encrypted is not seen.',
    judge: seen(
      'smb.clinical-file',
      () => true,
      (v) => `Files of kind ${v} are opened unencrypted`,
    ),
  },
  {
    id: 'database-unencrypted',
    title: 'Database without encryption',
    severity: 'high',
    why: 'Everything asked and answered can be read on the way, in bulk.',
    cwe: [319],
    safeguards: PHI,
    remedy: 'Require TLS in the database, and set clients to check its certificate.',
    meanwhile: TUNNEL,
    guard:
      'Encryption of the login alone leaves the data in clear and counts; connections that ended before a login do not.',
    judge: any(
      seen(
        'mssql.tls',
        ['login', 'none'],
        (v) =>
          `SQL Server talks in clear (${v === 'login' ? 'only the login is encrypted' : 'no encryption'})`,
      ),
      seen('mysql.tls', ['refused', 'unused'], (v) => `MySQL talks in clear (TLS ${v})`),
      seen('postgresql.tls', ['refused', 'unused'], (v) => `PostgreSQL talks in clear (TLS ${v})`),
    ),
  },
  {
    id: 'tftp-config-cleartext',
    title: 'Configuration over TFTP',
    severity: 'medium',
    why: 'Passwords and keys stand in such files, and nobody has to log in for them.',
    cwe: [319, 306],
    safeguards: [ENCRYPTION_IN_TRANSIT, AUTHENTICATION],
    remedy: 'Hand configurations out over HTTPS, encrypted by device.',
    meanwhile: 'Let only the VLAN of the devices that need it reach the server.',
    guard:
      'Only files whose name says that they set a device up, of a server that was not seen to turn every request away; telephones in a voice VLAN fetch theirs by design.',
    judge: (view) =>
      turnsAllAway(view)
        ? []
        : seen('tftp.kind', /^configuration/, 'It hands out or takes configurations over TFTP')(view),
  },
  {
    id: 'nfs-no-security',
    title: 'NFS without authentication',
    severity: 'medium',
    why: 'The server believes any user number: files are open to every host it lets mount.',
    cwe: [306],
    safeguards: [AUTHENTICATION, ENCRYPTION_IN_TRANSIT],
    remedy: 'Use NFSv4 with Kerberos (krb5p).',
    meanwhile: 'Export only to the hosts that need it, and keep them in one guarded zone.',
    guard:
      'Only calls that the server answered; storage of hypervisors in a network of its own is built that way.',
    judge: seen(
      'nfs.auth',
      ['none', 'sys'],
      (v) => `NFS was answered with ${v === 'sys' ? 'user numbers as claimed' : 'no proof'}`,
    ),
  },
]
