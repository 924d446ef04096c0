/**
 * Configurations of NVD (`configurations`) and of CVE records (`cpeApplicability`): AND and OR over CPE matches with
 * version bounds. A vulnerable match becomes a statement; what must run beside it becomes a condition.
 */
import {
  type Advisory,
  type Condition,
  type ProductReference,
  productReference,
  type Statement,
  statement,
} from '../statement.ts'
import {
  allVersions,
  type Bound,
  between,
  type Constraint,
  exactly,
  ranges,
  unstated,
} from '../versions/constraint.ts'
import { type Cpe, fullVersion, parseCpe, words } from './cpe.ts'
import { type Json, objects, text } from './json.ts'
import { osConditions } from './os-names.ts'

/** Matches of one CVE that are read; the longest list known (a processor flaw) has some 10,000. */
const MOST_MATCHES = 16_384
/** So many alternatives to run on become a statement each; more become one text. */
const MOST_ALTERNATIVES = 8

interface Match {
  readonly vulnerable: boolean
  readonly cpe: Cpe
  readonly product: ProductReference
  readonly constraint: Constraint
}

interface Node {
  readonly negate: boolean
  readonly matches: readonly Match[]
}

export function statementsOfConfigurations(
  configurations: readonly unknown[],
  id: string,
  advisory: Advisory,
): Statement[] {
  const interned = new Map<string, ProductReference>()
  const out: Statement[] = []
  for (const configuration of objects(configurations)) {
    const and = text(configuration.operator)?.toUpperCase() === 'AND' && configuration.negate !== true
    const nodes = objects(configuration.nodes).map((node) => readNode(node, interned))
    for (const node of nodes) {
      const others = and ? nodes.filter((other) => other !== node) : []
      for (const match of node.matches) {
        if (out.length >= MOST_MATCHES) return out
        if (!match.vulnerable || node.negate) continue
        const own = targetCondition(match.cpe)
        for (const conditions of alternatives(match, others))
          out.push(
            statement({
              advisory,
              vulnerability: id,
              product: match.product,
              constraint: match.constraint,
              conditions: [...own, ...conditions],
              status: 'affected',
            }),
          )
      }
    }
  }
  return out
}

function readNode(node: Json, interned: Map<string, ProductReference>): Node {
  const matches: Match[] = []
  for (const one of objects(node.cpeMatch).slice(0, MOST_MATCHES)) {
    const criteria = text(one.criteria)
    const cpe = criteria === null ? null : parseCpe(criteria)
    if (criteria === null || cpe === null) continue
    matches.push({
      vulnerable: one.vulnerable === true,
      cpe,
      product: productOf(cpe, criteria, interned),
      constraint: constraintOf(one, cpe),
    })
  }
  return { negate: node.negate === true, matches }
}

/** Matches that differ only in version share one product, named by the CPE without it. */
function productOf(cpe: Cpe, criteria: string, interned: Map<string, ProductReference>): ProductReference {
  const key = `${cpe.part}:${cpe.vendor}:${cpe.product}`
  const known = interned.get(key)
  if (known !== undefined) return known
  const general = criteria.startsWith('cpe:2.3:') ? withoutVersion(criteria) : criteria
  const product = productReference(words(cpe.product), {
    vendor: words(cpe.vendor),
    part: cpe.part,
    cpes: [general],
  })
  interned.set(key, product)
  return product
}

function withoutVersion(criteria: string): string {
  const fields = criteria.match(/(?:[^\\:]|\\.)+/g) ?? []
  return fields.map((field, index) => (index === 5 || index === 6 ? '*' : field)).join(':')
}

function constraintOf(match: Json, cpe: Cpe): Constraint {
  const from = bound(match.versionStartIncluding, true) ?? bound(match.versionStartExcluding, false)
  const to = bound(match.versionEndIncluding, true) ?? bound(match.versionEndExcluding, false)
  if (from !== null || to !== null) return ranges(spelt(from, to), [between(from, to)])
  if (cpe.version === '*') return allVersions()
  if (cpe.version === '-') return unstated('-')
  const version = fullVersion(cpe)
  return ranges(version, [exactly(version)])
}

function bound(value: unknown, inclusive: boolean): Bound | null {
  const version = text(value)
  return version === null || version === '*' || version === '-' ? null : { version, inclusive }
}

function spelt(from: Bound | null, to: Bound | null): string {
  const low = from === null ? '' : `${from.inclusive ? '>=' : '>'} ${from.version}`
  const high = to === null ? '' : `${to.inclusive ? '<=' : '<'} ${to.version}`
  return [low, high].filter(Boolean).join(', ')
}

function targetCondition(cpe: Cpe): readonly Condition[] {
  return cpe.targetSoftware === '*' || cpe.targetSoftware === '-'
    ? []
    : osConditions([words(cpe.targetSoftware)])
}

/** What must run beside a match: a list of conditions for each way to fulfil the other nodes. */
function alternatives(match: Match, others: readonly Node[]): readonly (readonly Condition[])[] {
  let ways: readonly (readonly Condition[])[] = [[]]
  for (const node of others) {
    if (node.matches.some((other) => isSameDevice(match.cpe, other.cpe))) continue
    const choices = choicesOf(node)
    if (choices.length === 0) continue
    ways =
      ways.length * choices.length > MOST_ALTERNATIVES
        ? ways.map((way) => [...way, oneOf(node)])
        : combined(ways, choices)
  }
  return ways
}

const combined = (ways: readonly (readonly Condition[])[], choices: readonly Condition[]) =>
  ways.flatMap((way) => choices.map((choice) => [...way, choice]))

function choicesOf({ negate, matches }: Node): readonly Condition[] {
  if (matches.length === 0) return []
  if (negate) return [{ kind: 'text', text: `not with ${namesOf(matches)}` }]
  return matches.map(({ product, constraint }) => ({ kind: 'together-with', product, constraint }))
}

const oneOf = ({ negate, matches }: Node): Condition => ({
  kind: 'text',
  text: `${negate ? 'not with' : 'with one of'} ${namesOf(matches)}`,
})

function namesOf(matches: readonly Match[]): string {
  const names = [...new Set(matches.map(({ product }) => `${product.vendor} ${product.name}`))]
  return `${names.slice(0, 6).join(', ')}${names.length > 6 ? ` and ${names.length - 6} more` : ''}`
}

/** Firmware and the hardware it is made for are one device: `o:acme:pump_firmware` on `h:acme:pump`. */
function isSameDevice(one: Cpe, other: Cpe): boolean {
  return one.vendor === other.vendor && bare(one.product) === bare(other.product)
}

const bare = (product: string): string => product.replace(/_?(?:firmware|software)$/, '')
