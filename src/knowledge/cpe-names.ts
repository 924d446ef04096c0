/** What people call makers and products that their CPE names otherwise. */
import { load } from './load.ts'

interface Names {
  readonly makers: ReadonlyMap<string, string>
  /** By `vendor:product`. */
  readonly products: ReadonlyMap<string, string>
  readonly builtIn: ReadonlySet<string>
}

let names: Names | undefined

function read(): Names {
  const { makers, products, builtIn } = load('cpeNames', 'cpe-names.yaml')
  return {
    makers: new Map(Object.entries(makers)),
    products: new Map(products.map(([vendor, product, name]) => [`${vendor}:${product}`, name])),
    builtIn: new Set(builtIn.map(([vendor, product]) => `${vendor}:${product}`)),
  }
}

/** `dahuasecurity` is Dahua; `null` where the CPE's own word will do. */
export function makerOfCpe(vendor: string): string | null {
  names ??= read()
  return names.makers.get(vendor) ?? null
}

/** `linux:linux_kernel` is Linux; `null` where the CPE's own words will do. */
export function nameOfCpe(vendor: string, product: string): string | null {
  names ??= read()
  return names.products.get(`${vendor}:${product}`) ?? null
}

/** A part that each system it is listed with carries: what is said of it is said of them. */
export function isBuiltIn(vendor: string, product: string): boolean {
  names ??= read()
  return names.builtIn.has(`${vendor}:${product}`)
}
