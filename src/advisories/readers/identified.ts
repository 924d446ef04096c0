/** Products and components as bills of material and VEX documents name them: by package URL, CPE, or in words. */
import type { Component } from '../document-reader.ts'
import { type ProductReference, productReference } from '../statement.ts'
import { allVersions, type Constraint, exactly, ranges, unstated } from '../versions/constraint.ts'
import { parseCpe } from './cpe.ts'
import { productsOfCpe } from './cpe-product.ts'

export interface Identified {
  readonly product: ProductReference
  readonly constraint: Constraint
}

export interface Names {
  readonly name: string | null
  readonly vendor: string | null
  readonly version: string | null
  readonly cpe: string | null
  readonly purl: string | null
}

/** Of images: which of them it is, and no version. */
const NO_VERSION = /^(?:latest|sha(?:1|224|256|384|512):[0-9a-f]+)$/i

/** `null` where nothing names it. `every`: without a version, every version is meant. */
export function identified({ name, vendor, version, cpe, purl }: Names, every = false): Identified | null {
  const parsed = cpe === null ? null : parseCpe(cpe)
  const byCpe = parsed === null ? null : productsOfCpe(parsed)[0]
  const byPurl = purl === null ? null : parsePackageUrl(purl)
  const called = name ?? byPurl?.name ?? byCpe?.name ?? null
  if (called === null || called.length > 1024) return null
  const cpeVersion = byCpe && byCpe.version !== '*' && byCpe.version !== '-' ? byCpe.version : null
  const told = version ?? byPurl?.version ?? cpeVersion
  const exact = told !== null && NO_VERSION.test(told) ? null : told
  const product = productReference(called, {
    vendor: vendor ?? byCpe?.vendor ?? byPurl?.maker ?? null,
    part: parsed?.part ?? null,
    cpes: cpe === null ? [] : [cpe],
    purls: purl === null ? [] : [purl],
  })
  const constraint =
    exact !== null ? ranges(exact, [exactly(exact)]) : every && told === null ? allVersions() : unstated()
  return { product, constraint }
}

/** The name that a reference is, if it is words and no number that a program gave it: `pump-3000`. */
export function nameInReference(ref: string): string | null {
  const isName =
    ref.length <= 100 &&
    /\p{L}{3}/u.test(ref) &&
    !/^[0-9a-f]{8}-?[0-9a-f-]{8,}$/i.test(ref) &&
    !/[:/@]/.test(ref)
  return isName ? wordsOf(ref) : null
}

export function component(names: Names): Component | null {
  const found = identified(names)
  if (found === null) return null
  const { product, constraint } = found
  const version = constraint.kind === 'ranges' ? constraint.raw : null
  return { name: product.name, vendor: product.vendor, version, cpe: names.cpe, purl: names.purl }
}

export interface PackageUrl {
  readonly name: string
  readonly version: string | null
  /** Who makes it, where the namespace says so. */
  readonly maker: string | null
}

/**
 * `pkg:npm/%40acme/viewer@1.2?arch=x` (purl specification, section "Rules for each purl component"). Of types that no package manager
 * keeps, `pkg:generic/acme/pump-3000`, the namespace is the maker, and the name stands for words.
 */
export function parsePackageUrl(purl: string): PackageUrl | null {
  const [, type = '', path, version] = /^pkg:([a-z][\w.+-]*)\/([^@?#]+)(?:@([^?#]+))?/i.exec(purl) ?? []
  if (path === undefined) return null
  const parts = decode(path.replace(/\/+$/, '')).split('/')
  const name = parts.at(-1)!
  const isProduct = /^(?:generic|swid)$/i.test(type)
  return {
    name: isProduct ? wordsOf(name) : name,
    version: version === undefined ? null : decode(version),
    maker: isProduct && parts.length > 1 ? wordsOf(parts.at(-2)!) : null,
  }
}

const wordsOf = (part: string): string => part.replace(/[-_]+/g, ' ').trim()

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
