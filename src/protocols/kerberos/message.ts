/**
 * Kerberos 5 messages (RFC 4120 section 5, ASN.1 in appendix A) as far as they are in clear: who asks for what,
 * with which encryption types. Ciphertext, nonces and salts are not taken over.
 */
import { BER_SEQUENCE, Ber } from '../../wire/ber.ts'

export type KerberosKind = 'as-req' | 'as-rep' | 'tgs-req' | 'tgs-rep' | 'ap-req' | 'error'

/** A ticket in clear: for which service, sealed with which encryption type. */
export interface Ticket {
  realm: string | null
  service: readonly string[]
  etype: number | null
}

export interface KerberosMessage {
  readonly kind: KerberosKind
  /** Client's realm in replies and errors, the server's in requests. */
  realm: string | null
  client: readonly string[]
  service: readonly string[]
  /** Encryption types offered, in the client's order; in an error those the KDC names. */
  etypes: number[]
  /** Types of the pre-authentication data; in an error those the KDC accepts. */
  padata: number[]
  /** KDC options, hex. */
  options: string | null
  till: string | null
  /** NetBIOS names among the addresses of a request (address type 20). */
  netbiosNames: string[]
  ticket: Ticket | null
  /** Encryption type of the reply's sealed part. */
  etype: number | null
  errorCode: number | null
  /** Clock of the KDC, seconds since 1970. */
  serverTime: number | null
}

/** Application tags, RFC 4120 section 5.10. */
const KINDS = new Map<number, KerberosKind>([
  [0x6a, 'as-req'],
  [0x6b, 'as-rep'],
  [0x6c, 'tgs-req'],
  [0x6d, 'tgs-rep'],
  [0x6e, 'ap-req'],
  [0x7e, 'error'],
])
const TICKET = 0x61

/** Lists longer than this are cut. */
const MAX_LIST = 32
/** Address type of a NetBIOS name, RFC 4120 section 7.5.3. */
const NETBIOS = 20
const PA_ETYPE_INFO = 11
const PA_ETYPE_INFO2 = 19
const context = (n: number): number => 0xa0 + n

/** Cheap and strict: application tag, sequence, version 5 and the message type that fits the tag. */
export function isKerberos(bytes: Uint8Array): boolean {
  return openMessage(bytes) !== null
}

/** Reads the message that `bytes` begins with; `null` if it is none. What was cut off or cut short is left empty. */
export function readKerberos(bytes: Uint8Array): KerberosMessage | null {
  const opened = openMessage(bytes)
  if (opened === null) return null
  const m = blank(opened.kind)
  const { fields } = opened
  const read = READERS[opened.kind]
  while (fields.next()) read(m, fields.tag - 0xa0, fields.inside())
  return m
}

const blank = (kind: KerberosKind): KerberosMessage => ({
  kind,
  realm: null,
  client: [],
  service: [],
  etypes: [],
  padata: [],
  options: null,
  till: null,
  netbiosNames: [],
  ticket: null,
  etype: null,
  errorCode: null,
  serverTime: null,
})

/** The fields behind `pvno` and `msg-type`. */
function openMessage(bytes: Uint8Array): { kind: KerberosKind; fields: Ber } | null {
  const kind = KINDS.get(bytes[0] ?? 0)
  if (kind === undefined) return null
  const fields = new Ber(bytes).open(bytes[0]!).open(BER_SEQUENCE)
  const request = kind === 'as-req' || kind === 'tgs-req'
  if (!fields.is(context(request ? 1 : 0)) || firstInt(fields.inside()) !== 5) return null
  if (!fields.is(context(request ? 2 : 1)) || firstInt(fields.inside()) !== (bytes[0]! & 31)) return null
  return { kind, fields }
}

type FieldReader = (m: KerberosMessage, field: number, value: Ber) => void

/** KDC-REQ, section 5.4.1. */
const request: FieldReader = (m, field, value) => {
  if (field === 3) m.padata = padata(value, m)
  else if (field === 4) requestBody(m, value.open(BER_SEQUENCE))
}

/** KDC-REP, section 5.4.2. */
const reply: FieldReader = (m, field, value) => {
  if (field === 3) m.realm = firstText(value)
  else if (field === 4) m.client = principal(value)
  else if (field === 5) m.ticket = ticket(value)
  else if (field === 6) m.etype = sealedWith(value)
}

/** KRB-ERROR, section 5.9.1. */
const error: FieldReader = (m, field, value) => {
  if (field === 4) m.serverTime = kerberosTime(firstText(value))
  else if (field === 6) m.errorCode = firstInt(value)
  else if (field === 8) m.client = principal(value)
  else if (field === 9) m.realm = firstText(value)
  else if (field === 10) m.service = principal(value)
  else if (field === 12 && value.next()) m.padata = padata(value.inside(), m)
}

/** AP-REQ, section 5.5.1. */
const apRequest: FieldReader = (m, field, value) => {
  if (field === 3) m.ticket = ticket(value)
}

const READERS: Record<KerberosKind, FieldReader> = {
  'as-req': request,
  'tgs-req': request,
  'as-rep': reply,
  'tgs-rep': reply,
  'ap-req': apRequest,
  error,
}

function requestBody(m: KerberosMessage, body: Ber): void {
  while (body.next()) {
    const value = body.inside()
    switch (body.tag - 0xa0) {
      case 0:
        m.options = bits(value)
        break
      case 1:
        m.client = principal(value)
        break
      case 2:
        m.realm = firstText(value)
        break
      case 3:
        m.service = principal(value)
        break
      case 5:
        m.till = firstText(value)
        break
      case 8:
        m.etypes = ints(value.open(BER_SEQUENCE))
        break
      case 9:
        m.netbiosNames = netbiosNames(value.open(BER_SEQUENCE))
    }
  }
}

/** Types of a SEQUENCE OF PA-DATA; the etypes that a KDC lists in ETYPE-INFO and ETYPE-INFO2 go into `m`. */
function padata(value: Ber, m: KerberosMessage): number[] {
  const list = value.open(BER_SEQUENCE)
  const types: number[] = []
  while (types.length < MAX_LIST && list.is(BER_SEQUENCE)) {
    const entry = list.inside()
    if (!entry.is(context(1))) continue
    const type = firstInt(entry.inside())
    if (type === null) continue
    types.push(type)
    if (m.kind === 'error' && (type === PA_ETYPE_INFO || type === PA_ETYPE_INFO2) && entry.is(context(2))) {
      const octets = entry.inside()
      if (octets.next()) namedEtypes(octets.inside().open(BER_SEQUENCE), m.etypes)
    }
  }
  return types
}

/** ETYPE-INFO (section 5.2.7.4) and ETYPE-INFO2 (5.2.7.5) both begin each entry with the etype. */
function namedEtypes(list: Ber, etypes: number[]): void {
  while (etypes.length < MAX_LIST && list.is(BER_SEQUENCE)) {
    const entry = list.inside()
    const etype = entry.is(context(0)) ? firstInt(entry.inside()) : null
    if (etype !== null && !etypes.includes(etype)) etypes.push(etype)
  }
}

function ticket(value: Ber): Ticket {
  const fields = value.open(TICKET).open(BER_SEQUENCE)
  const read: Ticket = { realm: null, service: [], etype: null }
  while (fields.next()) {
    if (fields.tag === context(1)) read.realm = firstText(fields.inside())
    else if (fields.tag === context(2)) read.service = principal(fields.inside())
    else if (fields.tag === context(3)) read.etype = sealedWith(fields.inside())
  }
  return read
}

function sealedWith(value: Ber): number | null {
  const fields = value.open(BER_SEQUENCE)
  return fields.is(context(0)) ? firstInt(fields.inside()) : null
}

function principal(value: Ber): string[] {
  const fields = value.open(BER_SEQUENCE)
  const parts: string[] = []
  if (!fields.find(context(1))) return parts
  const list = fields.inside().open(BER_SEQUENCE)
  while (parts.length < 8 && list.next()) parts.push(list.text())
  return list.missing ? [] : parts
}

function netbiosNames(list: Ber): string[] {
  const names: string[] = []
  while (names.length < MAX_LIST && list.is(BER_SEQUENCE)) {
    const entry = list.inside()
    if (entry.is(context(0)) && firstInt(entry.inside()) === NETBIOS && entry.is(context(1))) {
      names.push(firstText(entry.inside()) ?? '')
    }
  }
  return names
}

function ints(list: Ber): number[] {
  const values: number[] = []
  while (values.length < MAX_LIST && list.next()) values.push(list.int() ?? 0)
  return values
}

/** A BIT STRING without its count of unused bits. */
const bits = (value: Ber): string | null =>
  value.next() && value.to - value.from === 5 ? Buffer.from(value.view().subarray(1)).toString('hex') : null

const firstInt = (value: Ber): number | null => (value.next() ? value.int() : null)
/** A text that was cut short would be a wrong one. */
const firstText = (value: Ber): string | null => (value.next() && !value.missing ? value.text() : null)

/** KerberosTime `YYYYMMDDHHMMSSZ` (section 5.2.3) as seconds since 1970. */
function kerberosTime(text: string | null): number | null {
  const part = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? '')
  if (part === null) return null
  const [year, month, day, hour, minute, second] = part.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000
}
