/**
 * `node bench/false-alerts.ts`: what the watch says of simulated hospitals in which nothing happens, after it learned
 * their habits. Each hospital is one stream: `LEARN` hours go to `inspect --learn`, the next `JUDGE` hours to
 * `inspect --baseline`; nothing is kept on disk. `SEEDS=101,102 BEDS=40 LEARN=48 JUDGE=48`; `INCIDENTS=new-device,slow-scan`
 * lets these happen in the hours that are judged, and tells which were found. Prints Markdown.
 */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Simulation } from '../src/simulator/simulation.ts'

const WARDLINE = join(import.meta.dirname, '../bin/wardline')
const SEEDS = (process.env.SEEDS ?? '101,102,103,104,105,106,107,108,109,110').split(',').map(Number)
const BEDS = Number(process.env.BEDS ?? 40)
const LEARN = Number(process.env.LEARN ?? 48)
const JUDGE = Number(process.env.JUDGE ?? 48)
const INCIDENTS = (process.env.INCIDENTS ?? '').split(',').filter((name) => name !== '')

const MINUTE = 60e6
const folder = mkdtempSync(join(tmpdir(), 'wardline-false-alerts-'))
const habits = join(folder, 'habits.json')
const inspection = join(folder, 'inspection.json')
const truth = join(folder, 'truth.json')

interface Alert {
  readonly detection: string
  readonly at: string
  readonly because: string
}

try {
  console.log(`${BEDS} beds, ${LEARN} h learned, the next ${JUDGE} h judged\n`)
  console.log(
    '| seed | devices | device-days | packets | false alerts | minutes |\n|---|---|---|---|---|---|',
  )
  let days = 0
  const all: Alert[] = []
  for (const seed of SEEDS) {
    const { deviceDays, alerts, found } = await hospital(seed)
    days += deviceDays
    all.push(...alerts)
    if (found !== null) console.log(`\n${found}\n`)
    for (const { detection, at, because } of alerts)
      console.log(`<!-- ${seed} ${detection} ${at}: ${because} -->`)
  }
  const bound = (1000 * upperBound(all.length)) / days
  console.log(
    `\n${all.length} false alerts in ${days.toFixed(0)} device-days: ${((1000 * all.length) / days).toFixed(2)} per 1,000, with 95 % confidence at most ${bound.toFixed(2)}`,
  )
} finally {
  rmSync(folder, { recursive: true })
}

async function hospital(seed: number) {
  const began = performance.now()
  const incidents = INCIDENTS.map((name, i) => ({
    name,
    at: (LEARN + ((i + 0.5) * JUDGE) / Math.max(1, INCIDENTS.length)) * 3600,
  }))
  const simulation = new Simulation({ beds: BEDS, hours: LEARN + JUDGE, seed, incidents })
  const { out } = simulation.world
  const head = out.take(true)!.slice()
  await stream(simulation, head, 0, LEARN, ['--learn', habits], '/dev/null')
  await stream(simulation, head, LEARN, LEARN + JUDGE, ['--baseline', habits], inspection)
  rmSync(habits)
  const { assets, alerts } = JSON.parse(readFileSync(inspection, 'utf8')) as {
    readonly assets: readonly { readonly internal: boolean }[]
    readonly alerts: readonly Alert[]
  }
  const devices = assets.filter(({ internal }) => internal).length
  const deviceDays = (devices * JUDGE) / 24
  const scored = INCIDENTS.length === 0 ? null : score(simulation)
  const wrong = scored === null ? alerts : alerts.filter((alert) => scored.isFalse(alert))
  const minutes = (performance.now() - began) / 60_000
  console.log(
    `| ${seed} | ${devices} | ${deviceDays.toFixed(0)} | ${out.packets} | ${wrong.length} | ${minutes.toFixed(1)} |`,
  )
  return { deviceDays, alerts: wrong, found: scored?.found ?? null }
}

/** Feeds the hours from `from` to `to` to one `inspect`. */
async function stream(
  simulation: Simulation,
  head: Uint8Array,
  from: number,
  to: number,
  more: readonly string[],
  file: string,
): Promise<void> {
  const { out } = simulation.world
  const fd = openSync(file, 'w')
  const child = spawn(WARDLINE, ['inspect', '-', '--json', '--quiet', ...more], {
    stdio: ['pipe', fd, 'inherit'],
  })
  const input = child.stdin!
  const ended = once(child, 'close')
  input.write(head)
  for (let minute = from * 60 + 1; minute <= to * 60; minute++)
    for (const chunk of simulation.until(minute * MINUTE)) {
      // A copy: the simulator writes into its chunk again while the pipe still reads it.
      const more = input.write(chunk.slice())
      out.reuse(chunk)
      if (!more) await once(input, 'drain')
    }
  input.end()
  const [code] = (await ended) as [number | null]
  closeSync(fd)
  if (code !== 0) throw new Error(`inspect ended with ${code}`)
}

function score(simulation: Simulation) {
  writeFileSync(truth, JSON.stringify(simulation.truth()))
  const { stdout } = spawnSync(WARDLINE, ['score', inspection, truth, '--json'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const { incidents } = JSON.parse(stdout) as {
    readonly incidents: {
      readonly falseAlerts: readonly { readonly detection: string; readonly at: string }[]
      readonly incidents: readonly { readonly name: string; readonly detected: boolean }[]
    }
  }
  const missed = incidents.incidents.filter(({ detected }) => !detected).map(({ name }) => name)
  const total = incidents.incidents.length
  return {
    isFalse: (alert: Alert) =>
      incidents.falseAlerts.some(({ detection, at }) => detection === alert.detection && at === alert.at),
    found: `${total - missed.length} of ${total} incidents told${missed.length === 0 ? '' : `; missed: ${missed.join(', ')}`}`,
  }
}

/** The rate up to which seeing no more than `count` is likelier than 5 % (Poisson, one-sided, by bisection). */
function upperBound(count: number): number {
  let [low, high] = [0, count + 10 * Math.sqrt(count + 1) + 10]
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2
    if (atMost(count, middle) > 0.05) low = middle
    else high = middle
  }
  return high
}

function atMost(count: number, mean: number): number {
  let term = Math.exp(-mean)
  let sum = term
  for (let k = 1; k <= count; k++) {
    term *= mean / k
    sum += term
  }
  return sum
}
