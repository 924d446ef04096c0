/** Runs a program and tells its wall time, processor time and peak memory, as the kernel counts them. */
import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import type { Readable } from 'node:stream'

export interface Measured {
  /** Seconds from start to exit. */
  readonly seconds: number
  /** Most memory resident at once, MiB; `null` where /proc does not tell. */
  readonly peakMiB: number | null
  readonly code: number | null
  readonly err: string
}

/** How often the peak is read, milliseconds; the kernel keeps the high-water mark, so only the very end can be missed. */
const SAMPLE = 20

/** Runs `command`; its output goes to `/dev/null` or to the file `out`, `input` to its standard input. */
export async function measure(
  command: string,
  args: readonly string[],
  { out = '/dev/null', input }: { out?: string; input?: Readable } = {},
): Promise<Measured> {
  const fd = openSync(out, 'w')
  const began = performance.now()
  const child = spawn(command, args, { stdio: [input ? 'pipe' : 'ignore', fd, 'pipe'] })
  let err = ''
  child.stderr?.on('data', (text) => {
    err += text
  })
  if (input) input.pipe(child.stdin!).on('error', () => {})
  let peak: number | null = null
  const timer = setInterval(() => {
    peak = Math.max(peak ?? 0, highWater(child.pid!) ?? 0) || peak
  }, SAMPLE)
  const code = await new Promise<number | null>((resolve, reject) =>
    child.on('close', resolve).on('error', reject),
  )
  clearInterval(timer)
  closeSync(fd)
  return { seconds: (performance.now() - began) / 1000, peakMiB: peak, code, err }
}

function highWater(pid: number): number | null {
  try {
    const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return line === null ? null : Number(line[1]) / 1024
  } catch {
    return null
  }
}

/** The middle one of several runs by time, so that one disturbed run does not count. */
export async function median(runs: number, once: () => Promise<Measured>): Promise<Measured> {
  const all: Measured[] = []
  for (let i = 0; i < runs; i++) all.push(await once())
  all.sort((a, b) => a.seconds - b.seconds)
  return all[Math.floor(all.length / 2)]!
}
