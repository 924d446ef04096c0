/**
 * `node bench/watch.ts`: memory and time of a baseline of many devices, read from its file and asked about each once.
 * `DEVICES=10000 node bench/watch.ts` makes it shorter.
 */
import {
  Baseline,
  type BaselineFile,
  type LearnedDevice,
  readBaseline,
} from '../src/watch/baseline/baseline.ts'

const DEVICES = Number(process.env.DEVICES ?? 100_000)
/** Habits of one device: in simulated wards a device has four on average. */
const HABITS = 12
const MIB = 1024 * 1024

const mac = (n: number): string =>
  `00:1b:21:${[n >> 16, n >> 8, n].map((part) => (part & 255).toString(16).padStart(2, '0')).join(':')}`

function device(n: number): LearnedDevice {
  const habits = Array.from({ length: HABITS }, (_, i) => [
    `calls kind-${(n + i) % 40} tcp/${1000 + i}`,
    '2026-01-01',
  ])
  return {
    keys: [`serial:Acme ${n}`, `mac:${mac(n)}`, `mac-${mac(n).replaceAll(':', '')}`],
    type: 'infusion-pump-lvp',
    profile: `Acme model-${n % 200}`,
    habits: Object.fromEntries(habits),
    doubtful: {},
  }
}

const file: BaselineFile = {
  schema: 'wardline.baseline/1',
  devices: Array.from({ length: DEVICES }, (_, n) => device(n)),
}
let text = JSON.stringify(file)
const size = text.length
const began = performance.now()
const baseline = new Baseline(readBaseline(text))
const read = performance.now() - began
text = ''
globalThis.gc?.()
const { rss, heapUsed } = process.memoryUsage()
console.log(
  `${DEVICES} devices with ${HABITS} habits each: file ${(size / MIB).toFixed(0)} MiB, read in ${(read / 1000).toFixed(1)} s`,
)
console.log(
  `heap ${(heapUsed / MIB).toFixed(0)} MiB (the made-up file included), resident ${(rss / MIB).toFixed(0)} MiB`,
)
if (baseline === null) throw new Error('not read')
