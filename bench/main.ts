/**
 * `npm run bench`: speed and memory beside public tools, on the same files in the same run. Prints Markdown that
 * docs/PERFORMANCE.md keeps. `PACKETS=1000000 npm run bench` makes it shorter.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { manyConversations, realRecords, streamRepeated, writeRepeated } from './captures.ts'
import { dicomBulk } from './dicom-bulk.ts'
import { fleets, newAdvisory } from './fleet.ts'
import { type Measured, measure, median } from './measure.ts'

const WARDLINE = join(import.meta.dirname, '../bin/wardline')
const PACKETS = Number(process.env.PACKETS ?? 10_000_000)
const RUNS = Number(process.env.RUNS ?? 3)
const has = (tool: string): boolean => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0
const say = (line = ''): void => console.log(line)

const folder = mkdtempSync(join(tmpdir(), 'wardline-bench-'))
try {
  await main()
} finally {
  rmSync(folder, { recursive: true })
}

async function main(): Promise<void> {
  const records = realRecords()
  say(
    `Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}; median of ${RUNS} runs.`,
  )
  say()
  say(`## Reading ${records.source}, repeated`)
  await besideOthers(records)
  say()
  say('## Memory against length')
  await againstLength(records)
  say()
  say('## One million conversations at once')
  await conversations()
  say()
  say('## A stored CT study')
  await dicomBulk()
  say()
  say('## Fleets')
  await fleets()
  say()
  await newAdvisory()
}

async function besideOthers(records: ReturnType<typeof realRecords>): Promise<void> {
  const whole = join(folder, 'whole.pcap')
  const tenth = join(folder, 'tenth.pcap')
  const packets = writeRepeated(whole, records, PACKETS)
  const fewer = writeRepeated(tenth, records, PACKETS / 10)
  const small = join(folder, 'small.pcap')
  writeRepeated(small, records, 1)
  await measure(WARDLINE, ['inspect', small, '--json', '--quiet']) // fills the compile cache, as any first run does
  const ours = await median(RUNS, () =>
    measure(WARDLINE, ['inspect', whole, '--json', '--quiet', '--timing']),
  )
  say('| program | packets | seconds | packets/s | peak MiB | wardline is |')
  say('|---|---|---|---|---|---|')
  row('wardline inspect --json', packets, ours, ours, packets)
  if (has('ndpiReader'))
    row(
      'ndpiReader -q',
      packets,
      await median(RUNS, () => measure('ndpiReader', ['-q', '-i', whole])),
      ours,
      packets,
    )
  if (has('tshark'))
    row(
      'tshark -q -z io,phs',
      fewer,
      await measure('tshark', ['-q', '-z', 'io,phs', '-r', tenth]),
      ours,
      packets,
    )
  if (has('capinfos'))
    row('capinfos -c', packets, await median(RUNS, () => measure('capinfos', ['-c', whole])), ours, packets)
  say()
  say('```')
  say(ours.err.trim())
  say('```')
}

function row(name: string, packets: number, m: Measured, ours: Measured, ourPackets: number): void {
  const rate = packets / m.seconds
  const ratio = ourPackets / ours.seconds / rate
  const than = m === ours ? '' : `${ratio.toFixed(ratio < 10 ? 2 : 0)} x as fast`
  say(
    `| ${name} | ${packets.toLocaleString('en-US')} | ${m.seconds.toFixed(2)} | ${Math.round(rate).toLocaleString('en-US')} | ${m.peakMiB?.toFixed(0) ?? ''} | ${than} |`,
  )
}

async function againstLength(records: ReturnType<typeof realRecords>): Promise<void> {
  say('| packets | seconds | peak MiB |')
  say('|---|---|---|')
  for (const wanted of [PACKETS / 10, PACKETS, PACKETS * 10]) {
    const { stream, packets } = streamRepeated(records, wanted)
    const m = await measure(WARDLINE, ['inspect', '-', '--json', '--quiet'], { input: stream })
    say(`| ${packets.toLocaleString('en-US')} | ${m.seconds.toFixed(1)} | ${m.peakMiB?.toFixed(0) ?? ''} |`)
  }
}

async function conversations(): Promise<void> {
  const { stream, packets } = manyConversations(1_000_000, 3)
  const m = await measure(WARDLINE, ['inspect', '-', '--json', '--quiet'], {
    input: stream,
    out: join(folder, 'out.json'),
  })
  const rate = Math.round(packets / m.seconds).toLocaleString('en-US')
  say(
    `${packets.toLocaleString('en-US')} packets, each of another conversation than the one before: ${m.seconds.toFixed(1)} s, ${rate} packets/s, peak ${m.peakMiB?.toFixed(0)} MiB (2,000 hosts).`,
  )
}
