/** Of which products a vulnerability of a CycloneDX document is told: `affects[]` and its versions. */
import type { Status } from '../statement.ts'
import { type Constraint, exactly, type Range, ranges } from '../versions/constraint.ts'
import { type Identified, identified, type Names, nameInReference } from './identified.ts'
import { type Json, object, objects, text } from './json.ts'
import { readVers, type Vers } from './vers.ts'
import { readVersionWords } from './version-words.ts'

export interface Concerned {
  readonly found: Identified
  readonly constraint: Constraint
  readonly status: Status
}

export class CycloneDxSubjects {
  readonly #byRef: ReadonlyMap<string | null, Json>
  readonly #root: Identified | null
  readonly #supplier: string | null

  constructor(everything: readonly Json[], root: Identified | null, supplier: string | null) {
    this.#byRef = new Map(everything.map((one) => [text(one['bom-ref']), one]))
    this.#root = root
    this.#supplier = supplier
  }

  /**
   * A maker speaks of the product as a whole, also where `affects` points at a part of it: whether the part's flaw can be
   * used there is what the analysis says. Only a document without a product speaks of the parts themselves. `unknown`:
   * references into documents that are not here.
   */
  of(one: Json, said: Status | undefined): { concerned: readonly Concerned[]; unknown: readonly string[] } {
    const affects = objects(one.affects)
    if (this.#root !== null) return { concerned: this.#ofRoot(this.#root, affects, said), unknown: [] }
    const unknown: string[] = []
    const concerned = affects.flatMap((a): readonly Concerned[] => {
      const ref = text(a.ref)
      const part = this.#partAt(ref)
      const found = part === undefined ? this.#linked(ref) : identified(namesOf(part, this.#supplier))
      if (found === null) {
        if (ref !== null) unknown.push(ref)
        return []
      }
      const versions = versionsOf(a, said)
      if (versions.length > 0) return versions.map((told) => ({ found, ...told }))
      return [{ found, constraint: found.constraint, status: said ?? 'affected' }]
    })
    return { concerned, unknown }
  }

  #ofRoot(root: Identified, affects: readonly Json[], said: Status | undefined): readonly Concerned[] {
    const own = affects.flatMap((a) => (isRoot(this.#partAt(text(a.ref)), root) ? versionsOf(a, said) : []))
    if (own.length > 0) return own.map((told) => ({ found: root, ...told }))
    return [{ found: root, constraint: root.constraint, status: said ?? 'under_investigation' }]
  }

  /** By its `bom-ref`, or by a link to one: `urn:cdx:serial/1#ref`. */
  #partAt(ref: string | null): Json | undefined {
    return this.#byRef.get(ref) ?? (ref === null ? undefined : this.#byRef.get(fragmentOf(ref)))
  }

  /** A reference into another document is often a package URL or CPE; else it may be the name of the product. */
  #linked(ref: string | null): Identified | null {
    const own = ref === null ? '' : fragmentOf(ref)
    const purl = own.startsWith('pkg:') ? own : null
    const cpe = own.startsWith('cpe:') ? own : null
    const name = purl === null && cpe === null ? nameInReference(own) : null
    return identified({ name, vendor: this.#supplier, version: null, purl, cpe })
  }
}

function fragmentOf(ref: string): string {
  const own = ref.slice(ref.indexOf('#') + 1)
  // package URLs are written as they are, or encoded once more
  if (own.startsWith('pkg:') || !own.includes('%')) return own
  try {
    return decodeURIComponent(own)
  } catch {
    return own
  }
}

function isRoot(part: Json | undefined, root: Identified): boolean {
  return part !== undefined && text(part.name) === root.product.name
}

function versionsOf(affects: Json, said: Status | undefined): { constraint: Constraint; status: Status }[] {
  const by = new Map<Status, Range[]>()
  const add = (status: Status, more: readonly Range[]) => {
    const list = by.get(status) ?? []
    by.set(status, list)
    for (const one of more) list.push(one)
  }
  for (const { version, range, status } of objects(affects.versions)) {
    const is = statusOf(text(status), said)
    const exact = text(version)
    if (exact !== null) add(is, [exactly(exact)])
    const read = exact === null ? readRange(text(range)) : null
    if (read === null) continue
    add(is, read.ranges)
    if (read.except.length > 0)
      add(
        OTHERWISE[is],
        read.except.map((one) => exactly(one)),
      )
  }
  return [...by]
    .filter(([, list]) => list.length > 0)
    .map(([status, list]) => ({ status, constraint: ranges('', list) }))
}

/** By the purl project's notation; some write "< 2.0" alone. */
function readRange(range: string | null): Vers | null {
  if (range === null || range.length > LONGEST_RANGE) return null
  const vers = readVers(range)
  if (vers !== null) return vers
  const words = readVersionWords(range)
  return words.kind === 'ranges' ? { ranges: words.ranges, except: [] } : null
}

/** In UTF-16 units, as the notation is read. */
const LONGEST_RANGE = 10_000

/** What is left out of a range. */
const OTHERWISE: Readonly<Record<Status, Status>> = {
  affected: 'not_affected',
  not_affected: 'under_investigation',
  fixed: 'under_investigation',
  under_investigation: 'not_affected',
}

/** What stands beside a version is said of it; the state of the analysis, of the vulnerability as a whole. */
function statusOf(written: string | null, said: Status | undefined): Status {
  if (written === 'unaffected') return said === 'fixed' ? 'fixed' : 'not_affected'
  if (written === 'unknown') return 'under_investigation'
  if (written !== 'affected') return said ?? 'affected'
  return said === 'not_affected' || said === 'under_investigation' ? 'under_investigation' : 'affected'
}

export function namesOf(one: Json, supplier: string | null = null): Names {
  const group = text(one.group)
  const vendor =
    text(object(one.supplier).name) ??
    text(object(one.manufacturer).name) ??
    text(one.publisher) ??
    supplier ??
    group
  return {
    name: text(one.name),
    vendor,
    version: text(one.version),
    cpe: text(one.cpe),
    purl: text(one.purl),
  }
}
