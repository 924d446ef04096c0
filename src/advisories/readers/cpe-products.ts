/** Products of one record's CPEs: matches that differ only in version share one, and editions that differ in versions are told apart. */
import { type ProductReference, productReference } from '../statement.ts'
import { type Cpe, parseCpe, words } from './cpe.ts'
import { productsOfCpe } from './cpe-product.ts'
import { objects, text } from './json.ts'

export interface Versioned {
  readonly product: ProductReference
  readonly version: string
}

export class CpeProducts {
  readonly #interned = new Map<string, ProductReference>()
  /** Editions of firmware, by vendor and product. */
  readonly #editions: ReadonlyMap<string, ReadonlySet<string>>

  constructor(configurations: readonly unknown[]) {
    this.#editions = editionsIn(configurations)
  }

  /** One, or the same in several ways of writing it. */
  of(cpe: Cpe, criteria: string): readonly Versioned[] {
    const edition = this.#tellingEdition(cpe)
    return productsOfCpe(cpe).map(({ vendor, name, version }) => {
      const called = edition === null ? name : `${name} (${words(edition)})`
      return { product: this.#intern(cpe, vendor, called, criteria), version }
    })
  }

  #intern(cpe: Cpe, vendor: string, name: string, criteria: string): ProductReference {
    const key = `${cpe.part}:${cpe.vendor}:${cpe.product}:${name}`
    let product = this.#interned.get(key)
    if (product === undefined) {
      const general = criteria.startsWith('cpe:2.3:') ? withoutVersion(criteria) : criteria
      product = productReference(name, { vendor, part: cpe.part, cpes: [general] })
      this.#interned.set(key, product)
    }
    return product
  }

  #tellingEdition(cpe: Cpe): string | null {
    const edition = editionOf(cpe)
    return edition !== null && (this.#editions.get(keyOf(cpe))?.size ?? 0) > 1 ? edition : null
  }
}

const keyOf = ({ vendor, product }: Cpe): string => `${vendor}:${product}`

/** "bacnet" and "p2_ethernet" of one controller's firmware, or the boards it is made for. */
function editionOf({ product, softwareEdition, targetHardware }: Cpe): string | null {
  if (!product.endsWith('_firmware')) return null
  return (
    [softwareEdition, targetHardware].find((one) => one !== '*' && one !== '-' && !PROCESSOR.test(one)) ??
    null
  )
}

const PROCESSOR = /^(?:x86|x64|amd64|arm|arm64|aarch64|itanium|mips|ppc|powerpc|s390x?|sparc)$/i

function editionsIn(configurations: readonly unknown[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>()
  for (const configuration of objects(configurations))
    for (const node of objects(configuration.nodes))
      for (const match of objects(node.cpeMatch)) {
        const criteria = text(match.criteria)
        if (criteria === null || !criteria.includes('_firmware:')) continue
        const cpe = parseCpe(criteria)
        const edition = cpe && editionOf(cpe)
        if (!edition) continue
        const known = found.get(keyOf(cpe))
        if (known) known.add(edition)
        else found.set(keyOf(cpe), new Set([edition]))
      }
  return found
}

function withoutVersion(criteria: string): string {
  const fields = criteria.match(/(?:[^\\:]|\\.)+/g) ?? []
  return fields.map((field, index) => (index === 5 || index === 6 ? '*' : field)).join(':')
}
