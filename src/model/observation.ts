/** Observations: facts read about one endpoint at one time. Append-only, never an opinion. */
import type { Ip } from './ip.ts'
import type { Mac } from './mac.ts'

/** Seconds since 1970-01-01 UTC, from the packet; fraction kept to about a microsecond. */
export type Seconds = number

/** Name of one kind of fact, `<protocol>.<what>`; each protocol declares its own (see `protocols/protocol.ts`). */
export type FieldName = `${string}.${string}`

/** What a field holds. `transient` text is matched against fingerprints while it is parsed and never kept whole. */
export interface FieldInfo {
  readonly label: string
  readonly transient?: true
  /** The fact is about one service of the endpoint: where it was seen is kept, and equal facts of two ports are two. */
  readonly service?: true
}
export type FieldTable = { readonly [name: FieldName]: FieldInfo }

/** Who a fact is about. At least one of the two is known. A MAC stands only where the frame or protocol ties it to them. */
export interface Endpoint {
  readonly mac: Mac | null
  readonly ip: Ip | null
  /**
   * Set: the fact is about a device without an address here, known through the one at `mac` and `ip`, its gateway.
   * The key tells it apart there: `eui64:...`, `serial:...`, `model:...@location` (see `protocols/protocol.ts`).
   */
  readonly device?: string
}

/** Where in the input a fact was read: capture file and 1-based number of the packet in it. */
export interface Where {
  readonly file: string
  readonly packet: number
}

/** A service that a fact is about, and who was at its other end when the fact was first seen. */
export interface ServiceSeen {
  readonly transport: 'tcp' | 'udp'
  /** Port of the server, whichever side the fact is about. */
  readonly port: number
  readonly peer: Ip | null
}

export interface Observation {
  readonly field: FieldName
  readonly value: string
  /** The folder name of the protocol that carried it. */
  readonly protocol: string
  readonly endpoint: Endpoint
  /** The endpoint said it of itself (as opposed to another host naming it). */
  readonly self: boolean
  readonly at: Seconds
  readonly last: Seconds
  readonly count: number
  readonly where: Where
  /** Set for fields that are facts of a service. */
  readonly service?: ServiceSeen
}

/** A login that crossed the wire readable. The password itself is never here, nor anything derived from it. */
export interface CredentialSeen {
  readonly protocol: string
  readonly server: Endpoint
  readonly client: Endpoint
  readonly port: number
  readonly user: string | null
  /** The pair stands in the list of known default logins. */
  readonly knownDefault: boolean
  /** The password was seen to be empty. */
  readonly blank: boolean
  /** `null`: the answer was not seen. */
  readonly accepted: boolean | null
  readonly at: Seconds
  readonly where: Where
}
