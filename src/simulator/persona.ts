/**
 * What a persona file declares: one device product as it behaves on a network. Everything here follows what is
 * documented of the product or of its class; nothing is made up so that a recognizer can find it.
 */
import type { StackName } from './network/stacks.ts'
import type { Random } from './random.ts'
import type { Service } from './service.ts'
import type { Unit } from './unit.ts'

/** The attributes of a device that a scorer compares. */
export type TrueAttribute =
  | 'type'
  | 'vendor'
  | 'model'
  | 'version'
  | 'serial'
  | 'os.name'
  | 'os.version'
  | 'os.build'
  | 'hostname'

/** Which network a product is plugged into. */
export type Zone =
  | 'clinical'
  | 'clinical-wireless'
  | 'monitoring'
  | 'imaging'
  | 'laboratory'
  | 'pharmacy'
  | 'building'
  | 'security'
  | 'voice'
  | 'office'
  | 'office-wireless'
  | 'servers'
  | 'guest'
  | 'management'
  /** Outside: beyond the firewall. */
  | 'internet'

/** Severities of use, as the taxonomy names them. */
export type Criticality = 'life-sustaining' | 'direct-therapy' | 'diagnostic' | 'support' | 'none'

/** One state of software in which units of the product are found. */
export interface Release {
  /** The device's own version as the wire spells it; null where it has none. */
  readonly version: string | null
  readonly os?: { readonly name: string; readonly version?: string; readonly build?: string }
  /** How many units run it, in proportion. */
  readonly share: number
  /** Where a release has another network stack than the persona's `stack`. */
  readonly stack?: StackName
}

export interface Product {
  /** An id of the taxonomy. */
  readonly type: string
  readonly subtype?: string
  /** The vendor's canonical name in knowledge/vendors.yaml. */
  readonly vendor: string
  /** As the wire spells it; null where the product has none. */
  readonly model: string | null
  /** The marketing name. */
  readonly product?: string
  readonly criticality: Criticality
  /** At least one; the newest first. */
  readonly releases: readonly Release[]
  /** Serial number of the unit; absent: it has none that matters. */
  readonly serial?: (random: Random, number: number) => string
}

/**
 * What the wire tells of a device once it has taken part in a conversation of some protocol. Whatever is not listed is
 * not expected of anybody who listens.
 */
export interface Shown {
  readonly shows?: readonly TrueAttribute[]
  /** Ids of weaknesses that can be read from it. */
  readonly weak?: readonly string[]
}

/** A DHCP client as its messages show it (RFC 2131, 2132). */
export interface DhcpClient {
  readonly kind: 'dhcp'
  /** Option 55 in its order. */
  readonly parameters: readonly number[]
  /** Option 60. */
  readonly vendorClass?: string | ((unit: Unit) => string)
  /** Option 12 carries the host name, unless false. */
  readonly tellsName?: boolean
  /** Option 81 carries it with its domain. */
  readonly tellsFqdn?: boolean
  /** Option 61: type 1 and the MAC. */
  readonly clientId?: boolean
  /** Answers are to be broadcast (RFC 2131 section 4.1). */
  readonly broadcast?: boolean
  /** Order of the options where it is not the usual one. */
  readonly order?: readonly number[]
}

/** Kinds of ward, by which devices are spread. */
export type WardKind =
  | 'icu'
  | 'emergency'
  | 'medical'
  | 'surgical'
  | 'operating'
  | 'neonatal'
  | 'dialysis'
  | 'outpatient'

/** How many units a hospital has; what applies is added up and rounded, the fraction left to chance. */
export interface Population {
  /** For every bed of the wards named. */
  readonly perBed?: number
  /** For every ward named. */
  readonly perWard?: number
  /** For every 100 beds of the site, in no ward. */
  readonly per100Beds?: number
  /** For every site, in no ward. */
  readonly perSite?: number
  /** The wards in which `perBed` and `perWard` count; all, where it is not named. */
  readonly wards?: readonly WardKind[]
  /** At least so many at the main site, where the sums above come to less. */
  readonly atLeast?: number
  /** Not at the smaller site. */
  readonly mainSiteOnly?: boolean
}

export interface Persona {
  /** The file's name without `.ts`. */
  readonly id: string
  readonly product: Product
  /** Blocks of the IEEE registry (6, 7 or 9 hexadecimal digits) from which its network interface has its MAC. */
  readonly ouis: readonly string[]
  /** The registrant of the block is the product's vendor, so that the MAC alone tells it. */
  readonly ouiTellsVendor?: boolean
  readonly stack: StackName
  readonly zone: Zone
  readonly addressing: { readonly kind: 'static' } | DhcpClient
  readonly population: Population
  /** Asks DNS for its peers; devices set up with addresses do not. */
  readonly resolves?: boolean
  /** Speaks IPv6 on the link: duplicate detection and router solicitation when it comes up. */
  readonly ipv6?: boolean
  /** What others find it by: `pacs`, `pump-server`, `dns` ... */
  readonly roles?: readonly string[]
  /** Absent: nothing is published of how the product is named, and the wire does not name it. */
  readonly hostname?: (unit: Unit) => string
  readonly services?: (unit: Unit) => readonly Service[]
  /** By protocol: `http`, or of one side alone `http:server`, `http:client`; `mac`: once its MAC was seen. */
  readonly wire: Readonly<Record<string, Shown>>
  /** Starts what the unit does of its own accord, once it is on the network. */
  readonly live: (unit: Unit) => void
  /** Where the behaviour is documented. */
  readonly source: string
}
