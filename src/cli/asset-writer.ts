/** Writes assessed devices as they come: the document of any size without holding it, or the worst few as a table. */
import type { ProfileAssessment } from '../assessment/assess.ts'
import { namesProduct } from '../assessment/profile-table.ts'
import type { Risk } from '../assessment/risk.ts'
import type { Library } from '../feeds/library.ts'
import type { InventoryRow, RejectedRow } from '../model/inventory.ts'
import { type AssessedAsset, assetDocument } from '../reports/assessment/document.ts'
import { assessmentTable } from '../reports/assessment/text.ts'
import type { Io } from './command.ts'
import { shortNameOf } from './device-names.ts'
import type { InventoryFault } from './inventory-files.ts'

export interface WriterOptions {
  readonly json: boolean
  readonly all: boolean
  readonly asOf: string
  readonly top: number
}

/** Rejected rows that the document names each. */
const MOST_REJECTED = 10_000
/** Characters gathered before they are written. */
const PIECE = 1 << 20

export class AssetWriter {
  private readonly options: WriterOptions
  private readonly library: Library
  private readonly io: Io
  private readonly rejectedRows: RejectedRow[] = []
  /** By profile and risk: of a hundred equal pumps one line tells. */
  private readonly alike = new Map<string, Alike>()
  private text = ''
  private written: Promise<void> = Promise.resolve()
  private assets = 0
  private withFindings = 0
  private unnamed = 0

  constructor(options: WriterOptions, library: Library, io: Io) {
    this.options = options
    this.library = library
    this.io = io
    if (options.json)
      this.text = `{"schema":"wardline.assessment/1","asOf":${JSON.stringify(options.asOf)},"assets":[`
  }

  rejected(row: RejectedRow): void {
    const { place: _, ...told } = row
    if (this.rejectedRows.length < MOST_REJECTED) this.rejectedRows.push(told)
  }

  asset(row: InventoryRow, { profile, findings, osSupport, borne }: ProfileAssessment, risk: Risk): void {
    const { all, json } = this.options
    const shown =
      all && json
        ? findings
        : findings.filter((f) => f.status === 'affected' || f.status === 'under_investigation')
    this.assets += row.quantity
    if (shown.some((f) => f.status === 'affected')) this.withFindings += row.quantity
    if (!namesProduct(profile.profile)) this.unnamed += row.quantity
    const asset = {
      id: row.id,
      called: shortNameOf(row),
      vendor: row.vendor,
      model: row.model,
      version: row.version,
      type: profile.kind.type,
      family: profile.kind.family,
      quantity: row.quantity,
      osSupport,
      findings: shown,
      borne,
      risk,
    }
    if (json) this.write(asset)
    else if (risk.score > 0 || shown.length > 0) this.keep(profile.number, asset)
  }

  /** Fulfilled when what is written is out: whoever reads us may be slower than we are. */
  room(): Promise<void> {
    return this.written
  }

  /** Finishes the document, or prints the table. */
  async end(faults: readonly InventoryFault[]): Promise<void> {
    const { json, top } = this.options
    if (json) {
      const unusable = faults.map(({ file, because }) => ({ file, line: 0, because }))
      const rejectedRows = [...unusable, ...this.rejectedRows]
      const { documents, statements, rejected } = this.library
      const advisories = {
        documents,
        statements: statements.length,
        rejected: rejected.map(({ file, where, because }) => ({
          file: where === null ? file : `${file}: ${where}`,
          because,
        })),
      }
      this.text += `],"advisories":${JSON.stringify(advisories)},"rejectedRows":${JSON.stringify(rejectedRows)}}\n`
    } else if (this.assets > 0) {
      const { width, colour } = this.io
      const sorted = [...this.alike.values()].sort(
        (a, b) => b.asset.risk.score - a.asset.risk.score || b.devices - a.devices,
      )
      const notShown = sorted.slice(top).reduce((n, { devices }) => n + devices, 0)
      const counts = { assets: this.assets, withFindings: this.withFindings, unnamed: this.unnamed, notShown }
      this.text = assessmentTable(sorted.slice(0, top).map(asOne), counts, { width, colour })
    }
    await this.written
    await this.io.out(this.text)
  }

  private write(asset: AssessedAsset): void {
    this.text += `${this.assets === asset.quantity ? '' : ','}\n${JSON.stringify(assetDocument(asset))}`
    if (this.text.length < PIECE) return
    const piece = this.text
    this.text = ''
    this.written = this.written.then(() => this.io.out(piece))
  }

  private keep(profile: number, asset: AssessedAsset): void {
    const key = `${profile} ${asset.risk.score}`
    const known = this.alike.get(key)
    if (known === undefined) this.alike.set(key, { asset, devices: asset.quantity })
    else known.devices += asset.quantity
  }
}

/** Devices of which the same is said. */
interface Alike {
  readonly asset: AssessedAsset
  devices: number
}

function asOne({ asset, devices }: Alike): AssessedAsset {
  const more = (devices - 1).toLocaleString('en-US')
  return devices === 1 ? asset : { ...asset, called: `${asset.called} and ${more} more` }
}
