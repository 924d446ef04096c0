/**
 * Why one vulnerability does, or does not, concern one device: every statement on it, how the device stands to its
 * product, what was judged, and what would settle what is open.
 */
import type { Finding, Profile } from '../finding.ts'
import type { Grade } from '../names/fit.ts'
import { kinship } from '../names/makers.ts'
import type { Condition, Statement } from '../statement.ts'
import type { Checked } from './checked.ts'
import { checkCondition } from './conditions.ts'
import { type Device, deviceOf } from './device.ts'
import { type GroupAnswer, judgeGroup } from './group.ts'
import { productOf, type StatementIndex } from './index.ts'
import { match } from './match.ts'
import { fitRespelt, respelt } from './misspelt.ts'
import { partDevice, partsOf } from './parts.ts'
import { fitProduct, type ProductFit } from './product-fit.ts'
import { questionsOf } from './settle.ts'

/** A statement as seen from the device. */
export interface Trace {
  readonly statement: Statement
  /** What of the device the statement is held against: the device itself, or a part of it by name and version. */
  readonly part: string | null
  /** How that stands to the device, where it is no mere part of it: "sold under another name, it is ...". */
  readonly standing: string | null
  readonly grade: Grade
  readonly model: ProductFit['model']
  /** What this statement alone would answer. */
  readonly verdict: GroupAnswer['verdict']
  readonly because: string
  readonly conditions: readonly (Checked & { readonly condition: Condition })[]
  /** The answer rests on it. */
  readonly decides: boolean
  /** Set aside: another product of the same document is named more exactly. */
  readonly outdone: boolean
}

/** A product that the vulnerability concerns and that the device is not. */
export interface OtherProduct {
  readonly vendor: string | null
  readonly product: string
  readonly advisory: string
  /** The maker is the device's, only the product is another. */
  readonly sameMaker: boolean
}

export interface Explained {
  /** `null`: no statement fits the device. */
  readonly finding: Finding | null
  /** The deciding one first. */
  readonly traces: readonly Trace[]
  /** Same maker first; at most {@link MOST_OTHERS}. */
  readonly others: readonly OtherProduct[]
  readonly otherCount: number
  readonly wouldSettle: readonly string[]
}

const MOST_OTHERS = 20
/** Statements traced each: a record of a system's kernel can have thousands. */
const MOST_TRACES = 200

/** `statements`: those on the vulnerability, of all that are in force in `index`. */
export function explainVulnerability(
  profile: Profile,
  vulnerability: string,
  statements: readonly Statement[],
  index: StatementIndex,
): Explained {
  const device = deviceOf(profile)
  const finding = match(profile, index).find((one) => one.vulnerability === vulnerability) ?? null
  const meant = respelt(device, index)
  const seen: readonly Seen[] = [
    { device, part: null, standing: null, meant },
    ...partsOf(device, index).map((part) => ({
      device: partDevice(part, profile),
      part: [part.name, part.version].filter((word) => word !== null).join(' '),
      standing: part.standing ?? null,
      meant: null,
    })),
  ]
  const traces: Trace[] = []
  const others = new Map<string, OtherProduct>()
  for (const statement of statements) {
    const found = traceOf(statement, seen, finding)
    if (found === null) noteOther(others, statement, device)
    else if (traces.length < MOST_TRACES) traces.push(found)
  }
  traces.sort((a, b) => Number(b.decides) - Number(a.decides) || Number(a.outdone) - Number(b.outdone))
  // other versions of the same product are no other product
  for (const { statement } of traces) others.delete(keyOfProduct(statement))
  const products = [...others.values()].sort((a, b) => Number(b.sameMaker) - Number(a.sameMaker))
  return {
    finding,
    traces,
    others: products.slice(0, MOST_OTHERS),
    otherCount: products.length,
    wouldSettle: finding === null ? [] : questionsOf(device, finding, traces),
  }
}

interface Seen extends Pick<Trace, 'part' | 'standing'> {
  readonly device: Device
  /** The device under another spelling, which counts where the finding rests on it. */
  readonly meant: Device | null
}

function traceOf(statement: Statement, seen: readonly Seen[], finding: Finding | null): Trace | null {
  const product = productOf(statement)
  for (const { device, part, standing, meant } of seen) {
    if (statement.component && part === null) continue
    const fit =
      fitProduct(device, product) ??
      (finding?.statements.includes(statement) ? fitRespelt(meant, product) : null)
    if (fit === null) continue
    const answer = judgeGroup(device, [{ statement, fit }])
    if (answer === null) continue
    return {
      statement,
      part,
      standing,
      grade: fit.grade,
      model: fit.model,
      verdict: answer.verdict,
      because: answer.because,
      conditions: statement.conditions.map((condition) => ({
        condition,
        ...checkCondition(device, condition),
      })),
      decides: finding?.statements[0] === statement,
      outdone: finding !== null && !finding.statements.includes(statement),
    }
  }
  return null
}

const keyOfProduct = ({ product: { vendor, name } }: Statement): string => `${vendor}\n${name}`

function noteOther(others: Map<string, OtherProduct>, statement: Statement, { maker }: Device): void {
  const { advisory, product } = statement
  const key = keyOfProduct(statement)
  if (others.has(key)) return
  const theirs = productOf(statement).maker
  const kin = maker === null || theirs === null ? 'unknown' : kinship(maker, theirs)
  others.set(key, {
    vendor: product.vendor,
    product: product.name,
    advisory: advisory.id,
    sameMaker: kin === 'same' || kin === 'related',
  })
}
