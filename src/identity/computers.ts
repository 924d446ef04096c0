/**
 * Signs of a computer: a Windows that says it is a client's, a host name set-up gave it. Appliances that are built on
 * one show the same, so that such signs do not speak against whatever names the appliance, however many they are.
 */
import { categoryOfFamily, categoryOfType, isMedicalCategory } from '../knowledge/taxonomy.ts'
import type { Claim } from '../model/asset.ts'
import { LEAST_WEIGHT } from './verdict.ts'

/** Claims about what kind of device it is. */
export interface KindClaims {
  readonly types: readonly Claim[]
  readonly families: readonly Claim[]
  readonly categories: readonly Claim[]
}

const WORKSTATION = 'workstation'
const SERVER = 'server'
/** A computer made for wards: it may stand in a device as well. */
const PANEL_PC = 'medical-cart-pc'
/** What is no medical device and yet more than the computer it is built on. */
const BUILT_ON_COMPUTERS: readonly string[] = ['pos-kiosk', PANEL_PC]

/**
 * The claims that are left, and those set aside. A workstation yields to anything that names a medical device, its
 * family or its category; a server only to what names a type, as the servers of a maker's devices bear its name, too.
 */
export function withoutComputers(kinds: KindClaims): KindClaims & { readonly aside: readonly Claim[] } {
  const yielding = new Set<string>()
  const namesType = kinds.types.some((c) => isNaming(c) && isMedicalCategory(categoryOfType(c.value)))
  if (namesType) yielding.add(SERVER)
  if (namesType || namesMedical(kinds)) yielding.add(WORKSTATION).add(PANEL_PC)
  if (kinds.types.some((c) => isNaming(c) && BUILT_ON_COMPUTERS.includes(c.value))) yielding.add(WORKSTATION)
  const stays = (c: Claim) => !yielding.has(c.value)
  return {
    types: kinds.types.filter(stays),
    families: kinds.families.filter(stays),
    categories: kinds.categories,
    aside: kinds.types.filter((c) => !stays(c)),
  }
}

/** Strong enough to be asserted by itself: several hints together may all come of what somebody does at a computer. */
const isNaming = (c: Claim): boolean => c.strength >= LEAST_WEIGHT

const namesMedical = ({ families, categories }: KindClaims): boolean =>
  families.some((c) => isNaming(c) && isMedicalCategory(categoryOfFamily(c.value))) ||
  categories.some((c) => isNaming(c) && isMedicalCategory(c.value))
