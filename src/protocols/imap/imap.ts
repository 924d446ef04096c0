/**
 * IMAP (RFC 9051, 3501, 2971): what both ends say of themselves, and logins. Mailboxes and mails are skipped.
 */

import { LineReader, MAX_LINE } from '../../wire/lines.ts'
import { latin1 } from '../../wire/text.ts'
import { authFields } from '../ntlmssp/gss.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, StreamSide, Verdict } from '../protocol.ts'
import { LoginWatch } from '../sasl.ts'
import { literalSize, quoted, words } from './words.ts'

export const imap = {
  name: 'imap',
  title: 'Internet Message Access Protocol (RFC 9051)',
  fields: {
    ...authFields,
    'imap.banner': { label: 'Greeting of the server' },
    'imap.capabilities': { label: 'Capabilities the server lists' },
    'imap.auth-used': { label: 'Login method a client used here' },
    'imap.security': { label: 'STARTTLS asked for and accepted' },
    'imap.id-name': { label: 'Program name (ID, RFC 2971)' },
    'imap.id-version': { label: 'Program version (ID)' },
    'imap.id-vendor': { label: 'Vendor of the program (ID)' },
    'imap.id-os': { label: 'Operating system (ID)' },
    'imap.id-os-version': { label: 'Version of the operating system (ID)' },
  },
  ports: { tcp: [143] },
  stream: { probe, start: (to) => new ImapSession(to) },
} satisfies Protocol

const ID_FIELDS = {
  name: 'imap.id-name',
  version: 'imap.id-version',
  vendor: 'imap.id-vendor',
  os: 'imap.id-os',
  'os-version': 'imap.id-os-version',
} as const

/** Literals up to this size are part of a command; larger ones are mails (bytes). */
const MAX_LITERAL = 256
/** ID gives at most 30 pairs (RFC 2971 section 3.3). */
const MAX_ID_WORDS = 60
const GREETING = /^\* (OK|PREAUTH|BYE)[ \r\n]/i
const COMMAND =
  /^[A-Za-z0-9.$_-]{1,20} (CAPABILITY|LOGIN|AUTHENTICATE|STARTTLS|ID|NOOP|LOGOUT|SELECT|LIST|UID|FETCH|IDLE)\b/i

function probe({ client, server, serverPort }: StreamHead): Verdict {
  const asked = latin1.decode(client.subarray(0, 64))
  const told = latin1.decode(server.subarray(0, 512))
  const onPort = serverPort === 143
  if (server.length > 0) {
    if (server.length < 6) return '* OK  * PREAUTH  * BYE'.includes(told) ? 'more' : 'no'
    if (GREETING.test(told) && (onPort || /imap/i.test(told) || COMMAND.test(asked))) return 'yes'
    if (COMMAND.test(asked) && /^(\*|\+|[A-Za-z0-9.$_-]{1,20} (OK|NO|BAD)) ?/i.test(told)) return 'yes'
    return GREETING.test(told) && client.length === 0 ? 'more' : 'no'
  }
  if (COMMAND.test(asked)) return onPort ? 'yes' : 'more'
  return /^[A-Za-z0-9.$_-]{1,20}( [A-Z]{0,12})?$/i.test(asked) ? 'more' : 'no'
}

class ImapSession implements StreamSession {
  private readonly to: StreamReport
  private readonly lines = { client: new LineReader(), server: new LineReader() }
  private readonly login: LoginWatch
  private greeted = false
  /** The command being read, which literals may interrupt. */
  private partial = ''
  /** Length of the literal that the next line begins with. */
  private literal = 0
  /** Tags of the login and of STARTTLS that wait for their answer. */
  private loginTag: string | null = null
  private tlsTag: string | null = null
  /** The client sends responses, not commands. */
  private authenticating = false

  constructor(to: StreamReport) {
    this.to = to
    this.login = new LoginWatch(to)
  }

  data(side: StreamSide, bytes: Uint8Array): number {
    return this.lines[side].read(bytes, (line) => (side === 'client' ? this.asked(line) : this.told(line)))
  }

  gap(side: StreamSide): void {
    this.login.settle(null)
    this.authenticating = false
    if (side === 'server') return
    this.partial = ''
    this.literal = 0
  }

  end(): void {
    this.login.settle(null)
  }

  /** A literal (RFC 9051 section 4.3) stands behind the line with its size; short ones are put into quotes here. */
  private asked(line: string): boolean {
    const part = this.literal === 0 ? line : quoted(line.slice(0, this.literal)) + line.slice(this.literal)
    this.literal = 0
    const size = literalSize(part)
    if (this.partial.length + part.length <= MAX_LINE) this.partial += part
    if (size !== null && size > 0 && size <= MAX_LITERAL) {
      this.literal = size
      this.partial = this.partial.replace(/\{\d{1,10}\+?\}$/, '')
      return true
    }
    const command = this.partial
    this.partial = ''
    if (size === null) return this.command(command)
    this.lines.client.skip = size // a mail, which no command of interest carries
    return true
  }

  private command(line: string): boolean {
    this.greeted = true // or the greeting was missed
    if (this.authenticating) {
      this.login.response(line)
      return true
    }
    const [tag = '', name = '', first = '', second = ''] = words(line, 4)
    switch (name.toUpperCase()) {
      case 'LOGIN':
        this.loginTag = tag
        this.to.observe('server', 'imap.auth-used', 'LOGIN', false)
        this.login.named(first)
        this.login.gave(second)
        break
      case 'AUTHENTICATE':
        this.loginTag = tag
        this.authenticating = true
        this.to.observe('server', 'imap.auth-used', first.toUpperCase(), false)
        this.login.begin(first, second === '' ? null : second)
        break
      case 'STARTTLS':
        this.tlsTag = tag
        break
      case 'ID':
        this.identify('client', line.slice(line.indexOf('(')))
        break
    }
    return true
  }

  private told(line: string): boolean {
    const size = literalSize(line)
    if (size !== null) this.lines.server.skip = size
    if (line.startsWith('+')) this.login.challenge(line.slice(1).trim())
    else if (line.startsWith('* ')) this.untagged(line.slice(2))
    else return this.tagged(line)
    return true
  }

  private untagged(line: string): void {
    const word = line.split(' ', 1)[0]!.toUpperCase()
    if (word === 'CAPABILITY') this.capabilities(line.slice(11))
    else if (word === 'ID') this.identify('server', line.slice(3))
    else if ((word === 'OK' || word === 'PREAUTH') && !this.greeted) this.greet(line.slice(word.length + 1))
    this.greeted = true
  }

  private greet(text: string): void {
    this.code(text)
    this.to.observe('server', 'imap.banner', text.replace(/^\[[^\]]*\] ?/, ''))
  }

  private tagged(line: string): boolean {
    const [tag = '', status = ''] = line.split(' ', 2)
    const ok = status.toUpperCase() === 'OK'
    if (tag === this.loginTag && /^(OK|NO|BAD)$/i.test(status)) {
      this.login.settle(ok)
      this.loginTag = null
      this.authenticating = false
      this.code(line.slice(tag.length + status.length + 2))
    } else if (tag === this.tlsTag && ok) {
      this.to.observe('server', 'imap.security', 'STARTTLS')
      this.to.handover()
      return false
    }
    return true
  }

  /** Capabilities may come as a response code. */
  private code(text: string): void {
    const code = /^\[CAPABILITY ([^\]]*)\]/i.exec(text)
    if (code) this.capabilities(code[1]!)
  }

  private capabilities(text: string): void {
    this.to.observe('server', 'imap.capabilities', text.trim().split(/\s+/).slice(0, 60).join(','))
  }

  private identify(side: StreamSide, list: string): void {
    if (!list.startsWith('(')) return
    const pairs = words(list.slice(1).replace(/\)\s*$/, ''), MAX_ID_WORDS)
    for (let i = 0; i + 1 < pairs.length; i += 2) {
      const field = ID_FIELDS[pairs[i]!.toLowerCase() as keyof typeof ID_FIELDS]
      if (field !== undefined && pairs[i + 1]!.toUpperCase() !== 'NIL')
        this.to.observe(side, field, pairs[i + 1]!)
    }
  }
}
