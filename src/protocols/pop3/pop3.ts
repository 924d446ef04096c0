/**
 * POP3 (RFC 1939, 2449, 5034, 2595): what the server says of itself, and logins. Mails and their lists are
 * passed over.
 */

import { LineReader } from '../../wire/lines.ts'
import { latin1 } from '../../wire/text.ts'
import { authFields } from '../ntlmssp/gss.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, StreamSide, Verdict } from '../protocol.ts'
import { LoginWatch } from '../sasl.ts'

export const pop3 = {
  name: 'pop3',
  title: 'Post Office Protocol version 3 (RFC 1939)',
  fields: {
    ...authFields,
    'pop3.banner': { label: 'Greeting of the server, without the APOP time stamp' },
    'pop3.capabilities': { label: 'Capabilities the server lists (CAPA, RFC 2449)' },
    'pop3.implementation': { label: 'Product the server names (IMPLEMENTATION, RFC 2449)' },
    'pop3.auth-offered': { label: 'SASL mechanisms the server offers (RFC 5034)' },
    'pop3.auth-used': { label: 'Login method a client used here' },
    'pop3.security': { label: 'STLS asked for and accepted (RFC 2595)' },
  },
  ports: { tcp: [110] },
  stream: { probe, start: (to) => new Pop3Session(to) },
} satisfies Protocol

/** Commands whose answers are counted ahead at most (pipelining, RFC 2449 section 6.8). */
const MAX_QUEUE = 64
const MAX_CAPABILITIES = 40
const COMMANDS = /^(USER|PASS|APOP|AUTH|CAPA|STLS|STAT|LIST|UIDL|RETR|TOP|DELE|NOOP|QUIT|XTND|RSET)( |\r|$)/i

function probe({ client, server, serverPort }: StreamHead): Verdict {
  const asked = latin1.decode(client.subarray(0, 32))
  const told = latin1.decode(server.subarray(0, 32))
  if (server.length > 0) {
    if (!/^(\+OK|-ERR)([ \r\n]|$)/.test(told))
      return '+OK-ERR'.includes(told) && server.length < 4 ? 'more' : 'no'
    if (serverPort === 110 || COMMANDS.test(asked)) return 'yes'
    return client.length === 0 ? (/pop/i.test(latin1.decode(server.subarray(0, 256))) ? 'yes' : 'more') : 'no'
  }
  return serverPort === 110 && COMMANDS.test(asked)
    ? 'yes'
    : /^[A-Z]{0,4}( |\r|$)/i.test(asked)
      ? 'more'
      : 'no'
}

class Pop3Session implements StreamSession {
  private readonly to: StreamReport
  private readonly lines = { client: new LineReader(), server: new LineReader() }
  private readonly login: LoginWatch
  /** Commands without an answer yet; the greeting answers the first entry, where the server began. */
  private queue: string[] = ['']
  private begun = false
  /** Command whose answer of several lines is being read. */
  private listing: string | null = null
  private capabilities: string[] = []

  constructor(to: StreamReport) {
    this.to = to
    this.login = new LoginWatch(to)
  }

  data(side: StreamSide, bytes: Uint8Array): number {
    return this.lines[side].read(bytes, (line) => (side === 'client' ? this.asked(line) : this.told(line)))
  }

  gap(): void {
    this.login.settle(null)
    this.queue = []
    this.listing = null
  }

  end(): void {
    this.login.settle(null)
  }

  private asked(line: string): boolean {
    if (!this.begun) this.queue = [] // the greeting was missed
    this.begun = true
    if (this.login.pending && this.queue.at(-1) === 'AUTH') {
      this.login.response(line)
      return true
    }
    const space = line.indexOf(' ')
    const command = (space < 0 ? line : line.slice(0, space)).toUpperCase()
    const argument = space < 0 ? '' : line.slice(space + 1)
    if (this.queue.length < MAX_QUEUE) this.queue.push(hasList(command, argument) ? `${command}*` : command)
    if (command === 'USER') this.login.named(argument)
    else if (command === 'PASS') this.passed(argument)
    else if (command === 'APOP') this.to.observe('server', 'pop3.auth-used', 'APOP', false)
    else if (command === 'AUTH' && argument !== '') this.authenticate(argument)
    return true
  }

  private passed(password: string): void {
    this.to.observe('server', 'pop3.auth-used', 'USER', false)
    this.login.gave(password)
  }

  private authenticate(argument: string): void {
    const [mechanism = '', initial = null] = argument.split(' ', 2)
    this.to.observe('server', 'pop3.auth-used', mechanism.toUpperCase(), false)
    this.login.begin(mechanism, initial)
  }

  private told(line: string): boolean {
    this.begun = true
    if (this.listing !== null) {
      if (line === '.') this.listed()
      else if (this.listing === 'CAPA*') this.capability(line)
      return true
    }
    if (line.startsWith('+ ')) {
      this.login.challenge(line.slice(2))
      return true
    }
    const ok = line.startsWith('+OK')
    if (!ok && !line.startsWith('-ERR')) return true
    return this.answer(this.queue.shift() ?? null, ok, line.slice(3).trim())
  }

  private answer(command: string | null, ok: boolean, text: string): boolean {
    if (command === '')
      this.to.observe('server', 'pop3.banner', ok ? text.replace(/<[^<>]{0,200}>\s*$/, '').trim() : null)
    else if (command === 'PASS' || command === 'AUTH') this.login.settle(ok)
    else if (ok && command?.endsWith('*')) this.listing = command
    else if (ok && command === 'STLS') {
      this.to.observe('server', 'pop3.security', 'STLS')
      this.to.handover()
      return false
    }
    return true
  }

  private capability(line: string): void {
    if (this.capabilities.length < MAX_CAPABILITIES) this.capabilities.push(line)
  }

  private listed(): void {
    this.listing = null
    const lines = this.capabilities
    this.capabilities = []
    const after = (word: string) => lines.find((l) => l.toUpperCase().startsWith(word))?.slice(word.length)
    this.to.observe('server', 'pop3.capabilities', lines.map((l) => l.split(' ', 1)[0]!).join(','))
    this.to.observe('server', 'pop3.implementation', after('IMPLEMENTATION ') ?? null)
    this.to.observe('server', 'pop3.auth-offered', after('SASL ')?.split(' ').join(',') ?? null)
  }
}

/** Answers of several lines end with a line of one dot (RFC 1939 section 3). */
const hasList = (command: string, argument: string): boolean =>
  ['CAPA', 'RETR', 'TOP'].includes(command) ||
  (['LIST', 'UIDL', 'AUTH'].includes(command) && argument.trim() === '')
