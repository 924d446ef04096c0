/** From what the user names to the files there are: directories are searched through, each file comes once, sorted. */
import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Rejection } from '../advisories/document-reader.ts'
import { systemReason } from '../sensor/byte-source.ts'

export interface NamedFile {
  readonly path: string
  readonly size: number
  /** Named by the user, not only found in a directory: it must be what was asked for. */
  readonly asked: boolean
}

export const STANDARD_INPUT = '-'

/** What stands beside advisories in their directories and is none: signatures, checksums, pictures, archives. */
const BESIDE = /\.(?:asc|sig|sha\d+|md5|html?|pdf|png|zip|tar|tgz|xz|bz2|zst|md|py|yml|ya?ml|lock|meta)$/i

export function advisoryFiles(
  paths: readonly string[],
  reject: (rejection: Rejection) => void,
): readonly NamedFile[] {
  const found = new Map<string, NamedFile>()
  const tell = (file: string, error: unknown) => reject({ file, where: null, because: systemReason(error) })
  for (const path of paths)
    try {
      if (path === STANDARD_INPUT) {
        found.set(path, { path, size: 0, asked: true })
        continue
      }
      const stats = statSync(path)
      if (stats.isDirectory()) search(path, found, tell)
      else found.set(realpathSync(path), { path, size: stats.size, asked: true })
    } catch (error) {
      tell(path, error)
    }
  return [...found.values()]
}

function search(
  directory: string,
  found: Map<string, NamedFile>,
  tell: (file: string, error: unknown) => void,
): void {
  let entries: Dirent[] = []
  try {
    entries = readdirSync(directory, { withFileTypes: true })
  } catch (error) {
    tell(directory, error)
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(directory, entry.name)
    if (entry.name.startsWith('.')) continue
    if (entry.isDirectory()) search(path, found, tell)
    else if ((entry.isFile() || entry.isSymbolicLink()) && !BESIDE.test(entry.name)) add(path, found, tell)
  }
}

function add(
  path: string,
  found: Map<string, NamedFile>,
  tell: (file: string, error: unknown) => void,
): void {
  try {
    const stats = statSync(path)
    const real = realpathSync(path)
    if (stats.isFile() && !found.has(real)) found.set(real, { path, size: stats.size, asked: false })
  } catch (error) {
    tell(path, error)
  }
}
