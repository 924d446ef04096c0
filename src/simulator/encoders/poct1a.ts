/** Point-of-care analysers: XML messages of CLSI POCT01-A2 (device messaging layer), over a stream. */
import { bytes, xmlText } from './bytes.ts'

export interface Device {
  readonly id: string
  readonly vendor: string
  readonly model: string
  readonly serial: string
  readonly manufacturer: string
  readonly hardware?: string
  readonly software: string
  readonly name: string
}

/** HDR: number of the message within the conversation, and an ISO 8601 time. */
export interface Head {
  readonly control: number
  readonly at: string
}

/** HEL.R01: the device says who it is. */
export const hello = (h: Head, d: Device): Uint8Array =>
  message('HEL.R01', h, [
    '<DEV>',
    value('DEV.device_id', d.id),
    value('DEV.vendor_id', d.vendor),
    value('DEV.model_id', d.model),
    value('DEV.serial_id', d.serial),
    value('DEV.manufacturer_name', d.manufacturer),
    d.hardware === undefined ? '' : value('DEV.hw_version', d.hardware),
    value('DEV.sw_version', d.software),
    value('DEV.device_name', d.name),
    '<DCP>',
    value('DCP.application_timeout', '100'),
    '</DCP>',
    '<DSC>',
    value('DSC.connection_profile_cd', 'CS'),
    '</DSC>',
    '</DEV>',
  ])

/** DST.R01: how it is, and how many results wait. */
export const status = (h: Head, waiting: number): Uint8Array =>
  message('DST.R01', h, [
    '<DST>',
    value('DST.status_dttm', h.at),
    value('DST.new_observations_qty', String(waiting)),
    value('DST.condition_cd', 'R'),
    '</DST>',
  ])

/** OBS.R01: a result of a patient's sample. */
export const observation = (
  h: Head,
  o: { readonly patientId: string; readonly code: string; readonly value: string; readonly unit: string },
): Uint8Array =>
  message('OBS.R01', h, [
    '<SVC>',
    value('SVC.role_cd', 'OBS'),
    value('SVC.observation_dttm', h.at),
    '<PT>',
    value('PT.patient_id', o.patientId),
    '<OBS>',
    value('OBS.observation_id', o.code),
    `<OBS.value V="${xmlText(o.value)}" U="${xmlText(o.unit)}"/>`,
    value('OBS.method_cd', 'M'),
    '</OBS>',
    '</PT>',
    '</SVC>',
  ])

/** ACK.R01: AA accepted, AE error. */
export const ack = (h: Head, of: number, code: 'AA' | 'AE' = 'AA'): Uint8Array =>
  message('ACK.R01', h, [
    '<ACK>',
    value('ACK.type_cd', code),
    value('ACK.ack_control_id', String(of)),
    '</ACK>',
  ])

/** REQ.R01: the data manager asks for what waits. */
export const request = (h: Head): Uint8Array =>
  message('REQ.R01', h, ['<REQ>', value('REQ.request_cd', 'ROBS'), '</REQ>'])
/** EOT.R01: no more of this topic. */
export const endOfTopic = (h: Head, topic = 'OBS'): Uint8Array =>
  message('EOT.R01', h, ['<EOT>', value('EOT.topic_cd', topic), '</EOT>'])
/** KPA.R01: still there. */
export const keepAlive = (h: Head): Uint8Array => message('KPA.R01', h, [])
/** END.R01: the conversation is over. */
export const end = (h: Head): Uint8Array =>
  message('END.R01', h, ['<TRM>', value('TRM.reason_cd', 'NRM'), '</TRM>'])

function message(name: string, h: Head, parts: readonly string[]): Uint8Array {
  const head = [
    value('HDR.control_id', String(h.control)),
    value('HDR.version_id', 'POCT1'),
    value('HDR.creation_dttm', h.at),
  ]
  return bytes(`<${name}><HDR>${head.join('')}</HDR>${parts.join('')}</${name}>\r\n`)
}

const value = (name: string, text: string): string => `<${name} V="${xmlText(text)}"/>`
