/**
 * FTP control connections (RFC 959, 2389, 4217): what the server says of itself, and how clients log in.
 * Paths and file names are never taken over.
 */

import { LineReader } from '../../wire/lines.ts'
import { latin1 } from '../../wire/text.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, StreamSide, Verdict } from '../protocol.ts'
import { LoginWatch } from '../sasl.ts'
import { uploadOf } from '../upload.ts'

export const ftp = {
  name: 'ftp',
  title: 'File Transfer Protocol, control connection (RFC 959)',
  fields: {
    'ftp.banner': { label: 'Greeting of the server (reply 220), lines joined', service: true },
    'ftp.system': { label: 'Operating system the server names (SYST, reply 215)' },
    'ftp.features': { label: 'Extensions the server lists (FEAT, RFC 2389)' },
    'ftp.reply': { label: 'Text of status, help and welcome replies (211, 214, 230)', transient: true },
    'ftp.client': { label: 'Client software (CLNT)' },
    'ftp.security': { label: 'Protection asked for (AUTH, RFC 4217) and accepted', service: true },
    'ftp.plain-login': {
      label:
        'Answer to a user name sent without TLS: taken, or tls-wanted where it is refused for want of it',
      service: true,
    },
    'ftp.transfer': { label: 'Direction of file transfers the client asks for: upload, download' },
  },
  ports: { tcp: [21, 2121] },
  stream: { probe, start: (to) => new FtpSession(to) },
} satisfies Protocol

/** Servers say in their own words that they want TLS; codes differ (530, 534, 550, 421, 503). */
const WANTS_TLS =
  /\b(?:TLS|SSL|AUTH first|(?:un)?encrypt\w*|cleartext|secure (?:connection|session|channel))\b/i

/** Longest multi-line reply that is joined, in characters. */
const MAX_REPLY = 1024

const REPLY = /^[1-6]\d\d[ -]/
const GREETING = /^(220|120|421)[ -]/
const OWN_COMMANDS =
  /^(SYST|FEAT|PASV|EPSV|PORT|EPRT|TYPE|CWD|PWD|XPWD|CLNT|PBSZ|PROT|AUTH (TLS|SSL|GSSAPI)|OPTS|SITE|MODE|STRU)\b/i
const LOGIN_COMMANDS = /^(USER|PASS) /i
const MAIL = /smtp|mail|postfix|exim|sendmail/i

function probe({ client, server, serverPort, clientPort }: StreamHead): Verdict {
  const asked = latin1.decode(client.subarray(0, 64))
  const told = latin1.decode(server.subarray(0, 512))
  const onPort = serverPort === 21 || serverPort === 2121
  if (clientPort === 21 && !onPort) return 'no'
  if (server.length > 0) {
    if (server.length < 4) return /^[1-6]\d{0,2}$/.test(told) ? 'more' : 'no'
    if (!REPLY.test(told)) return 'no'
    if (GREETING.test(told)) {
      if (onPort || /\bftp/i.test(told)) return MAIL.test(told) && !/ftp/i.test(told) ? 'no' : 'yes'
      if (MAIL.test(told)) return 'no'
    }
    if (OWN_COMMANDS.test(asked) || LOGIN_COMMANDS.test(asked)) return 'yes'
    if (onPort && client.length === 0 && /^(331|230|257|530|227) /.test(told)) return 'yes'
    return client.length === 0 || /^[A-Z]{0,4}$/i.test(asked) ? 'more' : 'no'
  }
  if (!/^[A-Z]{1,4}/i.test(asked)) return 'no'
  if (onPort && (LOGIN_COMMANDS.test(asked) || OWN_COMMANDS.test(asked))) return 'yes'
  return LOGIN_COMMANDS.test(asked) || asked.length < 5 ? 'more' : 'no'
}

class FtpSession implements StreamSession {
  private readonly to: StreamReport
  private readonly lines = { client: new LineReader(), server: new LineReader() }
  private readonly login: LoginWatch
  /** Code of the multi-line reply being read, and its text so far. */
  private code = ''
  private text: string[] = []
  private size = 0
  private greeted = false
  private command = ''
  private argument = ''

  constructor(to: StreamReport) {
    this.to = to
    this.login = new LoginWatch(to)
  }

  data(side: StreamSide, bytes: Uint8Array): number {
    return this.lines[side].read(bytes, (line) => (side === 'client' ? this.asked(line) : this.told(line)))
  }

  gap(side: StreamSide): void {
    if (side === 'server') this.code = ''
    this.login.settle(null)
  }

  end(): void {
    if (this.code === '220') this.reply('220')
    this.login.settle(null)
  }

  private asked(line: string): boolean {
    const space = line.indexOf(' ')
    this.command = (space < 0 ? line : line.slice(0, space)).toUpperCase()
    this.argument = space < 0 ? '' : line.slice(space + 1)
    if (this.command === 'USER') this.login.named(this.argument)
    else if (this.command === 'PASS') this.login.gave(this.argument)
    else if (this.command === 'CLNT') this.to.observe('client', 'ftp.client', this.argument)
    else if (this.command === 'STOR' || this.command === 'APPE' || this.command === 'STOU') {
      this.to.observe('client', 'ftp.transfer', 'upload')
      this.to.event('client', uploadOf(this.argument))
    } else if (this.command === 'RETR') this.to.observe('client', 'ftp.transfer', 'download')
    return true
  }

  /** Joins the lines of one reply: `nnn-` opens it, `nnn ` closes it (RFC 959 section 4.2). */
  private told(line: string): boolean {
    const opens = /^(\d{3})([ -]|$)/.exec(line)
    if (this.code === '') {
      if (opens === null) return true
      this.text = []
      this.size = 0
    }
    this.add(opens === null || (this.code !== '' && opens[1] !== this.code) ? line : line.slice(4))
    if (opens === null || (this.code !== '' && opens[1] !== this.code)) return true
    this.code = opens[2] === '-' ? opens[1]! : ''
    return this.code === '' ? this.reply(opens[1]!) : true
  }

  private add(line: string): void {
    if (this.size < MAX_REPLY) this.text.push(line.trim())
    this.size += line.length + 1
  }

  private reply(code: string): boolean {
    const text = this.text.filter((line) => line !== '').join(' ')
    if (this.command === 'USER') this.named(code, text)
    if (code === '220' && !this.greeted) {
      this.greeted = true
      this.to.observe('server', 'ftp.banner', text.slice(0, MAX_REPLY), true)
    } else if (code === '215') this.to.observe('server', 'ftp.system', text)
    else if (code === '211' && this.isFeatures()) this.features()
    else if (code === '211' || code === '214') this.to.match('server', 'ftp.reply', text)
    else if (code === '230' || code === '530') this.verdict(code, text)
    else if (code === '234') return this.secured()
    return true
  }

  /** What became of a user name: a refusal for other reasons than TLS says nothing of how logins are taken. */
  private named(code: string, text: string): void {
    if (/^(?:23|33)[0-2]$/.test(code)) this.to.observe('server', 'ftp.plain-login', 'taken')
    else if (/^[45]/.test(code) && WANTS_TLS.test(text))
      this.to.observe('server', 'ftp.plain-login', 'tls-wanted')
  }

  private isFeatures(): boolean {
    return this.command === 'FEAT' || (this.command === '' && /feat|extension/i.test(this.text[0] ?? ''))
  }

  private features(): void {
    const names = this.text.slice(1, -1).map((line) => line.split(/[ ;]/, 1)[0]!)
    this.to.observe('server', 'ftp.features', names.slice(0, 40).join(','))
  }

  /** A server that asks for no password answers USER with 230 at once. */
  private verdict(code: string, text: string): void {
    if (code === '230' && this.command === 'USER') this.login.gave('')
    if (this.login.pending) this.login.settle(code === '230')
    if (code === '230') this.to.match('server', 'ftp.reply', text)
  }

  private secured(): boolean {
    this.to.observe('server', 'ftp.security', this.command === 'AUTH' ? this.argument.toUpperCase() : 'TLS')
    this.to.handover()
    return false
  }
}
