/**
 * SMTP and its submission form (RFC 5321, 6409, 4954, 3207): what both ends say of themselves, and logins.
 * Mails are skipped; of their head only the program that made them is offered to the fingerprints.
 */

import { LineReader } from '../../wire/lines.ts'
import { latin1 } from '../../wire/text.ts'
import { authFields } from '../ntlmssp/gss.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, StreamSide, Verdict } from '../protocol.ts'
import { LoginWatch } from '../sasl.ts'
import { MailHead } from './mail-head.ts'

export const smtp = {
  name: 'smtp',
  title: 'Simple Mail Transfer Protocol (RFC 5321)',
  fields: {
    ...authFields,
    'smtp.banner': { label: 'Greeting of the server (reply 220)' },
    'smtp.server-name': { label: 'Name the server gives itself (EHLO reply)' },
    'smtp.client-name': { label: 'Name the client gives itself (HELO, EHLO)' },
    'smtp.capabilities': { label: 'Extensions the server offers (EHLO reply)' },
    'smtp.auth-offered': { label: 'Login mechanisms the server offers (RFC 4954)' },
    'smtp.auth-used': { label: 'Login mechanism a client used here' },
    'smtp.security': { label: 'STARTTLS asked for and accepted (RFC 3207)' },
    'smtp.mailer': { label: 'Program that made a mail (X-Mailer, User-Agent)', transient: true },
    'smtp.subject': { label: 'Subject of a mail', transient: true },
    'smtp.content-type': { label: 'Media type of a mail sent in clear, or of a part of it', service: true },
  },
  ports: { tcp: [25, 587, 2525] },
  stream: { probe, start: (to) => new SmtpSession(to) },
} satisfies Protocol

const PORTS = [25, 587, 2525]
/** Extensions listed at most. */
const MAX_CAPABILITIES = 30

function probe({ client, server, serverPort }: StreamHead): Verdict {
  const asked = latin1.decode(client.subarray(0, 64))
  const told = latin1.decode(server.subarray(0, 512))
  const onPort = PORTS.includes(serverPort)
  const hello = /^(EHLO|HELO) \S/i.test(asked)
  const greeting = /^(220|421|554)[ -]/.test(told)
  if (server.length > 0 && server.length < 4) return /^\d{1,3}$/.test(told) ? 'more' : 'no'
  if (greeting && /smtp|exchange|postfix|sendmail|exim/i.test(told)) return 'yes'
  if (greeting && onPort && !/\bftp/i.test(told)) return 'yes'
  if (hello && (server.length === 0 || /^\d{3}[ -]/.test(told))) return 'yes'
  if (greeting && client.length === 0) return 'more'
  if (onPort && /^(MAIL FROM|RCPT TO|AUTH |STARTTLS)/i.test(asked)) return 'yes'
  if (onPort && client.length === 0 && /^250[ -]/.test(told)) return 'yes'
  const partial = client.length < 6 && 'EHLO HELO'.includes(asked.slice(0, 4).toUpperCase())
  return partial && (server.length === 0 || greeting) ? 'more' : 'no'
}

class SmtpSession implements StreamSession {
  private readonly to: StreamReport
  private readonly lines = { client: new LineReader(), server: new LineReader() }
  private readonly login: LoginWatch
  private readonly mail: MailHead
  private command = ''
  private greeted = false
  private inMail = false
  /** Lines of the reply to EHLO. */
  private extensions: string[] = []
  private greeting: string[] = []

  constructor(to: StreamReport) {
    this.to = to
    this.login = new LoginWatch(to)
    this.mail = new MailHead(to)
  }

  data(side: StreamSide, bytes: Uint8Array): number {
    return this.lines[side].read(bytes, (line) => (side === 'client' ? this.asked(line) : this.told(line)))
  }

  gap(side: StreamSide): void {
    this.login.settle(null)
    if (side === 'server') this.extensions = []
    else if (this.inMail) this.mail.lost()
  }

  end(): void {
    this.login.settle(null)
  }

  private asked(line: string): boolean {
    if (this.inMail) {
      if (line === '.') this.inMail = false
      else this.mail.line(line)
      return true
    }
    if (this.login.pending) {
      this.login.response(line)
      return true
    }
    const [word = '', first = '', second = null] = line.split(' ', 3)
    this.command = word.toUpperCase()
    if (this.command === 'EHLO' || this.command === 'HELO')
      this.to.observe('client', 'smtp.client-name', first)
    else if (this.command === 'AUTH') this.authenticate(first, second)
    else if (this.command === 'DATA') this.beginMail()
    else if (this.command === 'BDAT') this.lines.client.skip = Number.parseInt(first, 10) || 0
    return true
  }

  private authenticate(mechanism: string, initial: string | null): void {
    this.to.observe('server', 'smtp.auth-used', mechanism.toUpperCase(), false)
    this.login.begin(mechanism, initial)
  }

  private beginMail(): void {
    this.inMail = true
    this.mail.begin()
  }

  private told(line: string): boolean {
    const reply = /^(\d{3})([ -]|$)/.exec(line)
    if (reply === null) return true
    const code = reply[1]!
    const text = line.slice(4)
    const last = reply[2] !== '-'
    if (this.login.pending && code === '334') this.login.challenge(text)
    else if (this.login.pending && last) this.login.settle(code === '235')
    else if (code === '220') return this.ready(text, last)
    else if (code === '250' && !this.inMail) this.extension(text, last)
    else if (this.command === 'DATA' && code >= '400') this.inMail = false
    return true
  }

  /** 220 greets first; later it answers STARTTLS. */
  private ready(text: string, last: boolean): boolean {
    if (this.greeted || this.command === 'STARTTLS') {
      if (!last) return true
      this.to.observe('server', 'smtp.security', 'STARTTLS')
      this.to.handover()
      return false
    }
    if (this.greeting.length < 8) this.greeting.push(text)
    if (!last) return true
    this.greeted = true
    this.to.observe('server', 'smtp.banner', this.greeting.join(' '))
    return true
  }

  /** Replies of several lines to anything but EHLO do not carry 250. */
  private extension(text: string, last: boolean): void {
    if (this.command !== 'EHLO' && this.command !== '' && this.command !== 'HELO') return
    if (this.extensions.length < MAX_CAPABILITIES) this.extensions.push(text)
    if (!last) return
    const [greeting = '', ...offered] = this.extensions
    this.extensions = []
    if (this.command === '' && offered.length === 0) return
    const name = greeting.split(' ', 1)[0]!
    if (/^[\w-]+(\.[\w-]+)*$/.test(name)) this.to.observe('server', 'smtp.server-name', name)
    this.to.observe('server', 'smtp.capabilities', offered.map((line) => line.split(' ', 1)[0]!).join(','))
    const auth = offered.find((line) => /^AUTH[ =]/i.test(line))
    this.to.observe('server', 'smtp.auth-offered', auth?.slice(5).trim().split(/\s+/).join(',') ?? null)
  }
}
