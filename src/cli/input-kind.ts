/** What kind of input a file is, by its first octets: commands that take several kinds ask before they read. */
import { open, stat } from 'node:fs/promises'
import { lookAt } from '../sensor/capture-head.ts'

export type InputKind = 'captures' | 'inspection' | 'inventory'

/** Octets looked at: the schema is the first member of a document. */
const HEAD = 4096

/** Directories hold captures; standard input and what cannot be read count as inventories, whose reader tells what is wrong. */
export async function inputKind(path: string): Promise<InputKind> {
  if (path === '-') return 'inventory'
  const stats = await stat(path).catch(() => null)
  if (stats === null) return 'inventory'
  if (stats.isDirectory()) return 'captures'
  if ((await lookAt(path)).capture) return 'captures'
  return /^\uFEFF?\s*\{\s*"schema"\s*:\s*"wardline\.inspection\//.test(await headOf(path))
    ? 'inspection'
    : 'inventory'
}

async function headOf(path: string): Promise<string> {
  await using file = await open(path)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0)
  return buffer.toString('utf8', 0, bytesRead)
}
