/**
 * `node bench/simulator.ts [hours]`: how fast the simulator writes, and what tshark finds wrong with it. Prints
 * Markdown. `BEDS=300 SEED=7`. Hour by hour: a file an hour, judged and thrown away.
 */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { Simulation } from '../src/simulator/simulation.ts'
import { judge } from '../test/simulator-judge.ts'

const HOUR = 3600e6
const BEDS = Number(process.env.BEDS ?? 300)
const SEED = Number(process.env.SEED ?? 7)
const HOURS = Number(process.argv[2] ?? 8)

const folder = mkdtempSync(join(tmpdir(), 'wardline-simulator-'))
try {
  speed()
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
    '| hour | packets | MB | MiB in use | application protocols | errors |\n|---|---|---|---|---|---|',
  )
  const simulation = new Simulation({ beds: BEDS, hours: HOURS, seed: SEED })
  const { out } = simulation.world
  const head = out.take(true)!.slice()
  for (let hour = 1; hour <= HOURS; hour++) {
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
    console.log(
      `| ${hour} | ${out.packets - before.packets} | ${((out.octets - before.octets) / 1e6).toFixed(0)} | ${memory.toFixed(0)} | ${protocols.length} | ${errors.length === 0 ? 'none' : errors.join('; ')} |`,
    )
    rmSync(file)
  }
}
