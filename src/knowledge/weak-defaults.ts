/** What products ship with and nobody should keep: certificates, addresses, names; and software nobody mends any more. */
import { load } from './load.ts'
import { type Pattern, pattern } from './pattern.ts'
import type { Checked } from './schema.ts'

type Defaults = Checked<'weakDefaults'>
const defaults = (): Defaults => load('weakDefaults', 'weak-defaults.yaml')

interface Known {
  readonly matches: Pattern
  readonly what: string
}

let certificates: readonly Known[] | undefined
let hostNames: readonly Known[] | undefined
let remoteAccess: readonly Known[] | undefined
const known = (rows: readonly (readonly [string, string, string])[]): Known[] =>
  rows.map(([source, what]) => ({ matches: pattern(source, { ignoreCase: true }), what }))
const firstOf = (list: readonly Known[], text: string): string | null =>
  list.find(({ matches }) => matches.find(text) !== null)?.what ?? null

/** The product that ships or makes certificates with this subject or issuer; `null` for any other. */
export function defaultCertificate(name: string): string | null {
  certificates ??= known(defaults().certificates)
  return firstOf(certificates, name)
}

/** Whose factory name a host name is; `null` for any other. */
export function defaultHostName(name: string): string | null {
  hostNames ??= known(defaults().hostNames)
  return firstOf(hostNames, name)
}

/** The remote access product whose servers a domain name is of; `null` for any other. */
export function remoteAccessProduct(domain: string): string | null {
  remoteAccess ??= known(defaults().remoteAccess)
  return firstOf(remoteAccess, domain)
}

/** The product that an address is the factory setting of; `null` for any other. */
export const defaultAddress = (ip: string): string | null =>
  defaults().addresses.find(([address]) => address === ip)?.[1] ?? null

/** The public name server that an address is; `null` for any other. */
export const publicResolver = (ip: string): string | null =>
  defaults().resolvers.find(([address]) => address === ip)?.[1] ?? null

/** The rule by which the makers of a card are excluded from procurement; `null` for any other. */
export const excludedMaker = (vendor: string): string | null =>
  defaults().excludedVendors.find(([name]) => name === vendor.toLowerCase())?.[1] ?? null

export interface Outdated {
  readonly product: string
  readonly version: string
  /** The first version that was still mended then. */
  readonly supportedFrom: string
  /** ISO date of the last updates for what is before it. */
  readonly ended: string
}

type Row = Defaults['software'][number]
let software: readonly (Row & { readonly known: Pattern })[] | undefined

/** Software of a kind that a banner names in a version that on a day (ISO date) is no longer mended. */
export function outdatedSoftware(kind: Row['kind'], banner: string, day: string): Outdated | null {
  software ??= defaults().software.map((s) => ({ ...s, known: pattern(s.banner, { ignoreCase: true }) }))
  for (const { product, below, ended, known } of software.filter((s) => s.kind === kind)) {
    const version = ended < day ? known.find(banner)?.groups.version : undefined
    if (version !== undefined && isBefore(version, below))
      return { product, version, supportedFrom: below, ended }
  }
  return null
}

/** By numbers, as far as the limit has them: `2.4` holds all of 2.4. */
export function isBefore(version: string, limit: string): boolean {
  const [a, b] = [version, limit].map((v) =>
    v
      .split(/[^0-9]+/)
      .filter((n) => n !== '')
      .map(Number),
  )
  for (let i = 0; i < b!.length; i++) {
    const difference = (a![i] ?? 0) - b![i]!
    if (difference !== 0) return difference < 0
  }
  return false
}
