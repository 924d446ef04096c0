/**
 * The head of a mail on its way (RFC 5322): only what names the program, and media types. The body passes by
 * unread but for the heads of its parts.
 */
import type { StreamReport } from '../protocol.ts'

/** Media types told of one mail at most. */
const MAX_TYPES = 8

export class MailHead {
  private readonly to: StreamReport
  private inHead = false
  /** The mail comes from further away: its program runs elsewhere. */
  private relayed = false
  private types = 0

  constructor(to: StreamReport) {
    this.to = to
  }

  begin(): void {
    this.inHead = true
    this.relayed = false
    this.types = 0
  }

  /** Lines are missing. */
  lost(): void {
    this.inHead = false
  }

  line(line: string): void {
    if (line === '') this.inHead = false
    const colon = line.indexOf(':')
    if (colon < 1 || colon > 20) return
    const name = line.slice(0, colon).toLowerCase()
    if (name === 'content-type') this.mediaType(line.slice(colon + 1))
    else if (!this.inHead) return
    else if (name === 'received') this.relayed = true
    else if (this.relayed) return
    else if (name === 'x-mailer' || name === 'user-agent')
      this.to.match('client', 'smtp.mailer', line.slice(colon + 1).trim())
    else if (name === 'subject') this.to.match('client', 'smtp.subject', line.slice(colon + 1).trim())
  }

  private mediaType(value: string): void {
    const type = /^\s*([a-z]{1,20}\/[\w.+-]{1,80})/i.exec(value)
    if (type === null || this.types++ >= MAX_TYPES) return
    this.to.observe('client', 'smtp.content-type', type[1]!.toLowerCase())
  }
}
