/** What belongs to what in SPDX 2 (specification 2.3, clause 11, table 68): the packages that a described one is built of. */
import { objects, text } from './json.ts'

/** The first element is built of the second. */
const HOLDS: ReadonlySet<string> = new Set([
  'CONTAINS',
  'DEPENDS_ON',
  'STATIC_LINK',
  'DYNAMIC_LINK',
  'HAS_PREREQUISITE',
  'DISTRIBUTION_ARTIFACT',
])
/** The second element is built of the first. */
const HELD: ReadonlySet<string> = new Set([
  'CONTAINED_BY',
  'DEPENDENCY_OF',
  'RUNTIME_DEPENDENCY_OF',
  'OPTIONAL_COMPONENT_OF',
  'OPTIONAL_DEPENDENCY_OF',
  'PROVIDED_DEPENDENCY_OF',
  'PREREQUISITE_FOR',
  'PACKAGE_OF',
])
/** The first element made the second, and is no part of it. */
const TOOLS: ReadonlySet<string> = new Set([
  'BUILD_TOOL_OF',
  'DEV_TOOL_OF',
  'TEST_TOOL_OF',
  'TEST_OF',
  'TEST_CASE_OF',
  'DEV_DEPENDENCY_OF',
  'TEST_DEPENDENCY_OF',
])

export class SpdxRelations {
  readonly #parts = new Map<string, string[]>()
  readonly #held = new Set<string>()
  readonly #tools = new Set<string>()

  constructor(relationships: unknown) {
    for (const one of objects(relationships)) {
      const [from, to] = [text(one.spdxElementId), text(one.relatedSpdxElement)]
      const type = text(one.relationshipType) ?? ''
      if (from === null || to === null) continue
      if (HOLDS.has(type)) this.#add(from, to)
      else if (HELD.has(type)) this.#add(to, from)
      else if (TOOLS.has(type)) this.#tools.add(from)
    }
  }

  /** All that it is built of, in whatever depth; it itself too. */
  partsOf(root: string): ReadonlySet<string> {
    const found = new Set([root])
    for (const one of found) for (const part of this.#parts.get(one) ?? []) found.add(part)
    return found
  }

  /** Used to make or to test something, and part of nothing. */
  isTool(id: string): boolean {
    return this.#tools.has(id) && !this.#held.has(id)
  }

  #add(whole: string, part: string): void {
    this.#held.add(part)
    const known = this.#parts.get(whole)
    if (known) known.push(part)
    else this.#parts.set(whole, [part])
  }
}
