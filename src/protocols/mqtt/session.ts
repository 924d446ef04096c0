/** One connection of an MQTT client with its broker: who logs in, what the broker lets pass, which devices are announced. */
import { Cursor } from '../../wire/cursor.ts'
import { textOf } from '../printable.ts'
import type { StreamReport, StreamSession, StreamSide } from '../protocol.ts'
import { type Announcement, isAnnouncement, readAnnouncement } from './announcement.ts'
import { type Connect, readConnack, readConnect, VERSIONS } from './connect.ts'
import * as packet from './packet.ts'

/** Bytes of each side that are followed: a client that reads a broker's kept messages gets them at the start. */
const FOLLOWED = 1 << 19
/** Longest packet but PUBLISH that is read, octets: CONNECT with certificates and tokens in the password fits. */
const MAX_PACKET = 16_384
/** Longest payload of an announcement that is read, and of any other, octets. */
const MAX_ANNOUNCEMENT = 49_152
const MAX_PAYLOAD = 4096
/** Longest topic that is looked at, octets. */
const MAX_TOPIC = 512
/** Messages of one connection that are looked at, and packets in all. */
const MAX_MESSAGES = 2000
const MAX_PACKETS = 20_000
const MAX_ALIASES = 64
const MAX_WAITING = 32
/** Devices of one connection that are told apart. */
const MAX_DEVICES = 300

type Devices = Map<string, Announcement>

export class MqttSession implements StreamSession {
  private readonly to: StreamReport
  private asked: Connect | null = null
  /** The client hands on what others published. */
  private bridge = false
  /** 0: not known. */
  private level = 0
  private packets = 0
  private messages = 0
  private told = 0
  private readonly aliases = { client: new Map<number, string>(), server: new Map<number, string>() }
  /** SUBSCRIBE packets that ask for everything: where in them. */
  private readonly forAll = new Map<number, number>()
  /** Devices the client speaks of without an address: whether it is one of them is known only at the end. */
  private readonly spokenOf: Devices = new Map()

  constructor(to: StreamReport) {
    this.to = to
    to.follow(FOLLOWED)
  }

  data(side: StreamSide, bytes: Uint8Array): number {
    let at = 0
    while (at < bytes.length) {
      const header = packet.readHeader(bytes, at)
      if (header === null) break
      if (header === 'broken' || !packet.flagsFit(header)) {
        this.to.oddity('mqtt.malformed')
        this.to.done()
        return bytes.length
      }
      const body = bytes.subarray(at + header.size)
      const wanted = this.wanted(header, body)
      if (wanted < 0 || body.length < wanted) break
      if (++this.packets > MAX_PACKETS) this.to.done()
      if (wanted > 0) this.read(side, header, body.subarray(0, wanted))
      at += header.size + header.length
    }
    return at
  }

  /** How many octets of the body must be there; -1: not known yet, 0: none, it is passed over. */
  private wanted({ type, length }: packet.Header, body: Uint8Array): number {
    if (type !== packet.PUBLISH) return length > MAX_PACKET ? 0 : length
    if (this.messages >= MAX_MESSAGES || length < 2) return 0
    if (body.length < 2) return -1
    const size = (body[0]! << 8) | body[1]!
    if (size > MAX_TOPIC) return 0
    if (body.length < Math.min(2 + size, length)) return -1
    const topic = textOf(body.subarray(2, 2 + size))
    if (isAnnouncement(topic)) return Math.min(length, MAX_ANNOUNCEMENT)
    return length > MAX_PAYLOAD ? Math.min(length, 2 + size) : length
  }

  private read(side: StreamSide, header: packet.Header, body: Uint8Array): void {
    if (header.type === packet.PUBLISH) this.published(side, header, body)
    else if (side === 'client' && header.type === packet.CONNECT) this.connect(body)
    else if (side === 'client' && header.type === packet.SUBSCRIBE) this.subscribe(body)
    else if (side === 'server' && header.type === packet.CONNACK) this.verdict(body)
    else if (side === 'server' && header.type === packet.SUBACK) this.subscribed(body)
  }

  private connect(body: Uint8Array): void {
    const asked = readConnect(body)
    if (asked === null) {
      this.to.oddity('mqtt.connect')
      return
    }
    this.asked = asked
    this.level = asked.level
    this.to.observe('client', 'mqtt.version', VERSIONS[asked.level] ?? null)
    this.to.observe('client', 'mqtt.client-id', asked.clientId)
    this.bridge = asked.bridge
    if (asked.bridge) this.to.observe('client', 'mqtt.bridge', 'yes')
    if (asked.willTopic !== null) this.to.match('client', 'mqtt.topic', asked.willTopic)
  }

  private verdict(body: Uint8Array): void {
    const verdict = readConnack(body, this.level)
    if (verdict === null) return
    const { to } = this
    const asked = this.asked
    to.observe('server', 'mqtt.refusal', verdict.reason)
    to.observe('client', 'mqtt.client-id', verdict.assignedId, false)
    if (asked === null) return
    if (asked.user !== null || asked.password !== null) {
      // A broker that is busy or wants another version says nothing about the login.
      const decided = verdict.accepted || verdict.forLogin
      if (decided) to.observe('server', 'mqtt.login', verdict.accepted ? 'accepted' : 'refused')
      if (verdict.accepted && (asked.password ?? '') === '')
        to.observe('server', 'mqtt.empty-password-accepted', 'yes')
      to.credential({
        user: asked.user,
        password: asked.password,
        accepted: decided ? verdict.accepted : null,
      })
    } else if (!asked.otherProof && (verdict.accepted || verdict.forLogin))
      to.observe('server', 'mqtt.anonymous-accepted', verdict.accepted ? 'yes' : 'no')
    this.asked = null
  }

  private subscribe(body: Uint8Array): void {
    const c = new Cursor(body)
    const number = c.u16()
    if (this.level === 5) packet.readProperties(c)
    for (let n = 0; n < MAX_WAITING && c.left > 2; n++) {
      const filter = packet.readText(c)
      c.skip(1)
      if (c.missing) return
      this.to.match('client', 'mqtt.filter', filter)
      if (filter === '#' && this.forAll.size < MAX_WAITING) this.forAll.set(number, n)
    }
  }

  private subscribed(body: Uint8Array): void {
    const c = new Cursor(body)
    const place = this.forAll.get(c.u16())
    if (place === undefined) return
    if (this.level === 5) packet.readProperties(c)
    c.skip(place)
    const code = c.u8()
    if (!c.missing && code <= 2) this.to.observe('server', 'mqtt.reads-all', 'granted')
  }

  private published(side: StreamSide, { flags }: packet.Header, body: Uint8Array): void {
    this.messages++
    const c = new Cursor(body)
    let topic = packet.readText(c)
    if (flags & 6) c.skip(2)
    if (this.level === 5) topic = this.aliased(side, topic, packet.readProperties(c).get(packet.TOPIC_ALIAS))
    else if (this.level === 0 && body[c.at] === 0) c.skip(1)
    if (topic === '' || body.length < c.at) return
    if (side === 'client' && !this.bridge) this.to.match('client', 'mqtt.topic', topic)
    // Only texts and JSON are of interest.
    if (body.length - c.at > 120 && body[c.at] !== 0x7b && body[c.at] !== 0x5b) return
    const payload = textDecoder.decode(body.subarray(c.at))
    if (side === 'server' && topic.startsWith('$SYS/')) this.ownWord(topic, payload)
    const read = readAnnouncement(topic, payload)
    if (side === 'client' && !this.bridge) this.to.observe('client', 'mqtt.origin', read.origin)
    for (const device of read.devices) this.announced(side, device)
  }

  private aliased(side: StreamSide, topic: string, alias: string | number | undefined): string {
    const known = this.aliases[side]
    if (typeof alias !== 'number') return topic
    if (topic === '') return known.get(alias) ?? ''
    if (known.size < MAX_ALIASES) known.set(alias, topic)
    return topic
  }

  /** Topics under $SYS are the broker's own (mosquitto, EMQX, VerneMQ, HBMQTT). */
  private ownWord(topic: string, payload: string): void {
    if (/^\$SYS\/(?:broker|brokers\/[^/]+)\/(?:version|sysdescr)$/.test(topic) && payload.length < 120)
      this.to.observe('server', 'mqtt.broker-version', payload)
  }

  private announced(side: StreamSide, device: Announcement): void {
    const { named, own } = device
    if (++this.told > MAX_DEVICES) return
    const { mac, ip } = named
    if (mac !== undefined && own) {
      this.tell({ mac }, device, true)
      this.to.observe({ mac }, 'mqtt.address', ip ?? null, true)
    } else if (mac !== undefined) this.tell({ behind: side, device: `eui64:${eui64From(mac)}` }, device)
    else if (named.eui64 !== undefined) this.tell({ behind: side, device: `eui64:${named.eui64}` }, device)
    else if (own && side === 'client' && !this.bridge) this.tell('client', device, true)
    else if (own && ip !== undefined) this.tell({ ip }, device, true)
    else if (side === 'client') this.remember(device)
    else if (named.serial !== undefined) this.tell({ behind: side, device: `serial:${named.serial}` }, device)
  }

  private remember(device: Announcement): void {
    const { serial, id } = device.named
    const key = serial !== undefined ? `serial:${serial}` : id !== undefined ? `mqtt:${id}` : ''
    if (!this.spokenOf.has(key)) this.spokenOf.set(key, device)
  }

  private tell(about: Parameters<StreamReport['observe']>[0], { facts }: Announcement, self = false): void {
    for (const [field, value] of facts) this.to.observe(about, field, value, self)
  }

  gap(): void {
    this.to.done()
  }

  /** A client that spoke of one device is that device; one that spoke of several is their gateway. */
  end(): void {
    const asked = this.asked
    const spokenOf = this.spokenOf
    if (asked !== null && (asked.user !== null || asked.password !== null))
      this.to.credential({ user: asked.user, password: asked.password, accepted: null })
    this.asked = null
    for (const [key, device] of spokenOf)
      if (spokenOf.size === 1 && !this.bridge) this.tell('client', device, true)
      else if (key !== '') this.tell({ behind: 'client', device: key }, device)
    spokenOf.clear()
  }
}

/** The EUI-64 that is made from a MAC (IEEE, "Guidelines for use of EUI"), by which the device is the same everywhere. */
function eui64From(mac: string): string {
  const hex = mac.replaceAll(':', '')
  return `${hex.slice(0, 6)}fffe${hex.slice(6)}`
}

const textDecoder = new TextDecoder()
