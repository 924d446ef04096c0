/** IANA private enterprise numbers (RFC 2578 section 4): who defines a branch of SNMP's object tree. */
import { load } from './load.ts'
import { type Vendor, vendorById } from './vendors.ts'

/** An agent that runs on devices of any make names its software, never the device's vendor. */
export type Enterprise =
  | { readonly kind: 'vendor'; readonly vendor: Vendor }
  | { readonly kind: 'software'; readonly name: string }

export function enterpriseByNumber(number: number): Enterprise | null {
  const entry = load('enterprises', 'iana-enterprise.yaml').numbers[String(number)]
  if (entry === undefined) return null
  if (entry.startsWith('~')) return { kind: 'software', name: entry.slice(1).trim() }
  const vendor = vendorById(entry)
  return vendor && { kind: 'vendor', vendor }
}

/** The number in an object identifier below `1.3.6.1.4.1`; `null` for any other. */
export function enterpriseNumber(oid: string): number | null {
  const found = /^\.?1\.3\.6\.1\.4\.1\.(\d{1,10})(?:\.|$)/.exec(oid)
  return found ? Number(found[1]) : null
}
