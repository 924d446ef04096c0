/**
 * What a protocol is to the rest of the house: a name, the fields it can observe, and up to four ways in
 * (link frames, datagrams, streams, TCP handshakes). A dissector reads bytes and reports facts; it never
 * concludes (no vendor, type or OS opinion), never throws on input, never keeps the bytes it was handed.
 */

import type { EventBody } from '../model/event.ts'
import type { Ip } from '../model/ip.ts'
import type { Mac } from '../model/mac.ts'
import type { Endpoint, FieldName, FieldTable } from '../model/observation.ts'

export interface Protocol {
  /** Folder name, log key, documentation anchor and name in documents: one spelling. */
  readonly name: string
  /** What it is and where it is specified, for the documentation. */
  readonly title: string
  readonly fields: FieldTable
  /** Hints only: which dissectors to ask first. The bytes decide. */
  readonly ports?: { readonly tcp?: readonly number[]; readonly udp?: readonly number[] }
  readonly frame?: FrameDissector
  readonly datagram?: DatagramDissector
  readonly stream?: StreamDissector
  readonly handshake?: HandshakeDissector
}

/**
 * Whom a fact is about: a party of the exchange, an endpoint that the bytes name, or a device without an address
 * here that a party (its gateway) speaks for.
 */
export type About<Party extends string> =
  | Party
  | { readonly mac?: Mac | null; readonly ip?: Ip | null }
  | Behind<Party>

/**
 * A device known only through party `behind`. `device` tells it apart there, the same in every message: `eui64:` and
 * 16 lower-case hexadecimal digits (of all keys the only one unique beyond the gateway), else `serial:NUMBER`, else
 * `model:NAME@LOCATION`, else what the protocol calls it (`bacnet:NETWORK/ADDRESS`). Never anything of a patient.
 */
export interface Behind<Party extends string> {
  readonly behind: Party
  readonly device: string
}

/** A party of an exchange. `mac` is the frame's; it may be a router's. */
export interface Party {
  readonly mac: Mac | null
  readonly ip: Ip | null
  readonly port: number
}

/** What every dissector may say. */
export interface Report<P extends string> {
  /** Packet time, seconds since 1970. */
  readonly at: number
  /**
   * States a fact. `about` a party that sent it means the party says it of itself; any other `about` means
   * that it is named by another (override with `self` where the protocol says otherwise).
   * Empty or null values are ignored; text is cleaned and bounded by the receiver.
   */
  observe(about: About<P>, field: FieldName, value: string | number | null, self?: boolean): void
  /** Offers text that may hold private data (declared `transient`): matched against fingerprints, then dropped. */
  match(about: About<P>, field: FieldName, text: string): void
  /** A login seen readable. `password` is compared with the known default logins and dropped at once. */
  credential(seen: {
    user: string | null
    password: string | null
    accepted: boolean | null
    about?: About<P>
  }): void
  /** Counts odd input under a stable name, e.g. `dns.pointer-loop`. */
  oddity(name: string): void
  /**
   * Tells those who watch behaviour, if anybody does, what party `by` did to the other. Nothing private: see
   * `model/event.ts`. `among` names the two where they are others than the parties.
   */
  event(by: P, body: EventBody, among?: Among): void
  /** Somebody watches: whatever is only made for events need not be made otherwise. */
  readonly watched: boolean
}

export interface Among {
  readonly actor?: Endpoint
  readonly target?: Endpoint
  readonly port?: number
}

// --- link frames --------------------------------------------------------------------------------------------

export interface FrameDissector {
  /** EtherTypes (>= 0x0600) it reads. */
  readonly etherTypes?: readonly number[]
  /** LLC destination SAPs it reads (IEEE 802.2). */
  readonly saps?: readonly number[]
  /** SNAP protocols it reads, as OUI * 65536 + protocol id. */
  readonly snap?: readonly number[]
  /** It reads management frames of IEEE 802.11; then `payload` starts with their frame control. */
  readonly wlanManagement?: true
  /** `payload` starts behind the EtherType, LLC or SNAP header. */
  observe(payload: Uint8Array, to: FrameReport): void
}

export interface FrameReport extends Report<'sender'> {
  readonly source: Mac
  readonly destination: Mac
  readonly vlan: number | null
  /**
   * On this segment `ip` belongs to `mac`: the word of ARP, DHCP or neighbour discovery. Only for bindings the
   * owner itself asserts or a server hands out, never for what is merely asked after.
   */
  binding(mac: Mac, ip: Ip): void
}

// --- datagrams (UDP, and IP protocols such as ICMPv6) -----------------------------------------------------------

export interface DatagramDissector {
  /** Set for IP protocols other than UDP (e.g. 58): payload then starts behind the IP header. */
  readonly ipProtocols?: readonly number[]
  /** `all`: every datagram of the conversation; `first` (default): the first 8 of each direction. */
  readonly follow?: 'all' | 'first'
  /**
   * Is it mine? Cheap and strict: 4 or more fixed bits of evidence per byte looked at; ports (in `to`) may
   * only break ties between formats that look alike.
   */
  probe(payload: Uint8Array, to: DatagramReport): boolean
  observe(payload: Uint8Array, to: DatagramReport): void
}

export interface DatagramReport extends Report<'sender' | 'receiver'> {
  readonly sender: Party
  readonly receiver: Party
  readonly vlan: number | null
  /** IP time to live or hop limit; 0 when unknown. */
  readonly ttl: number
  /** The receiver is a multicast or broadcast address. */
  readonly toMany: boolean
  /** Scratch memory of this conversation, the dissector's own; bounded by it. */
  readonly memory: Map<string, unknown>
  /** Which party offers the service; without it the engine goes by ports and by who began. */
  server(who: 'sender' | 'receiver'): void
  /** Says more about the conversation over TLS or QUIC. */
  tls(facts: TlsFacts): void
  /** As in {@link FrameReport}. */
  binding(mac: Mac, ip: Ip): void
}

// --- streams (TCP) --------------------------------------------------------------------------------------------

export type StreamSide = 'client' | 'server'

/** First bytes of a stream, each side; either may be empty so far. Where the start was missed they begin later. */
export interface StreamHead {
  readonly client: Uint8Array
  readonly server: Uint8Array
  /** Hints. */
  readonly clientPort: number
  readonly serverPort: number
}

/** `more`: could be mine, with more bytes to see (asked again up to 1,024 bytes a side). */
export type Verdict = 'yes' | 'no' | 'more'

export interface StreamDissector {
  /**
   * Is it mine? By content. Where the engine does not know who is the client it asks both ways round,
   * so judge `client` as what a client sends and `server` as what a server sends.
   */
  probe(head: StreamHead): Verdict
  start(to: StreamReport): StreamSession
}

export interface StreamSession {
  /**
   * New contiguous bytes: `bytes` is everything of that side not yet consumed. Returns how many bytes are done
   * with; fewer asks to be shown the rest again with more behind it, more skips bytes yet to come (bodies).
   * At most 64 KiB are held unconsumed for a session; then it is ended.
   */
  data(side: StreamSide, bytes: Uint8Array): number
  /** Bytes of that side are missing from here on (loss, gap): the next `data` starts behind the gap. */
  gap?(side: StreamSide): void
  /** The conversation is over or is followed no further. */
  end?(): void
}

export interface StreamReport extends Report<StreamSide> {
  readonly client: Party
  readonly server: Party
  /** The application protocol of the conversation, if not the dissector's own name (e.g. `dicom-tls`). */
  protocol(name: string): void
  tls(facts: TlsFacts): void
  /**
   * From the next byte of both sides on, another protocol speaks (STARTTLS, CONNECT, upgrade): recognise anew.
   * `elsewhere`: it is spoken with a host behind the server (a proxy), so nothing of it is a fact about the server.
   */
  handover(to?: 'elsewhere'): void
  /** Nothing more to learn. */
  done(): void
  /**
   * Follow this conversation further than the usual 64 KiB of each side, up to `bytes` of each side in all. Bytes
   * that are skipped do not count.
   */
  follow(bytes: number): void
}

export interface TlsFacts {
  readonly version?: string
  readonly cipher?: string
  readonly sni?: string
  readonly alpn?: string
  readonly ja4?: string
}

// --- TCP handshakes -------------------------------------------------------------------------------------------

export interface HandshakeDissector {
  /**
   * A SYN or SYN-ACK; `ip` and `tcp` hold the headers with their options. `isnStep`: with this one it is sure by how
   * much the initial sequence number of each connection that the sender accepts is more than the last; else `null`.
   */
  observe(ip: Uint8Array, tcp: Uint8Array, to: Report<'sender'>, isnStep: number | null): void
}
