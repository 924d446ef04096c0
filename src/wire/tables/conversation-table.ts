/**
 * Conversations: flows added up without their client port, by client, server, service, application
 * protocol and, over TLS, the server name asked for. Bounded; the longest unused goes first.
 */
import type { Conversation, ConversationTls } from '../../model/facts.ts'
import { type Ip, ip4FromWord, ip6FromWords } from '../../model/ip.ts'
import { IP_ICMP, IP_ICMPV6, IP_TCP, IP_UDP } from '../packet.ts'
import { enlarge, FIRST_CAPACITY, KeyedTable } from './keyed-table.ts'

/** Words: client (4), server (4), server port, IP protocol with version, application protocol, server name asked for. */
const KEY_WORDS = 12
const FLAGS = 0
const FLOWS = 1
const INTS = 2
const PACKETS = 0
const BYTES = 1
const FIRST = 2
const LAST = 3
const LONGEST = 4
const STATS = 5
const ANSWERED = 1
const ROLES_KNOWN = 2

/** JA4 values kept of one conversation. */
const MAX_JA4 = 16

/** Server names that keep conversations apart; connections beyond are counted with those that name none. */
const MAX_SERVER_NAMES = 65_536

/** What a flow adds to its conversation; reused by the caller. */
export class FlowSum {
  /** Client and server address, words as in a packet. */
  readonly client = new Int32Array(4)
  readonly server = new Int32Array(4)
  port = 0
  ipVersion = 0
  protocol = 0
  /** Number of the application protocol's name. */
  name = 0
  packets = 0
  bytes = 0
  first = 0
  last = 0
  answered = false
  rolesKnown = false
}

export class ConversationTable extends KeyedTable {
  private ints = new Int32Array(FIRST_CAPACITY * INTS)
  private stats = new Float64Array(FIRST_CAPACITY * STATS)
  private readonly tls = new Map<number, ConversationTls>()
  private readonly serverNames = new Map<string, number>()

  constructor(most: number) {
    super(KEY_WORDS, most)
  }

  protected override leaving(row: number): void {
    this.tls.delete(row)
  }

  protected override resize(capacity: number): void {
    this.ints = enlarge(this.ints, capacity * INTS)
    this.stats = enlarge(this.stats, capacity * STATS)
  }

  /** Adds an ended flow. */
  flow(f: FlowSum, tls: ConversationTls | null): void {
    this.key.set(f.client, 0)
    this.key.set(f.server, 4)
    this.key[8] = f.port
    this.key[9] = (f.ipVersion << 8) | f.protocol
    this.key[10] = f.name
    this.key[11] = this.serverName(tls?.sni ?? null)
    let row = this.find()
    const fresh = row < 0
    if (fresh) row = this.begin(f)
    else this.touch(row)
    const st = row * STATS
    this.stats[st + PACKETS]! += f.packets
    this.stats[st + BYTES]! += f.bytes
    this.stats[st + FIRST] = Math.min(this.stats[st + FIRST]!, f.first)
    this.stats[st + LAST] = Math.max(this.stats[st + LAST]!, f.last)
    if (f.answered) {
      this.ints[row * INTS + FLAGS]! |= ANSWERED
      this.stats[st + LONGEST] = Math.max(this.stats[st + LONGEST]!, f.last - f.first)
    }
    if (f.rolesKnown) this.ints[row * INTS + FLAGS]! |= ROLES_KNOWN
    this.ints[row * INTS + FLOWS]!++
    if (tls !== null) this.tls.set(row, mergeTls(this.tls.get(row), tls))
  }

  /** All conversations; `names` are the application protocols by number. */
  list(names: readonly (string | null)[]): Conversation[] {
    const all: Conversation[] = []
    for (let row = this.oldest(); row >= 0; row = this.newerThan(row)) all.push(this.conversation(row, names))
    return all
  }

  private serverName(sni: string | null): number {
    if (sni === null) return 0
    const known = this.serverNames.get(sni)
    if (known !== undefined) return known
    if (this.serverNames.size >= MAX_SERVER_NAMES) return 0
    this.serverNames.set(sni, this.serverNames.size + 1)
    return this.serverNames.size
  }

  private begin(f: FlowSum): number {
    const row = this.add()
    this.ints.fill(0, row * INTS, (row + 1) * INTS)
    this.stats.fill(0, row * STATS, (row + 1) * STATS)
    this.stats[row * STATS + FIRST] = f.first
    this.stats[row * STATS + LAST] = f.last
    return row
  }

  private conversation(row: number, names: readonly (string | null)[]): Conversation {
    const protocol = this.keyAt(row, 9) & 0xff
    const flags = this.ints[row * INTS + FLAGS]!
    const transport = transportOf(protocol)
    return {
      client: this.address(row, 0),
      server: this.address(row, 4),
      transport,
      port: transport === 'ip' ? protocol : this.keyAt(row, 8),
      protocol: names[this.keyAt(row, 10)] ?? null,
      packets: this.stats[row * STATS + PACKETS]!,
      bytes: this.stats[row * STATS + BYTES]!,
      first: this.stats[row * STATS + FIRST]!,
      last: this.stats[row * STATS + LAST]!,
      longest: this.stats[row * STATS + LONGEST]!,
      answered: (flags & ANSWERED) !== 0,
      rolesKnown: (flags & ROLES_KNOWN) !== 0,
      tls: this.tls.get(row) ?? null,
    }
  }

  private address(row: number, from: number): Ip {
    const word = (i: number) => this.keyAt(row, from + i)
    return this.keyAt(row, 9) >> 8 === 4
      ? ip4FromWord(word(3))
      : ip6FromWords(word(0), word(1), word(2), word(3))
  }
}

function transportOf(protocol: number): Conversation['transport'] {
  if (protocol === IP_TCP) return 'tcp'
  if (protocol === IP_UDP) return 'udp'
  return protocol === IP_ICMP || protocol === IP_ICMPV6 ? 'icmp' : 'ip'
}

/** What two sightings of one conversation say together. */
export function mergeTls(old: ConversationTls | undefined, now: ConversationTls): ConversationTls {
  if (old === undefined) return now
  return {
    version: now.version ?? old.version,
    cipher: now.cipher ?? old.cipher,
    sni: old.sni ?? now.sni,
    alpn: now.alpn ?? old.alpn,
    ja4: [...new Set([...old.ja4, ...now.ja4])].sort().slice(0, MAX_JA4),
  }
}
