/** Assets: what identity concludes. One physical or virtual device, whatever its addresses. */
import type { Brand } from './brand.ts'
import type { Ip } from './ip.ts'
import type { Mac } from './mac.ts'
import type { CredentialSeen, Observation, Seconds, Where } from './observation.ts'

/**
 * Made from the asset's smallest MAC, else its smallest address; of a device without either from its EUI-64, else from
 * its gateway's id and what tells it apart there. The same capture gives the same id.
 */
export type AssetId = Brand<string, 'AssetId'>

/** The attributes that evidence speaks of. */
export type AssetAttribute =
  | 'type'
  | 'subtype'
  | 'family'
  | 'category'
  | 'vendor'
  | 'model'
  | 'product'
  | 'version'
  | 'serial'
  | 'udi'
  | 'os.name'
  | 'os.version'
  | 'os.build'
  | 'hostname'
  | 'role'
  | 'component.name'
  | 'component.version'

/** What one fingerprint (or one rule of identity) says of one asset from one observation. */
export interface Claim {
  readonly attribute: AssetAttribute
  readonly value: string
  /** 0-1, how much the claim weighs by itself. */
  readonly strength: number
  /** The fingerprint's id, or the name of the rule. */
  readonly by: string
  readonly protocol: string
  readonly field: string
  /** What stood on the wire. */
  readonly observed: string
  /** Everything the same fingerprint says from the same observation. */
  readonly says: { readonly [A in AssetAttribute]?: string | undefined }
  /** The device said it itself. */
  readonly self: boolean
  readonly at: Seconds
  readonly where: Where
}

/** How one attribute was decided. */
export interface Verdict {
  readonly attribute: AssetAttribute
  readonly value: string
  /** 0-1. */
  readonly confidence: number
  /** Claims for the value, strongest first. */
  readonly won: readonly Claim[]
  /** Other values with their joint weight, and why they lost. */
  readonly lost: readonly {
    readonly value: string
    readonly weight: number
    readonly because: string
    readonly claims: readonly Claim[]
  }[]
}

/** An attribute of which something was said, but too little, or too much of different kinds, to decide. */
export interface Undecided {
  readonly attribute: AssetAttribute
  readonly because: string
  /** Heaviest first. */
  readonly candidates: readonly {
    readonly value: string
    readonly weight: number
    readonly claims: readonly Claim[]
  }[]
}

export interface AddressUse {
  readonly address: Ip
  readonly first: Seconds
  readonly last: Seconds
}

export interface Service {
  readonly transport: 'tcp' | 'udp'
  readonly port: number
  readonly protocol: string | null
}

/** Where a device is plugged in or placed, as far as the wire tells. */
export interface Place {
  readonly switch: string | null
  readonly port: string | null
  readonly accessPoint: string | null
  readonly ward: string | null
  readonly bed: string | null
}

export interface Asset {
  readonly id: AssetId
  /** A MAC that two hosts use stands with the one that has it by right, as far as can be told. */
  readonly macs: readonly Mac[]
  /** Hosts that use the same MAC at the same time. */
  readonly sharesMacWith: readonly AssetId[]
  readonly ips: readonly AddressUse[]
  readonly vlans: readonly number[]
  readonly hostnames: readonly string[]
  /** By attribute; absent: nothing (strong enough) is known. */
  readonly verdicts: ReadonlyMap<AssetAttribute, Verdict>
  readonly undecided: readonly Undecided[]
  /** Forwards packets of others. */
  readonly router: boolean
  readonly internal: boolean
  /** The gateway through which alone it is known; such a device has neither MACs nor addresses. */
  readonly behind: AssetId | null
  /** Addresses it was seen to share with another device at the same time. */
  readonly sharedAddresses: readonly Ip[]
  readonly place: Place
  readonly firstSeen: Seconds
  readonly lastSeen: Seconds
  readonly services: readonly Service[]
  readonly observations: readonly Observation[]
  readonly credentials: readonly CredentialSeen[]
  /** Why addresses were put together, in sentences. */
  readonly joins: readonly string[]
}
