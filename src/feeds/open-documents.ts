/**
 * From paths to parsed documents: files, directories, gzip, JSON, newline-delimited JSON, text. Nothing that is read
 * throws; what cannot be read is told with its reason and the rest goes on.
 */
import { createReadStream, readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type { Rejection } from '../advisories/document-reader.ts'
import { systemReason } from '../sensor/byte-source.ts'
import { advisoryFiles, type NamedFile, STANDARD_INPUT } from './advisory-files.ts'
import { AT_ONCE, MOST_DOCUMENT, MOST_FAULTS, MOST_LINE, MOST_LINES } from './limits.ts'
import { LineSplitter } from './line-splitter.ts'

export interface DocumentSink {
  /** Parsed JSON, or the text of what is not JSON. `asked`: the file was named, not only found in a directory. */
  document(value: unknown, file: string, asked: boolean): void
  rejected(rejection: Rejection): void
  /** Bytes of files read so far, as they lie on disk. */
  progress?(bytes: number): void
}

/** Reads every document under `paths`, in a stable order. */
export async function openDocuments(paths: readonly string[], sink: DocumentSink): Promise<void> {
  let bytes = 0
  for (const found of advisoryFiles(paths, (rejection) => sink.rejected(rejection))) {
    await openFile(found, sink)
    bytes += found.size
    sink.progress?.(bytes)
  }
}

async function openFile(found: NamedFile, sink: DocumentSink): Promise<void> {
  try {
    if (found.size > AT_ONCE || found.path === STANDARD_INPUT) return await streamed(found, sink)
    const bytes = readFileSync(found.path)
    if (isGzip(bytes)) await streamed(found, sink)
    else atOnce(found, decoded(bytes), sink)
  } catch (error) {
    sink.rejected({ file: found.path, where: null, because: reason(error) })
  }
}

function atOnce(found: NamedFile, text: string, sink: DocumentSink): void {
  const whole = looksLikeJson(text) ? parsed(text) : ({ ok: true, value: text } as const)
  if (whole.ok) sink.document(whole.value, found.path, found.asked)
  else if (!areLines(found, text, sink)) tellUnparsed(found, whole.because, sink)
}

function areLines(found: NamedFile, text: string, sink: DocumentSink): boolean {
  const lines = new JsonLines(found, sink)
  return text.split('\n').every((line) => lines.take(line))
}

async function streamed(found: NamedFile, sink: DocumentSink): Promise<void> {
  const lines = new JsonLines(found, sink)
  const whole: string[] = []
  let unpacked = 0
  const splitter = new LineSplitter(MOST_LINE, (line) => {
    unpacked += line.length + 1
    if (unpacked > MOST_LINES) throw new RangeError(`more than ${MOST_LINES / 2 ** 30} GiB when unpacked`)
    if (whole.length === 0 && lines.take(line)) return
    if (unpacked > MOST_DOCUMENT)
      throw new RangeError(`more than ${MOST_DOCUMENT / 2 ** 20} MiB in one document`)
    whole.push(line)
  })
  const take = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) splitter.push(chunk)
    splitter.end()
  }
  try {
    const { file, gzip } = await opened(found.path)
    if (gzip) await pipeline(file, createGunzip({ chunkSize: 2 ** 20 }), take)
    else await pipeline(file, take)
  } catch (error) {
    const kept = lines.taken > 0 ? `; ${lines.taken} documents before that were read` : ''
    sink.rejected({ file: found.path, where: null, because: `${reason(error)}${kept}` })
    return
  }
  if (whole.length > 0) wholeDocument(found, whole.join('\n'), sink)
}

function wholeDocument(found: NamedFile, joined: string, sink: DocumentSink): void {
  const text = joined.replace(/^\ufeff/, '')
  const whole = looksLikeJson(text) ? parsed(text) : ({ ok: true, value: text } as const)
  if (whole.ok) sink.document(whole.value, found.path, found.asked)
  else tellUnparsed(found, whole.because, sink)
}

/** Documents a line each. The first line decides whether a file is made so. */
class JsonLines {
  taken = 0
  private line = 0
  private faults = 0
  private readonly found: NamedFile
  private readonly sink: DocumentSink

  constructor(found: NamedFile, sink: DocumentSink) {
    this.found = found
    this.sink = sink
  }

  /** `false` for a first line that is no document of its own. */
  take(line: string): boolean {
    this.line++
    const { path, asked } = this.found
    const document = parsed(this.line === 1 ? line.replace(/^\ufeff/, '') : line)
    if (document.ok && typeof document.value === 'object') {
      this.taken++
      this.sink.document(document.value, path, asked)
    } else if (this.taken > 0 && line.trim() !== '')
      this.tell(document.ok ? 'no JSON object' : document.because)
    return this.taken > 0
  }

  private tell(because: string): void {
    this.faults++
    if (this.faults <= MOST_FAULTS)
      this.sink.rejected({ file: this.found.path, where: `line ${this.line}`, because })
  }
}

function tellUnparsed({ path, asked }: NamedFile, because: string, sink: DocumentSink): void {
  if (asked || path.endsWith('.json')) sink.rejected({ file: path, where: null, because })
}

type Parsed =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly because: string }

function parsed(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    const where = /position \d+(?: \(line \d+ column \d+\))?/.exec((error as Error).message)?.[0]
    const short = /end of JSON input|Unterminated/.test((error as Error).message)
    const what = short ? 'cut short, or no JSON' : 'not JSON'
    return { ok: false, because: where === undefined ? what : `${what}: wrong at ${where}` }
  }
}

const looksLikeJson = (text: string): boolean => /^\s*[[{]/.test(text.slice(0, 4096))

function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2)
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  return bytes.toString('utf8', start)
}

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b

/** A file, or standard input, whose first piece is put back once it has told whether it is compressed. */
async function opened(path: string): Promise<{ readonly file: Readable; readonly gzip: boolean }> {
  if (path !== STANDARD_INPUT) {
    const file = createReadStream(path, { highWaterMark: 2 ** 20 })
    return { file, gzip: await startsAsGzip(path) }
  }
  const pieces = process.stdin[Symbol.asyncIterator]()
  const first = await pieces.next()
  const whole = async function* () {
    if (!first.done) yield first.value as Buffer
    yield* pieces as AsyncIterableIterator<Buffer>
  }
  return { file: Readable.from(whole()), gzip: !first.done && isGzip(first.value as Buffer) }
}

async function startsAsGzip(path: string): Promise<boolean> {
  for await (const chunk of createReadStream(path, { end: 1 })) return isGzip(chunk as Buffer)
  return false
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'Z_BUF_ERROR') return 'the gzip file is cut short'
  if (code?.startsWith('Z_')) return 'damaged gzip data'
  return code === undefined ? message : systemReason(error)
}
