/** Tokens of the server in answer to a login (MS-TDS section 2.2.7), as far as the login is decided. */
import { Cursor } from '../../wire/cursor.ts'

export type Token =
  | { readonly kind: 'accepted'; readonly product: string; readonly version: string }
  | { readonly kind: 'error' | 'info'; readonly number: number; readonly server: string }
  | { readonly kind: 'sspi'; readonly token: Uint8Array }

const ERROR = 0xaa
const INFO = 0xab
const LOGINACK = 0xad
const FEATURE_ACK = 0xae
const ENVIRONMENT = 0xe3
const SSPI = 0xed
const MAX_TOKENS = 64

/** Reads tokens until one that is not of a login. */
export function readTokens(body: Uint8Array): Token[] {
  const c = new Cursor(body)
  const found: Token[] = []
  for (let n = 0; n < MAX_TOKENS && c.left > 2; n++) {
    const kind = c.u8()
    if (kind === FEATURE_ACK) {
      skipFeatures(c)
      continue
    }
    if (![ERROR, INFO, LOGINACK, ENVIRONMENT, SSPI].includes(kind)) break
    const inner = c.sub(c.u16le())
    if (c.missing) break
    const token = readToken(kind, inner)
    if (token !== null && !inner.missing) found.push(token)
  }
  return found
}

function readToken(kind: number, c: Cursor): Token | null {
  if (kind === SSPI) return { kind: 'sspi', token: c.view(c.left) }
  if (kind === LOGINACK) return accepted(c)
  if (kind === ENVIRONMENT) return null
  const number = c.u32le()
  c.skip(2)
  c.skip(c.u16le() * 2)
  return { kind: kind === ERROR ? 'error' : 'info', number, server: c.utf16le(c.u8() * 2) }
}

/** Interface, TDS version, program and its version: major, minor, build. */
function accepted(c: Cursor): Token {
  c.skip(5)
  const product = c.utf16le(c.u8() * 2)
  return { kind: 'accepted', product, version: `${c.u8()}.${c.u8()}.${c.u16()}` }
}

/** Numbers and lengths of features until 0xFF. */
function skipFeatures(c: Cursor): void {
  for (let n = 0; n < MAX_TOKENS && !c.missing; n++) {
    if (c.u8() === 0xff) return
    c.skip(c.u32le())
  }
}
