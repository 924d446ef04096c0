/**
 * tshark judges the simulator: 20 beds for 12 minutes hold no malformed packet, no wrong checksum and nothing it calls
 * an error, and every protocol is what it says it is.
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { incidents } from '../src/simulator/incidents/list.ts'
import { Simulation } from '../src/simulator/simulation.ts'
import { wholeOf } from './simulated-frames.ts'
import { judge } from './simulator-judge.ts'

/** Too many packets for a test; all of a kind. */
const FLOODS = ['broadcast-storm', 'syn-flood', 'exfiltration-volume']
const skip = spawnSync('tshark', ['-v']).status === 0 ? false : 'tshark is not installed'
const folder = mkdtempSync(join(tmpdir(), 'wardline-simulated-'))
after(() => rmSync(folder, { recursive: true }))

test('20 beds for 12 minutes', { skip }, () => {
  const file = join(folder, 'hospital.pcapng')
  const simulation = new Simulation({ beds: 20, hours: 0.2, seed: 7 })
  writeFileSync(file, wholeOf(simulation))
  const { packets, errors, protocols } = judge(file)
  assert.deepEqual(errors, [])
  assert.ok(packets > 5000, `${packets} packets`)
  assert.ok(protocols.length >= 15, `${protocols.length} application protocols: ${protocols.join(' ')}`)
})

test('all incidents but those meant to be odd', { skip }, () => {
  const file = join(folder, 'incidents.pcapng')
  const names = incidents.filter(({ malformed }) => malformed !== true).map(({ name }) => name)
  const small = names.filter((name) => !FLOODS.includes(name))
  const simulation = new Simulation({
    beds: 6,
    hours: 0.25,
    seed: 3,
    incidents: small.map((name, i) => ({ name, at: 20 + i * 12 })),
  })
  writeFileSync(file, wholeOf(simulation))
  assert.deepEqual(judge(file).errors, [])
})
