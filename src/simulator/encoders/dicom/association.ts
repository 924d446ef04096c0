/** The DICOM upper layer (PS3.8 section 9.3): associations, and presentation data in PDUs. */
import { bytes, counted16, counted32, fixed, u16, u32, zeros } from '../bytes.ts'

export interface Implementation {
  /** PS3.7 annex D.3.3.2: the UID is of the toolkit or the vendor. */
  readonly uid: string
  readonly version?: string
}

export interface ContextProposal {
  /** Odd. */
  readonly id: number
  readonly abstractSyntax: string
  readonly transferSyntaxes: readonly string[]
}

export interface AssociateRequest {
  readonly called: string
  readonly calling: string
  readonly contexts: readonly ContextProposal[]
  readonly implementation: Implementation
  /** Largest PDU taken; 16,384 is common. */
  readonly maximumLength?: number
  /** PS3.7 annex D.3.3.7: in the clear. */
  readonly user?: { readonly name: string; readonly passcode?: string }
}

export interface ContextAnswer {
  readonly id: number
  /** 0 accepted, 1 rejected by the user, 3 abstract syntax, 4 transfer syntaxes not supported. */
  readonly result: 0 | 1 | 2 | 3 | 4
  readonly transferSyntax: string
}

export interface AssociateAccept {
  readonly called: string
  readonly calling: string
  readonly contexts: readonly ContextAnswer[]
  readonly implementation: Implementation
  readonly maximumLength?: number
}

const APPLICATION_CONTEXT = '1.2.840.10008.3.1.1.1'

/** A-ASSOCIATE-RQ. */
export function associateRequest(r: AssociateRequest): Uint8Array {
  const contexts = r.contexts.map(({ id, abstractSyntax, transferSyntaxes }) =>
    item(
      0x20,
      bytes(
        id,
        zeros(3),
        item(0x30, bytes(abstractSyntax)),
        ...transferSyntaxes.map((t) => item(0x40, bytes(t))),
      ),
    ),
  )
  const identity = r.user === undefined ? [] : [item(0x58, userIdentity(r.user.name, r.user.passcode))]
  return associate(1, r, contexts, identity)
}

/** A-ASSOCIATE-AC; the titles echo those of the request. */
export const associateAccept = (a: AssociateAccept): Uint8Array =>
  associate(
    2,
    a,
    a.contexts.map(({ id, result, transferSyntax }) =>
      item(0x21, bytes(id, 0, result, 0, item(0x40, bytes(transferSyntax)))),
    ),
    [],
  )

function associate(
  type: 1 | 2,
  a: Pick<AssociateRequest, 'called' | 'calling' | 'implementation' | 'maximumLength'>,
  contexts: readonly Uint8Array[],
  more: readonly Uint8Array[],
): Uint8Array {
  const { uid, version } = a.implementation
  const user = bytes(
    item(0x51, u32(a.maximumLength ?? 16_384)),
    item(0x52, bytes(uid)),
    version === undefined ? '' : item(0x55, bytes(version)),
    ...more,
  )
  const titles = bytes(fixed(a.called, 16, 0x20), fixed(a.calling, 16, 0x20))
  const items = bytes(item(0x10, bytes(APPLICATION_CONTEXT)), ...contexts, item(0x50, user))
  return pdu(type, bytes(u16(1), u16(0), titles, zeros(32), items))
}

const userIdentity = (name: string, passcode?: string): Uint8Array =>
  bytes(passcode === undefined ? 1 : 2, 0, counted16(name), counted16(passcode ?? ''))

/** A-ASSOCIATE-RJ: result 1 permanent, 2 transient; source and reason of PS3.8 table 9-21 (1, 7: called title unknown). */
export const associateReject = (result: 1 | 2, source: 1 | 2 | 3, reason: number): Uint8Array =>
  pdu(3, Uint8Array.of(0, result, source, reason))

export const releaseRequest = (): Uint8Array => pdu(5, zeros(4))
export const releaseResponse = (): Uint8Array => pdu(6, zeros(4))
/** A-ABORT: source 0 user, 2 provider. */
export const abort = (source: 0 | 2 = 0, reason = 0): Uint8Array =>
  pdu(7, Uint8Array.of(0, 0, source, reason))

/** One message, cut into fragments so that no PDU is longer than `maximumLength` (its own six bytes not counted). */
export function presentationData(
  contextId: number,
  command: Uint8Array,
  data: Uint8Array | undefined,
  maximumLength = 16_384,
): Uint8Array {
  const room = maximumLength - 6
  const pdus = [
    fragments(contextId, command, 1, room),
    data === undefined ? [] : fragments(contextId, data, 0, room),
  ]
  return bytes(...pdus.flat())
}

/** Control: bit 0 command, bit 1 last fragment (PS3.8 annex E.2). */
function fragments(contextId: number, body: Uint8Array, kind: 0 | 1, room: number): Uint8Array[] {
  const pdus: Uint8Array[] = []
  for (let at = 0; at < body.length || at === 0; at += room) {
    const last = at + room >= body.length ? 2 : 0
    pdus.push(pdu(4, counted32(contextId, kind | last, body.subarray(at, at + room))))
  }
  return pdus
}

const pdu = (type: number, body: Uint8Array): Uint8Array => bytes(type, 0, counted32(body))
const item = (type: number, body: Uint8Array): Uint8Array => bytes(type, 0, counted16(body))
