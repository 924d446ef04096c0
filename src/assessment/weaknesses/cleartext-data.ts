/** What of patients, orders and papers can be read by whoever listens. */
import type { Conversation } from '../../model/facts.ts'
import type { FieldName, Observation } from '../../model/observation.ts'
import { isDialysis, isPump } from './kinds.ts'
import {
  AUDIT,
  AUTHENTICATION,
  ENCRYPTION_IN_TRANSIT,
  INTEGRITY_IN_TRANSIT,
  PRIVACY,
  type Safeguard,
  SEGMENTATION,
} from './safeguards.ts'
import { any, called, seen, served } from './sightings.ts'
import type { View } from './view.ts'
import type { Judge, Sight, Weakness } from './weakness.ts'

const PHI: readonly Safeguard[] = [ENCRYPTION_IN_TRANSIT, PRIVACY]
const TUNNEL = 'Carry it through a tunnel (VPN, stunnel) or keep both ends in one guarded VLAN.'
const SENT = 'It sends'
const TAKEN = 'It is sent'

/** Both ends tell: what is sent by a field, what is received by another. */
const bothEnds = (sent: FieldName, received: FieldName, what: string): Judge =>
  any(
    seen(sent, () => true, `${SENT} ${what} in clear`),
    seen(received, () => true, `${TAKEN} ${what} in clear`),
  )

/** Resources of FHIR that are about a patient. */
const OF_PATIENTS =
  /^(Patient|Person|RelatedPerson|Observation|DiagnosticReport|Medication\w+|Encounter|Condition|Procedure|ImagingStudy|ServiceRequest|Immunization|AllergyIntolerance|CarePlan|CareTeam|DocumentReference|Coverage|Claim|Appointment|Specimen|Bundle|DeviceMetric|MedicationRequest)$/

/** The other end of conversations in `protocol` of which the peer has told something that counts. */
const otherEnd =
  (protocol: string, field: FieldName, counts: (o: Observation) => boolean, saw: string): Judge =>
  (view) => {
    const told = (c: Conversation, peer: Conversation['client']) => {
      const asset = view.fleet.assetAt(peer, c.last)
      if (asset === null) return false
      return view.fleet
        .view(asset)
        .of(field)
        .some((o) => o.service?.port === c.port && counts(o))
    }
    return [
      ...view.serves
        .filter((c) => c.protocol === protocol && told(c, c.client))
        .map((c) => served(view, c, saw)),
      ...view.calls
        .filter((c) => c.protocol === protocol && told(c, c.server))
        .map((c) => called(view, c, saw)),
    ]
  }

const clinicalFhir = (o: Observation): boolean => OF_PATIENTS.test(o.value)
const PRINTING = ['Print-Job', 'Send-Document', 'Print-URI', 'Send-URI']

/** Clinical protocols, and those that devices report over. */
const REPORTING = ['hl7', 'fhir', 'http', 'mqtt', 'ieee11073', 'medibus', 'sdc']

/** What a device reports: as a client in any readable protocol, as a server in clinical ones. */
function telemetry(view: View, saw: string): Sight[] {
  const readable = (c: Conversation) => c.answered && REPORTING.includes(c.protocol ?? '') && c.tls === null
  return [
    ...view.calls.filter(readable).map((c) => called(view, c, saw)),
    ...view.serves.filter((c) => readable(c) && c.protocol !== 'http').map((c) => served(view, c, saw)),
  ]
}

/** Protocols that carry patients' data, in TLS or not. */
const CLINICAL = /^(hl7|dicom|astm|poct1a|fhir|intellivue|ieee11073|medibus|sdc)(-tls)?$/

export const cleartextData: readonly Weakness[] = [
  {
    id: 'hl7-cleartext-phi',
    title: 'Patient data in HL7 in clear',
    severity: 'high',
    why: 'Names, numbers and results can be read and changed on the way.',
    cwe: [319],
    safeguards: PHI,
    remedy: 'Use MLLP over TLS with certificates on both ends (IHE ATNA).',
    meanwhile: TUNNEL,
    guard: 'Only messages that name a patient; those marked as training or debugging (MSH-11) are left out.',
    judge: bothEnds('hl7.patient-data', 'hl7.patient-data-received', 'HL7 messages that name a patient'),
  },
  {
    id: 'dicom-cleartext-phi',
    title: 'Patient data in DICOM in clear',
    severity: 'high',
    why: 'Images and worklists with the patient’s name can be read and changed on the way.',
    cwe: [319],
    safeguards: PHI,
    remedy: 'Use DICOM over TLS (PS3.15 secure transport profile) with certificates on both ends.',
    meanwhile: TUNNEL,
    guard:
      'Only instances and answers to queries that name a patient; those whose identity is said to be removed (0012,0062) are left out.',
    judge: bothEnds(
      'dicom.patient-data',
      'dicom.patient-data-received',
      'images or records that name a patient',
    ),
  },
  {
    id: 'astm-poct-cleartext-phi',
    title: 'Patient data of the laboratory in clear',
    severity: 'high',
    why: 'Results with the patient’s number can be read and changed on the way.',
    cwe: [319],
    safeguards: PHI,
    remedy: 'Use the analyser’s or middleware’s TLS option, or a secured gateway.',
    meanwhile: TUNNEL,
    guard: 'Only records with a patient; quality control has none and is left out.',
    judge: any(
      bothEnds('astm.patient-data', 'astm.patient-data-received', 'laboratory records that name a patient'),
      bothEnds(
        'poct1a.patient-data',
        'poct1a.patient-data-received',
        'point-of-care results that name a patient',
      ),
    ),
  },
  {
    id: 'fhir-dicomweb-cleartext',
    title: 'FHIR or DICOMweb in clear',
    severity: 'high',
    why: 'Records and images can be read and changed on the way, with the tokens that give access to them.',
    cwe: [319],
    safeguards: PHI,
    remedy: 'Serve it over HTTPS only.',
    meanwhile: TUNNEL,
    guard:
      'Resources about no patient (capability statement, device) do not count; between containers of one host it is not seen.',
    judge: any(
      seen('fhir.resource', clinicalResource, (v) => `${SENT} FHIR ${v} in clear`),
      otherEnd('fhir', 'fhir.resource', clinicalFhir, 'FHIR resources about patients reach it in clear'),
      seen(
        'http.dicomweb-served',
        () => true,
        (v) => `It serves ${v} in clear`,
      ),
      seen(
        'http.dicomweb-used',
        () => true,
        (v) => `It uses ${v} in clear`,
      ),
    ),
  },
  {
    id: 'pcd03-order-cleartext',
    title: 'Medication order in clear',
    severity: 'critical',
    why: 'Who can change it on the way changes what a pump gives.',
    cwe: [319, 345],
    safeguards: [INTEGRITY_IN_TRANSIT, ENCRYPTION_IN_TRANSIT, AUTHENTICATION],
    remedy: 'Use MLLP over TLS with certificates on both ends, and the pump’s own check of orders.',
    meanwhile: TUNNEL,
    guard: 'Only messages of production; a simulator marks its own as training (MSH-11).',
    judge: any(
      seen(
        'hl7.orders',
        () => true,
        (v) => `It sends orders (${v}) in clear`,
      ),
      seen(
        'hl7.orders-received',
        () => true,
        (v) => `It is sent orders (${v}) in clear`,
      ),
    ),
  },
  {
    id: 'pump-telemetry-cleartext',
    title: 'Pump reports in clear',
    severity: 'medium',
    why: 'What is given to whom can be read, and what the pump is told forged.',
    cwe: [319],
    safeguards: [ENCRYPTION_IN_TRANSIT, INTEGRITY_IN_TRANSIT],
    remedy: 'Update pump and server to versions with TLS and switch it on.',
    meanwhile: TUNNEL,
    guard:
      'Only conversations whose contents were recognised as readable; those in TLS and unknown ones do not count.',
    judge: (view) => (isPump(view) ? telemetry(view, 'The pump’s reports are readable') : []),
  },
  {
    id: 'dialysis-cleartext',
    title: 'Dialysis data in clear',
    severity: 'medium',
    why: 'The treatment can be read, and what the machine is told forged.',
    cwe: [319],
    safeguards: [ENCRYPTION_IN_TRANSIT, INTEGRITY_IN_TRANSIT],
    remedy: 'Update machine and data system to versions with TLS and switch it on.',
    meanwhile: TUNNEL,
    guard: 'Only conversations whose contents were recognised as readable.',
    judge: (view) => (isDialysis(view) ? telemetry(view, 'The machine’s treatment data is readable') : []),
  },
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
    id: 'voice-cleartext',
    title: 'Calls in clear',
    severity: 'medium',
    why: 'Whoever listens hears what staff and patients say.',
    cwe: [319],
    safeguards: PHI,
    remedy: 'Use SRTP with keys over SIPS or DTLS.',
    meanwhile: 'Keep telephones and server in a voice VLAN that nobody else is in.',
    guard:
      'Only streams that the session description offers without keys; overhead paging is meant to be heard.',
    judge: (view) =>
      view.of('sip.media-crypto').length > 0
        ? seen('mgcp.media', /audio RTP\/AVP/i, 'It agrees on calls without encryption')(view)
        : any(
            seen('sip.media', /^audio RTP\/AVPF?$/i, 'It agrees on calls without encryption'),
            seen('mgcp.media', /audio RTP\/AVP/i, 'It agrees on calls without encryption'),
          )(view),
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
      'Only files whose name says that they set a device up; telephones in a voice VLAN fetch theirs by design.',
    judge: seen('tftp.kind', /^configuration/, 'It hands out or takes configurations over TFTP'),
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
  {
    id: 'phi-to-public-address',
    title: 'Clinical protocol to a public address',
    severity: 'critical',
    why: 'Patients’ data leaves the hospital, to whom an address alone does not tell.',
    cwe: [359],
    safeguards: [PRIVACY, SEGMENTATION],
    remedy:
      'Stop it at the firewall, find out what is sent, and let it go through a VPN with a contract or not at all.',
    meanwhile: 'Block the address at the firewall.',
    guard:
      'Ranges that are the hospital’s own (--local) and those ARP shows on the wire are none; partners behind a VPN may have public addresses.',
    judge: (view) => [
      ...view.calls
        .filter((c) => CLINICAL.test(c.protocol ?? '') && view.fleet.isExternal(c.server))
        .map((c) => called(view, c, `It speaks ${c.protocol} with a public address`)),
      ...view.serves
        .filter((c) => CLINICAL.test(c.protocol ?? '') && c.answered && view.fleet.isExternal(c.client))
        .map((c) => served(view, c, `It speaks ${c.protocol} with a public address`)),
    ],
  },
]

function clinicalResource(value: string): boolean {
  return OF_PATIENTS.test(value)
}
