/**
 * Products that a tree makes of others: `relationships` of CSAF 2.0 (3.2.2.4) and of drafts of 2.1, `product_paths` of 2.1. "Firmware 4.1
 * installed on Pump" is the pump in that version, a library that is part of it by default makes it affected, and what is merely installed
 * on a system stays what it is.
 */

import { hardwareIn } from '../../prose/hardware.ts'
import type { Condition } from '../../statement.ts'
import { type Json, object, objects, text } from '../json.ts'
import type { Held, Leaf } from './tree.ts'

export interface Composite {
  readonly product: Json
  /** The beginning, then what each is in or on. */
  readonly steps: readonly Step[]
}

interface Step {
  readonly id: string
  /** How the step before it stands to this one; `null` for the first. */
  readonly category: string | null
}

export type Composites = ReadonlyMap<string, Composite>

/** Steps of one path; the longest of the standard's examples has three. */
const MOST_STEPS = 16
/** Of products made of products in a long row. */
const MOST_HELD = 32
const MOST_FAMILIES = 64

export function compositesOf(tree: Json): Composites {
  const found = new Map<string, Composite>()
  const add = (product: Json, steps: readonly { id: string | null; category: string | null }[]) => {
    const id = text(product.product_id)
    const known = steps.filter((one): one is Step => one.id !== null)
    if (id !== null && known.length === steps.length && steps.length > 1)
      found.set(id, { product, steps: known })
  }
  for (const one of objects(tree.relationships))
    add(object(one.full_product_name), [
      { id: text(one.product_reference), category: null },
      { id: text(one.relates_to_product_reference), category: text(one.category) },
    ])
  for (const one of objects(tree.product_paths))
    add(object(one.full_product_name), [
      { id: text(one.beginning_product_reference), category: null },
      ...objects(one.subpaths)
        .slice(0, MOST_STEPS)
        .map((step) => ({ id: text(step.next_product_reference), category: text(step.category) })),
    ])
  return found
}

/** `parts`: what the steps stand for. The outermost two are one product first, which the next is in. */
export function combined({ product, steps }: Composite, parts: readonly Leaf[]): Leaf {
  const whole = parts.reduceRight((outer, inner, i) => ofTwo(inner, outer, steps[i + 1]!.category))
  const id = text(product.product_id)!
  const own = object(product.product_identification_helper)
  return { ...whole, id, helper: Object.keys(own).length === 0 ? whole.helper : { ...whole.helper, ...own } }
}

function ofTwo(part: Leaf, whole: Leaf, category: string | null): Leaf {
  if (isFirmware(part, whole))
    return {
      ...whole,
      families: [...whole.families, ...part.families].slice(0, MOST_FAMILIES),
      // of two versions the hardware's is no version of the device
      fullName: part.version === null || whole.version === null ? whole.fullName : whole.name,
      version: part.version ?? whole.version,
      holds: [...whole.holds, ...revisionOf(part, whole)].slice(0, MOST_HELD),
    }
  if (isPartOfProduct(part, whole, category))
    return { ...whole, holds: [...whole.holds, ...heldBy(whole, part, category)].slice(0, MOST_HELD) }
  return { ...part, within: part.within === null ? whole : { ...part.within, within: whole } }
}

const FIRMWARE = /\b(?:firmware|fw|operating system|os)\b/i
const HARDWARE = /\b(?:hardware|hw)\b/i

/** Of the same maker, and called firmware by its name, its family or its CPE; or the same product once more, in a version. */
function isFirmware(part: Leaf, whole: Leaf): boolean {
  if (!sameVendor(part, whole)) return false
  if (FIRMWARE.test(part.name) || /\bsoftware\b/i.test(part.name)) return true
  if (part.families.some((family) => FIRMWARE.test(family))) return true
  if (isCpeOf('o', part) && (isCpeOf('h', whole) || whole.families.some((family) => HARDWARE.test(family))))
    return true
  return part.version !== null && whole.version === null && part.name === whole.name
}

const isCpeOf = (kind: 'o' | 'h', { helper }: Leaf): boolean =>
  new RegExp(`^cpe:(?:2\\.3:|/)${kind}:`).test(text(helper.cpe) ?? '')

const sameVendor = (a: Leaf, b: Leaf): boolean =>
  a.vendor === b.vendor || a.vendor === null || b.vendor === null

/** "HW rev a" as the version of the hardware, beside that of its firmware. */
const revisionOf = (part: Leaf, whole: Leaf): readonly Held[] =>
  part.version !== null && whole.version !== null && REVISION.test(whole.version)
    ? [{ kind: 'hardware', words: whole.version }]
    : []

/** "HW rev a": makers write it in small letters, too. */
export function revisionIn(words: string): Condition {
  const found = hardwareIn(words.replace(/(?<=\s)[a-z]$/, (letter) => letter.toUpperCase()))
  return found?.condition ?? { kind: 'text', text: words.slice(0, LONGEST_WORDS) }
}

const LONGEST_WORDS = 120
const REVISION = /\b(?:hardware|hw|rev(?:ision)?)\b/i

/** "Windows" in whatever release, or a distribution, whose release stands in its name. */
export const isSystem = ({ name, version }: Leaf): boolean =>
  version === null && (/\bLinux\b/.test(name) || ANY_SYSTEM.test(name))

const ANY_SYSTEM = /^(?:(?:microsoft|apple|google|gnu)\b[\s/]*)?(?:windows|linux|mac\s?os|android|ios)$/i

/** A part that the product has by default or as an option; packages of a distribution are looked up by themselves. */
function isPartOfProduct(part: Leaf, whole: Leaf, category: string | null): boolean {
  if (category !== 'default_component_of' && category !== 'optional_component_of') return false
  return (
    !isPackage(part) &&
    !(sameVendor(part, whole) && DISTRIBUTION.test(`${whole.vendor} ${whole.name} ${whole.fullName}`))
  )
}

/** The device of another maker that what is installed on it makes affected as well; `null` for systems, on which everything runs. */
export function carrierOf({ vendor, within }: Leaf): Leaf | null {
  if (within === null || vendor === null || within.vendor === null || vendor === within.vendor) return null
  const runsAnything =
    isSystem(within) || DISTRIBUTION.test(`${within.vendor} ${within.name} ${within.fullName}`)
  return runsAnything ? null : within
}

/** What the packages of distributions are parts of. */
const DISTRIBUTION =
  /\b(?:linux|red hat|suse|opensuse|ubuntu|canonical|debian|fedora|alma|rocky|oracle|amazon|photon|windows)\b/i

/** By its name, or by a package URL. */
const isPackage = ({ package: pack, helper }: Leaf): boolean =>
  pack !== null || /^pkg:(?:oci|docker)\//.test(text(helper.purl) ?? '')

/** A default part says nothing that the product's own version does not say; where it has none, the part's is what tells. */
const heldBy = (whole: Leaf, part: Leaf, category: string | null): readonly Held[] =>
  category === 'default_component_of' && whole.version !== null ? [] : [{ kind: 'part', part }]
