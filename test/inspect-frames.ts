/** `inspect` over frames in this process: what it writes of a capture, which detections it tells. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { inspect } from '../src/cli/inspect.ts'
import type { AssetRow } from '../src/reports/inspection/document.ts'
import { every, type Timed, timedPcap } from '../src/watch/fixtures/capture.ts'
import type { Bytes } from './bytes.ts'

/** What tests look at of the document. */
export interface Inspected {
  readonly assets: readonly AssetRow[]
  readonly alerts: readonly { readonly detection: string }[]
}

/** To be called once, at the top of a test file: a folder of its own, gone at the end, and the command. */
export function inspectFrames() {
  const folder = mkdtempSync(join(tmpdir(), 'wardline-frames-'))
  after(() => rmSync(folder, { recursive: true }))

  async function inspected(timed: Timed, ...options: readonly string[]): Promise<Inspected> {
    const path = join(folder, 'capture.pcap')
    writeFileSync(path, timedPcap(timed))
    const written: string[] = []
    await inspect.run([path, '--json', '--quiet', ...options], {
      out: async (text) => void written.push(text),
      err: () => {},
      liveErr: false,
      width: 80,
      colour: false,
    })
    return JSON.parse(written.join('')) as Inspected
  }

  /** Detections that frames a tenth of a second apart set off. */
  async function told(frames: readonly Bytes[], ...options: readonly string[]): Promise<string[]> {
    const { alerts } = await inspected(every(0.1, frames), ...options)
    return alerts.map(({ detection }) => detection)
  }
  return { folder, inspected, told }
}
