/**
 * SASL logins inside text protocols (RFC 4422; the profiles of RFC 4954, 5034 and 9051 look alike): follows one
 * exchange from the command that begins it to the verdict. Clear-text logins are reported as credentials,
 * tokens of NTLM and GSS-API to their reader; of every other mechanism only its name is known to the caller.
 */
import { decodeText } from '../wire/lines.ts'
import { reportAuthText } from './ntlmssp/gss.ts'
import { decodeToken } from './ntlmssp/ntlmssp.ts'
import type { StreamReport } from './protocol.ts'

/** Longest user name that is told, in characters. */
export const MAX_USER = 128
/** Longest client response that is decoded, in characters; logins are far shorter, NTLM messages fit. */
const MAX_RESPONSE = 8192

export class LoginWatch {
  private readonly to: StreamReport
  private mechanism: string | null = null
  private user: string | null = null
  private password: string | null = null

  constructor(to: StreamReport) {
    this.to = to
  }

  /** A login is under way: no verdict was seen yet. */
  get pending(): boolean {
    return this.mechanism !== null
  }

  /** A mechanism begins, perhaps with its first response on the same line (`=` stands for an empty one). */
  begin(mechanism: string, initial: string | null): void {
    this.settle(null)
    this.mechanism = mechanism.toUpperCase()
    if (initial !== null) this.response(initial === '=' ? '' : initial)
  }

  /** A user name given by a command of the protocol itself. */
  named(user: string): void {
    this.settle(null)
    this.user = user
  }

  /** A password given by a command of the protocol itself. */
  gave(password: string): void {
    this.mechanism = 'CLEAR'
    this.password = password
  }

  /** A line of the client while a mechanism runs. */
  response(line: string): void {
    if (line.length > MAX_RESPONSE) return
    if (this.mechanism === 'PLAIN') this.plain(line)
    else if (this.mechanism === 'LOGIN') this.login(line)
    else if (carriesToken(this.mechanism)) reportAuthText(this.to, line, 'client', 'server')
  }

  /** What the server sent in a continuation. */
  challenge(text: string): void {
    if (carriesToken(this.mechanism)) reportAuthText(this.to, text, 'server', 'client')
  }

  /** The server's verdict; `null` where it will not be seen. */
  settle(accepted: boolean | null): void {
    if (this.password !== null) {
      this.to.credential({ user: this.user?.slice(0, MAX_USER) ?? null, password: this.password, accepted })
    }
    this.mechanism = this.user = this.password = null
  }

  /** RFC 4616: authorization id, user, password, with NUL between. */
  private plain(line: string): void {
    const parts = decodeText(decodeToken(line)).split('\0')
    if (parts.length !== 3) return
    this.user = parts[1]!
    this.password = parts[2]!
  }

  /** Two lines, the user and the password (the LOGIN mechanism has no RFC). */
  private login(line: string): void {
    const text = decodeText(decodeToken(line))
    if (this.user === null) this.user = text
    else if (this.password === null) this.password = text
  }
}

const carriesToken = (mechanism: string | null): boolean =>
  mechanism === 'NTLM' || mechanism === 'GSSAPI' || mechanism === 'GSS-SPNEGO'
