/** What reading captures yields: everything identity, assessment and policy conclude from. */
import type { Ip } from './ip.ts'
import type { Mac } from './mac.ts'
import type { CredentialSeen, Observation, Seconds } from './observation.ts'

/** One capture that was read, or could not be. */
export interface CaptureSummary {
  readonly file: string
  readonly packets: number
  readonly bytes: number
  readonly first: Seconds | null
  readonly last: Seconds | null
  /** Names of the link types in it. */
  readonly linkTypes: readonly string[]
  readonly malformed: number
  readonly truncated: number
  /** Why not everything of it was used; `null` when all was. */
  readonly because: string | null
  /** Set when nothing of it was usable: the file is no capture or cannot be read. */
  readonly error: string | null
  /** The capture says of itself that its traffic is made up. */
  readonly simulated?: true
}

/** From one time to another; without length where both are the same. */
export interface Span {
  readonly from: Seconds
  readonly until: Seconds
}

/** A MAC that sent frames, with how it was seen. */
export interface Station {
  readonly mac: Mac
  readonly first: Seconds
  readonly last: Seconds
  readonly frames: number
  readonly vlans: readonly number[]
  /** Longest time without a frame of it between two that it sent. */
  readonly silence: Span
}

/**
 * A MAC and an IP address seen together: as the source of frames (which proves little behind a router), or
 * stated by a protocol that hands out or defends addresses (`stated`).
 */
export interface Binding {
  readonly mac: Mac
  readonly ip: Ip
  readonly first: Seconds
  readonly last: Seconds
  /** Frames sent with this pair. */
  readonly packets: number
  /** Protocols that state the pair: `arp`, `dhcp`, `icmpv6` ... */
  readonly stated: readonly string[]
  /** When it was stated, first and last; `null` if never. */
  readonly statedFirst: Seconds | null
  readonly statedLast: Seconds | null
  /** Largest TTL or hop limit seen; an initial value (255, 128, 64, 32) means no router lay between. 0 unknown. */
  readonly ttl: number
  /** The pair sent link-scope traffic (broadcast, link-local multicast) that routers do not forward. */
  readonly linkScope: boolean
}

/** An IP address that sent packets, whatever MAC carried them. */
export interface Speaker {
  readonly ip: Ip
  readonly first: Seconds
  readonly last: Seconds
  readonly packets: number
}

/** Everything between two endpoints on one service. */
export interface Conversation {
  readonly client: Ip
  readonly server: Ip
  readonly transport: 'tcp' | 'udp' | 'icmp' | 'ip'
  /** Server port; for `ip` the IP protocol number. */
  readonly port: number
  readonly protocol: string | null
  readonly packets: number
  readonly bytes: number
  readonly first: Seconds
  readonly last: Seconds
  /** How long the longest of its connections lasted, of those that the server answered. */
  readonly longest: Seconds
  /** The server answered (TCP: accepted). */
  readonly answered: boolean
  /** The roles are known (handshake or content), not guessed from ports. */
  readonly rolesKnown: boolean
  readonly tls: ConversationTls | null
}

export interface ConversationTls {
  readonly version: string | null
  readonly cipher: string | null
  readonly sni: string | null
  readonly alpn: string | null
  readonly ja4: readonly string[]
}

/** What the sensor could not see. */
export interface Coverage {
  /** Share (0-1) of TCP conversations with payload that were seen in one direction only; `null` without any. */
  readonly oneWayShare: number | null
  /** TCP connections with payload, which that is a share of. */
  readonly tcpConnections: number
  /** Times bytes of a followed stream were missing. */
  readonly gaps: number
  /** Packets cut by the capture's snap length. */
  readonly snaplenCut: number
  /** Conversations or observations dropped because a table was full. */
  readonly evicted: number
  readonly notes: readonly string[]
  /** Odd input by stable name. */
  readonly oddities: Readonly<Record<string, number>>
}

export interface CaptureFacts {
  readonly captures: readonly CaptureSummary[]
  readonly coverage: Coverage
  readonly stations: readonly Station[]
  readonly bindings: readonly Binding[]
  readonly speakers: readonly Speaker[]
  readonly observations: readonly Observation[]
  readonly credentials: readonly CredentialSeen[]
  readonly conversations: readonly Conversation[]
}
