/** A capture file on disk as the program tells it, for tests with recordings of real programs. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const BIN = join(import.meta.dirname, '../../bin/wardline')

/** What these tests look at of the document; the whole of it is `wardline.inspection/1`. */
export interface InspectedAsset {
  readonly macs: readonly string[]
  readonly ips: readonly { readonly address: string }[]
  readonly services: readonly { readonly port: number; readonly protocol: string | null }[]
  readonly evidence: readonly { readonly field: string; readonly observed: string; readonly value: string }[]
  readonly [attribute: string]: unknown
}

export interface Inspected {
  readonly assets: readonly InspectedAsset[]
  readonly [part: string]: unknown
}

/** Runs `wardline inspect FILE --json`; throws with its words when it fails. */
export function inspected(...files: readonly string[]): Inspected {
  const run = spawnSync(BIN, ['inspect', ...files, '--json', '--conversations', '--quiet'], {
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  })
  if (run.status !== 0) throw new Error(run.stderr)
  return JSON.parse(run.stdout)
}
