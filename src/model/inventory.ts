/** What an inventory (a CMMS export, a spreadsheet, another tool's list) declares of a device. Never mixed with what was observed. */

/** A part with a version of its own: operating system, wireless module, toolkit. */
export interface Component {
  readonly name: string
  readonly version: string | null
}

/** One row, as spelled there, trimmed; `null` where the inventory says nothing. */
export interface InventoryRow {
  readonly file: string
  /** 1-based line of a text file, row of a sheet, or number of an entry in a JSON list. */
  readonly line: number
  /** Of a workbook of which several sheets are read. */
  readonly sheet?: string
  /** The row's own id, else made of its line. */
  readonly id: string
  readonly mac: string | null
  readonly ip: string | null
  readonly hostname: string | null
  readonly vendor: string | null
  readonly model: string | null
  readonly modelNumber: string | null
  readonly type: string | null
  /** All that is said of what it is: type, category, description; `type` first. */
  readonly kinds: readonly string[]
  readonly version: string | null
  readonly os: string | null
  readonly osVersion: string | null
  readonly serial: string | null
  readonly udi: string | null
  readonly location: string | null
  readonly department: string | null
  readonly site: string | null
  readonly owner: string | null
  readonly criticality: string | null
  /** Devices this row stands for; 1 or more. */
  readonly quantity: number
  /** Dates as spelled. */
  readonly manufactured: string | null
  readonly shipped: string | null
  readonly region: string | null
  readonly components: readonly Component[]
  /** Options that are fitted: "wireless". */
  readonly options: readonly string[]
  /** Vulnerabilities and advisories (CVE-..., ICSMA-...) recorded as dealt with on this device. */
  readonly remediated: readonly string[]
}

/** A row that could not be used, and why. */
export interface RejectedRow {
  readonly file: string
  readonly line: number
  /** What `line` counts, where it is not lines of text. */
  readonly place?: 'line' | 'row' | 'entry'
  /** Of a workbook of which several sheets are read. */
  readonly sheet?: string
  readonly because: string
}

/** How the headings of a table were understood. */
export interface InventoryHeadings {
  readonly file: string
  readonly used: readonly { readonly column: string; readonly heading: string }[]
  /** Headings of columns that are not read. */
  readonly ignored: readonly string[]
}

/** What a person should know of a file whose rows were read all the same. */
export interface InventoryNote {
  readonly file: string
  readonly text: string
}

/** Takes rows as they are read; nothing is kept by the reader. */
export interface InventorySink {
  /** Told once a table, before its rows. */
  headings?(headings: InventoryHeadings): void
  row(row: InventoryRow): void
  rejected(row: RejectedRow): void
  /** Told behind the rows of a file. */
  noted?(note: InventoryNote): void
  /** Awaited between the pieces of a file: fulfilled when more rows can be taken. */
  room?(): Promise<void>
}
