/** Scores findings against hand labels of advisories, pair by pair (row, CVE), as the corpus' own README defines it. */
import { EMPTY_PROFILE, type Finding, type Profile } from '../src/advisories/finding.ts'

export type Answer = 'affected' | 'not_affected' | 'undetermined'

export interface TruthRow {
  readonly id: string
  readonly advisories: readonly string[]
  readonly vendor: string
  readonly model: string
  readonly version: string
  readonly extra?: {
    readonly components?: readonly { readonly name: string; readonly version?: string }[]
    readonly model_number?: string
    readonly serial?: string
    readonly manufactured?: string
    readonly shipped?: string
    readonly os?: string
    readonly options?: readonly string[]
    readonly region?: string
  }
  readonly expect: Partial<Record<Answer, readonly string[]>>
  /** Answers that are not counted as wrong. */
  readonly tolerate?: Answer | readonly Answer[]
  readonly complete?: boolean
  readonly needs_text?: boolean
  readonly why: string
}

/** What is not found is not affected; what is open is undetermined. */
export function answerOf(finding: Finding | undefined): Answer {
  if (finding?.status === 'affected') return 'affected'
  return finding?.status === 'under_investigation' ? 'undetermined' : 'not_affected'
}

export class TruthScore {
  rows = 0
  rowsRight = 0
  hits = 0
  falseAlarms = 0
  missed = 0
  undetermined = 0
  kept = 0
  /** Undetermined answered not affected, where that is not tolerated: the dangerous error. */
  dropped = 0
  readonly misses: string[] = []

  row(row: TruthRow, findings: readonly Finding[]): void {
    const found = new Map(findings.map((finding) => [finding.vulnerability, finding]))
    const wrong: string[] = []
    const listed = new Set<string>()
    for (const want of ['affected', 'not_affected', 'undetermined'] as const)
      for (const cve of row.expect[want] ?? []) {
        listed.add(cve)
        const got = answerOf(found.get(cve))
        const tolerated = [row.tolerate ?? []].flat().includes(got)
        this.#pair(want, got, tolerated)
        if (got !== want && !tolerated)
          wrong.push(`${cve} is ${want}, answered ${got}: ${found.get(cve)?.because ?? 'no statement fits'}`)
      }
    if (row.complete)
      for (const finding of findings)
        if (finding.status === 'affected' && !listed.has(finding.vulnerability)) {
          this.falseAlarms++
          wrong.push(`${finding.vulnerability} is of another product: ${finding.because}`)
        }
    this.rows++
    if (wrong.length === 0) this.rowsRight++
    else
      this.misses.push(
        `${row.id} ${row.vendor} ${row.model} ${row.version} (${row.why})\n    ${wrong.slice(0, 3).join('\n    ')}`,
      )
  }

  #pair(want: Answer, got: Answer, tolerated: boolean): void {
    if (want === 'affected' && got === 'affected') this.hits++
    else if (want === 'affected' && !tolerated) this.missed++
    else if (want !== 'affected' && got === 'affected' && !tolerated) this.falseAlarms++
    if (want !== 'undetermined') return
    this.undetermined++
    if (got === 'undetermined') this.kept++
    else if (got === 'not_affected' && !tolerated) this.dropped++
  }

  get precision(): number {
    return this.hits / (this.hits + this.falseAlarms || 1)
  }

  get recall(): number {
    return this.hits / (this.hits + this.missed || 1)
  }

  toString(): string {
    return [
      `precision ${this.precision.toFixed(3)}, recall ${this.recall.toFixed(3)}`,
      `(${this.hits} right, ${this.falseAlarms} false alarms, ${this.missed} missed)`,
      `undetermined kept ${this.kept} of ${this.undetermined}, answered not affected ${this.dropped}`,
      `rows wholly right ${this.rowsRight} of ${this.rows}`,
    ].join('; ')
  }
}

/** The row as an inventory would give it. */
export function profileOf({ vendor, model, version, extra = {} }: TruthRow): Profile {
  return {
    ...EMPTY_PROFILE,
    vendor: vendor || null,
    model,
    version: version || null,
    os: extra.os ? { name: extra.os, version: null, build: null } : null,
    components: (extra.components ?? []).map((part) => ({
      name: part.name,
      vendor: null,
      version: part.version ?? null,
      cpe: null,
      purl: null,
    })),
    modelNumber: extra.model_number ?? null,
    serial: extra.serial ?? null,
    options: [extra.options ?? []].flat(),
    region: extra.region ?? null,
    manufactured: extra.manufactured ?? null,
    shipped: extra.shipped ?? null,
  }
}
