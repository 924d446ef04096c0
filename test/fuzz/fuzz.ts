/**
 * Looks for inputs that make the program throw, answer badly or take long:
 *
 *     node test/fuzz/fuzz.ts [--seconds 30] [--seed 1] [--only NAME[,NAME]] [--odd]
 *
 * Each round makes a batch of cases of one target. What fails is made smaller and saved in `corpus/`, which
 * `test/fuzz.test.ts` replays; `--odd` also saves the first small input that gives an oddity not seen so far.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { pcap } from '../bytes.ts'
import { framesOf } from '../facts.ts'
import { checkCapture } from './check.ts'
import { Random } from './random.ts'
import { type Case, readers, type Target, targets } from './targets.ts'

const CORPUS = join(import.meta.dirname, 'corpus')
/** Cases put into one capture. */
const BATCH = 24
/** Milliseconds a megabyte beyond which an input of more than 20 KB counts as slow. */
const SLOW = 1000

/** Milliseconds that any capture takes, however small: tables are laid out. */
const BASE = 15

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    odd: { type: 'boolean', default: false },
  },
})
const wanted = [...targets, ...readers].filter((t) => values.only?.split(',').includes(t.name) ?? true)
const random = new Random(Number(values.seed))
const failures = new Map<string, string>()
const oddities = new Set<string>(known())
let cases = 0
let slowest = 0

const end = Date.now() + Number(values.seconds) * 1000
while (Date.now() < end) round(random.pick(wanted))
console.log(
  `${cases} cases of ${wanted.length} targets, ${failures.size} failures, slowest ${slowest.toFixed(0)} ms/MB`,
)
for (const [what, file] of failures) console.log(`${file}\n  ${what}`)
process.exitCode = failures.size > 0 ? 1 : 0

function round(target: Target): void {
  const made: Case[] = []
  try {
    for (let i = 0; i < BATCH; i++) made.push(target.make(random))
  } catch (error) {
    failures.set(
      `${target.name}: ${String((error as Error).stack).slice(0, 600)}`,
      '(in the dissector alone)',
    )
  }
  cases += made.length
  for (const input of capturesOf(made)) judge(target, input)
}

/** Frames of all cases in one capture; captures stay by themselves. */
function capturesOf(made: readonly Case[]): Uint8Array[] {
  const frames = made.flatMap((one) => ('frames' in one ? one.frames : []))
  const whole = made.flatMap((one) => ('capture' in one ? [one.capture] : []))
  return frames.length === 0 ? whole : [pcap(frames), ...whole]
}

function judge(target: Target, input: Uint8Array): void {
  const fault = faultOf(input)
  if (input.length > 20_000) {
    const pace = paceOf(input)
    slowest = Math.max(slowest, pace)
    if (pace > SLOW) save(target.name, input, 'slow')
  }
  if (fault !== null)
    save(
      target.name,
      smaller(input, (part) => faultOf(part) === fault),
      fault,
    )
}

/** Milliseconds a megabyte, the best of three further runs: the first ones load tables and compile. */
function paceOf(input: Uint8Array): number {
  const times = [0, 1, 2].map(() => {
    const started = performance.now()
    faultOf(input)
    return performance.now() - started
  })
  return (Math.max(0, Math.min(...times) - BASE) / input.length) * 1e6
}

/** Where it failed, without the values; `null` when it did not. */
function faultOf(input: Uint8Array): string | null {
  try {
    const facts = checkCapture(input)
    for (const name of Object.keys(facts.coverage.oddities)) noteOddity(name, input)
    return null
  } catch (error) {
    return String((error as Error).stack)
      .split('\n')
      .slice(0, 4)
      .join('\n')
  }
}

function noteOddity(name: string, input: Uint8Array): void {
  if (oddities.has(name)) return
  oddities.add(name)
  if (!values.odd) return
  const shows = (part: Uint8Array) => {
    try {
      return name in checkCapture(part).coverage.oddities
    } catch {
      return false
    }
  }
  const small = smaller(input, shows)
  if (small.length <= 2048) writeFileSync(join(CORPUS, `odd-${name}.cap`), small)
}

/** Leaves out frames that the property does not need; a capture that is itself damaged stays as it is. */
function smaller(input: Uint8Array, holds: (part: Uint8Array) => boolean): Uint8Array {
  let linkType = 1
  let frames = Array.from(framesOf(input), (frame) => {
    linkType = frame.linkType
    return frame.bytes.slice(frame.start, frame.end)
  })
  if (!holds(pcap(frames, linkType))) return input
  for (let size = Math.ceil(frames.length / 2); size >= 1; size = Math.floor(size / 2))
    for (let at = 0; at < frames.length; ) {
      const part = frames.toSpliced(at, size)
      if (holds(pcap(part, linkType))) frames = part
      else at += size
    }
  return pcap(frames, linkType)
}

function save(name: string, input: Uint8Array, what: string): void {
  if (failures.has(`${name}: ${what}`)) return
  const sum = createHash('sha256').update(input).digest('hex').slice(0, 8)
  const file = join(CORPUS, `${name}-${sum}.cap`)
  if (!existsSync(file)) writeFileSync(file, input)
  failures.set(`${name}: ${what}`, file)
}

/** Oddities that files of the corpus give already. */
function known(): string[] {
  return readdirSync(CORPUS)
    .filter((file) => file.endsWith('.cap'))
    .flatMap((file) => {
      try {
        return Object.keys(checkCapture(readFileSync(join(CORPUS, file))).coverage.oddities)
      } catch {
        return []
      }
    })
}
