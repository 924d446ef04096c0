/** What of `inspect` concerns behaviour: habits learned and compared with, and silence that somebody asked for. */
import { readFileSync, writeFileSync } from 'node:fs'
import type { Learned } from '../assessment/weaknesses/view.ts'
import type { Inventory } from '../identity/identify.ts'
import type { CaptureFacts } from '../model/facts.ts'
import { systemReason } from '../sensor/byte-source.ts'
import type { Watched, WatchOptions } from '../watch/watch.ts'
import { UsageError } from './command.ts'

export const WATCH_HELP = `  --learn FILE       write the habits of every device to FILE (added to what it holds), to be compared with later
  --baseline FILE    also tell what devices do that neither they nor their kind did while FILE was learned
  --indicators FILE  tell contact with what FILE lists (repeatable): STIX 2.1, MISP, CSV; address, domain, JA4, hash
  --suppress FILE    keep silent about what FILE lists: rule, asset, author, reason, expires`

export const WATCH_OPTIONS = {
  learn: { type: 'string' },
  baseline: { type: 'string' },
  suppress: { type: 'string' },
  indicators: { type: 'string', multiple: true },
} as const

export interface WatchFiles {
  readonly learn: string | null
  readonly baseline: string | null
  readonly suppress: string | null
  readonly indicators: readonly string[]
}

export const watchFiles = (values: {
  learn?: string
  baseline?: string
  suppress?: string
  indicators?: string[]
}): WatchFiles => ({
  learn: values.learn ?? null,
  baseline: values.baseline ?? null,
  suppress: values.suppress ?? null,
  indicators: values.indicators ?? [],
})

/** Reads what the options name; a file that is not understood is wrong usage. */
export async function watchOptions({ baseline, suppress, indicators }: WatchFiles): Promise<WatchOptions> {
  if (baseline === null && suppress === null && indicators.length === 0) return {}
  const { Baseline, readBaseline } = await import('../watch/baseline/baseline.ts')
  const { readSuppressions } = await import('../watch/suppression.ts')
  const { readIndicators } = await import('../watch/indicators/read.ts')
  return {
    indicators: indicators.flatMap((file) => read('--indicators', file, readIndicators)),
    baseline: baseline === null ? null : new Baseline(read('--baseline', baseline, readBaseline)),
    suppressions: suppress === null ? [] : read('--suppress', suppress, readSuppressions),
  }
}

/** What weaknesses ask of the habits that were learned. */
export const learnedFrom = ({ baseline }: WatchOptions): Learned | null =>
  baseline == null
    ? null
    : {
        knows: (asset) => baseline.deviceOf(asset) !== null || baseline.knowsProfile(asset),
        offered: (asset, service) => baseline.isUsual(asset, `serves ${service}`),
      }

/** Writes what was learned; devices with grave alerts of their own teach nothing that their kind does not do. */
export async function keepHabits(
  { learn: file }: WatchFiles,
  facts: CaptureFacts,
  inventory: Inventory,
  { alerts }: Watched,
): Promise<void> {
  if (file === null) return
  const { learn, readBaseline } = await import('../watch/baseline/baseline.ts')
  const { Scene } = await import('../watch/scene.ts')
  const grave = alerts.filter(({ severity }) => severity === 'high' || severity === 'critical')
  const acting = grave.filter(({ detection }) => !SUFFERED.includes(detection))
  const attackers = new Set(acting.flatMap(({ assets }) => assets.slice(0, 1)))
  const before = exists(file) ? read('--learn', file, readBaseline) : null
  const learned = learn(new Scene(facts, inventory, null), attackers, before)
  try {
    writeFileSync(file, `${JSON.stringify(learned, null, 1)}\n`)
  } catch (error) {
    throw new UsageError(`--learn ${file} cannot be written: ${systemReason(error)}`)
  }
}

/** Alerts whose first device does nothing: something happened to it. */
const SUFFERED = ['device-silent', 'device-reboot-loop', 'firmware-changed', 'hl7-ack-error-burst']

function exists(file: string): boolean {
  try {
    return readFileSync(file).length > 0
  } catch {
    return false
  }
}

function read<T>(option: string, file: string, parse: (text: string) => T): T {
  try {
    return parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new UsageError(`${option} ${file}: ${systemReason(error)}`)
  }
}
