/** Items of A-ASSOCIATE-RQ and -AC (PS3.8 section 9.3.2, 9.3.3; PS3.7 annex D.3.3). */
import { Cursor } from '../../wire/cursor.ts'
import { cleanText, latin1 } from '../../wire/text.ts'

export interface PresentationContext {
  readonly id: number
  readonly abstractSyntax: string | null
  readonly transferSyntaxes: readonly string[]
  /** 0: accepted (PS3.8 table 9-18); `null` in a request. */
  readonly result: number | null
}

/** Which roles the requestor takes for a SOP class (PS3.7 annex D.3.3.4). */
export interface Roles {
  readonly scu: boolean
  readonly scp: boolean
}

export interface UserIdentity {
  readonly kind: 'user' | 'user-and-passcode' | 'kerberos' | 'saml' | 'jwt' | 'unknown'
  readonly user: string | null
  /** Goes to `Report.credential` and nowhere else. */
  readonly passcode: string | null
}

/** What the user information item tells (type 50H). */
export interface UserInformation {
  maxPdu: number | null
  implementationUid: string | null
  implementationVersion: string | null
  asyncOperations: string | null
  identity: UserIdentity | null
  readonly extended: string[]
  readonly roles: Map<string, Roles>
}

export const ITEM = {
  applicationContext: 0x10,
  proposedContext: 0x20,
  acceptedContext: 0x21,
  userInformation: 0x50,
} as const

const ABSTRACT_SYNTAX = 0x30
const TRANSFER_SYNTAX = 0x40
/** Transfer syntaxes kept of one context, sub-items looked at of one item. */
const MAX_SYNTAXES = 64
const MAX_SUB_ITEMS = 512

/** The AE title of 16 octets: spaces around it do not count, some pad with NULs (PS3.5 section 6.2). */
export const aeTitle = (bytes: Uint8Array): string | null => cleanText(latin1.decode(bytes))

/** A UID: digits and dots, NUL-padded by some (PS3.5 section 9.1). `null` where it is none. */
export function uidOf(bytes: Uint8Array): string | null {
  const text = latin1.decode(bytes.subarray(0, 128)).replace(/[\0 ]+$/, '')
  return /^\d[\d.]{0,63}$/.test(text) ? text : null
}

/** A presentation context; `body` is what follows the item's header. */
export function readContext(body: Uint8Array, accepted: boolean): PresentationContext | null {
  const c = new Cursor(body)
  const id = c.u8()
  c.skip(1)
  const result = c.u8()
  c.skip(1)
  if (c.missing) return null
  let abstractSyntax: string | null = null
  const transferSyntaxes: string[] = []
  for (const [type, sub] of subItems(c)) {
    const uid = uidOf(sub)
    if (uid === null) continue
    if (type === ABSTRACT_SYNTAX) abstractSyntax = uid
    else if (type === TRANSFER_SYNTAX && transferSyntaxes.length < MAX_SYNTAXES) transferSyntaxes.push(uid)
  }
  return { id, abstractSyntax, transferSyntaxes, result: accepted ? result : null }
}

export function readUserInformation(body: Uint8Array): UserInformation {
  const info: UserInformation = {
    maxPdu: null,
    implementationUid: null,
    implementationVersion: null,
    asyncOperations: null,
    identity: null,
    extended: [],
    roles: new Map(),
  }
  for (const [type, sub] of subItems(new Cursor(body))) READERS[type]?.(sub, info)
  return info
}

const READERS: Readonly<Record<number, (sub: Uint8Array, info: UserInformation) => void>> = {
  81: (sub, info) => {
    if (sub.length >= 4) info.maxPdu = new Cursor(sub).u32()
  },
  82: (sub, info) => {
    info.implementationUid = uidOf(sub)
  },
  83: (sub, info) => {
    const c = new Cursor(sub)
    const [invoked, performed] = [c.u16(), c.u16()]
    if (!c.missing) info.asyncOperations = `${invoked}/${performed}`
  },
  84: (sub, info) => {
    const c = new Cursor(sub)
    const uid = uidOf(c.view(c.u16()))
    const [scu, scp] = [c.u8(), c.u8()]
    if (uid !== null && !c.missing) info.roles.set(uid, { scu: scu === 1, scp: scp === 1 })
  },
  85: (sub, info) => {
    info.implementationVersion = cleanText(latin1.decode(sub.subarray(0, 64)))
  },
  86: (sub, info) => {
    const c = new Cursor(sub)
    const uid = uidOf(c.view(c.u16()))
    if (uid !== null && info.extended.length < MAX_SYNTAXES) info.extended.push(uid)
  },
  88: (sub, info) => {
    info.identity = readIdentity(sub)
  },
}

const IDENTITIES = ['unknown', 'user', 'user-and-passcode', 'kerberos', 'saml', 'jwt'] as const

/** PS3.7 table D.3-14. Tickets, assertions and tokens are not looked at. */
function readIdentity(sub: Uint8Array): UserIdentity {
  const c = new Cursor(sub)
  const kind = IDENTITIES[c.u8()] ?? 'unknown'
  c.skip(1)
  if (kind !== 'user' && kind !== 'user-and-passcode') return { kind, user: null, passcode: null }
  const user = cleanText(c.utf8(c.u16()))
  const passcode = c.utf8(c.u16())
  return { kind, user, passcode: kind === 'user' || c.missing ? null : passcode }
}

/** Type and body of each item that is whole. */
function* subItems(c: Cursor): Generator<readonly [number, Uint8Array]> {
  for (let n = 0; n < MAX_SUB_ITEMS && c.left >= 4; n++) {
    const type = c.u8()
    c.skip(1)
    const body = c.view(c.u16())
    if (c.missing) return
    yield [type, body]
  }
}

// --- rejection and abort (PS3.8 tables 9-21 and 9-26) ---------------------------------------------------------

const REJECTED_BY = ['', 'service user', 'service provider (ACSE)', 'service provider (presentation)']
const REJECTED_BECAUSE: Readonly<Record<string, string>> = {
  '1/1': 'no reason given',
  '1/2': 'application context name not supported',
  '1/3': 'calling AE title not recognised',
  '1/7': 'called AE title not recognised',
  '2/1': 'no reason given',
  '2/2': 'protocol version not supported',
  '3/1': 'temporary congestion',
  '3/2': 'local limit exceeded',
}
const ABORTED_BECAUSE = [
  'no reason given',
  'unrecognised PDU',
  'unexpected PDU',
  '',
  'unrecognised parameter',
]

/** `body`: the four octets behind the header. */
export function rejectionOf(body: Uint8Array): string {
  const [, result = 0, source = 0, reason = 0] = body
  const because = REJECTED_BECAUSE[`${source}/${reason}`] ?? `reason ${reason}`
  const lasting = result === 1 ? 'permanent' : result === 2 ? 'transient' : `result ${result}`
  return `${because} (${lasting}, ${REJECTED_BY[source] || `source ${source}`})`
}

export function abortOf(body: Uint8Array): string {
  const [, , source = 0, reason = 0] = body
  if (source === 0) return 'by the service user'
  return `by the service provider: ${ABORTED_BECAUSE[reason] || `reason ${reason}`}`
}
