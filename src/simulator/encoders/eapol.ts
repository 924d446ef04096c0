/** Port access of wired networks (IEEE 802.1X, EAP of RFC 3748): Ethernet type 0x888E to 01:80:C2:00:00:03. */
import { bytes, counted16, type Part, u16 } from './bytes.ts'

const frame = (type: number, ...body: readonly Part[]): Uint8Array => bytes(2, type, counted16(...body))
const eap = (code: number, id: number, ...body: readonly Part[]): Uint8Array => {
  const content = bytes(...body)
  return bytes(code, id, u16(content.length + 4), content)
}

/** A station asks to be let in. */
export const start = (): Uint8Array => frame(1)
export const logoff = (): Uint8Array => frame(2)
/** The switch asks who it is, and the station says so. */
export const identityRequest = (id: number): Uint8Array => frame(0, eap(1, id, 1))
export const identityResponse = (id: number, name: string): Uint8Array => frame(0, eap(2, id, 1, name))
/** The method the server wants: 13 TLS, 25 PEAP; with the start flag. */
export const methodRequest = (id: number, method: 13 | 25): Uint8Array => frame(0, eap(1, id, method, 0x20))
/** A piece of the TLS conversation inside (RFC 5216 section 3.1), whole in one packet. */
export const tlsResponse = (id: number, method: 13 | 25, records: Uint8Array): Uint8Array =>
  frame(0, eap(2, id, method, 0, records))
export const success = (id: number): Uint8Array => frame(0, eap(3, id))
export const failure = (id: number): Uint8Array => frame(0, eap(4, id))
