/**
 * Events: what happened on the wire, in packet order, for whoever watches behaviour. They pass by and are not kept;
 * nothing in them is private: names and identifiers come as digests or as shapes, passwords and patients not at all.
 */
import type { Digest } from './digest.ts'
import type { Ip } from './ip.ts'
import type { Mac } from './mac.ts'
import type { Endpoint, Seconds } from './observation.ts'

/** When, where in the input, and between whom. */
export interface EventFrame {
  readonly at: Seconds
  /** Index of the capture and 1-based number of the packet in it. */
  readonly file: number
  readonly packet: number
  /**
   * Where on the network: index of the capture interface, and 802.1Q id (`null`: none, or a whole flow is told of).
   * What one segment decides by itself (ARP, leases, routers) means the same only within it.
   */
  readonly interfaceIndex: number
  readonly vlan: number | null
  /** Name of the protocol that tells; `''` for the network layers. */
  readonly protocol: string
  /** Who acts. */
  readonly actor: Endpoint
  /** On whom; both addresses `null` where it is nobody in particular. */
  readonly target: Endpoint
  /** Port of the service; 0 where there is none. */
  readonly port: number
}

export type EventBody =
  | ConnectionEvent
  | FlowEnded
  | AddressEvent
  | LoginEvent
  | NameEvent
  | TimeEvent
  | MedicalEvent
  | ControlEvent
  | WindowsEvent
  | ContentEvent
  | CraftedEvent

export type EventKind = EventBody['kind']
export type WireEvent = EventFrame & EventBody
export type EventOf<K extends EventKind> = EventFrame & Extract<EventBody, { kind: K }>

/** Takes events in the order of the packets that show them. */
export interface EventSink {
  event(event: WireEvent): void
}

/** TCP: a SYN, its SYN-ACK, its RST. Other transports: the first packet of a flow. */
export type ConnectionEvent =
  | { readonly kind: 'opening'; readonly segmentSize: number | null; readonly sack: boolean }
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused' }
  | {
      readonly kind: 'first-packet'
      readonly transport: 'udp' | 'icmp' | 'ip'
      readonly senderPort: number
      readonly toMany: boolean
      /** An ICMP or ICMPv6 echo request. */
      readonly echo: boolean
    }
  /** Frames other than IP that went to everybody, in the second before. */
  | { readonly kind: 'broadcast-rate'; readonly frames: number }

/** A flow is over, or has been idle for long. The actor is its client. */
export interface FlowEnded {
  readonly kind: 'flow-ended'
  readonly transport: 'tcp' | 'udp' | 'icmp' | 'ip'
  readonly application: string | null
  readonly clientPackets: number
  readonly serverPackets: number
  readonly clientBytes: number
  readonly serverBytes: number
  readonly first: Seconds
  readonly last: Seconds
  readonly answered: boolean
  readonly rolesKnown: boolean
  /** The client's port. */
  readonly clientPort: number
  readonly sni: string | null
  readonly ja4: readonly string[]
}

export type AddressEvent =
  /** ARP: a station says that an address is its own. */
  | {
      readonly kind: 'arp-claim'
      readonly mac: Mac
      readonly ip: Ip
      readonly reply: boolean
      readonly asked: Ip
    }
  /** ARP: who has this address? */
  | { readonly kind: 'arp-question'; readonly ip: Ip }
  /** DHCP: a client begins (DISCOVER), with the hardware address it states. */
  | { readonly kind: 'lease-sought'; readonly client: Mac }
  /** DHCP: a server offers or grants; `server` as it names itself. */
  | {
      readonly kind: 'lease-offered'
      readonly client: Mac | null
      readonly server: Ip | null
      readonly address: Ip | null
      readonly router: Ip | null
      readonly resolver: Ip | null
      readonly relayed: boolean
    }
  /** Router advertisement with a lifetime, or a DHCPv6 advertisement. */
  | { readonly kind: 'router-offered' }
  | { readonly kind: 'lease6-offered' }

export interface LoginEvent {
  readonly kind: 'login'
  /** `null`: the answer was not seen. */
  readonly accepted: boolean | null
  readonly user: Digest | null
  /** Blurred digest of what was tried; `null` where it does not cross the wire. */
  readonly guess: number | null
  readonly knownDefault: boolean
}

export type NameEvent =
  /** A name asked for over DNS. */
  | {
      readonly kind: 'name-asked'
      /** Last two labels. */
      readonly zone: string
      readonly name: Digest
      /** Of the labels in front of the zone: the longest one's length, all characters, bits per character. */
      readonly longest: number
      readonly characters: number
      readonly entropy: number
      /** TXT, NULL or another type that carries free data. */
      readonly freeData: boolean
      /** Digests of the name and of each of its parents down to the zone. */
      readonly suffixes: readonly Digest[]
    }
  /** The server's answer: to whom the actor (the server) gave which addresses. */
  | {
      readonly kind: 'name-answered'
      readonly zone: string
      readonly name: Digest
      readonly missing: boolean
      readonly random: boolean
      readonly addresses: readonly Ip[]
    }
  /** LLMNR, NetBIOS: somebody says that a name is its own. */
  | { readonly kind: 'name-claimed'; readonly name: Digest; readonly ip: Ip | null }

/** A synchronised time server answers; `ahead`: seconds by which its time is ahead of the capture's clock. */
export interface TimeEvent {
  readonly kind: 'time-told'
  readonly ahead: Seconds
}

export type MedicalEvent =
  | {
      readonly kind: 'dicom-operation'
      readonly operation: 'echo' | 'store' | 'find' | 'get' | 'move' | 'other'
      readonly caller: Digest | null
      readonly called: Digest | null
      /** C-MOVE: where to. */
      readonly destination: Digest | null
    }
  /** Answers to one C-FIND so far. */
  | { readonly kind: 'dicom-results'; readonly results: number }
  | {
      readonly kind: 'dicom-refused'
      readonly reason: number
      readonly caller: Digest | null
      readonly called: Digest | null
    }
  | {
      readonly kind: 'hl7-message'
      /** `ORU^R01`. */
      readonly type: string
      readonly sender: Digest | null
      readonly control: Digest | null
      readonly content: Digest
    }
  | { readonly kind: 'hl7-answer'; readonly refused: boolean }

/** A command to a machine, or a change of its settings. */
export interface ControlEvent {
  readonly kind: 'control'
  readonly command: 'write' | 'stop' | 'restart' | 'program' | 'silence'
  /** As the protocol calls it: `write-property`, `plc-stop`. */
  readonly function: string
}

export type WindowsEvent =
  | { readonly kind: 'share-opened'; readonly share: 'ADMIN$' | 'C$' | 'IPC$' | 'drive$' | 'other' }
  | {
      readonly kind: 'file-touched'
      readonly how: 'create' | 'open' | 'read' | 'write' | 'rename' | 'delete'
      /** Lower case, without the dot; `''` without. */
      readonly extension: string
      readonly folder: Digest
      /** The name is one that ransom notes bear. */
      readonly note: boolean
    }
  | { readonly kind: 'pipe-opened'; readonly pipe: string }
  | { readonly kind: 'rpc-bound'; readonly interface: string }
  | { readonly kind: 'rpc-called'; readonly interface: string; readonly operation: number }
  | { readonly kind: 'ticket-asked'; readonly service: Digest; readonly weak: boolean }

export type ContentEvent =
  /** A file goes to a device; whether its name looks like firmware or configuration. */
  | { readonly kind: 'upload'; readonly firmware: boolean; readonly bytes: number }
  /** Content that only one purpose has: `stratum`, `pjl-file-system`, `executable-preamble`, `wsman`. */
  | { readonly kind: 'content-sign'; readonly sign: string }

/** Bytes that no stack writes by itself. */
export interface CraftedEvent {
  readonly kind: 'crafted'
  readonly sign: CraftedSign
}
export type CraftedSign =
  | 'urgent-zero'
  | 'urgent-beyond'
  | 'syn-urgent'
  | 'source-route'
  | 'source-route-broken'
  | 'igmp-fragment'
  | 'rarp-reply'
  | 'dhcp-group-address'
  | 'ip-in-ip-fragment'
  | 'icmp-165'
  | 'trans2-session-setup'
  | 'nt-trans-large'
  | 'smb1-no-resources'
  | 'ms-t120'
  | 'malformed'
