/** What `wardline inspect` answers with: a table, a document, or all that is known of one device. */
import type { Asset } from '../model/asset.ts'
import type { CaptureFacts } from '../model/facts.ts'
import { parseIp } from '../model/ip.ts'
import { parseMac } from '../model/mac.ts'
import type { Weaknesses } from '../reports/inspection/document.ts'
import type { Watched } from '../watch/watch.ts'
import { type Io, UsageError } from './command.ts'
import type { Assessor } from './inspect-assess.ts'

/** What captures showed, and what is concluded of it. */
export interface Seen {
  readonly facts: CaptureFacts
  readonly assets: readonly Asset[]
  readonly weaknesses: Weaknesses
  readonly watched: Watched
}

export interface AnswerOptions {
  readonly format: 'table' | 'json' | 'csv' | 'explain'
  /** The device that is asked about. */
  readonly explain: string
  readonly conversations: boolean
  /** Devices outside the hospital's networks too. */
  readonly external: boolean
}

export async function documentOf(
  seen: Seen,
  assessor: Assessor | null,
  options: AnswerOptions,
): Promise<object> {
  const { inspectionDocument } = await import('../reports/inspection/document.ts')
  const { facts, assets, weaknesses, watched } = seen
  const document = inspectionDocument(facts, assets, { ...options, weaknesses, watched })
  if (assessor === null) return document
  const { withAssessment } = await import('../reports/assessment/inspection.ts')
  return withAssessment(document, assessor.assess(document), assessor.note)
}

export async function render(
  seen: Seen,
  assessor: Assessor | null,
  options: AnswerOptions,
  io: Io,
): Promise<string> {
  if (options.format === 'json')
    return `${JSON.stringify(await documentOf(seen, assessor, options), null, 1)}\n`
  if (options.format === 'explain') return explain(seen, options.explain, assessor, io)
  const { facts, assets, weaknesses, watched } = seen
  const { inspectionDocument } = await import('../reports/inspection/document.ts')
  const document = inspectionDocument(facts, assets, { conversations: false, weaknesses, watched })
  const { assets: rows } = document
  const assessed = assessor?.assess(document)
  if (options.format === 'csv')
    return (await import('../reports/inspection/csv.ts')).inventoryCsv(rows, assessed)
  const { inventoryTable } = await import('../reports/inspection/table.ts')
  const { summary } = await import('../reports/inspection/summary.ts')
  const shown = options.external ? rows.map((row) => ({ ...row, internal: true })) : rows
  const { weaknessSummary } = await import('../reports/inspection/weaknesses.ts')
  const { alertSummary } = await import('../reports/inspection/alerts.ts')
  const under = [
    alertSummary(document, io),
    weaknessSummary(options.external ? weaknesses : ofOwn(weaknesses, assets), io),
    summary(facts, rows, assets, io),
  ]
  const parts = [inventoryTable(shown, io), under.filter((part) => part !== '').join('\n\n')]
  if (assessed !== undefined) {
    const { worstObserved } = await import('../reports/assessment/inspection.ts')
    const { width, colour } = io
    parts.push(`\n${worstObserved(document, assessed, { width, colour, top: WORST }).trimEnd()}`)
  }
  return `${parts.filter((part) => part !== '').join('\n')}\n`
}

/** Those of the hospital's own devices. */
function ofOwn(weaknesses: Weaknesses, assets: readonly Asset[]): Weaknesses {
  const own = new Set(assets.filter(({ internal }) => internal).map(({ id }) => id))
  return new Map([...weaknesses].filter(([id]) => own.has(id)))
}

/** Devices in the table of risk. */
const WORST = 20

async function explain(
  { facts, assets, weaknesses, watched }: Seen,
  wanted: string,
  assessor: Assessor | null,
  io: Io,
): Promise<string> {
  const found = assets.filter((asset) => isCalled(asset, wanted))
  if (found.length === 0)
    throw new UsageError(
      `no device is called ${wanted}: give an id, MAC, IP address, host name or serial number from the table`,
    )
  const { explanation } = await import('../reports/inspection/explanation.ts')
  const { findingsText } = await import('../reports/assessment/findings-text.ts')
  const { inspectionDocument } = await import('../reports/inspection/document.ts')
  const options = { conversations: false, weaknesses, watched }
  const assessed = assessor?.assess(inspectionDocument(facts, found, options))
  const { foundOn } = await import('../assessment/weaknesses/from-findings.ts')
  const texts = found.flatMap((asset) => {
    const known = assessed?.get(asset.id)
    const borne = (known?.borne ?? []).map((one) => foundOn(asset, one))
    return [
      explanation(asset, io, [...(weaknesses.get(asset.id) ?? []), ...borne]),
      ...(known === undefined ? [] : [findingsText(known, io)]),
    ]
  })
  return `${texts.join('\n\n')}\n`
}

function isCalled(asset: Asset, wanted: string): boolean {
  const mac = parseMac(wanted)
  const ip = parseIp(wanted)
  if (mac !== null && asset.macs.includes(mac)) return true
  if (ip !== null) return asset.ips.some((use) => use.address === ip)
  if (asset.verdicts.get('serial')?.value === wanted) return true
  return asset.id === wanted || asset.hostnames.some((name) => name.toLowerCase() === wanted.toLowerCase())
}
