/**
 * Who registered a MAC address with the IEEE. Names the maker of the network interface, which need not be the
 * maker of the device. The registry (5 MB) is read at the first look-up.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { isGroupMac, isLocalMac, type Mac } from '../model/mac.ts'
import { tidyCompany } from './company.ts'
import { type Registrant, vendorByBlock, vendorByRegistrant } from './vendors.ts'

export interface OuiBlock {
  /** As in the registry. */
  readonly registrant: string
  /** Canonical name where the knowledge base has one, else the registrant without its legal form. */
  readonly vendor: string
  /** Set for registrants that make essentially one family of products. */
  readonly says: Registrant['says']
  /** Maker of interfaces, embedded modules or virtual machines: says nothing of the device around it. */
  readonly module: boolean
  /** Maker of computers for any purpose, on which others build their devices. */
  readonly computers: boolean
}

/** Hex digits of a prefix: MA-S (36 bits), MA-M (28) and MA-L (24); the longest that is registered holds. */
const LARGE = 6
const LENGTHS = [9, 7, LARGE] as const

/** Blocks the IEEE hands out in parts, and owners who do not show their name. */
const NAMELESS = new Set(['IEEE Registration Authority', 'Private', ''])

/** `null` for addresses outside the registry: locally administered, group, unregistered or kept private. */
export function lookupOui(mac: Mac): OuiBlock | null {
  if (isGroupMac(mac) || isLocalMac(mac)) return null
  const hex = mac.replaceAll(':', '').toUpperCase()
  for (const length of LENGTHS) {
    const entry = registry()[hex.slice(0, length)]
    if (entry !== undefined) return blockOf(entry.split('\n', 1)[0]!.trim(), hex.slice(0, LARGE))
  }
  return null
}

const blocks = new Map<string, OuiBlock | null>()

function blockOf(registrant: string, prefix: string): OuiBlock | null {
  const meant = vendorByBlock(prefix)
  if (meant !== null)
    return { registrant, vendor: meant.name, says: null, module: meant.module === true, computers: false }
  const known = blocks.get(registrant)
  if (known !== undefined) return known
  const block = NAMELESS.has(registrant) ? null : describe(registrant)
  blocks.set(registrant, block)
  return block
}

function describe(registrant: string): OuiBlock {
  const { vendor, says } = vendorByRegistrant(registrant)
  const name = vendor?.name ?? tidyCompany(registrant)
  return {
    registrant,
    vendor: name,
    says,
    module: vendor?.module === true,
    computers: vendor?.computers === true,
  }
}

let loaded: Readonly<Record<string, string>> | undefined

/** Prefix in upper-case hex -> postal record, the registrant on its first line. */
function registry(): Readonly<Record<string, string>> {
  loaded ??= JSON.parse(readFileSync(createRequire(import.meta.url).resolve('oui-data'), 'utf8'))
  return loaded!
}
