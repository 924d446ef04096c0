/** Logins by SASL inside AMQP: mechanism, what it sends in clear, and the verdict. */
import { decodeText } from '../../wire/lines.ts'
import type { StreamReport } from '../protocol.ts'

/** Longest response that is read, octets. */
const MAX_RESPONSE = 4096

export class Login {
  private readonly to: StreamReport
  private mechanism: string | null = null
  private clear: { user: string; password: string } | null = null

  constructor(to: StreamReport) {
    this.to = to
  }

  /** PLAIN (RFC 4616): authorization identity, user, password, with NUL between. */
  begin(mechanism: string, response: Uint8Array): void {
    this.mechanism = mechanism.toUpperCase()
    if (this.mechanism !== 'PLAIN' || response.length > MAX_RESPONSE) return
    const parts = decodeText(response).split('\0')
    if (parts.length === 3) this.clear = { user: parts[1]!, password: parts[2]! }
  }

  /** A login of another form that was in clear. */
  gave(user: string, password: string): void {
    this.clear = { user, password }
  }

  /** `null`: the verdict was not seen. */
  settle(accepted: boolean | null): void {
    const to = this.to
    const mechanism = this.mechanism
    const clear = this.clear
    if (mechanism === null) return
    if (accepted !== null && mechanism === 'ANONYMOUS')
      to.observe('server', 'amqp.anonymous-accepted', accepted ? 'yes' : 'no')
    else if (accepted !== null) to.observe('server', 'amqp.login', accepted ? 'accepted' : 'refused')
    if (clear !== null) {
      if (accepted && clear.password === '') to.observe('server', 'amqp.empty-password-accepted', 'yes')
      to.credential({ ...clear, accepted })
    }
    this.mechanism = this.clear = null
  }
}
