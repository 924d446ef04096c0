/**
 * What the records of one mDNS announcement tell, and about whom. A responder speaks for itself, except that
 * proxies and reflectors repeat what others said: a name is the sender's own only if an address record ties it
 * to the sender, and a service is another host's if its target resolves to another address.
 */
import { type Ip, ip6FromWords } from '../../model/ip.ts'
import { type Mac, parseMac } from '../../model/mac.ts'
import type { FieldName } from '../../model/observation.ts'
import { isHostAddress, isLoopback } from '../../model/prefix.ts'
import type { DnsRecord } from '../dns/message.ts'
import { type DnsName, reverseAddress, type ServiceName, serviceName } from '../dns/name.ts'
import type { About, DatagramReport } from '../protocol.ts'
import { keptPair } from './txt-keys.ts'

type Subject = About<'sender' | 'receiver'>

/** Facts taken from one message; our ceiling. Talkative hosts announce fewer than a hundred. */
const MOST_FACTS = 300
/** The name that lists service types, RFC 6763 section 9. */
const SERVICE_LIST = '_dns-sd._udp'

/** Reports records that the sender announces or proposes (RFC 6762 sections 8.1 and 8.3). */
export function reportAnnouncement(records: readonly DnsRecord[], to: DatagramReport): void {
  new Announcement(
    records.filter(({ ttl }) => ttl > 0), // 0 takes back, section 10.1
    to,
  ).report()
}

class Announcement {
  readonly #records: readonly DnsRecord[]
  readonly #to: DatagramReport
  readonly #ownAddresses: ReadonlySet<Ip | null>
  readonly #addresses = new Map<string, Ip[]>()
  readonly #targets = new Map<string, string>()
  #left = MOST_FACTS

  constructor(records: readonly DnsRecord[], to: DatagramReport) {
    this.#records = records
    this.#to = to
    this.#ownAddresses = new Set([to.sender.ip, to.sender.mac && linkLocalOf(to.sender.mac)])
    for (const { name, data } of records) {
      if (data.kind === 'address' && isHostAddress(data.ip) && !isLoopback(data.ip))
        this.#addresses.set(key(name), [...(this.#addresses.get(key(name)) ?? []).slice(0, 15), data.ip])
      if (data.kind === 'service') this.#targets.set(key(name), key(data.target))
    }
  }

  report(): void {
    const named = new Set<string>()
    for (const { name, data } of this.#records) {
      if (data.kind === 'address' && !named.has(key(name))) this.#hostName(name)
      else if (data.kind === 'name') this.#pointer(name, data.name)
      else if (data.kind === 'service') this.#service(name, data.port, data.target)
      else if (data.kind === 'text') this.#text(name, data.strings)
      else if (data.kind === 'host-info') {
        this.#say(this.#hostNamed(key(name)), 'mdns.cpu', data.cpu)
        this.#say(this.#hostNamed(key(name)), 'mdns.os', data.os)
      }
      named.add(key(name))
    }
  }

  #hostName(name: DnsName): void {
    const own = this.#isOwn(key(name))
    if (own) this.#say('sender', 'mdns.hostname', name.text)
    for (const ip of this.#addresses.get(key(name)) ?? [])
      if (ip !== this.#to.sender.ip) this.#say({ ip }, 'mdns.hostname', name.text, own)
  }

  #pointer(owner: DnsName, target: DnsName): void {
    const reversed = reverseAddress(owner)
    if (reversed !== null && isHostAddress(reversed)) {
      const own = this.#ownAddresses.has(reversed)
      this.#say(own ? 'sender' : { ip: reversed }, 'mdns.hostname', target.text)
      return
    }
    const offered = serviceName(target)
    if (offered === null) return
    if (offered.instance === '') this.#say('sender', 'mdns.service', offered.service)
    else this.#instance(offered, this.#providerOf(target))
  }

  #instance({ service, instance }: ServiceName, provider: Subject): void {
    this.#say(provider, 'mdns.service', service)
    this.#say(provider, 'mdns.instance', `${service} ${instance}`)
    this.#say(provider, 'mdns.mac', macInInstance(instance))
  }

  #service(owner: DnsName, port: number, target: DnsName): void {
    const offered = serviceName(owner)
    if (offered === null) return
    const provider = this.#providerOf(owner)
    this.#instance(offered, provider)
    this.#say(provider, 'mdns.service-port', `${offered.service} ${port}`)
    this.#say(provider, 'mdns.target', target.text)
  }

  #text(owner: DnsName, strings: readonly string[]): void {
    const offered = serviceName(owner)
    if (offered === null || offered.instance === '' || offered.service === SERVICE_LIST) return
    const provider = this.#providerOf(owner)
    this.#say(provider, 'mdns.service', offered.service)
    for (const text of strings) {
      const pair = keptPair(text)
      if (pair !== null) this.#say(provider, 'mdns.txt', `${offered.service} ${pair}`)
    }
  }

  #providerOf(instance: DnsName): Subject {
    const target = this.#targets.get(key(instance))
    return target === undefined ? 'sender' : this.#hostNamed(target)
  }

  /** The sender, unless the message gives the name addresses of which none is the sender's. */
  #hostNamed(host: string): Subject {
    const ip = this.#addresses.get(host)?.[0]
    return ip === undefined || this.#isOwn(host) ? 'sender' : { ip }
  }

  #isOwn(host: string): boolean {
    return this.#addresses.get(host)?.some((ip) => this.#ownAddresses.has(ip)) ?? false
  }

  #say(about: Subject, field: FieldName, value: string | null, self?: boolean): void {
    if (value !== null && this.#left-- > 0) this.#to.observe(about, field, value, self)
  }
}

const key = (name: DnsName): string => name.text.toLowerCase()

/** The link-local address that a MAC gives by modified EUI-64, RFC 4291 appendix A. */
function linkLocalOf(mac: Mac): Ip {
  const [a, b, c, d, e, f] = mac.split(':').map((octet) => Number.parseInt(octet, 16)) as number[]
  const high = ((a! ^ 2) << 24) | (b! << 16) | (c! << 8) | 0xff
  return ip6FromWords(0xfe800000, 0, high, (0xfe << 24) | (d! << 16) | (e! << 8) | f!)
}

/** Instance names by convention: `host [mac]` (avahi workstation), `MAC@name` (AirPlay audio), `mac@address` (Apple devices). */
function macInInstance(instance: string): Mac | null {
  const found = /\[([0-9a-f]{2}(?::[0-9a-f]{2}){5})\]$|^([0-9a-f]{12}|[0-9a-f]{2}(?::[0-9a-f]{2}){5})@/i.exec(
    instance,
  )
  return found ? parseMac(found[1] ?? found[2]!) : null
}
