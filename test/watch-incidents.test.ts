/**
 * The watch on simulated hospitals: every incident that detections of ours are meant for is told, on bytes that went through the
 * whole of `inspect`; and a quiet hospital is quiet.
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { InspectionDocument } from '../src/reports/inspection/document.ts'
import { detections } from '../src/watch/detections/list.ts'

const BIN = join(import.meta.dirname, '../bin/wardline')
const folder = mkdtempSync(join(tmpdir(), 'wardline-watch-'))
after(() => rmSync(folder, { recursive: true }))

function wardline(...args: readonly string[]): string {
  const run = spawnSync(BIN, args, { encoding: 'utf8', maxBuffer: 256 << 20 })
  assert.equal(run.status, 0, run.stderr)
  return run.stdout
}

/** Incidents and the minute at which each begins; those that need hours or other capture points are left to the bench. */
const STAGED: Readonly<Record<string, number>> = {
  'ae-title-guessing': 5,
  'bacnet-write-new-writer': 6,
  cryptominer: 3,
  'duplicate-hl7-replay': 7,
  'hl7-from-unknown-sender': 6,
  'lateral-smb-admin-share': 4,
  'psexec-like': 8,
  'ransomware-smb-encrypt': 5,
  'unexpected-dicom-move': 7,
  'unexpected-dicom-query': 4,
  'arp-spoof': 1,
  'arp-sweep': 2,
  'brute-force-login': 3,
  'camera-takeover-sign': 2,
  'default-credential-use': 4,
  'dga-nxdomain': 3,
  'dhcp-starvation': 5,
  'dns-tunnelling': 6,
  'icmp-tunnel': 4,
  'llmnr-nbns-poison': 5,
  'mac-spoof': 6,
  'password-spray': 3,
  'port-scan-horizontal': 7,
  'port-scan-vertical': 8,
  'pump-to-internet': 2,
  'rogue-dhcp': 8,
  'rogue-ra-dhcpv6': 7,
  'tcp-low-mss-sack': 4,
  'udp-service-discovery-medical': 9,
  'urgent11-probe': 9,
}

interface Score {
  readonly incidents: {
    readonly falseAlerts: readonly { readonly detection: string }[]
    readonly incidents: readonly { readonly name: string; readonly detected: boolean }[]
  }
}

function simulated(seed: number, incidents: Readonly<Record<string, number>>): [InspectionDocument, Score] {
  const [capture, truth, inspection] = ['pcapng', 'truth', 'json'].map((end) =>
    join(folder, `${seed}.${end}`),
  )
  const staged = Object.entries(incidents).flatMap(([name, minute]) => ['--incident', `${name}@${minute}`])
  const shape = ['--beds', '12', '--hours', '0.25', '--seed', String(seed)]
  wardline('simulate', ...shape, ...staged, '--out', capture!, '--truth', truth!)
  const out = spawnSync('sh', ['-c', `"${BIN}" inspect "${capture}" --json --quiet > "${inspection}"`])
  assert.equal(out.status, 0)
  return [
    JSON.parse(readFileSync(inspection!, 'utf8')) as InspectionDocument,
    JSON.parse(wardline('score', inspection!, truth!, '--json')) as Score,
  ]
}

test('a quiet hospital has no alerts', () => {
  const [document] = simulated(21, {})
  assert.deepEqual(
    document.alerts.map((a) => `${a.detection}: ${a.because}`),
    [],
  )
})

test('every staged incident is told, nothing else is, and related alerts are one story', () => {
  const [document, score] = simulated(22, STAGED)
  const missed = score.incidents.incidents.filter((i) => !i.detected).map((i) => i.name)
  assert.deepEqual(missed, [])
  assert.deepEqual(
    score.incidents.falseAlerts.map((a) => a.detection),
    [],
  )
  assert.ok(document.incidents.length > 0)
  for (const { alerts, story } of document.incidents) {
    assert.ok(alerts.every((id) => document.alerts.some((alert) => alert.id === id)))
    assert.ok(story.length > 20)
  }
})

test('each detection says what to check and what to do, and is in the documentation', () => {
  const page = readFileSync(join(import.meta.dirname, '../docs/watch.md'), 'utf8')
  assert.equal(new Set(detections.map((d) => d.id)).size, detections.length)
  for (const d of detections) {
    assert.ok(page.includes(`| \`${d.id}\` |`), `docs/watch.md lacks ${d.id}`)
    assert.ok(d.technique.length > 0 && d.technique.every((id) => /^T\d{4}(\.\d{3})?$/.test(id)), d.id)
    for (const text of [d.title, d.check, d.response, d.trap]) assert.ok(text.length > 15, `${d.id}: ${text}`)
  }
})
