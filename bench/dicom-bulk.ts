/**
 * How fast a stored CT study is read: 500 slices of 512 x 512 pixels that dcmtk's storescu really sent to its
 * storescp over an Ethernet of 1,500 octets, beside tshark on the same capture. Alone: `node bench/dicom-bulk.ts`.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLab, whyNotHere } from '../test/peers/namespaces.ts'
import { type Measured, measure, median } from './measure.ts'

const WARDLINE = join(import.meta.dirname, '../bin/wardline')
const SLICES = Number(process.env.SLICES ?? 500)
const RUNS = Number(process.env.RUNS ?? 3)
/** Stands in the image where each slice gets its number, in as many digits. */
const NUMBER = '000000'
const IMAGE = `(0008,0016) UI =CTImageStorage
(0008,0018) UI [1.2.276.0.7230010.3.1.4.1${NUMBER}]
(0008,0060) CS [CT]
(0008,0070) LO [GE MEDICAL SYSTEMS]
(0008,1010) SH [ct99]
(0008,1090) LO [LightSpeed VCT]
(0018,1000) LO [000000412345CT]
(0018,1020) LO [07MW18.4]
(0020,000d) UI [1.2.276.0.7230010.3.1.2.1]
(0020,000e) UI [1.2.276.0.7230010.3.1.3.1]
(7fe0,0010) OW =pixels.raw
`

/** Prints a Markdown table, or why there is none. */
export async function dicomBulk(): Promise<void> {
  const why = whyNotHere('storescu', 'storescp', 'dump2dcm')
  if (why !== false) return console.log(`No study to read: ${why}.`)
  const folder = mkdtempSync(join(tmpdir(), 'wardline-dicom-'))
  try {
    const capture = await recordStudy(folder)
    const megabytes = statSync(capture).size / 1e6
    const ours = await median(RUNS, () => measure(WARDLINE, ['inspect', capture, '--json', '--quiet']))
    console.log(`${SLICES} slices, ${megabytes.toFixed(0)} MB`)
    console.log()
    console.log('| program | seconds | MB/s | peak MiB | wardline is |')
    console.log('|---|---|---|---|---|')
    row('wardline inspect --json', megabytes, ours, ours)
    if (spawnSync('tshark', ['--version']).status === 0)
      row('tshark -Y dicom', megabytes, await measure('tshark', ['-r', capture, '-Y', 'dicom']), ours)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function row(name: string, megabytes: number, m: Measured, ours: Measured): void {
  const than = m === ours ? '' : `${(m.seconds / ours.seconds).toFixed(0)} x as fast`
  const rate = (megabytes / m.seconds).toFixed(0)
  console.log(`| ${name} | ${m.seconds.toFixed(2)} | ${rate} | ${m.peakMiB?.toFixed(0) ?? ''} | ${than} |`)
}

async function recordStudy(folder: string): Promise<string> {
  const slices = makeSlices(folder)
  const capture = join(folder, 'study.pcap')
  await using lab = await openLab({ ct: {}, pacs: {} })
  lab.start('pacs', ['storescp', '--ignore', '104'])
  await lab.listening('pacs', 104)
  const recording = await lab.record(capture)
  const sent = await lab.run('ct', ['storescu', '+sd', lab.hosts.pacs.ip, '104', slices], 300)
  const recorded = await recording.stop()
  if (sent.code !== 0) throw new Error(sent.err)
  const lost = /^([1-9]\d*) packets dropped/m.exec(recorded.err)?.[1]
  if (lost !== undefined) console.log(`The recorder lost ${lost} packets.`)
  return capture
}

function makeSlices(folder: string): string {
  const slices = join(folder, 'slices')
  mkdirSync(slices)
  const pixels = new Uint16Array(512 * 512).map((_, i) => (i * 2_654_435_761) >>> 20)
  writeFileSync(join(folder, 'pixels.raw'), pixels)
  writeFileSync(join(folder, 'image.dump'), IMAGE)
  const made = spawnSync('dump2dcm', ['image.dump', 'image.dcm'], { cwd: folder, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(made.stderr)
  const image = readFileSync(join(folder, 'image.dcm'))
  const root = '7230010.3.1.4.1'
  for (let n = 1; n <= SLICES; n++) {
    // The number stands twice: in the file's own header and in the image.
    for (let at = image.indexOf(root); at >= 0; at = image.indexOf(root, at + 1))
      image.write(String(n).padStart(NUMBER.length, '0'), at + root.length, 'latin1')
    writeFileSync(join(slices, `${n}.dcm`), image)
  }
  return slices
}

if (import.meta.main) await dicomBulk()
