/** Captures on disk for tests: writes files into a directory of the test's own, merges them, gives copies of all frames. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type CaptureInput, expandInputs } from '../src/sensor/capture-files.ts'
import { CaptureMerge, type MergeOptions } from '../src/sensor/merge.ts'
import { copyOf, type ReadFrame } from './read-capture.ts'

/** Runs `use` with a new directory holding these files (by relative path), and removes it afterwards. */
export async function withFiles<T>(
  files: Readonly<Record<string, Uint8Array | string>>,
  use: (directory: string) => Promise<T>,
): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'captures-'))
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, name)), { recursive: true })
      writeFileSync(join(directory, name), content)
    }
    return await use(directory)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** A frame and the capture it came from. */
export type MergedFrame = ReadFrame & { readonly path: string }

export async function mergeAll(
  names: readonly string[] | readonly CaptureInput[],
  options: MergeOptions = {},
): Promise<{ frames: MergedFrame[]; merge: CaptureMerge }> {
  const inputs =
    typeof names[0] === 'object' ? (names as CaptureInput[]) : await expandInputs(names as string[])
  const merge = new CaptureMerge(inputs, options)
  const frames: MergedFrame[] = []
  while (await merge.more())
    for (let f = merge.next(); f !== null; f = merge.next())
      frames.push({ ...copyOf(f), path: inputs[f.file]!.path })
  return { frames, merge }
}
