/**
 * Which sheets of a workbook are the list of devices: the one that tells most, and those beside it that are headed alike, as where each
 * site has a sheet. The same devices again, in another order, are not read twice.
 */
import type { InventoryRow } from '../../model/inventory.ts'
import type { ColumnName } from './columns.ts'
import type { SheetTable } from './xlsx.ts'

export interface ChosenSheets {
  readonly read: readonly SheetTable[]
  /** Sheets that have headings, and are left out. */
  readonly others: readonly SheetTable[]
}

/** In the order of the workbook; hidden sheets only where nothing else is. */
export function chooseSheets(tables: readonly SheetTable[]): ChosenSheets | null {
  const shown = tables.filter(({ hidden }) => !hidden)
  const best = tellingMost(shown) ?? tables[0]
  if (best === undefined) return null
  const alike = shown.filter((one) => one === best || areAlike(columnsOf(one), columnsOf(best)))
  const known = alike.length > 1 ? devicesOf(best) : new Set<string>()
  const read = best.hidden ? [best] : alike.filter((one) => one === best || isNew(one, known))
  return { read, others: shown.filter((one) => !read.includes(one)) }
}

/** The list of devices has more columns that are known than a cover or a summary; of equal ones the first. */
function tellingMost(tables: readonly SheetTable[]): SheetTable | undefined {
  return tables.reduce<SheetTable | undefined>(
    (best, one) => (best === undefined || columnsOf(one).size > columnsOf(best).size ? one : best),
    undefined,
  )
}

const columnsOf = ({ blocks }: SheetTable): ReadonlySet<ColumnName> => new Set(blocks[0]!.columns)

/** Where a device stands may be told by the sheet, so not by its columns. */
const WHERE: ReadonlySet<ColumnName> = new Set(['site', 'location', 'department', 'owner'])
/** A summary has models too; it says how many there are of each. */
const OF_ONE: ReadonlySet<ColumnName> = new Set([
  'id',
  'idOrName',
  'mac',
  'ip',
  'hostname',
  'serial',
  'udi',
  'version',
])

function areAlike(one: ReadonlySet<ColumnName>, other: ReadonlySet<ColumnName>): boolean {
  const both = [...one].filter((column) => other.has(column) && !WHERE.has(column))
  const count = (all: ReadonlySet<ColumnName>): number =>
    [...all].filter((column) => !WHERE.has(column)).length
  return (
    both.some((column) => OF_ONE.has(column)) && 3 * both.length >= 2 * Math.max(count(one), count(other))
  )
}

/** Columns by which a device is known again, wherever it is listed. */
const KNOWN_BY: readonly ColumnName[] = ['serial', 'mac', 'udi']

/** What tells the devices of a sheet; numbers of the list itself do so together with the product. */
function devicesOf({ blocks }: SheetTable): Set<string> {
  const found = new Set<string>()
  for (const { columns, rows } of blocks)
    for (const row of rows) {
      const key = row === null ? null : deviceKey(columns, row)
      if (key !== null) found.add(key)
    }
  return found
}

function deviceKey(columns: readonly ColumnName[], row: readonly string[]): string | null {
  const cell = (column: ColumnName): string => row[columns.indexOf(column)]?.trim().toLowerCase() ?? ''
  const by = KNOWN_BY.find((column) => cell(column) !== '')
  if (by !== undefined) return `${by}\n${cell(by)}`
  const id = cell('id') || cell('idOrName')
  return id === '' ? null : `${id}\n${cell('vendor')}\n${cell('model')}\n${cell('version')}`
}

/** Not a sheet most of whose devices are known; those of one that is are known from then on. */
function isNew(table: SheetTable, known: Set<string>): boolean {
  const own = devicesOf(table)
  const again = [...own].filter((key) => known.has(key)).length
  if (own.size > 0 && 2 * again > own.size) return false
  for (const key of own) known.add(key)
  return true
}

/** "Sheet1", "Tabelle 2", "Inventory": a name that nobody gave, or that says what all sheets are. */
const NO_SITE =
  /^(?:sheets?|tabelle|table|feuil(?:le)?|hoja|foglio|planilha|blad|ark|arkusz|list|inventory|inventar|devices?|ger(?:ä|ae)te|assets?|equipment|export|data|daten)?[\s_-]*\d*$/i

/**
 * Rows of several sheets: each is named by its sheet, stands at the site that the sheet is called after where no column says so, and
 * keeps an id of its own where each sheet counts anew.
 */
export class SheetRows {
  readonly #owners = new Map<string, string>()

  row(row: InventoryRow, sheet: string): InventoryRow {
    const site = row.site ?? (NO_SITE.test(sheet.trim()) ? null : sheet.trim().slice(0, LONGEST_SITE))
    return { ...row, sheet, site, id: this.#idOf(row, sheet) }
  }

  #idOf({ id, line, vendor, model, serial, mac }: InventoryRow, sheet: string): string {
    if (id === `line-${line}`) return `${sheet}!${line}`
    const owner = [vendor, model, serial, mac].join('\n')
    const known = this.#owners.get(id)
    if (known === undefined) this.#owners.set(id, owner)
    return known === undefined || known === owner ? id : `${sheet}!${id}`
  }
}

/** In UTF-16 units; the format allows 31. */
const LONGEST_SITE = 60
