/**
 * Telnet (RFC 854) and the bare terminal services that live on its port: options, greeting, logins. What is
 * shown or typed behind a login is never taken over.
 */
import { latin1 } from '../../wire/text.ts'
import { findNtlm } from '../ntlmssp/message.ts'
import { ntlmsspFields, reportNtlm } from '../ntlmssp/ntlmssp.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, StreamSide, Verdict } from '../protocol.ts'
import { LoginScreen } from './login.ts'
import { IAC, OptionFilter } from './options.ts'

export const telnet = {
  name: 'telnet',
  title: 'Telnet (RFC 854) and plain terminal services',
  fields: {
    ...ntlmsspFields,
    'telnet.banner': { label: 'Text shown before the login', service: true },
    'telnet.screen': { label: 'First text of a terminal service, whatever it holds', transient: true },
    'telnet.options': { label: 'Options negotiated first, in order: verb and number (RFC 855)' },
    'telnet.terminal-type': { label: 'Terminal type of the client (option 24, RFC 1091)' },
    'telnet.display': { label: 'X display location of the client (option 35, RFC 1096)' },
    'telnet.auth-offered': { label: 'Authentication types the server offers (option 37, RFC 2941)' },
    'telnet.encryption': {
      label: 'Encryption asked for: option 38 (RFC 2946) or TLS (option 46)',
      service: true,
    },
    'telnet.no-login': { label: 'A command line was offered without any login', service: true },
  },
  ports: { tcp: [23, 2323] },
  stream: { probe, start: (to) => new TelnetSession(to) },
} satisfies Protocol

/** Options (IANA "Telnet Options"). */
const TERMINAL_TYPE = 24
const X_DISPLAY = 35
const AUTHENTICATION = 37
const ENCRYPT = 38
const START_TLS = 46
/** Sub-negotiation commands of RFC 1091 and RFC 2941. */
const IS = 0
const SEND = 1
/** Options of a signature that are kept at most. */
const MAX_OPTIONS = 24
/** Bytes of an unknown stream in which a login prompt is waited for. */
const PROMPT_WITHIN = 512

/** Other text protocols speak like this at the start; they have dissectors of their own. */
const OTHER = /^(\d{3}[ -]|SSH-|HTTP\/|RTSP\/|SIP\/|RFB |\+OK|-ERR|\* (OK|BYE|PREAUTH)|[A-Z]{3,10} |<|\{)/
const PROMPT = /(^|[\r\n]|\s)(login|username|user name|password)\s?:\s*$/i

function probe({ client, server, serverPort, clientPort }: StreamHead): Verdict {
  if (negotiates(server) || negotiates(client)) return 'yes'
  const onPort = serverPort === 23 || serverPort === 2323
  if (clientPort === 23 && !onPort) return 'no'
  if (server.length === 0) return client.length < 3 || onPort ? 'more' : 'no'
  if (!isText(server) || !isText(client)) return 'no'
  const text = latin1.decode(server.subarray(0, PROMPT_WITHIN))
  if (onPort) return /^(SSH-|HTTP\/|RFB )/.test(text) ? 'no' : 'yes'
  if (OTHER.test(text)) return 'no'
  if (PROMPT.test(text)) return 'yes'
  return server.length < PROMPT_WITHIN && (client.length === 0 || client[0]! < 32) ? 'more' : 'no'
}

/** Begins with a whole negotiation of an option that exists: three bytes, 17 bits of them fixed. */
function negotiates(bytes: Uint8Array): boolean {
  if (bytes.length < 3 || bytes[0] !== IAC) return false
  const option = bytes[2]!
  return bytes[1]! >= 250 && bytes[1]! <= 254 && (option <= 49 || option >= 138) && option !== IAC
}

const isText = (bytes: Uint8Array): boolean =>
  bytes
    .subarray(0, PROMPT_WITHIN)
    .every((octet) => octet >= 32 || (octet >= 7 && octet <= 13) || octet === 27 || octet === 0)

class TelnetSession implements StreamSession {
  private readonly to: StreamReport
  private readonly filters: Record<StreamSide, OptionFilter>
  private readonly screen: LoginScreen
  private readonly options: Record<StreamSide, string[]> = { client: [], server: [] }
  private readonly startTls = new Set<StreamSide>()
  /** The server began with a negotiation: its stream is known from the start. */
  private fromStart = false
  private begun = false

  constructor(to: StreamReport) {
    this.to = to
    this.filters = { client: this.filter('client'), server: this.filter('server') }
    this.screen = new LoginScreen({
      screen: (text, prompted) => this.shown(text, prompted),
      login: (user, password, accepted) => to.credential({ user, password, accepted }),
      open: () => {
        if (this.fromStart) to.observe('server', 'telnet.no-login', 'command line', true)
      },
    })
  }

  data(side: StreamSide, bytes: Uint8Array): number {
    if (side === 'server' && !this.begun) {
      this.begun = true
      this.fromStart = bytes[0] === IAC
    }
    this.filters[side].push(bytes)
    return bytes.length
  }

  gap(side: StreamSide): void {
    this.filters[side].reset()
    this.screen.gap()
  }

  end(): void {
    for (const side of ['client', 'server'] as const) {
      this.to.observe(side, 'telnet.options', this.options[side].join(','), true)
    }
    this.screen.end()
  }

  private filter(side: StreamSide): OptionFilter {
    return new OptionFilter({
      text: (bytes) => {
        const text = latin1.decode(bytes)
        if (side === 'server') this.screen.show(text)
        else this.screen.type(text)
      },
      option: (verb, option) => this.negotiated(side, verb, option),
      sub: (bytes) => this.agreed(side, bytes),
    })
  }

  /** Mid-session text could be anything, so it is kept only if it surely stood before a login. */
  private shown(text: string, prompted: boolean): void {
    if (this.fromStart || prompted) this.to.observe('server', 'telnet.banner', text, true)
    this.to.match('server', 'telnet.screen', text)
  }

  private negotiated(side: StreamSide, verb: string, option: number): void {
    const list = this.options[side]
    if (list.length < MAX_OPTIONS) list.push(`${verb}-${option}`)
    if (option === ENCRYPT && verb === 'will') this.to.observe(side, 'telnet.encryption', 'encrypt')
  }

  private agreed(side: StreamSide, sub: Uint8Array): void {
    const option = sub[0]!
    if (option === TERMINAL_TYPE && side === 'client' && sub[1] === IS)
      this.to.observe('client', 'telnet.terminal-type', latin1.decode(sub.subarray(2)))
    else if (option === X_DISPLAY && side === 'client' && sub[1] === IS)
      this.to.observe('client', 'telnet.display', latin1.decode(sub.subarray(2)))
    else if (option === AUTHENTICATION) this.authentication(side, sub)
    else if (option === START_TLS) this.secured(side)
  }

  private authentication(side: StreamSide, sub: Uint8Array): void {
    if (findNtlm(sub) >= 0) reportNtlm(this.to, sub, side, side === 'client' ? 'server' : 'client')
    if (side !== 'server' || sub[1] !== SEND) return
    const types: number[] = []
    for (let i = 2; i + 1 < sub.length && types.length < 16; i += 2) types.push(sub[i]!)
    this.to.observe('server', 'telnet.auth-offered', types.join(','))
  }

  /** TLS begins once both sides have said FOLLOWS. */
  private secured(side: StreamSide): void {
    this.startTls.add(side)
    if (this.startTls.size < 2) return
    this.to.observe('server', 'telnet.encryption', 'tls', true)
    this.to.handover()
  }
}
