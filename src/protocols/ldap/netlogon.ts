/**
 * The answer to an LDAP ping (MS-ADTS section 6.3.1): a domain controller names itself, its domain and the sites. It
 * comes as the value of the attribute `netlogon`.
 */
import { uuidAt } from '../dcerpc/pdu.ts'

export interface NetlogonAnswer {
  /** DS_FLAG bits (MS-ADTS section 6.3.1.2), hex; `null` in the NT 4 form. */
  readonly flags: string | null
  readonly domainGuid: string | null
  readonly forest: string | null
  readonly domain: string | null
  readonly host: string | null
  readonly netbiosDomain: string | null
  readonly netbiosName: string | null
  readonly site: string | null
  readonly clientSite: string | null
}

/** Operation codes, section 6.3.1.3: answers of the extended form, and of the form of Windows NT 4. */
const EXTENDED = [23, 25]
const NT4 = [19, 21]
/** Compression pointers followed in one name; each must point backwards. */
const MAX_POINTERS = 8
const MAX_NAME = 255

const utf16 = new TextDecoder('utf-16le')

export function readNetlogon(b: Uint8Array): NetlogonAnswer | null {
  const operation = b.length < 4 ? -1 : b[0]! | (b[1]! << 8)
  if (EXTENDED.includes(operation) && b.length >= 24) return extended(b)
  return NT4.includes(operation) ? nt4(b) : null
}

/** NETLOGON_SAM_LOGON_RESPONSE_EX, section 6.3.1.9: names compressed as in DNS, relative to the start. */
function extended(b: Uint8Array): NetlogonAnswer {
  const flags = (b[4]! | (b[5]! << 8) | (b[6]! << 16) | (b[7]! << 24)) >>> 0
  const names: string[] = []
  let at = 24
  for (let n = 0; n < 8 && at >= 0 && at < b.length; n++) {
    const read = compressedName(b, at)
    names.push(read.name)
    at = read.next
  }
  // The sixth is the user that was asked for.
  const [forest, domain, host, netbiosDomain, netbiosName, , site, clientSite] = names
  return {
    flags: flags.toString(16).padStart(8, '0'),
    domainGuid: b.subarray(8, 24).some((octet) => octet !== 0) ? uuidAt(b, 8, true) : null,
    forest: forest || null,
    domain: domain || null,
    host: host || null,
    netbiosDomain: netbiosDomain || null,
    netbiosName: netbiosName || null,
    site: site || null,
    clientSite: clientSite || null,
  }
}

/** NETLOGON_SAM_LOGON_RESPONSE_NT40, section 6.3.1.7: server, user and domain as null-terminated UTF-16. */
function nt4(b: Uint8Array): NetlogonAnswer {
  const [server = '', , domain = ''] = utf16.decode(b.subarray(2, 600)).split('\0')
  return {
    flags: null,
    domainGuid: null,
    forest: null,
    domain: null,
    host: null,
    netbiosDomain: domain || null,
    netbiosName: server.replace(/^\\+/, '') || null,
    site: null,
    clientSite: null,
  }
}

/** A name of RFC 1035 section 4.1.4; `next` is where the following one begins, -1 when this one is malformed. */
function compressedName(b: Uint8Array, start: number): { name: string; next: number } {
  const labels: string[] = []
  let at = start
  let next = -1
  for (let pointers = 0, size = 0; at < b.length && size <= MAX_NAME; ) {
    const length = b[at]!
    if (length === 0) return { name: labels.join('.'), next: next < 0 ? at + 1 : next }
    if (length >= 0xc0) {
      const target = ((length & 0x3f) << 8) | (b[at + 1] ?? 0)
      if (next < 0) next = at + 2
      if (target >= at || ++pointers > MAX_POINTERS) break
      at = target
      continue
    }
    if (length > 63 || at + 1 + length > b.length) break
    labels.push(Buffer.from(b.subarray(at + 1, at + 1 + length)).toString('utf8'))
    at += 1 + length
    size += 1 + length
  }
  return { name: '', next: -1 }
}
