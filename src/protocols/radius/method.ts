/** How a login proves itself, by which attributes are there; their contents are not looked at. */
import { eapMethod } from '../eap-methods.ts'
import type { Attributes } from './attributes.ts'

const USER_PASSWORD = 2
const CHAP_PASSWORD = 3
const EAP_MESSAGE = 79
const MICROSOFT = 311
/** MS-CHAP-Response and MS-CHAP2-Response, RFC 2548 section 2. */
const MS_CHAP: ReadonlySet<number> = new Set([1, 25])

/** `null` for requests without proof, such as accounting. */
export function authenticationMethod({ first, vendor }: Attributes): string | null {
  const eap = first.get(EAP_MESSAGE)
  if (eap !== undefined) {
    // Code, identifier, length, and then the type, if it is a response (RFC 3748 section 4.1).
    const method = eap[0] === 2 && eap.length > 4 ? eapMethod(eap[4]!) : null
    return method === null ? 'eap' : `eap-${method}`
  }
  if (first.has(CHAP_PASSWORD)) return 'chap'
  if (vendor.some((a) => a.vendor === MICROSOFT && MS_CHAP.has(a.type))) return 'mschap'
  return first.has(USER_PASSWORD) ? 'pap' : null
}
