/** What one DNS message tells about its parties and about the hosts it names; shared by UDP and TCP. */
import { digestOf } from '../../model/digest.ts'
import type { Ip } from '../../model/ip.ts'
import { isHostAddress, isLoopback } from '../../model/prefix.ts'
import type { Report } from '../protocol.ts'
import { CLASS, type DnsMessage, type DnsRecord, OPCODE, TYPE } from './message.ts'
import { type DnsName, reverseAddress } from './name.ts'
import { keptName, longRandomZone, queriedService } from './query-name.ts'
import { looksGenerated, queryShape, zoneOf } from './query-shape.ts'

/** SRV records read of one answer, and addresses of each target; a service has seldom more than a few servers. */
const MOST_SERVICES = 16
const MOST_ADDRESSES = 4

/** Reports a message that `sender` sent from the address `ip`. */
export function reportMessage<P extends string>(
  message: DnsMessage,
  sender: P,
  ip: Ip | null,
  to: Report<P>,
) {
  if (message.oddity !== null) to.oddity(`dns.${message.oddity}`)
  if (message.opcode === OPCODE.UPDATE) {
    if (!message.response) reportUpdate(message, sender, ip, to)
  } else if (message.opcode === OPCODE.QUERY) {
    if (message.response) reportAnswer(message, sender, to)
    else reportQuery(message, sender, to)
  }
}

function reportQuery<P extends string>({ questions }: DnsMessage, sender: P, to: Report<P>): void {
  for (const { name, type, class: cls } of questions.slice(0, 4)) {
    if (cls !== CLASS.IN) continue
    if (to.watched && name.labels.at(-1) !== 'arpa') to.event(sender, queryShape(name, type))
    const service = queriedService(name)
    if (service !== null) {
      to.observe(sender, 'dns.service-query', service.service)
      if (service.service.endsWith('_msdcs')) to.observe(sender, 'dns.directory-domain', service.domain)
    } else to.observe(sender, 'dns.query', keptName(name))
    to.observe(sender, 'dns.random-label', longRandomZone(name))
  }
}

function reportAnswer<P extends string>(message: DnsMessage, sender: P, to: Report<P>): void {
  const { answers, questions, recursionAvailable, authoritative } = message
  if (recursionAvailable) to.observe(sender, 'dns.server', 'recursive')
  if (authoritative) to.observe(sender, 'dns.server', 'authoritative')
  if (to.watched) answerEvent(message, sender, to)
  const asked = questions[0] ? hostName(questions[0].name) : null
  for (const record of answers) {
    if (record.class === CLASS.CHAOS) reportChaos(record, sender, to)
    else reportName(record, asked, to)
  }
  reportServices(message, to)
}

/** To whom a server gave which addresses, or that there is no such name (RFC 1035 section 4.1.1, code 3). */
function answerEvent<P extends string>(message: DnsMessage, sender: P, to: Report<P>): void {
  const name = message.questions[0]?.name
  if (name === undefined || name.labels.at(-1) === 'arpa') return
  const addresses = message.answers.flatMap(({ data }) => (data.kind === 'address' ? [data.ip] : []))
  const missing = message.rcode === NO_SUCH_NAME
  if (addresses.length === 0 && !missing) return
  to.event(sender, {
    kind: 'name-answered',
    zone: zoneOf(name),
    name: digestOf(name.text.toLowerCase()),
    missing,
    random: looksGenerated(name),
    addresses: addresses.slice(0, MOST_ADDRESSES),
  })
}

const NO_SUCH_NAME = 3

/** Names of servers' own making: version.bind, hostname.bind, id.server (RFC 4892). */
function reportChaos<P extends string>({ name, data }: DnsRecord, sender: P, to: Report<P>): void {
  if (data.kind !== 'text') return
  const asked = name.text.toLowerCase()
  const text = data.strings[0] ?? null
  if (asked === 'version.bind' || asked === 'version.server') to.observe(sender, 'dns.version', text)
  if (asked === 'hostname.bind' || asked === 'id.server') to.observe(sender, 'dns.server-id', text)
}

function reportName<P extends string>({ name, data }: DnsRecord, asked: string | null, to: Report<P>): void {
  if (data.kind === 'address' && isHost(data.ip)) {
    const owner = hostName(name)
    to.observe({ ip: data.ip }, 'dns.name', owner)
    if (asked !== owner) to.observe({ ip: data.ip }, 'dns.alias', asked)
  }
  const reversed = data.kind === 'name' ? reverseAddress(name) : null
  if (reversed !== null && data.kind === 'name' && isHost(reversed))
    to.observe({ ip: reversed }, 'dns.name', hostName(data.name))
}

/** A service's target is known by name only; its addresses stand among the additional records, or nothing is said. */
function reportServices<P extends string>({ answers, additionals }: DnsMessage, to: Report<P>): void {
  const services = answers.flatMap(({ name, data }) => (data.kind === 'service' ? [{ name, data }] : []))
  if (services.length === 0) return
  const addresses = Map.groupBy(additionals, ({ name }) => name.text.toLowerCase())
  for (const { name, data } of services.slice(0, MOST_SERVICES)) {
    const service = queriedService(name)?.service ?? null
    const target = data.target.text.toLowerCase()
    for (const { data: address } of (addresses.get(target) ?? []).slice(0, MOST_ADDRESSES))
      if (address.kind === 'address' && isHost(address.ip)) {
        to.observe({ ip: address.ip }, 'dns.service', service)
        to.observe({ ip: address.ip }, 'dns.name', hostName(data.target))
      }
  }
}

/** RFC 2136 section 2.5: records added to the zone stand where other messages have authorities. */
function reportUpdate<P extends string>(
  { questions, authorities }: DnsMessage,
  sender: P,
  ip: Ip | null,
  to: Report<P>,
): void {
  for (const { name, type, class: cls, data } of authorities) {
    if (cls !== CLASS.IN) continue // NONE and ANY take records away
    if (data.kind === 'address' && isHost(data.ip)) say(data.ip, name)
    const reversed = type === TYPE.PTR ? reverseAddress(name) : null
    if (reversed !== null && data.kind === 'name' && isHost(reversed)) say(reversed, data.name)
  }

  /** A DHCP server registers its clients' names: only one's own address makes the name one's own. */
  function say(address: Ip, name: DnsName): void {
    const own = address === ip
    to.observe(own ? sender : { ip: address }, 'dns.update-name', hostName(name))
    const zone = questions[0]?.name
    if (own && zone !== undefined && reverseAddress(zone) === null && !zone.text.endsWith('arpa'))
      to.observe(sender, 'dns.update-zone', zone.text.toLowerCase())
  }
}

/** Lower case; `null` where a label holds what no host name does (RFC 1123 section 2.1, and the underscore in use). */
const hostName = ({ labels }: DnsName): string | null =>
  labels.every((label) => /^[\w-]+$/.test(label)) ? labels.join('.').toLowerCase() : null

/** Sinkholes, loopback and groups are answers, too, but no device's address. */
const isHost = (ip: Ip): boolean => isHostAddress(ip) && !isLoopback(ip)
