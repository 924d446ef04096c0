/** What of patients, orders and treatments can be read by whoever listens. */
import type { Conversation } from '../../model/facts.ts'
import type { FieldName, Observation } from '../../model/observation.ts'
import { isDialysis, isPump } from './kinds.ts'
import { otherEnd, PHI, TUNNEL } from './readable.ts'
import {
  AUTHENTICATION,
  ENCRYPTION_IN_TRANSIT,
  INTEGRITY_IN_TRANSIT,
  PRIVACY,
  SEGMENTATION,
} from './safeguards.ts'
import { any, called, seen, served } from './sightings.ts'
import type { View } from './view.ts'
import type { Judge, Sight, Weakness } from './weakness.ts'

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

const clinicalFhir = (o: Observation): boolean => OF_PATIENTS.test(o.value)
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

export const clinicalData: readonly Weakness[] = [
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
