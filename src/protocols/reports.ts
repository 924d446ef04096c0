/** The engine's side of the protocol contract: turns what dissectors say into stored observations. */
import { blurredDigest, digestOf } from '../model/digest.ts'
import type { EventBody, EventSink } from '../model/event.ts'
import { type Ip, ip4FromWord, ip6FromWords } from '../model/ip.ts'
import { isGroupMac, type Mac, macFromWords } from '../model/mac.ts'
import type { Endpoint, FieldName, Where } from '../model/observation.ts'
import { isHostAddress } from '../model/prefix.ts'
import type { Packet } from '../wire/packet.ts'
import type { BindingTable } from '../wire/tables/binding-table.ts'
import { cleanText } from '../wire/text.ts'
import type { ObservationStore } from './observation-store.ts'
import type { About, Among, DatagramReport, FrameReport, Party, Report, TlsFacts } from './protocol.ts'

/** What dissection needs to know of the knowledge base. */
export interface Clues {
  /** Parts of `text` that are device facts; the rest is dropped. */
  match(field: FieldName, text: string): readonly string[]
  isDefaultCredential(protocol: string, user: string | null, password: string | null): boolean
}

/** What all reports share. */
export interface Desk {
  readonly store: ObservationStore
  readonly bindings: BindingTable
  readonly clues: Clues
  readonly files: readonly string[]
  /** Fields that are facts of a service. */
  readonly serviceFields: ReadonlySet<FieldName>
  /** Who watches behaviour; `null`: nobody. */
  readonly events: EventSink | null
  oddity(name: string): void
}

/** Text longer than this is not searched for device facts (characters). */
const MAX_MATCHED = 4096
/** Keys of devices behind a gateway are cut to this (characters): identifiers of HL7 and 11073 are far shorter. */
const MAX_DEVICE_KEY = 160

export abstract class BaseReport<P extends string> implements Report<P> {
  at = 0
  /** The dissector that speaks. */
  speaking = ''
  protected file = 0
  protected packetNumber = 0
  protected interfaceIndex = 0
  vlan: number | null = null
  protected readonly desk: Desk
  constructor(desk: Desk) {
    this.desk = desk
  }

  abstract party(who: P): Party
  /** The party whose bytes are being read. */
  protected abstract readonly speaker: P
  /** Of the exchange; `null`: facts are about no service (link frames). */
  protected abstract readonly transport: 'tcp' | 'udp' | null
  /** Client and server of the exchange, for credentials. */
  protected abstract roles(): { client: Party; server: Party }
  protected abstract other(who: P): Party

  observe(about: About<P>, field: FieldName, value: string | number | null, self?: boolean): void {
    if (value === null) return
    const own = self ?? about === this.speaker
    const { store } = this.desk
    const endpoint = this.endpoint(about)
    if (this.transport === null || !this.desk.serviceFields.has(field)) {
      store.observe(endpoint, field, value, own, this.speaking, this.at, this.where)
      return
    }
    const { client, server } = this.roles()
    const peer = this.peerOf(about, client, server)
    store.observe(endpoint, field, value, own, this.speaking, this.at, this.where, {
      transport: this.transport,
      port: server.port,
      peer,
    })
  }

  match(about: About<P>, field: FieldName, text: string): void {
    if (text === '') return
    for (const part of this.desk.clues.match(field, text.slice(0, MAX_MATCHED)))
      this.observe(about, field, part)
  }

  credential(seen: { user: string | null; password: string | null; accepted: boolean | null }): void {
    const { client, server } = this.roles()
    const knownDefault = this.desk.clues.isDefaultCredential(this.speaking, seen.user, seen.password)
    this.desk.store.credential({
      protocol: this.speaking,
      server: { mac: server.mac, ip: server.ip },
      client: { mac: client.mac, ip: client.ip },
      port: server.port,
      user: seen.user,
      knownDefault,
      blank: seen.password === '',
      accepted: seen.accepted,
      at: this.at,
      where: this.where,
    })
    this.loginEvent(seen, knownDefault, client, server)
  }

  oddity(name: string): void {
    this.desk.oddity(name)
    if (this.desk.events !== null) this.event(this.speaker, MALFORMED)
  }

  get watched(): boolean {
    return this.desk.events !== null
  }

  event(by: P, body: EventBody, among: Among = {}): void {
    if (this.desk.events === null) return
    const actor = this.party(by)
    const target = this.other(by)
    this.desk.events.event({
      ...body,
      at: this.at,
      file: this.file,
      packet: this.packetNumber,
      interfaceIndex: this.interfaceIndex,
      vlan: this.vlan,
      protocol: this.speaking,
      actor: among.actor ?? endpointOf(actor.mac, actor.ip),
      target: among.target ?? endpointOf(target.mac, target.ip),
      port: among.port ?? this.roles().server.port,
    })
  }

  private loginEvent(
    seen: { user: string | null; password: string | null; accepted: boolean | null },
    knownDefault: boolean,
    client: Party,
    server: Party,
  ): void {
    if (this.desk.events === null) return
    const body: EventBody = {
      kind: 'login',
      accepted: seen.accepted,
      user: seen.user === null ? null : digestOf(seen.user),
      guess: blurredDigest(`${seen.user}\n${seen.password}`),
      knownDefault,
    }
    this.event(this.speaker, body, {
      actor: endpointOf(client.mac, client.ip),
      target: endpointOf(server.mac, server.ip),
      port: server.port,
    })
  }

  binding(mac: Mac, ip: Ip): void {
    if (!isGroupMac(mac) && isHostAddress(ip)) this.desk.bindings.state(mac, ip, this.speaking, this.at)
  }

  /** Who is at the other end of the service, seen from whom the fact is about. */
  private peerOf(about: About<P>, client: Party, server: Party): Ip | null {
    const ofClient = typeof about === 'string' && this.party(about) === client
    return ofClient ? server.ip : client.ip
  }

  protected get where(): Where {
    return { file: this.desk.files[this.file] ?? '', packet: this.packetNumber }
  }

  private endpoint(about: About<P>): Endpoint {
    if (typeof about === 'string') return this.partyEndpoint(about)
    if (!('behind' in about)) return endpointOf(about.mac ?? null, about.ip ?? null)
    // A key that is empty once cleaned names nobody: the fact must not fall to the gateway.
    const device = cleanText(about.device)?.slice(0, MAX_DEVICE_KEY) ?? null
    return device === null ? NOBODY : { ...this.partyEndpoint(about.behind), device }
  }

  private partyEndpoint(who: P): Endpoint {
    const { mac, ip } = this.party(who)
    return endpointOf(mac, ip)
  }
}

const NOBODY: Endpoint = { mac: null, ip: null }
const MALFORMED: EventBody = { kind: 'crafted', sign: 'malformed' }

/** Whom facts are about. Addresses that no single host owns (groups, broadcast) name nobody. */
const endpointOf = (mac: Mac | null, ip: Ip | null): Endpoint => ({
  mac: mac !== null && !isGroupMac(mac) ? mac : null,
  ip: ip !== null && isHostAddress(ip) ? ip : null,
})

/** 802.1Q id of a packet. */
export const vlanOf = (p: Packet): number | null => (p.vlan < 0 ? null : p.vlan)

export const sourceMac = (p: Packet): Mac | null =>
  p.hasMac ? macFromWords(p.srcMacHigh, p.srcMacLow) : null
export const destinationMac = (p: Packet): Mac | null =>
  p.hasMac && (p.dstMacHigh | p.dstMacLow) !== 0 ? macFromWords(p.dstMacHigh, p.dstMacLow) : null
export const sourceIp = (p: Packet): Ip =>
  p.ipVersion === 4 ? ip4FromWord(p.s3) : ip6FromWords(p.s0, p.s1, p.s2, p.s3)
export const destinationIp = (p: Packet): Ip =>
  p.ipVersion === 4 ? ip4FromWord(p.d3) : ip6FromWords(p.d0, p.d1, p.d2, p.d3)

const NO_MAC = '00:00:00:00:00:00' as Mac

export class LinkReport extends BaseReport<'sender'> implements FrameReport {
  source: Mac = NO_MAC
  destination: Mac = NO_MAC
  protected readonly speaker = 'sender'
  protected readonly transport = null
  private ip: Ip | null = null

  /** Begins the report on a packet. For handshakes the source address counts, for frames only the MAC. */
  open(p: Packet, speaking: string): this {
    this.at = p.time
    this.file = p.file
    this.packetNumber = p.number
    this.interfaceIndex = p.interface
    this.speaking = speaking
    this.source = sourceMac(p) ?? NO_MAC
    this.destination = destinationMac(p) ?? NO_MAC
    this.vlan = vlanOf(p)
    this.ip = p.ipVersion === 0 ? null : sourceIp(p)
    return this
  }

  party(): Party {
    return { mac: this.source === NO_MAC ? null : this.source, ip: this.ip, port: 0 }
  }

  protected roles(): { client: Party; server: Party } {
    return { client: this.party(), server: this.other() }
  }

  protected other(): Party {
    return { mac: this.destination, ip: null, port: 0 }
  }
}

export class PacketReport extends BaseReport<'sender' | 'receiver'> implements DatagramReport {
  sender: Party = { mac: null, ip: null, port: 0 }
  receiver: Party = { mac: null, ip: null, port: 0 }
  ttl = 0
  toMany = false
  memory = new Map<string, unknown>()
  /** Set by the dissector. */
  offering: 'sender' | 'receiver' | null = null
  facts: TlsFacts | null = null
  protected readonly speaker = 'sender'
  protected readonly transport = 'udp'

  open(p: Packet, toMany: boolean, memory: Map<string, unknown>): this {
    this.at = p.time
    this.file = p.file
    this.packetNumber = p.number
    this.interfaceIndex = p.interface
    this.sender = { mac: sourceMac(p), ip: sourceIp(p), port: p.srcPort }
    this.receiver = { mac: destinationMac(p), ip: destinationIp(p), port: p.dstPort }
    this.vlan = vlanOf(p)
    this.ttl = p.ttl
    this.toMany = toMany
    this.memory = memory
    this.offering = null
    this.facts = null
    return this
  }

  party(who: 'sender' | 'receiver'): Party {
    return who === 'sender' ? this.sender : this.receiver
  }

  protected other(who: 'sender' | 'receiver'): Party {
    return who === 'sender' ? this.receiver : this.sender
  }

  server(who: 'sender' | 'receiver'): void {
    this.offering = who
  }

  tls(facts: TlsFacts): void {
    this.facts = { ...this.facts, ...facts }
  }

  protected roles(): { client: Party; server: Party } {
    const senderServes =
      this.offering === 'sender' || (this.offering === null && this.sender.port < this.receiver.port)
    return senderServes
      ? { client: this.receiver, server: this.sender }
      : { client: this.sender, server: this.receiver }
  }
}

/** The receiver is a group: link-layer group address, IP multicast or broadcast. */
export function sentToMany(p: Packet): boolean {
  if (p.hasMac && (p.dstMacHigh & 0x100) !== 0) return true
  if (p.ipVersion === 6) return p.d0 >>> 24 === 0xff
  return p.d3 >>> 28 === 0xe || p.d3 === -1
}
