/** DIMSE messages (PS3.7 sections 9 and 10, annex E): command sets, always implicit little-endian, with their data. */
import { bytes, u16le, u32le } from '../bytes.ts'
import { presentationData } from './association.ts'
import { type DataSet, type Element, encode, IMPLICIT } from './dataset.ts'

/** Where a message goes: the presentation context agreed on, its transfer syntax, and the receiver's limit. */
export interface Channel {
  readonly contextId: number
  readonly transferSyntax?: string
  readonly maximumLength?: number
}

/** Statuses of PS3.7 annex C. */
export const STATUS = {
  success: 0x0000,
  pending: 0xff00,
  moveDestinationUnknown: 0xa801,
  refused: 0xa700,
  cancelled: 0xfe00,
} as const

export const SOP = {
  verification: '1.2.840.10008.1.1',
  ctImage: '1.2.840.10008.5.1.4.1.1.2',
  mrImage: '1.2.840.10008.5.1.4.1.1.4',
  crImage: '1.2.840.10008.5.1.4.1.1.1',
  dxImage: '1.2.840.10008.5.1.4.1.1.1.1',
  mammography: '1.2.840.10008.5.1.4.1.1.1.2',
  ultrasound: '1.2.840.10008.5.1.4.1.1.6.1',
  ultrasoundMultiframe: '1.2.840.10008.5.1.4.1.1.3.1',
  angiography: '1.2.840.10008.5.1.4.1.1.12.1',
  fluoroscopy: '1.2.840.10008.5.1.4.1.1.12.2',
  nuclearMedicine: '1.2.840.10008.5.1.4.1.1.20',
  pet: '1.2.840.10008.5.1.4.1.1.128',
  secondaryCapture: '1.2.840.10008.5.1.4.1.1.7',
  ecg12Lead: '1.2.840.10008.5.1.4.1.1.9.1.1',
  doseReport: '1.2.840.10008.5.1.4.1.1.88.67',
  encapsulatedPdf: '1.2.840.10008.5.1.4.1.1.104.1',
  worklist: '1.2.840.10008.5.1.4.31',
  procedureStep: '1.2.840.10008.3.1.2.3.3',
  storageCommitment: '1.2.840.10008.1.20.1',
  patientRootFind: '1.2.840.10008.5.1.4.1.2.1.1',
  patientRootMove: '1.2.840.10008.5.1.4.1.2.1.2',
  studyRootFind: '1.2.840.10008.5.1.4.1.2.2.1',
  studyRootMove: '1.2.840.10008.5.1.4.1.2.2.2',
  studyRootGet: '1.2.840.10008.5.1.4.1.2.2.3',
  grayscalePrint: '1.2.840.10008.5.1.1.9',
} as const

/** The one instance of the storage commitment service (PS3.4 annex J.3.5). */
const COMMITMENT_INSTANCE = '1.2.840.10008.1.20.1.1'
const NO_DATA = 0x0101
const SOME_DATA = 0x0001

/** C-ECHO-RQ. */
export const echoRequest = (to: Channel, id: number): Uint8Array =>
  send(to, [field(0x0030), affected(SOP.verification), messageId(id)])
/** C-ECHO-RSP. */
export const echoResponse = (to: Channel, id: number, status: number = STATUS.success): Uint8Array =>
  send(to, [field(0x8030), affected(SOP.verification), answers(id), state(status)])

/** C-STORE-RQ; `data` is a set, or one encoded already. */
export const storeRequest = (
  to: Channel,
  id: number,
  sopClass: string,
  instance: string,
  data: DataSet | Uint8Array,
): Uint8Array =>
  send(to, [field(0x0001), affected(sopClass), messageId(id), priority(), affectedInstance(instance)], data)
/** C-STORE-RSP. */
export const storeResponse = (
  to: Channel,
  id: number,
  sopClass: string,
  instance: string,
  status: number = STATUS.success,
): Uint8Array =>
  send(to, [field(0x8001), affected(sopClass), answers(id), state(status), affectedInstance(instance)])

/** C-FIND-RQ of a model such as the worklist. */
export const findRequest = (to: Channel, id: number, model: string, query: DataSet): Uint8Array =>
  send(to, [field(0x0020), affected(model), messageId(id), priority()], query)
/** C-FIND-RSP: pending with an answer, or the end without. */
export const findResponse = (to: Channel, id: number, model: string, found?: DataSet): Uint8Array =>
  send(
    to,
    [
      field(0x8020),
      affected(model),
      answers(id),
      state(found === undefined ? STATUS.success : STATUS.pending),
    ],
    found,
  )

/** C-MOVE-RQ: send what matches to the application entity `destination`. */
export const moveRequest = (
  to: Channel,
  id: number,
  model: string,
  destination: string,
  query: DataSet,
): Uint8Array =>
  send(
    to,
    [field(0x0021), affected(model), messageId(id), priority(), ['0000,0600', 'AE', destination]],
    query,
  )

/** How many sub-operations a C-MOVE has come to. */
export interface Progress {
  readonly remaining?: number
  readonly completed: number
  readonly failed: number
}
/** C-MOVE-RSP; with `remaining` while under way. */
export const moveResponse = (
  to: Channel,
  id: number,
  model: string,
  p: Progress,
  status?: number,
): Uint8Array =>
  send(to, [
    field(0x8021),
    affected(model),
    answers(id),
    state(status ?? (p.remaining === undefined ? STATUS.success : STATUS.pending)),
    ...(p.remaining === undefined ? [] : [count('0000,1020', p.remaining)]),
    count('0000,1021', p.completed),
    count('0000,1022', p.failed),
    count('0000,1023', 0),
  ])

/** N-CREATE-RQ of a performed procedure step (MPPS). */
export const procedureStepCreate = (to: Channel, id: number, instance: string, step: DataSet): Uint8Array =>
  send(to, [field(0x0140), affected(SOP.procedureStep), messageId(id), affectedInstance(instance)], step)
export const procedureStepCreated = (to: Channel, id: number, instance: string): Uint8Array =>
  send(to, [field(0x8140), affected(SOP.procedureStep), answers(id), state(0), affectedInstance(instance)])
/** N-SET-RQ that ends the step. */
export const procedureStepSet = (to: Channel, id: number, instance: string, step: DataSet): Uint8Array =>
  send(to, [field(0x0120), requested(SOP.procedureStep), messageId(id), requestedInstance(instance)], step)
export const procedureStepSetDone = (to: Channel, id: number, instance: string): Uint8Array =>
  send(to, [field(0x8120), affected(SOP.procedureStep), answers(id), state(0), affectedInstance(instance)])

/** N-ACTION-RQ that asks the archive to commit (PS3.4 annex J). */
export const commitRequest = (to: Channel, id: number, items: DataSet): Uint8Array =>
  send(
    to,
    [
      field(0x0130),
      requested(SOP.storageCommitment),
      messageId(id),
      requestedInstance(COMMITMENT_INSTANCE),
      count('0000,1008', 1),
    ],
    items,
  )
export const commitResponse = (to: Channel, id: number): Uint8Array =>
  send(to, [
    field(0x8130),
    affected(SOP.storageCommitment),
    answers(id),
    state(0),
    affectedInstance(COMMITMENT_INSTANCE),
    count('0000,1008', 1),
  ])

/** The command set with its length in front, then the data set in the context's own syntax. */
function send(to: Channel, command: DataSet, data?: DataSet | Uint8Array): Uint8Array {
  const flag = count('0000,0800', data === undefined ? NO_DATA : SOME_DATA)
  const body = encode([...command, flag], IMPLICIT)
  const whole = bytes(u16le(0), u16le(0), u32le(4), u32le(body.length), body)
  const content = data === undefined || data instanceof Uint8Array ? data : encode(data, to.transferSyntax)
  return presentationData(to.contextId, whole, content, to.maximumLength)
}

const count = (tag: Element[0], value: number): Element => [tag, 'US', value]
const field = (value: number): Element => count('0000,0100', value)
const affected = (uid: string): Element => ['0000,0002', 'UI', uid]
const requested = (uid: string): Element => ['0000,0003', 'UI', uid]
const messageId = (id: number): Element => count('0000,0110', id)
const answers = (id: number): Element => count('0000,0120', id)
const priority = (): Element => count('0000,0700', 0)
const state = (status: number): Element => count('0000,0900', status)
const affectedInstance = (uid: string): Element => ['0000,1000', 'UI', uid]
const requestedInstance = (uid: string): Element => ['0000,1001', 'UI', uid]
