/**
 * A feed on disk. What is in force is one generation, named by `current.json`; the next one grows in `work/` and takes
 * its place by two renames. Whatever fails before leaves the old one in force and `work/` for the next attempt.
 */
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

export const storedFileSchema = z.object({
  /** Relative to the generation. */
  name: z.string().min(1),
  url: z.string().nullable(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** When the publisher says it changed last. */
  updated: z.string().nullable(),
  /** `verified`: its published checksum fits. */
  checksum: z.enum(['verified', 'none published']),
  /** A signature stands beside it at the publisher's; it is not checked here. */
  signed: z.boolean(),
})
const manifest = z.object({
  schema: z.literal('wardline.feed/1'),
  generation: z.string().regex(/^generation-\d+$/),
  /** When its content was taken over. */
  changed: z.string(),
  documents: z.number(),
  /** From where the next update goes on. */
  cursor: z.string().nullable(),
  files: z.array(storedFileSchema),
})
const attempt = z.object({
  at: z.string(),
  outcome: z.enum(['replaced', 'unchanged', 'failed']),
  error: z.string().nullable(),
  /** What could not be taken over although the rest was. */
  problems: z.array(z.string()),
})

export type StoredFile = z.infer<typeof storedFileSchema>
export type Manifest = z.infer<typeof manifest>
export type Attempt = z.infer<typeof attempt>

export class FeedStore {
  readonly name: string
  readonly folder: string
  readonly work: string

  constructor(feeds: string, name: string) {
    this.name = name
    this.folder = join(feeds, name)
    this.work = join(this.folder, 'work')
  }

  /** What is in force; `null` before the first success. */
  current(): Manifest | null {
    return read(join(this.folder, 'current.json'), manifest)
  }

  lastAttempt(): Attempt | null {
    return read(join(this.folder, 'attempt.json'), attempt)
  }

  /** The folder of what is in force; `null` before the first success. */
  currentFolder(): string | null {
    const now = this.current()
    return now === null ? null : join(this.folder, now.generation)
  }

  note(one: Attempt): void {
    mkdirSync(this.folder, { recursive: true })
    replace(join(this.folder, 'attempt.json'), one)
  }

  /** Makes `work/` with what stands in it the generation in force. */
  publish(files: readonly StoredFile[], known: Pick<Manifest, 'changed' | 'documents' | 'cursor'>): Manifest {
    const now = this.current()
    const generation = `generation-${now === null ? 1 : Number(now.generation.split('-')[1]) + 1}`
    rmSync(join(this.folder, generation), { recursive: true, force: true })
    renameSync(this.work, join(this.folder, generation))
    const next: Manifest = { schema: 'wardline.feed/1', generation, ...known, files: [...files] }
    replace(join(this.folder, 'current.json'), next)
    this.removeAllBut(generation)
    return next
  }

  /** Only one process may change a feed. Gives back how to let go; `null` while another holds it. */
  lock(): (() => void) | null {
    mkdirSync(this.folder, { recursive: true })
    const path = join(this.folder, 'lock')
    for (let tries = 0; tries < 2; tries++)
      try {
        createWhole(path, String(process.pid))
        own.add(path)
        return () => {
          own.delete(path)
          rmSync(path, { force: true })
        }
      } catch (error) {
        const taken = (error as NodeJS.ErrnoException).code === 'EEXIST'
        if (taken && isHeld(path)) return null
        rmSync(path, { force: true })
        if (!taken) throw error
      }
    return null
  }

  private removeAllBut(generation: string): void {
    for (const name of readdirSync(this.folder))
      if (name.startsWith('generation-') && name !== generation)
        rmSync(join(this.folder, name), { recursive: true, force: true })
  }
}

/** With its content from the first moment on: an empty lock would be taken for one that nobody holds. Throws `EEXIST`. */
function createWhole(path: string, content: string): void {
  const beside = `${path}.${process.pid}`
  try {
    writeFileSync(beside, content)
    linkSync(beside, path)
  } catch (error) {
    if (!NO_LINKS.has((error as NodeJS.ErrnoException).code ?? '')) throw error
    writeFileSync(path, content, { flag: 'wx' })
  } finally {
    rmSync(beside, { force: true })
  }
}

/** What file systems without links answer. */
const NO_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK'])

/** Locks of this process. */
const own = new Set<string>()

/**
 * The lock of a process that is gone is nobody's; so is one with our own number that we do not hold: in a container every
 * run may have the same.
 */
function isHeld(path: string): boolean {
  if (own.has(path)) return true
  const pid = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function read<T>(path: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}

/** The old file or the new one, never a part. */
export function replace(path: string, value: unknown): void {
  const beside = `${path}.${process.pid}`
  try {
    writeFileSync(beside, `${JSON.stringify(value, null, 1)}\n`, { flush: true })
    renameSync(beside, path)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
}
