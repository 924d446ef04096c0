/**
 * What one SIP message says, and of whom. Messages travel through proxies, and registrars repeat what phones
 * told them: a fact goes to the host that wrote it, or is left out where that cannot be told.
 */
import type { Ip } from '../../model/ip.ts'
import { parseIp } from '../../model/ip.ts'
import { isGroupMac, parseMac } from '../../model/mac.ts'
import { isHostAddress, isLoopback, isPrivate } from '../../model/prefix.ts'
import { basicLogin, challenges, parameter } from '../http/headers.ts'
import type { About, Party, Report } from '../protocol.ts'
import type { sipFields } from './fields.ts'
import type { SipMessage } from './message.ts'
import { agreedStreams } from './offer-answer.ts'
import { readSdp } from './sdp.ts'

type SipField = keyof typeof sipFields

/** A message on its way between two parties. */
export interface Hop<P extends string> {
  readonly to: Report<P>
  readonly sender: P
  readonly receiver: P
  readonly from: Party
  readonly towards: Party
  readonly transport: 'udp' | 'tcp'
  /** The conversation's own. */
  readonly memory: Map<string, unknown>
}

/** Fields taken over as they are. */
const PLAIN: readonly (readonly [string, SipField])[] = [
  ['organization', 'sip.organization'],
  ['x-serialnumber', 'sip.serial'],
  ['x-serial-number', 'sip.serial'],
  ['x-device', 'sip.device'],
  ['x-device-type', 'sip.device'],
  ['x-model', 'sip.device'],
]
/** Fields of vendors that hold the sender's MAC. */
const MAC_FIELDS = ['mac', 'x-mac', 'p-mac', 'x-mac-address', 'x-device-mac']
/** List items kept of Allow and Supported. */
const MOST_ITEMS = 40

export function observeMessage<P extends string>(m: SipMessage, hop: Hop<P>): void {
  const author = m.status === null ? authorOfRequest(m, hop) : authorOfResponse(m, hop)
  if (author !== null) observeAuthor(m, hop, author)
  if (m.status === null) observeRequest(m, hop)
  else observeResponse(m, hop)
}

/** What the author of a message says of itself. */
function observeAuthor<P extends string>(m: SipMessage, hop: Hop<P>, about: About<P>): void {
  const { headers } = m
  const { to, sender, from } = hop
  for (const [name, field] of PLAIN) to.observe(about, field, headers.get(name))
  const said = headers.get('user-agent')
  const agent = said !== null && m.status !== null && isRepeated(said, hop) ? null : said
  to.observe(about, 'sip.user-agent', agent)
  if (m.status !== null) to.observe(about, 'sip.server', headers.get('server'))
  to.observe(about, 'sip.allow', list(headers.all('allow'), /^[A-Z]{2,20}$/))
  to.observe(about, 'sip.supported', list(headers.all('supported'), /^[\w.-]{1,32}$/))
  for (const mac of MAC_FIELDS) to.observe(about, 'sip.mac', deviceMac(headers.get(mac)))
  to.observe(about, 'sip.mac', macOfAgent(agent))
  // The answer to a registration lists what was registered, not who answers.
  if (m.status === null || m.method !== 'REGISTER')
    observeContact(m, to, about, about === sender ? from.ip : null)
  observeSession(m, hop, about)
}

function observeContact<P extends string>(
  m: SipMessage,
  to: Report<P>,
  about: About<P>,
  own: Ip | null,
): void {
  const contact = m.headers.get('contact') ?? ''
  const host = hostOf(contact)
  if (own !== null && !isOwnOrLoopback(host, own)) to.observe(about, 'sip.contact-host', host)
  const instance =
    /\+sip\.instance\s?=\s?"<urn:uuid:([0-9a-f-]{36})>"/i.exec(contact)?.[1]?.toLowerCase() ?? null
  to.observe(about, 'sip.instance', instance)
  to.observe(about, 'sip.mac', macOfInstance(instance))
  const alarm = m.headers.all('reason').find((reason) => reason.includes('cisco-alarm')) ?? ''
  const name =
    /\+u\.sip!devicename\.ccm\.cisco\.com="([\w.-]{1,64})"/i.exec(contact)?.[1] ??
    /\bName=([\w.-]{1,64})/.exec(alarm)?.[1] ??
    null
  to.observe(about, 'sip.device-name', name)
  to.observe(about, 'sip.mac', deviceMac(/^SEP([0-9a-f]{12})$/i.exec(name ?? '')?.[1] ?? null))
  to.observe(
    about,
    'sip.device-model',
    /\+u\.sip!model\.ccm\.cisco\.com="(\d{1,6})"/i.exec(contact)?.[1] ?? null,
  )
  to.observe(about, 'sip.load', /\b(?:Active)?Load=([\w.()-]{1,64})/.exec(alarm)?.[1] ?? null)
}

function observeSession<P extends string>(m: SipMessage, hop: Hop<P>, about: About<P>): void {
  const { to, from } = hop
  const sdp = /\bsdp\b|^multipart\//i.test(m.headers.get('content-type') ?? '') ? readSdp(m.body) : null
  const author = about === hop.sender ? from.ip : (about as { readonly ip: Ip }).ip
  const said = sdp === null ? null : { by: author, streams: sdp.streams }
  for (const { by, streams } of agreedStreams(m, said, hop.memory))
    for (const { media, keying } of streams)
      to.observe(endOf(by, hop), 'sip.agreed-media', `${media} ${keying ?? 'none'}`)
  if (sdp === null) return
  for (const media of sdp.media) to.observe(about, 'sip.media', media)
  for (const suite of sdp.crypto) to.observe(about, 'sip.media-crypto', suite)
  to.observe(about, 'sip.sdp-tool', sdp.tool)
  for (const name of sdp.names) to.match(about, 'sip.sdp-name', name)
}

/** An end of a call: a party where it is one, so that its MAC is known. */
const endOf = <P extends string>(ip: Ip | null, { sender, receiver, from, towards }: Hop<P>): About<P> =>
  ip === from.ip ? sender : ip === towards.ip ? receiver : { ip }

function observeRequest<P extends string>(
  m: SipMessage,
  { to, sender, from, transport, memory }: Hop<P>,
): void {
  const { headers } = m
  if (from.ip !== null) memory.set(`agent ${from.ip}`, headers.get('user-agent'))
  if (viaCount(m) > 1) {
    to.observe(sender, 'sip.proxy', 'passes on requests')
    return
  }
  const logins = [...headers.all('authorization'), ...headers.all('proxy-authorization')].flatMap(challenges)
  for (const { scheme, rest } of logins.slice(0, 4)) {
    to.observe(sender, 'sip.auth-used', scheme)
    const login = /^basic$/i.test(scheme) ? basicLogin(rest) : null
    if (login !== null) to.credential({ ...login, accepted: null })
  }
  if (m.method !== 'REGISTER') return
  to.observe(sender, 'sip.register', transport)
  memory.set('register', { id: transactionOf(m), open: logins.length === 0 && headers.has('contact') })
}

function observeResponse<P extends string>(m: SipMessage, { to, sender, memory }: Hop<P>): void {
  const { headers } = m
  const asked = [...headers.all('www-authenticate'), ...headers.all('proxy-authenticate')].flatMap(challenges)
  for (const { scheme, rest } of asked.slice(0, 4)) {
    to.observe(sender, 'sip.auth-offered', scheme)
    to.observe(sender, 'sip.realm', parameter(rest, 'realm'))
    if (/^digest$/i.test(scheme))
      to.observe(sender, 'sip.digest-algorithm', parameter(rest, 'algorithm') ?? 'MD5')
  }
  if (m.method !== 'REGISTER' || m.status !== 200) return
  to.observe(sender, 'sip.registrar', hostOf(headers.get('to') ?? '') ?? 'any')
  const asking = memory.get('register') as { id: string; open: boolean } | undefined
  if (asking?.open && asking.id === transactionOf(m)) to.observe(sender, 'sip.auth-offered', 'none')
}

/** The first host that sent the request: the last Via (section 18.1.1), as the next hop saw it (18.2.1). */
function authorOfRequest<P extends string>(m: SipMessage, { sender, from }: Hop<P>): About<P> | null {
  if (viaCount(m) < 2) return sender
  const via = m.headers.all('via').at(-1)!.split(',').at(-1)!
  const host =
    /;\s?received=([0-9a-f.:[\]]{2,47})/i.exec(via)?.[1] ??
    /\/\s?\w{1,10}\s{1,4}(\[[^\]]{2,45}\]|[\w.-]{1,255})/.exec(via)?.[1]
  return other(host ?? null, sender, from)
}

/** Whoever answers names itself in the Contact, but for registrations. */
function authorOfResponse<P extends string>(m: SipMessage, hop: Hop<P>): About<P> | null {
  if (m.method === 'REGISTER' || m.status === 100) return hop.sender
  const host = hostOf(m.headers.get('contact') ?? '')
  const address = host === null ? null : parseIp(host)
  // A device behind address translation tells its inner address, or one it believes to have outside.
  if (address === null || hop.from.ip === null || isPrivate(address) !== isPrivate(hop.from.ip))
    return hop.sender
  return other(host, hop.sender, hop.from)
}

/** Registrars and proxies answer with the agent that the other side has just named for itself. */
const isRepeated = <P extends string>(agent: string, { memory, from }: Hop<P>): boolean =>
  [...memory].some(
    ([key, value]) => value === agent && key.startsWith('agent ') && key !== `agent ${from.ip}`,
  )

/** The host that a message names as its author; `null` where the name cannot be trusted to mean a host here. */
function other<P extends string>(host: string | null, sender: P, from: Party): About<P> | null {
  const ip = host === null ? null : parseIp(host)
  if (ip === null || !isHostAddress(ip) || isLoopback(ip)) return null
  if (ip === from.ip) return sender
  // Private addresses of another network mean other hosts here.
  return isPrivate(ip) && (from.ip === null || !isPrivate(from.ip)) ? null : { ip }
}

const viaCount = ({ headers }: SipMessage): number =>
  headers.all('via').reduce((n, value) => n + (value.match(/\bSIP\s?\/\s?2\.0\s?\//gi)?.length ?? 0), 0)

const transactionOf = ({ headers }: SipMessage): string => `${headers.get('call-id')} ${headers.get('cseq')}`

/** Host of the first SIP URI; reserved names (RFC 2606) hide it. */
function hostOf(value: string): string | null {
  const host =
    /\bsips?:(?:[^@<>"\s]{0,256}@)?(\[[0-9a-f:.]{2,45}\]|[a-z0-9][\w.-]{0,254})/i.exec(value)?.[1] ?? null
  return host === null || /(^|\.)invalid$/i.test(host) ? null : host
}

function isOwnOrLoopback(host: string | null, own: Ip): boolean {
  const ip = host === null ? null : parseIp(host)
  return ip !== null && (ip === own || isLoopback(ip))
}

function list(values: readonly string[], item: RegExp): string | null {
  const items = values.flatMap((value) => value.split(',')).map((text) => text.trim())
  return (
    items
      .filter((text) => item.test(text))
      .slice(0, MOST_ITEMS)
      .join(',') || null
  )
}

function deviceMac(text: string | null): string | null {
  const mac = text === null || text.length > 20 ? null : parseMac(text)
  return mac === null || isGroupMac(mac) || mac === '00:00:00:00:00:00' ? null : mac
}

/** Time-based UUIDs end with a MAC of the host (RFC 9562 section 5.1); phones also put theirs behind zeros. */
const macOfInstance = (uuid: string | null): string | null =>
  /^([0-9a-f]{8}-[0-9a-f]{4}-1|0{8}-0{4}-0)[0-9a-f]{3}-/.test(uuid ?? '') ? deviceMac(uuid!.slice(-12)) : null

/** Many phones end their User-Agent with their MAC; twelve digits may also be a build's date. */
function macOfAgent(agent: string | null): string | null {
  const mac = /[\s_;/-]([0-9a-f]{12}|(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2})\)?$/i.exec(
    (agent ?? '').slice(-40),
  )?.[1]
  return mac === undefined || /^[1-9]\d+$/.test(mac) ? null : deviceMac(mac)
}
