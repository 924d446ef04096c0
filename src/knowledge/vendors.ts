/** Vendors: one canonical name for the many spellings in advisories, on the wire and in the IEEE registry. */
import type { Says } from './attribute.ts'
import { nameKey, tidyCompany } from './company.ts'
import { load } from './load.ts'
import type { Checked } from './schema.ts'

export type Vendor = Checked<'vendors'>['vendors'][number]

/** What a registrant's block says about the device when it makes essentially one family of products. */
export interface Registrant {
  readonly vendor: Vendor | null
  readonly says: Pick<Says, 'type' | 'family' | 'category'> | null
}

export function vendors(): readonly Vendor[] {
  return load('vendors', 'vendors.yaml').vendors
}

export function vendorById(id: string): Vendor | null {
  return index().ids.get(id) ?? null
}

/**
 * The vendor meant by a spelling of its name: legal forms, case, punctuation and accents do not count. `null`
 * if it is not in the knowledge base.
 */
export function vendorByName(text: string): Vendor | null {
  const { names } = index()
  const key = nameKey(text)
  return names.get(key) ?? names.get(nameKey(tidyCompany(text))) ?? null
}

/** The canonical name for a spelling, or the spelling itself without its legal form. */
export function vendorName(text: string): string {
  return vendorByName(text)?.name ?? tidyCompany(text)
}

/** The vendor that a MAC's first three octets mean, whoever registered them: six upper-case hexadecimal digits. */
export const vendorByBlock = (prefix: string): Vendor | null => index().blocks.get(prefix) ?? null

/**
 * The vendor behind a registrant of the IEEE registry, spelt as there. Where a vendor lists its registrants the
 * list is complete: a brand such as "Contec" is also the name of companies that have nothing to do with it.
 */
export function vendorByRegistrant(registrant: string): Registrant {
  const { registrants, prefixes } = index()
  const key = plain(registrant)
  const listed = registrants.get(key) ?? prefixes.find(([prefix]) => leads(prefix, key))?.[1]
  if (listed) return listed
  const vendor = vendorByName(registrant)
  return { vendor: vendor && listsNone(vendor) ? vendor : null, says: null }
}

const listsNone = ({ registrants, oui, blocks }: Vendor): boolean =>
  registrants.length + oui.length + blocks.length === 0

/** Begins with these whole words. */
const leads = (prefix: string, text: string): boolean =>
  text.startsWith(prefix) && !/[\p{L}\p{N}]/u.test(text[prefix.length] ?? ' ')

interface Index {
  readonly ids: Map<string, Vendor>
  readonly names: Map<string, Vendor>
  readonly registrants: Map<string, Registrant>
  readonly blocks: Map<string, Vendor>
  /** Longest first. */
  readonly prefixes: readonly (readonly [string, Registrant])[]
}

let built: Index | undefined

function index(): Index {
  built ??= build(vendors())
  return built
}

function build(list: readonly Vendor[]): Index {
  const ids = new Map<string, Vendor>()
  const names = new Map<string, Vendor>()
  const registrants = new Map<string, Registrant>()
  const blocks = new Map<string, Vendor>()
  const prefixes: [string, Registrant][] = []
  const register = (spelling: string, registrant: Registrant) => {
    if (spelling.endsWith('*')) prefixes.push([plain(spelling.slice(0, -1)), registrant])
    else registrants.set(plain(spelling), registrant)
  }
  for (const vendor of list) {
    ids.set(vendor.id, vendor)
    for (const block of vendor.blocks) blocks.set(block, vendor)
    for (const spelling of [...vendor.aliases, vendor.name]) names.set(nameKey(spelling), vendor)
    for (const spelling of vendor.registrants) register(spelling, { vendor, says: null })
    for (const { registrants: some, says } of vendor.oui)
      for (const spelling of some) register(spelling, { vendor, says: says as Says })
  }
  // of "Acme Company" the one word left may mean anybody
  for (const vendor of list)
    for (const name of [...vendor.aliases, vendor.name].map(tidyCompany))
      if (/\s/.test(name) && !names.has(nameKey(name))) names.set(nameKey(name), vendor)
  prefixes.sort((a, b) => b[0].length - a[0].length)
  return { ids, names, registrants, blocks, prefixes }
}

const plain = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase()
