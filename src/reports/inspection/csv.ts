/** The inventory as CSV (RFC 4180), one line per device, for spreadsheets and `assess`. */
import { isCounted } from '../../assessment/findings.ts'
import type { AssetAssessment } from '../../assessment/observed.ts'
import type { AssetRow } from './document.ts'

const HEADINGS = [
  'id',
  'mac',
  'ip',
  'hostname',
  'vendor',
  'model',
  'product',
  'type',
  'subtype',
  'family',
  'category',
  'version',
  'serial',
  'os',
  'os_version',
  'os_build',
  'criticality',
  'router',
  'internal',
  'first_seen',
  'last_seen',
  'type_confidence',
  'vendor_confidence',
  'model_confidence',
  'version_confidence',
  'os_confidence',
  'services',
  'udi',
  'behind',
  'ward',
  'bed',
  'components',
] as const

/** What an assessment adds. */
const ASSESSED = ['risk', 'critical_cves', 'cves', 'open_cves', 'os_support', 'worst'] as const

export function inventoryCsv(
  rows: readonly AssetRow[],
  assessed?: ReadonlyMap<string, AssetAssessment>,
): string {
  const headings = assessed === undefined ? HEADINGS : [...HEADINGS, ...ASSESSED]
  const lines = rows.map((row) =>
    [...cells(row), ...(assessed === undefined ? [] : assessedCells(assessed.get(row.id)))]
      .map(quoted)
      .join(','),
  )
  return [headings.join(','), ...lines].map((l) => `${l}\r\n`).join('')
}

function assessedCells(known: AssetAssessment | undefined): readonly (string | number | null)[] {
  if (known === undefined) return ASSESSED.map(() => null)
  const counted = known.findings.filter(isCounted)
  const open = known.findings.filter((f) => f.status === 'affected' || f.status === 'under_investigation')
  return [
    known.risk.score,
    counted.filter(({ severity }) => severity === 'critical').length,
    counted.length,
    open.length - counted.length,
    known.osSupport?.state ?? null,
    open[0]?.vulnerability ?? null,
  ]
}

function cells(r: AssetRow): readonly (string | number | boolean | null)[] {
  const services = r.services.map(
    (s) => `${s.transport}/${s.port}${s.protocol === null ? '' : ` ${s.protocol}`}`,
  )
  return [
    r.id,
    r.macs.join(' '),
    r.ips.map((i) => i.address).join(' '),
    r.hostnames.join(' '),
    r.vendor,
    r.model,
    r.product,
    r.type,
    r.subtype,
    r.family,
    r.category,
    r.version,
    r.serial,
    r.os.name,
    r.os.version,
    r.os.build,
    r.criticality,
    r.router,
    r.internal,
    r.firstSeen,
    r.lastSeen,
    r.confidence.type,
    r.confidence.vendor,
    r.confidence.model,
    r.confidence.version,
    r.confidence.os,
    services.join('; '),
    r.udi,
    r.behind,
    r.place.ward,
    r.place.bed,
    r.components.map(componentCell).join('; '),
  ]
}

/** As inventories are read back: `name = version`, parts by semicolons. */
const componentCell = ({ name, version }: AssetRow['components'][number]): string =>
  [name, version]
    .filter((part) => part !== null)
    .map((part) => part.replace(/[\s;,|=]+/g, ' ').trim())
    .join(' = ')

/**
 * Quotes where needed. What a spreadsheet would take for a formula is disarmed: a leading =, +, - or @, in full
 * width too, with or without white space before it.
 */
function quoted(cell: string | number | boolean | null): string {
  if (cell === null) return ''
  const text =
    typeof cell === 'string' && /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u.test(cell) ? `'${cell}` : String(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
