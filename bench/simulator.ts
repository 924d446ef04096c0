/**
 * `node bench/simulator.ts [hours]`: how fast the simulator writes, and what tshark finds wrong with it. Prints
 * Markdown. `BEDS=300 SEED=7`. Hour by hour: a file an hour, judged and thrown away;
 * what is wrong only in connections that the file cuts is told apart. `FROM=18`: the simulated clock at
 * the start (7); `SKIP=4`: so many hours pass without being judged (0); `SPEED=0`: the judging alone.
 */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { BEGINS, Simulation } from '../src/simulator/simulation.ts'
import { cutShort, judge } from '../test/simulator-judge.ts'

const HOUR = 3600e6
const BEDS = Number(process.env.BEDS ?? 300)
const SEED = Number(process.env.SEED ?? 7)
const HOURS = Number(process.argv[2] ?? 8)
const FROM = Number(process.env.FROM ?? 7)
const SKIP = Number(process.env.SKIP ?? 0)

const folder = mkdtempSync(join(tmpdir(), 'wardline-simulator-'))
try {
  if (process.env.SPEED !== '0') speed()
  hourByHour()
} finally {
  rmSync(folder, { recursive: true })
}

/** Nothing is written to disk: the simulator alone. */
function speed(): void {
  console.log(
    '## Writing\n\n| beds | devices | packets | packets/s | Gbit/s | peak MiB |\n|---|---|---|---|---|---|',
  )
  for (const [beds, hours] of [
    [BEDS, 0.5],
    [2600, 0.1],
  ] as const) {
    const simulation = new Simulation({ beds, hours, seed: SEED })
    const { world } = simulation
    const began = performance.now()
    for (const chunk of simulation.chunks()) world.out.reuse(chunk)
    const seconds = (performance.now() - began) / 1000
    const { packets, octets } = world.out
    const memory = process.resourceUsage().maxRSS / 1024
    console.log(
      `| ${beds} | ${world.units.length} | ${packets} | ${(packets / seconds).toFixed(0)} | ${((octets * 8) / seconds / 1e9).toFixed(2)} | ${memory.toFixed(0)} |`,
    )
  }
}

function hourByHour(): void {
  console.log(`\n## ${BEDS} beds, ${HOURS} hours, judged by tshark hour by hour\n`)
  console.log(
    '| hour | clock | packets | MB | MiB in use | application protocols | errors |\n|---|---|---|---|---|---|---|',
  )
  const begins = BEGINS + (FROM - 7) * 3_600_000
  const simulation = new Simulation({ beds: BEDS, hours: SKIP + HOURS, seed: SEED, begins })
  const { out } = simulation.world
  const head = out.take(true)!.slice()
  for (let minute = 1; minute <= SKIP * 60; minute++)
    for (const chunk of simulation.until(minute * 60e6)) out.reuse(chunk)
  for (let hour = SKIP + 1; hour <= SKIP + HOURS; hour++) {
    const file = join(folder, `hour-${hour}.pcapng`)
    const before = { packets: out.packets, octets: out.octets }
    const fd = openSync(file, 'w')
    writeSync(fd, head)
    // Minute by minute, so that what waits to be written stays small.
    for (let minute = 1; minute <= 60; minute++)
      for (const chunk of simulation.until((hour - 1) * HOUR + minute * 60e6)) {
        writeSync(fd, chunk)
        out.reuse(chunk)
      }
    closeSync(fd)
    const memory = process.memoryUsage().rss / 2 ** 20
    const { errors, protocols } = judge(file)
    const told = errors.length === 0 ? 'none' : tellingOf(file, errors)
    const clock = `${String((FROM + hour - 1) % 24).padStart(2, '0')}:00`
    console.log(
      `| ${hour} | ${clock} | ${out.packets - before.packets} | ${((out.octets - before.octets) / 1e6).toFixed(0)} | ${memory.toFixed(0)} | ${protocols.length} | ${told} |`,
    )
    rmSync(file)
  }
}

/** A file an hour cuts connections: what tshark says of those alone is told as that. */
function tellingOf(file: string, errors: readonly string[]): string {
  const { cut, others } = cutShort(file)
  return others > 0 ? errors.join('; ') : `none, but in connections that began before: ${cut.join('; ')}`
}
