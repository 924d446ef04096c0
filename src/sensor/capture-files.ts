/**
 * From what the user names to the captures there are: files, directories (searched through, captures told by their
 * content, everything else passed over), named pipes, `-` for standard input. The list is sorted and holds each file once,
 * so it does not depend on the order or the number of times in which things are named.
 */
import type { Dirent, Stats } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Seconds } from '../model/observation.ts'
import { systemReason } from './byte-source.ts'
import { type CaptureHead, lookAt } from './capture-head.ts'
import { faultText } from './capture-summary.ts'

export interface CaptureInput {
  /** As the user named it (and below it); `-` for standard input. */
  readonly path: string
  /** A `pipe` is read once, from front to back, and is not known before: standard input or a named pipe. */
  readonly kind: 'file' | 'pipe'
  /** Bytes on disk; `null` for a pipe. */
  readonly size: number | null
  readonly gzip: boolean
  /** Time of the first packet; `null` when it is not known before reading. */
  readonly first: Seconds | null
  /** 0-based place of the argument that names it (the first such), for output in the order given. */
  readonly argument: number
  /** Why it cannot be used, known before reading: missing, not a capture, a directory without captures. */
  readonly error: string | null
}

/** Files looked at side by side. */
const AT_ONCE = 16

/** A file or pipe to look at; those found in a directory need not be captures. */
interface Candidate {
  readonly path: string
  readonly argument: number
  readonly named: boolean
}

/** Everything that the arguments name, sorted by name; what cannot be used stands in it with its `error`. */
export async function expandInputs(names: readonly string[]): Promise<CaptureInput[]> {
  const found: CaptureInput[] = []
  for (const [argument, name] of names.entries()) found.push(...(await findIn(name, argument)))
  return onceEach(found)
}

/** The same inputs in the order in which they were named, for output that keeps it. */
export const inOrderGiven = (inputs: readonly CaptureInput[]): CaptureInput[] =>
  [...inputs].sort((a, b) => a.argument - b.argument || compareNames(a.path, b.path))

/** Order of file names as people number them: `trace2` before `trace10`. A total order. */
export function compareNames(a: string, b: string): number {
  return natural.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0)
}
const natural = new Intl.Collator('en', { numeric: true })

async function findIn(name: string, argument: number): Promise<CaptureInput[]> {
  if (name === '-') return [pipe(name, argument)]
  let stats: Stats
  try {
    stats = await stat(name)
  } catch (error) {
    return [unusable(name, argument, `cannot be read: ${systemReason(error)}`)]
  }
  if (stats.isDirectory()) return search(name, argument)
  if (!stats.isFile()) return [pipe(name, argument)]
  return inspect([{ path: name, argument, named: true }])
}

async function search(directory: string, argument: number): Promise<CaptureInput[]> {
  const candidates: Candidate[] = []
  const troubles: CaptureInput[] = []
  const open = [directory]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    let entries: Dirent[] = []
    try {
      entries = await readdir(at, { withFileTypes: true })
    } catch (error) {
      troubles.push(unusable(at, argument, `cannot be read: ${systemReason(error)}`))
    }
    for (const entry of entries) {
      const path = join(at, entry.name)
      if (entry.isDirectory()) open.push(path)
      else if (entry.isFile() || (entry.isSymbolicLink() && (await isFile(path))))
        candidates.push({ path, argument, named: false })
    }
  }
  const captures = [...(await inspect(candidates)), ...troubles]
  if (captures.length > 0) return captures
  const looked = candidates.length === 1 ? '1 file' : `${candidates.length} files`
  return [unusable(directory, argument, `holds no capture (${looked} looked at)`)]
}

/** Symbolic links to files are followed, those to directories are not: they can go in circles. */
const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  )

async function inspect(candidates: readonly Candidate[]): Promise<CaptureInput[]> {
  const inputs: (CaptureInput | null)[] = []
  let next = 0
  const worker = async () => {
    for (let i = next++; i < candidates.length; i = next++) {
      const candidate = candidates[i]!
      inputs[i] = judge(candidate, await lookAt(candidate.path))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return inputs.filter((input) => input !== null)
}

function judge({ path, argument, named }: Candidate, head: CaptureHead): CaptureInput | null {
  const { size, gzip, capture, first, fault } = head
  if (!named && !capture && fault?.kind !== 'unreadable') return null
  return { path, kind: 'file', size, gzip, first, argument, error: fault && faultText(fault) }
}

async function onceEach(inputs: CaptureInput[]): Promise<CaptureInput[]> {
  inputs.sort((a, b) => compareNames(a.path, b.path) || a.argument - b.argument)
  const byPlace = new Map<string, CaptureInput>()
  for (const input of inputs) {
    const place = input.path === '-' ? '-' : await realpath(input.path).catch(() => input.path)
    const same = byPlace.get(place)
    if (same === undefined) byPlace.set(place, input)
    else if (input.argument < same.argument) byPlace.set(place, { ...same, argument: input.argument })
  }
  return [...byPlace.values()]
}

const pipe = (path: string, argument: number): CaptureInput => ({
  path,
  kind: 'pipe',
  size: null,
  gzip: false,
  first: null,
  argument,
  error: null,
})

const unusable = (path: string, argument: number, error: string): CaptureInput => ({
  ...pipe(path, argument),
  kind: 'file',
  size: 0,
  error,
})
