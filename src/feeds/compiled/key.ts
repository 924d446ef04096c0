/** What a compiled library depends on, as one digest: the files read, the code that read them, the facts built in. */
import { createHash, type Hash, hash } from 'node:crypto'
import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { advisoryFiles } from '../advisory-files.ts'
import { FORMAT } from './tables.ts'

const CODE = ['../../advisories', '../../knowledge', '..', '../../../knowledge/advisories'].map((folder) =>
  join(import.meta.dirname, folder),
)
const PIECE = 2 ** 22

/** Paths count too: messages name the files. */
export function libraryKey(paths: readonly string[], orBuiltIn = false): string {
  const digest = createHash('sha256').update(`${FORMAT}\n${codeStamp()}\n${orBuiltIn}\n`)
  const room = Buffer.allocUnsafe(PIECE)
  const files = advisoryFiles(paths, ({ file, because }) => digest.update(`${file}\n${because}\n`))
  for (const { path, size, asked } of files) {
    digest.update(`${path}\n${size}\n${asked}\n`)
    addContent(digest, path, room)
  }
  return digest.digest('hex').slice(0, 32)
}

function addContent(digest: Hash, path: string, room: Buffer): void {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    digest.update((error as Error).message)
    return
  }
  try {
    for (let n = readSync(file, room, 0, PIECE, null); n > 0; n = readSync(file, room, 0, PIECE, null))
      digest.update(room.subarray(0, n))
  } catch (error) {
    digest.update((error as Error).message)
  } finally {
    closeSync(file)
  }
}

let stamp: string | null = null

/** Another reader may read the same documents differently: names, sizes and times of the sources stand for them. */
function codeStamp(): string {
  stamp ??= hash(
    'sha256',
    CODE.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(?:ts|yaml)$/.test(name) && !name.endsWith('.test.ts'))
        .sort()
        .map((name) => {
          const { size, mtimeMs } = statSync(join(folder, name))
          return `${name} ${size} ${mtimeMs}`
        }),
    ).join('\n'),
  )
  return stamp
}
