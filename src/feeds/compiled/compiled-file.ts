/**
 * A compiled library on disk: one line of JSON that names format, key and checksum, then the tables as JSON, then the
 * numbers. Written beside its place and renamed, so a reader sees the old file or the new one. A file of another
 * key, cut short or changed by a single bit is passed over, never trusted.
 */
import { hash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { endianness } from 'node:os'
import { join } from 'node:path'
import type { Library } from '../library.ts'
import { pack } from './pack.ts'
import { FORMAT, type Tables } from './tables.ts'
import { unpack } from './unpack.ts'

interface Header {
  readonly format: string
  readonly key: string
  readonly byteOrder: string
  readonly tables: number
  readonly numbers: number
  readonly sha256: string
}

/** Compiled libraries kept side by side; the longest unused go. */
const KEPT = 4
const LINE_FEED = 10
const MOST_HEADER = 1024

/** `null` for whatever is not exactly what was written under this key. */
export function readCompiled(folder: string, key: string): Library | null {
  try {
    const bytes = readFileSync(pathOf(folder, key))
    const end = bytes.subarray(0, MOST_HEADER).indexOf(LINE_FEED)
    const header: Header = JSON.parse(bytes.toString('utf8', 0, end))
    const body = bytes.subarray(end + 1)
    if (!isWhole(header, key, body)) return null
    const tables: Tables = JSON.parse(body.toString('utf8', 0, header.tables))
    // Copied, because numbers must begin at a multiple of four bytes.
    const numbers = new Int32Array(new Uint8Array(body.subarray(header.tables)).buffer)
    return unpack({ tables, statements: numbers })
  } catch {
    return null
  }
}

function isWhole(header: Header, key: string, body: Buffer): boolean {
  return (
    header.format === FORMAT &&
    header.key === key &&
    header.byteOrder === endianness() &&
    header.tables + header.numbers === body.length &&
    header.sha256 === hash('sha256', body)
  )
}

/** Keeps a library for the next start. What cannot be written only costs time then. `true`: it was written. */
export function writeCompiled(folder: string, key: string, library: Library): boolean {
  const path = pathOf(folder, key)
  const beside = `${path}.${process.pid}`
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(beside, octetsOf(library, key))
    renameSync(beside, path)
    dropOldest(folder)
    return true
  } catch {
    tryRemove(beside)
    return false
  }
}

/** Throws where the tables are longer than a text can be. */
function octetsOf(library: Library, key: string): Buffer {
  const { tables, statements } = pack(library)
  const first = Buffer.from(JSON.stringify(tables))
  const body = Buffer.concat([
    first,
    Buffer.from(statements.buffer, statements.byteOffset, statements.byteLength),
  ])
  const header: Header = {
    format: FORMAT,
    key,
    byteOrder: endianness(),
    tables: first.length,
    numbers: statements.byteLength,
    sha256: hash('sha256', body),
  }
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body])
}

const SUFFIX = '.advisories'
const pathOf = (folder: string, key: string): string => join(folder, `${key}${SUFFIX}`)

function tryRemove(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // It was never there.
  }
}

function dropOldest(folder: string): void {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(SUFFIX))
    .map((name) => ({ path: join(folder, name), at: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at)
  for (const { path } of files.slice(KEPT)) rmSync(path, { force: true })
}
