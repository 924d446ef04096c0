/**
 * Which operating system: the name is decided first; version and build are taken from the claims that go with
 * it. A name that only says more than another (`Windows` and `Windows 10`) supports it.
 */
import type { Claim, Undecided, Verdict } from '../model/asset.ts'
import { compatible, refines } from './os-names.ts'
import { decide, isDraw, undecided, type Weighed, weigh } from './verdict.ts'

export interface SystemDecision {
  readonly verdicts: readonly Verdict[]
  readonly undecided: readonly Undecided[]
}

export function decideSystem(
  names: readonly Claim[],
  versions: readonly Claim[],
  builds: readonly Claim[],
): SystemDecision {
  const ranked = weighNames(names)
  const name = decide('os.name', ranked)
  if (name === null) {
    const why = undecided('os.name', ranked)
    return { verdicts: [], undecided: why === null ? [] : [why] }
  }
  const fitting = (attribute: 'os.version' | 'os.build', some: readonly Claim[]) =>
    weigh(some.filter((c) => goesWith(attribute, c.says['os.name'] ?? name.value, name.value)))
  const verdicts = [
    name,
    decide('os.version', fitting('os.version', versions)),
    decide('os.build', fitting('os.build', builds)),
  ]
  return { verdicts: verdicts.filter((v) => v !== null), undecided: [] }
}

/**
 * A build means the same whatever the system is called, and a version fits each of `Windows 10 / Server 2019`; a
 * version of `Linux` is not one of `Ubuntu`.
 */
const goesWith = (attribute: 'os.version' | 'os.build', said: string, decided: string): boolean =>
  refines(said, decided) || ((attribute === 'os.build' || said.includes(' / ')) && refines(decided, said))

/** A name must weigh this share of what its family weighs before the family's weight is added. */
const SHARE_OF_FAMILY = 0.5

/**
 * Names with the weight of the coarser names they refine added: `Windows` speaks for `Windows 10` too. It does not
 * lift a faint guess: a sure `Linux` and a hint of `Android` stay `Linux`.
 */
function weighNames(names: readonly Claim[]): Weighed[] {
  const plain = weigh(names)
  const refined = plain.map((w) => {
    const coarser = plain.filter((o) => o !== w && refines(w.value, o.value))
    const own = joint([w, ...coarser.filter((o) => !isFamily(o.value))])
    const family = joint(coarser.filter((o) => isFamily(o.value)))
    return { ...w, weight: own < family * SHARE_OF_FAMILY ? own : joint([w, ...coarser]) }
  })
  refined.sort(
    (a, b) => b.weight - a.weight || b.value.length - a.value.length || (a.value < b.value ? -1 : 1),
  )
  const [best, ...others] = refined
  if (best === undefined) return []
  // What may be true beside the winner is no contradiction.
  const ranked = [best, ...others.filter((o) => !compatible(best.value, o.value))]
  return isDraw(ranked) ? (common(ranked, plain) ?? ranked) : ranked
}

/** `Windows`, `Linux`: the system without its release. */
const isFamily = (name: string): boolean => !name.includes(' ')

const joint = (some: readonly Weighed[]): number =>
  Math.round((1 - some.reduce((doubt, { weight }) => doubt * (1 - weight), 1)) * 1000) / 1000

/** Of two names that weigh the same, the coarser name that both refine, where one was said. */
function common([one, other]: readonly Weighed[], plain: readonly Weighed[]): Weighed[] | null {
  const both = plain.find((w) => refines(one!.value, w.value) && refines(other!.value, w.value))
  return both === undefined ? null : [both]
}
