/**
 * Simple Network Paging Protocol (RFC 1861, levels 1 to 3): the gateway's greeting, logins, and whether pages in clear
 * name a patient or a place. Pager numbers and texts are never kept.
 */
import { LineReader } from '../../wire/lines.ts'
import { latin1 } from '../../wire/text.ts'
import { wordsOfPage } from '../patient-words.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, StreamSide, Verdict } from '../protocol.ts'

export const snpp = {
  name: 'snpp',
  title: 'Simple Network Paging Protocol (RFC 1861)',
  fields: {
    'snpp.banner': { label: 'Greeting of the gateway' },
    'snpp.pages': {
      label: 'Pages it sends in clear: plain, or naming a patient or a place; never which',
      service: true,
    },
    'snpp.pages-received': {
      label: 'Pages it is sent in clear: plain, or naming a patient or a place; never which',
      service: true,
    },
  },
  ports: { tcp: [444] },
  stream: { probe, start: (to) => new SnppSession(to) },
} satisfies Protocol

const PORT = 444
/** Commands of section 4, by the four letters that count. */
const COMMANDS =
  /^(PAGE|MESS|DATA|SEND|QUIT|LOGI|LEVE|ALER|COVE|HOLD|CALL|SUBJ|2WAY|PING|EXPT|RESE|HELP)[A-Z]{0,4}(?: |\r|$)/i

function probe({ client, server, serverPort }: StreamHead): Verdict {
  const told = latin1.decode(server.subarray(0, 128))
  const asked = latin1.decode(client.subarray(0, 32))
  if (server.length > 0 && !/^220[ -]/.test(told)) return '220 '.startsWith(told.slice(0, 4)) ? 'more' : 'no'
  if (/^220[ -][^\r\n]*\bSNPP\b/i.test(told)) return 'yes'
  if (serverPort !== PORT)
    return server.length > 0 && !told.includes('\n') && told.length < 128 ? 'more' : 'no'
  if (COMMANDS.test(asked)) return server.length > 0 ? 'yes' : 'more'
  return asked.length < 8 && /^[A-Z0-9]*$/i.test(asked) ? 'more' : 'no'
}

class SnppSession implements StreamSession {
  private readonly to: StreamReport
  private readonly lines = { client: new LineReader(), server: new LineReader() }
  private greeted = false
  private inData = false

  constructor(to: StreamReport) {
    this.to = to
  }

  data(side: StreamSide, bytes: Uint8Array): number {
    return this.lines[side].read(bytes, (line) => (side === 'client' ? this.asked(line) : this.told(line)))
  }

  gap(): void {
    this.to.done()
  }

  private told(line: string): boolean {
    const banner = /^220[ -](.{1,120})/.exec(line)?.[1]
    if (!this.greeted) this.to.observe('server', 'snpp.banner', banner?.trim() ?? null)
    this.greeted = true
    return true
  }

  private asked(line: string): boolean {
    if (this.inData) {
      this.inData = line !== '.'
      if (this.inData) this.page(line)
      return true
    }
    const [, command, argument = ''] = /^([A-Z0-9]{4})[A-Z]{0,4}(?: (.*))?$/i.exec(line) ?? []
    const verb = command?.toUpperCase()
    if (verb === 'DATA') this.inData = true
    else if (verb === 'MESS' || verb === 'SUBJ') this.page(argument)
    else if (verb === 'LOGI') {
      const [user, password] = argument.split(' ')
      this.to.credential({ user: user ?? null, password: password ?? null, accepted: null })
    }
    return true
  }

  private page(text: string): void {
    const words = wordsOfPage(text) ?? 'plain'
    this.to.observe('client', 'snpp.pages', words)
    this.to.observe('server', 'snpp.pages-received', words, false)
  }
}
