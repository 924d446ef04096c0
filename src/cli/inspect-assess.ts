/** `inspect --assess`: what is known of the vulnerabilities of the devices that were seen. */
import type { ParseArgsOptionsConfig } from 'node:util'
import type { AssetAssessment } from '../assessment/observed.ts'
import { devicesOf } from '../intake/inspection.ts'
import type { Assessed, AssessmentNote } from '../reports/assessment/inspection.ts'
import type { InspectionDocument } from '../reports/inspection/document.ts'
import { ADVICE_OPTIONS, type AdviceOptions, adviceOf, adviceOptions } from './advice.ts'
import { type Io, UsageError } from './command.ts'
import { type FailLevel, failLevel, isReached } from './fail-on.ts'

export const ASSESS_OPTIONS = {
  assess: { type: 'boolean', default: false },
  'fail-on': { type: 'string' },
  ...ADVICE_OPTIONS,
} satisfies ParseArgsOptionsConfig

export interface AssessOptions extends AdviceOptions {
  readonly failOn: FailLevel | null
}

type Values = Parameters<typeof adviceOptions>[0] & {
  readonly assess: boolean
  readonly 'fail-on'?: string | undefined
}

/** `null`: not asked for. */
export function assessOptions(values: Values, inputs: readonly string[]): AssessOptions | null {
  if (values.assess) return { ...adviceOptions(values, inputs), failOn: failLevel(values['fail-on']) }
  const idle = [
    ...(values.advisories.length > 0 ? ['advisories'] : []),
    ...(['kev', 'epss', 'as-of', 'accept', 'fail-on', 'home'] as const).filter(
      (name) => values[name] !== undefined,
    ),
  ]
  if (idle.length > 0) throw new UsageError(`--${idle[0]} says something only together with --assess`)
  return null
}

export interface Assessor {
  readonly note: AssessmentNote
  /** The devices of an inspection document. */
  assess(document: InspectionDocument): Assessed
  /** What `--fail-on` asks for was met so far. */
  readonly reached: () => boolean
  /** Keeps compiled advisories for the next start. */
  readonly keep: () => void
}

/** `null`: none of the advisories that the user named could be read. */
export async function openAssessor(
  options: AssessOptions,
  io: Io,
  settings: { readonly quiet: boolean; readonly lap: (what: string) => void },
): Promise<Assessor | null> {
  const advice = await adviceOf(options, io, settings)
  if (advice === null) return null
  const { observedJudge } = await import('../assessment/observed.ts')
  const judge = observedJudge(advice.settings)
  const { documents, statements } = advice.library
  let reached = false
  return {
    note: {
      asOf: options.asOf,
      advisories: { documents, statements: statements.length, note: advice.note },
    },
    assess(document) {
      const assessed = new Map<string, AssetAssessment>()
      for (const asset of devicesOf(document)) {
        const known = judge(asset)
        assessed.set(asset.id, known)
        reached ||= options.failOn !== null && asset.internal && isReached(options.failOn, known.findings)
      }
      return assessed
    },
    reached: () => reached,
    keep: () => {
      advice.keep()
    },
  }
}
