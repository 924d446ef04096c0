/** Opens the inventories a user names and reads them one behind the other. */
import { createReadStream, statSync } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { readInventory, UniqueIds } from '../intake/inventory/read.ts'
import type {
  InventoryHeadings,
  InventoryNote,
  InventoryRow,
  InventorySink,
  RejectedRow,
} from '../model/inventory.ts'
import { lookAt } from '../sensor/capture-head.ts'

const CHUNK = 1 << 20

export interface InventoryFault {
  readonly file: string
  readonly because: string
  /** Rows before what is wrong were used. */
  readonly partly: boolean
}

/** For standard error. */
export const faultText = ({ file, because, partly }: InventoryFault): string =>
  `${file}: ${partly ? '' : 'not used, '}${because}\n`

/** Reads all of them; the answer names the files of which nothing was usable. Ids are unique over all of them. */
export async function readInventories(
  files: readonly string[],
  sink: InventorySink,
  progress: (bytes: number, total: number | null) => void = () => {},
): Promise<InventoryFault[]> {
  const unique = new UniqueIds(sink)
  const total = sizeOf(files)
  const faults: InventoryFault[] = []
  let bytes = 0
  for (const file of files) {
    const counted = new CountedRows(unique)
    const because = await readOne(file, counted, (more) => {
      bytes += more
      progress(bytes, total)
    })
    if (because !== null) faults.push({ file, because, partly: counted.any })
  }
  return faults
}

async function readOne(
  file: string,
  sink: CountedRows,
  read: (bytes: number) => void,
): Promise<string | null> {
  try {
    const because = await readInventory(file, opened(file, read), sink)
    if (because !== null) return (await isCapture(file)) ? CAPTURE : because
    return sink.any ? null : 'there is no device in it'
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return 'there is no such file'
    if (code === 'EISDIR') return 'this is a directory: name the files in it'
    if (code === 'EACCES') return 'it may not be read by this user'
    if (code?.startsWith('Z_'))
      return `the gzip data are damaged (${message})${sink.any ? ': rows behind the damage are missing' : ''}`
    throw error
  }
}

const CAPTURE = 'this is a capture: wardline inspect --assess tells of its devices'

const isCapture = async (file: string): Promise<boolean> => file !== '-' && (await lookAt(file)).capture

/** Notes whether a file had any row at all, also one that cannot be used. */
class CountedRows implements InventorySink {
  any = false
  private readonly sink: InventorySink

  constructor(sink: InventorySink) {
    this.sink = sink
  }

  headings(told: InventoryHeadings): void {
    this.sink.headings?.(told)
  }

  noted(note: InventoryNote): void {
    this.sink.noted?.(note)
  }

  async room(): Promise<void> {
    await this.sink.room?.()
  }

  row(row: InventoryRow): void {
    this.any = true
    this.sink.row(row)
  }

  rejected(row: RejectedRow): void {
    this.any = true
    this.sink.rejected(row)
  }
}

async function* opened(file: string, read: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const source: AsyncIterable<Buffer> =
    file === '-' ? process.stdin : createReadStream(file, { highWaterMark: CHUNK })
  const counted = async function* () {
    for await (const chunk of source) {
      read(chunk.length)
      yield chunk
    }
  }
  const chunks = counted()
  const first = await chunks.next()
  if (first.done) return
  const rest = async function* () {
    yield first.value
    yield* chunks
  }
  if (first.value[0] === 0x1f && first.value[1] === 0x8b) yield* unzipped(rest())
  else yield* rest()
}

async function* unzipped(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { Readable } = await import('node:stream')
  const source = Readable.from(chunks)
  const gunzip = createGunzip({ chunkSize: CHUNK })
  source.on('error', (error) => gunzip.destroy(error))
  yield* source.pipe(gunzip) as AsyncIterable<Uint8Array>
}

/** `null` where a pipe or a missing file is among them. */
function sizeOf(files: readonly string[]): number | null {
  let total = 0
  for (const file of files) {
    const size = file === '-' ? undefined : statSync(file, { throwIfNoEntry: false })?.size
    if (size === undefined) return null
    total += size
  }
  return total
}
