/** `wardline simulate`: a hospital that writes real bytes, and the truth about it. */
import { createWriteStream, openSync, type WriteStream } from 'node:fs'
import type { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ParseArgsOptionsConfig } from 'node:util'
import { systemReason } from '../sensor/byte-source.ts'
import type { SimulationOptions } from '../simulator/simulation.ts'
import { type Command, EXIT, type ExitCode, type Io, UsageError } from './command.ts'
import { parseOptions } from './options.ts'

const help = `Usage: wardline simulate --beds N --hours H --seed S [options]
       wardline simulate --inventory-only --devices N --out FILE.csv [--seed S] [--truth FILE]

Writes a capture (pcapng) of a hospital that does not exist: real packets of simulated devices. Everything it
writes says that it is simulated. The same options give the same bytes.

  --beds N             size of the hospital (20)
  --hours H            how long it lasts, fractions allowed (0.2)
  --seed S             a whole number; another one is another hospital (1)
  --incident NAME@MIN  something goes wrong MIN minutes in (repeatable); --incidents lists the names
  --sites 1|2          with 2 also a smaller site, with the same addresses, on a capture interface of its own (1)
  --local-macs         MACs that are in no registry, so that no device is known by its maker's block
  --lost SHARE         of TCP segments that are sent twice (0.0005)
  --reordered SHARE    of TCP segments that overtake each other (0)
  --rate realtime|max  as time passes, or as fast as possible (max)
  --out FILE           where the capture goes; - is standard output (-)
  --truth FILE         what is really there and really happened (wardline.truth/1)
  --quiet              no progress on standard error

  --inventory-only     no packets: an inventory of --devices N as CSV, and with --truth the truth about it

Exit codes: 0 done, 2 wrong usage, 4 our own failure.
`

const OPTIONS = {
  beds: { type: 'string', default: '20' },
  hours: { type: 'string', default: '0.2' },
  seed: { type: 'string', default: '1' },
  incident: { type: 'string', multiple: true, default: [] },
  incidents: { type: 'boolean', default: false },
  sites: { type: 'string', default: '1' },
  'local-macs': { type: 'boolean', default: false },
  lost: { type: 'string', default: '0.0005' },
  reordered: { type: 'string', default: '0' },
  rate: { type: 'string', default: 'max' },
  out: { type: 'string', default: '-' },
  truth: { type: 'string' },
  quiet: { type: 'boolean', default: false },
  'inventory-only': { type: 'boolean', default: false },
  devices: { type: 'string', default: '1000' },
} satisfies ParseArgsOptionsConfig

type Values = ReturnType<typeof parseOptions<typeof OPTIONS>>['values']

export const simulate: Command = {
  name: 'simulate',
  summary: 'write a capture of a simulated hospital, and the truth about it',
  help,
  async run(args, io) {
    const { values, positionals } = parseOptions('simulate', args, OPTIONS)
    if (positionals.length > 0)
      throw new UsageError(`simulate takes no file: ${positionals[0]} (write --out ${positionals[0]})`)
    if (values.incidents) return list(io)
    if (values['inventory-only']) return inventory(values, io)
    return run(values, io)
  },
}

async function list(io: Io): Promise<ExitCode> {
  const { incidents } = await import('../simulator/incidents/list.ts')
  await io.out(incidents.map((one) => `${one.name.padEnd(30)} ${one.summary}\n`).join(''))
  return EXIT.done
}

async function inventory(values: Values, io: Io): Promise<ExitCode> {
  const { writeFleet } = await import('../simulator/fleet-inventory.ts')
  const devices = whole('devices', values.devices, 1)
  const sink = values.out === '-' ? process.stdout : opened('out', values.out)
  const truth = values.truth === undefined ? null : opened('truth', values.truth)
  await writeFleet(
    devices,
    whole('seed', values.seed, 0, MOST_SEED),
    (text) => write(sink, text),
    truth === null ? null : (text) => write(truth, text),
  )
  await Promise.all([finish(sink), truth === null ? null : finish(truth)])
  if (!values.quiet) io.err(`wardline: a SIMULATED inventory of ${devices} devices\n`)
  return EXIT.done
}

async function run(values: Values, io: Io): Promise<ExitCode> {
  const options = optionsOf(values)
  const { Simulation } = await import('../simulator/simulation.ts')
  const simulation = simulationOf(() => new Simulation(options))
  const { world } = simulation
  const sink = values.out === '-' ? process.stdout : opened('out', values.out)
  const truth = values.truth === undefined ? null : opened('truth', values.truth)
  const began = Date.now()
  let told = 0
  const put = async (chunk: Uint8Array): Promise<void> => {
    await write(sink, chunk)
    world.out.reuse(chunk)
    if (values.quiet || Date.now() - told < 500) return
    told = Date.now()
    if (io.liveErr) io.err(`\r${progress(simulation, began)}\x1b[K`)
  }
  if (values.rate === 'max') for (const chunk of simulation.chunks()) await put(chunk)
  else
    while (!simulation.over) {
      for (const chunk of simulation.until((Date.now() - began) * 1000)) await put(chunk)
      await sleep(50)
    }
  for (const chunk of simulation.until(Number.POSITIVE_INFINITY)) await put(chunk)
  await finish(sink)
  if (truth !== null) {
    await write(truth, `${JSON.stringify(simulation.truth(), null, 1)}\n`)
    await finish(truth)
  }
  if (!values.quiet)
    io.err(`${io.liveErr ? '\r' : ''}${progress(simulation, began)}${io.liveErr ? '\x1b[K' : ''}\n`)
  for (const name of simulation.notHappened)
    io.err(`wardline: ${name} did not happen: the run ended before, or had no device it can happen to\n`)
  return EXIT.done
}

function progress(
  { world, options }: import('../simulator/simulation.ts').Simulation,
  began: number,
): string {
  const share = Math.min(1, world.queue.now / 1e6 / (options.hours * 3600))
  const seconds = (Date.now() - began) / 1000
  const { packets, octets } = world.out
  return `wardline: SIMULATED hospital, ${world.units.length} devices: ${(share * 100).toFixed(0)} %, ${packets} packets, ${(octets / 1e6).toFixed(1)} MB in ${seconds.toFixed(1)} s`
}

/** An incident that does not exist is the user's mistake. */
function simulationOf<T>(make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`${error.message}: --incidents lists the names`)
    throw error
  }
}

function optionsOf(values: Values): SimulationOptions {
  if (values.rate !== 'max' && values.rate !== 'realtime')
    throw new UsageError(`--rate is realtime or max, not ${values.rate}`)
  if (values.sites !== '1' && values.sites !== '2')
    throw new UsageError(`--sites is 1 or 2, not ${values.sites}`)
  return {
    beds: whole('beds', values.beds, 1, MOST_BEDS),
    hours: number('hours', values.hours, SHORTEST_HOURS, MOST_HOURS),
    seed: whole('seed', values.seed, 0, MOST_SEED),
    sites: values.sites === '2' ? 2 : 1,
    localMacs: values['local-macs'],
    mishaps: {
      lost: number('lost', values.lost, 0, 1),
      reordered: number('reordered', values.reordered, 0, 1),
    },
    incidents: values.incident.map((text) => {
      const [name = '', minute = '', ...more] = text.split('@')
      if (minute === '' || more.length > 0)
        throw new UsageError(`--incident ${text} says no single time: write ${name}@MINUTE`)
      return { name, at: number('incident', minute, 0) * 60 }
    }),
  }
}

/** The file of an option, open for writing; that it cannot be is the user's to mend. */
function opened(option: string, path: string): WriteStream {
  try {
    // What fails later is told by the promise of the write; the event must not kill us.
    return createWriteStream(path, { fd: openSync(path, 'w') }).on('error', () => {})
  } catch (error) {
    throw new UsageError(`--${option} ${path} cannot be written: ${systemReason(error)}`)
  }
}

/** 20,000 beds are 140,000 devices, beyond which addresses of a site run out; a second is the shortest that shows anything. */
const MOST_BEDS = 20_000
const SHORTEST_HOURS = 1 / 3600
const MOST_HOURS = 8784
/** Chance is seeded with 32 bits: two larger seeds could be one hospital. */
const MOST_SEED = 2 ** 32 - 1

function number(option: string, text: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const value = Number(text)
  const fits = text.trim() !== '' && Number.isFinite(value) && value >= least && value <= most
  if (fits) return value
  const bound = most === Number.MAX_SAFE_INTEGER ? '' : ` and at most ${most}`
  throw new UsageError(`--${option} ${text} is no number of at least ${Number(least.toFixed(5))}${bound}`)
}

function whole(option: string, text: string, least: number, most?: number): number {
  const value = number(option, text, least, most)
  if (!Number.isInteger(value)) throw new UsageError(`--${option} ${text} is no whole number`)
  return value
}

const write = (sink: Writable, data: Uint8Array | string): Promise<void> =>
  new Promise((resolve, reject) => {
    sink.write(data, (error) => (error ? reject(unwritten(error)) : resolve()))
  })

/** A full disk is no fault of ours; that a reader went away is left to whoever knows what that means. */
const unwritten = (error: NodeJS.ErrnoException): Error =>
  error.code === 'EPIPE' ? error : new UsageError(`the output cannot be written: ${error.message}`)

const finish = (sink: Writable): Promise<void> =>
  sink === process.stdout
    ? Promise.resolve()
    : new Promise((resolve, reject) => {
        sink.end((error?: Error | null) => (error ? reject(unwritten(error)) : resolve()))
      })
