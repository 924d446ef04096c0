/**
 * Which protocols we find in the labelled captures of the corpus, where it is present, against those that tshark
 * finds. Every difference has its reason here: a rule for a kind of capture, or an entry for a single one. A
 * difference without a reason fails, and so does a reason that no capture needs any more.
 */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { CaptureFacts } from '../src/model/facts.ts'
import { protocols } from '../src/protocols/list.ts'
import { readFacts } from '../src/sensor/read-facts.ts'
import { ourName, UNKNOWN_TO_TSHARK } from './tshark-names.ts'

const CORPUS = join(import.meta.dirname, '../../shared/corpus')
const LABELS = join(CORPUS, 'captures/LABELS.json')

/** A labelled capture; `protocols` gives the packets of each protocol in tshark's names. */
interface Labelled {
  readonly file: string
  readonly sha256: string
  readonly protocols: Readonly<Record<string, number>>
}

interface Rule {
  readonly why: string
  /** The rule speaks of what only tshark finds (`missed`) or only we do (`added`). */
  readonly side: 'missed' | 'added'
  readonly fits: (protocol: string, capture: Labelled) => boolean
}

const RULES: readonly Rule[] = [
  {
    why: 'the SMB of a NetBIOS datagram is the envelope of a mailslot, which is read as browser',
    side: 'missed',
    fits: (p, { protocols }) => p === 'smb' && protocols.smb! <= (protocols.nbdgm ?? 0),
  },
  {
    why: 'remote calls inside SMB pipes are not read',
    side: 'missed',
    fits: (p, { protocols }) => p === 'dcerpc' && (protocols.smb ?? protocols.smb2) !== undefined,
  },
  {
    why: 'tshark calls every frame of the air wlan; we read management frames that tell of a network or a station',
    side: 'missed',
    fits: (p) => p === 'wlan',
  },
  {
    why: 'tshark has no dissector for it, or not under a name of its own',
    side: 'added',
    fits: (p) => UNKNOWN_TO_TSHARK.has(p),
  },
  {
    why: 'TLS on the port of an application is called after both',
    side: 'added',
    fits: (p, { protocols }) => p.endsWith('-tls') && protocols.tls !== undefined,
  },
  {
    why: 'tshark stays with RDP where TLS takes over after the negotiation',
    side: 'added',
    fits: (p, { protocols }) => p === 'tls' && protocols.rdp !== undefined,
  },
  {
    why: 'tshark takes media for RTP only where a session description has announced it',
    side: 'added',
    fits: (p) => p === 'rtp',
  },
  {
    why: 'names that the capture file itself carries for addresses',
    side: 'added',
    fits: (p) => p === 'capture',
  },
]

const BY_PORT = 'tshark goes by the port, the content is another protocol'
const DAMAGED = 'cut or damaged so far that nothing can be read'
const LATE = 'begins in the middle, where everything is encrypted: only the port speaks for it'
const GUESS = 'tshark guesses by a few octets and calls its own finding malformed'
const READDRESSED = 'sent to another group address or port than tshark wants, the content is right'
const NOBODY = 'the sender has no address that a fact could be about'

/** Single captures, by the first digits of their SHA-256 sum, and what is found by one side only. */
const SINGLE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  afe60d2b: { 'missed socks': BY_PORT, 'missed mssql': BY_PORT },
  '8794902f': { 'missed openvpn': BY_PORT, 'missed rtcp': GUESS },
  '80d7c6e9': { 'missed enip': BY_PORT, 'missed rtcp': GUESS },
  eb64af3e: { 'missed dns': GUESS },
  f6b44372: { 'missed ssh': LATE },
  c49a0472: { 'added mdns': READDRESSED },
  b723f511: { 'added hsrp': READDRESSED },
  b1c3b5ed: { 'missed dhcp': DAMAGED },
  dd5816d0: { 'missed lldp': DAMAGED },
  '5fe33b76': { 'missed ntp': DAMAGED },
  d6b61f6a: { 'missed lldp': NOBODY },
}

test('the protocols of the corpus are found as tshark finds them', {
  skip: existsSync(LABELS) ? false : 'no corpus beside the repository',
}, async (t) => {
  const { captures } = JSON.parse(readFileSync(LABELS, 'utf8')) as { captures: Labelled[] }
  const tally = new Tally()
  for (const capture of captures) {
    const ours = found(await readFacts([join(CORPUS, capture.file)]))
    tally.compare(capture, ours, expected(capture))
  }
  t.diagnostic(`\n${tally.table()}`)
  assert.deepEqual(tally.unexplained, [])
  assert.deepEqual(tally.idleReasons(), [], 'reasons that nothing needs')
})

/** Ours by conversation, observation, login and binding; TCP itself is no application. */
function found(facts: CaptureFacts): Set<string> {
  const names = new Set<string>()
  for (const { protocol } of facts.conversations) if (protocol !== null) names.add(protocol)
  for (const { protocol } of facts.observations) names.add(protocol)
  for (const { protocol } of facts.credentials) names.add(protocol)
  for (const { stated } of facts.bindings) for (const protocol of stated) names.add(protocol)
  names.delete('tcp')
  return names
}

function expected({ protocols: theirs }: Labelled): Set<string> {
  const known = new Set(protocols.map((p) => p.name).filter((name) => name !== 'tcp'))
  return new Set(
    Object.keys(theirs)
      .map(ourName)
      .filter((name) => known.has(name)),
  )
}

class Tally {
  readonly unexplained: string[] = []
  private readonly rows = new Map<string, { both: number; missed: number; added: number }>()
  private readonly used = new Set<string>()

  compare(capture: Labelled, ours: ReadonlySet<string>, theirs: ReadonlySet<string>): void {
    for (const protocol of ours.union(theirs)) {
      const side = !ours.has(protocol) ? 'missed' : !theirs.has(protocol) ? 'added' : null
      const row = this.rows.get(protocol) ?? { both: 0, missed: 0, added: 0 }
      row[side ?? 'both']++
      this.rows.set(protocol, row)
      if (side !== null && !this.explained(side, protocol, capture))
        this.unexplained.push(`${capture.file} ${capture.sha256.slice(0, 8)}: ${side} ${protocol}`)
    }
  }

  table(): string {
    const lines = [...this.rows]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { both, missed, added }]) =>
        [name.padEnd(18), ...[both, missed, added].map((n) => String(n).padStart(9))].join(''),
      )
    return [`${'captures with'.padEnd(18)}     both   tshark     ours`, ...lines].join('\n')
  }

  idleReasons(): string[] {
    const single = Object.entries(SINGLE).flatMap(([sum, entries]) =>
      Object.keys(entries).map((entry) => `${sum} ${entry}`),
    )
    return [...RULES.map((rule) => rule.why), ...single].filter((reason) => !this.used.has(reason))
  }

  private explained(side: Rule['side'], protocol: string, capture: Labelled): boolean {
    const sum = capture.sha256.slice(0, 8)
    const rule = RULES.find((r) => r.side === side && r.fits(protocol, capture))
    const single = SINGLE[sum]?.[`${side} ${protocol}`] === undefined ? null : `${sum} ${side} ${protocol}`
    const reason = rule?.why ?? single
    if (reason !== null) this.used.add(reason)
    return reason !== null
  }
}
