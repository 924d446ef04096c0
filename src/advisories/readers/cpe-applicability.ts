/**
 * Configurations of NVD (`configurations`) and of CVE records (`cpeApplicability`): AND and OR over CPE matches with
 * version bounds. A vulnerable match becomes a statement; what must run beside it becomes a condition.
 */
import type { Rejection } from '../document-reader.ts'
import {
  type Advisory,
  type Condition,
  type ProductReference,
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
import { type Cpe, parseCpe, words } from './cpe.ts'
import { isPartOfSystem } from './cpe-product.ts'
import { CpeProducts } from './cpe-products.ts'
import { type Json, objects, text } from './json.ts'
import { osConditions, systemOf } from './os-names.ts'

/** Matches of one CVE that are read; the longest list known (a processor flaw) has some 10,000. */
const MOST_MATCHES = 16_384
/** So many alternatives to run on become a statement each; more become one text. */
const MOST_ALTERNATIVES = 8
/** Nodes of one AND that make conditions; real ones have two or three. */
const MOST_NODES = 32
/** Machines one system is listed with, each a product of its own. */
const MOST_MACHINES = 512
const LONGEST_RAW = 2_000

interface Match {
  readonly vulnerable: boolean
  readonly cpe: Cpe
  readonly product: ProductReference
  readonly constraint: Constraint
}

interface Node {
  readonly negate: boolean
  readonly matches: readonly Match[]
  /** Matches beyond those that are read. */
  readonly unread: number
}

export interface Configured {
  readonly statements: readonly Statement[]
  /** What could not be read for its number; empty if all was. */
  readonly leftOut: readonly Rejection[]
}

/** What must hold beside another node of the same AND. */
interface Companion extends Node {
  readonly choices: readonly Condition[]
  readonly oneOf: Condition
  readonly devices: ReadonlySet<string>
}

export function statementsOfConfigurations(
  configurations: readonly unknown[],
  id: string,
  advisory: Advisory,
): Configured {
  const products = new CpeProducts(configurations)
  const out: Statement[] = []
  let unread = 0
  const affected = (product: ProductReference, constraint: Constraint, conditions: readonly Condition[]) =>
    out.push(statement({ advisory, vulnerability: id, product, constraint, conditions, status: 'affected' }))
  for (const configuration of objects(configurations)) {
    const and = text(configuration.operator)?.toUpperCase() === 'AND' && configuration.negate !== true
    const nodes = objects(configuration.nodes).map((node) => readNode(node, products))
    const companions = and ? nodes.slice(0, MOST_NODES).map(companion) : []
    for (const [i, node] of nodes.entries()) {
      unread += node.unread
      const others = companions.filter((_, at) => at !== i)
      const systems = Map.groupBy(systemsIn(others), ({ cpe }) => cpe.vendor)
      for (const match of node.matches) {
        if (!match.vulnerable || node.negate) continue
        if (out.length >= MOST_MATCHES) {
          unread++
          continue
        }
        const own = targetCondition(match.cpe)
        for (const conditions of alternatives(match, others))
          affected(match.product, match.constraint, [...own, ...conditions])
        if (isPartOfSystem(match.cpe))
          for (const { product, constraint } of systems.get(match.cpe.vendor) ?? [])
            affected(product, constraint, [])
      }
      for (const { product, constraint } of runningOn(node, others)) affected(product, constraint, [])
    }
  }
  return { statements: out, leftOut: toldOf(unread, id, advisory.file) }
}

const toldOf = (unread: number, where: string, file: string): readonly Rejection[] =>
  unread === 0
    ? []
    : [
        {
          file,
          where,
          because: `${unread} CPE matches beyond ${MOST_MATCHES} were not read: their products may be affected`,
        },
      ]

/** The systems that carry what is vulnerable. Which of their updates mends it is not said, so "every version" is more than is known. */
const systemsIn = (others: readonly Node[]): readonly Match[] =>
  others
    .flatMap(({ negate, matches }) => (negate ? [] : matches))
    .filter(({ cpe }) => cpe.part === 'operating-system')
    .map((one) => (one.constraint.kind === 'all' ? { ...one, constraint: unstated('-') } : one))

/**
 * The machines that a maker's system runs on, where all that the configuration says is which system on which machines: an inventory
 * knows the machine, and gives the system's version as its own.
 */
function runningOn({ negate, matches }: Node, others: readonly Node[]): readonly Match[] {
  const [machines, ...more] = others
  if (machines === undefined || more.length > 0 || negate || machines.negate) return []
  if (machines.matches.length > MOST_MACHINES) return []
  const systems = matches.filter(({ vulnerable, cpe }) => vulnerable && cpe.part === 'operating-system')
  const [first] = systems
  if (first === undefined || systems.length < matches.length) return []
  if (systems.some(({ cpe }) => cpe.vendor !== first.cpe.vendor || cpe.product !== first.cpe.product))
    return []
  const constraint = union(systems.map((one) => one.constraint))
  return machines.matches
    .filter(
      ({ vulnerable, cpe }) =>
        !vulnerable &&
        cpe.part === 'hardware' &&
        cpe.vendor === first.cpe.vendor &&
        deviceOf(cpe) !== deviceOf(first.cpe),
    )
    .map((machine) => ({ ...machine, constraint }))
}

/** One system's versions, as one constraint. */
function union(all: readonly Constraint[]): Constraint {
  const [only] = all
  if (all.length === 1) return only!
  const whole = all.find(({ kind }) => kind === 'all')
  const ranged = all.flatMap((one) => (one.kind === 'ranges' ? one.ranges : []))
  if (whole !== undefined || ranged.length === 0) return whole ?? unstated('-')
  return ranges(
    all
      .map(({ raw }) => raw)
      .join(' | ')
      .slice(0, LONGEST_RAW),
    ranged,
  )
}

function readNode(node: Json, products: CpeProducts): Node {
  const matches: Match[] = []
  const all = objects(node.cpeMatch)
  for (const one of all.slice(0, MOST_MATCHES)) {
    const criteria = text(one.criteria)
    const cpe = criteria === null ? null : parseCpe(criteria)
    if (criteria === null || cpe === null) continue
    const vulnerable = one.vulnerable === true
    for (const { product, version } of products.of(cpe, criteria))
      matches.push({ vulnerable, cpe, product, constraint: constraintOf(one, version) })
  }
  return { negate: node.negate === true, matches, unread: Math.max(0, all.length - MOST_MATCHES) }
}

function constraintOf(match: Json, version: string): Constraint {
  const from = bound(match.versionStartIncluding, true) ?? bound(match.versionStartExcluding, false)
  const to = bound(match.versionEndIncluding, true) ?? bound(match.versionEndExcluding, false)
  if (from !== null || to !== null) return ranges(spelt(from, to), [between(from, to)])
  if (version === '*') return allVersions()
  if (version === '-') return unstated('-')
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
function alternatives(match: Match, others: readonly Companion[]): readonly (readonly Condition[])[] {
  let ways: readonly (readonly Condition[])[] = [[]]
  for (const { devices, choices, oneOf } of others) {
    if (choices.length === 0 || devices.has(deviceOf(match.cpe))) continue
    ways =
      ways.length * choices.length > MOST_ALTERNATIVES
        ? ways.map((way) => [...way, oneOf])
        : combined(ways, choices)
  }
  return ways
}

const combined = (ways: readonly (readonly Condition[])[], choices: readonly Condition[]) =>
  ways.flatMap((way) => choices.map((choice) => [...way, choice]))

const companion = (node: Node): Companion => ({
  ...node,
  choices: choicesOf(node),
  oneOf: oneOf(node),
  devices: new Set(node.matches.map(({ cpe }) => deviceOf(cpe))),
})

function choicesOf({ negate, matches }: Node): readonly Condition[] {
  if (matches.length === 0) return []
  if (negate) return [{ kind: 'text', text: `not with ${namesOf(matches)}` }]
  return matches.map(condition)
}

function condition({ cpe, product, constraint }: Match): Condition {
  const name = cpe.part === 'operating-system' ? systemOf(cpe.vendor, product.name) : null
  if (name === null) return { kind: 'together-with', product, constraint }
  // service packs are no versions of the system
  return { kind: 'os', name, constraint: cpe.vendor === 'microsoft' ? unstated() : constraint }
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
const deviceOf = ({ vendor, product }: Cpe): string =>
  `${vendor}:${product.replace(/_?(?:firmware|software)$/, '')}`
