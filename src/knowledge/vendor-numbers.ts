/** Vendors by the numbers under which industrial protocols know them: BACnet, CIP, PROFINET, KNX. */
import type { Says } from './attribute.ts'
import { load } from './load.ts'

/** Who gives the numbers out: ASHRAE, ODVA, PROFIBUS & PROFINET International, the KNX Association. */
export type VendorNumbers = 'bacnet' | 'odva' | 'profinet' | 'knx'

/** What the number says: a vendor by its spelling there, or a software that runs on devices of any make. */
export function saidByNumber(list: VendorNumbers, number: string): Says | null {
  const names = load('vendorNumbers', 'vendor-numbers.yaml')[list]
  const name = Object.hasOwn(names, number) ? names[number] : undefined
  if (name === undefined) return null
  return name.startsWith('~') ? { 'component.name': name.slice(1) } : { vendor: name }
}
