/**
 * Every alert that the labelled captures of the corpus raise, where it is present, each with what the packets really
 * hold. An alert that is not listed fails, and so does a listed one that is no longer raised.
 */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { identify } from '../src/identity/identify.ts'
import { readFacts } from '../src/sensor/read-facts.ts'
import { Watch } from '../src/watch/watch.ts'

const CORPUS = join(import.meta.dirname, '../../shared/corpus')
const LABELS = join(CORPUS, 'captures/LABELS.json')

const SWEEP = 'one station sends a SYN to port 139 of about a hundred hosts in half a minute'
const SYN_SCAN = 'a SYN scan: a thousand ports of one host in 23 seconds, the first 256 in one'
const FUZZED =
  'flags and pointers were changed at random by whoever made the capture; the segments are really so'

/** By the first digits of a capture's SHA-256 sum, a detection and how many alerts of it: what the packets hold. */
const JUSTIFIED: Readonly<Record<string, string>> = {
  '94942b3d modbus-s7-write-new 1':
    'Modbus function 8: restart communications and listen-only mode, sent to a controller',
  '826c444e port-scan-horizontal 1': SWEEP,
  '6d54bd4e port-scan-horizontal 1': SWEEP,
  'e27589f0 urgent11-probe 4': FUZZED,
  '81c477cc urgent11-probe 1': FUZZED,
  'dec17c51 port-scan-vertical 1': SYN_SCAN,
  '3ef7a901 port-scan-vertical 1': SYN_SCAN,
  '25ee3fa3 port-scan-vertical 1': 'SYNs to 29 ports of one host in three seconds, none of them answered',
  '804a202c psexec-like 1': 'CreateServiceA is called on another host and answered',
  '0525d9bb default-credential-use 1': 'a login that a maker published is sent over FTP and accepted',
}

test('every alert on the corpus is one that its packets justify', {
  skip: existsSync(LABELS) ? false : 'no corpus beside the repository',
}, async (t) => {
  const { captures } = JSON.parse(readFileSync(LABELS, 'utf8')) as {
    captures: readonly { file: string; sha256: string }[]
  }
  const raised: string[] = []
  for (const { file, sha256 } of captures)
    for (const [detection, alerts] of await alertsOf(file))
      raised.push(`${sha256.slice(0, 8)} ${detection} ${alerts}`)
  t.diagnostic(`${captures.length} captures, ${raised.length} kinds of alert in them:\n${told(raised)}`)
  assert.deepEqual(raised.sort(), Object.keys(JUSTIFIED).sort())
})

async function alertsOf(file: string): Promise<ReadonlyMap<string, number>> {
  const watch = new Watch()
  const facts = await readFacts([join(CORPUS, file)], { events: watch })
  const counts = new Map<string, number>()
  for (const { detection } of watch.conclude(facts, identify(facts)).alerts)
    counts.set(detection, (counts.get(detection) ?? 0) + 1)
  return counts
}

const told = (raised: readonly string[]): string =>
  raised.map((alert) => `${alert}: ${JUSTIFIED[alert] ?? 'NOT JUSTIFIED'}`).join('\n')
