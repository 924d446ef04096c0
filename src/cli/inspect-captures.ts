/** Captures read and identified as one network, for commands that take captures among other inputs. */
import type { InspectionDocument } from '../reports/inspection/document.ts'
import type { Io } from './command.ts'
import { progressLine } from './progress.ts'

export interface CaptureOptions {
  readonly conversations: boolean
  readonly quiet: boolean
  /** ISO time at which support is judged. */
  readonly asOf: string
}

/** Faults of single captures are told on standard error; `null` where none was usable. */
export async function inspectCaptures(
  captures: readonly string[],
  options: CaptureOptions,
  io: Io,
): Promise<InspectionDocument | null> {
  const { readFacts } = await import('../sensor/read-facts.ts')
  const { identify, withNotes } = await import('../identity/identify.ts')
  const { judgeWeaknesses } = await import('../assessment/weaknesses/judge.ts')
  const { inspectionDocument } = await import('../reports/inspection/document.ts')
  const { Watch } = await import('../watch/watch.ts')
  const watch = new Watch()
  const progress = options.quiet ? null : progressLine(io)
  const facts = await readFacts(captures, {
    events: watch,
    ...(progress === null ? {} : { progress: progress.update }),
  })
  progress?.clear()
  for (const { file, error, because } of facts.captures) {
    const why = error ?? because
    if (why !== null) io.err(`wardline: ${why.startsWith(file) ? why : `${file}: ${why}`}\n`)
  }
  if (facts.captures.every((c) => c.error !== null)) return null
  const inventory = identify(facts)
  const watched = watch.conclude(facts, inventory)
  const weaknesses = judgeWeaknesses(facts, inventory, { local: [], asOf: options.asOf })
  return inspectionDocument(withNotes(facts, inventory), inventory.assets, {
    ...options,
    weaknesses,
    watched,
  })
}
