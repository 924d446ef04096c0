/** The shape of a name, for those who watch behaviour: what tells made-up names and tunnels, without the name. */
import { type Digest, digestOf } from '../../model/digest.ts'
import type { EventBody } from '../../model/event.ts'
import { TYPE } from './message.ts'
import type { DnsName } from './name.ts'

/** Labels of the zone, from the right, and parents digested at most. */
const ZONE_LABELS = 2
const MOST_SUFFIXES = 8
/** NULL (RFC 1035 section 3.3.10) and KEY (RFC 2535) carry any bytes, as TXT does. */
const NULL = 10
const KEY = 25
/** Letters in a row without a vowel, and characters, from which on a label is hardly a word; our thresholds. */
const CONSONANTS = 5
const MADE_UP_LENGTH = 10
/** Bits per character of a label that uses many characters about equally often. */
const MADE_UP_ENTROPY = 3

export const zoneOf = ({ labels }: DnsName): string => labels.slice(-ZONE_LABELS).join('.').toLowerCase()

export function queryShape(name: DnsName, type: number): EventBody {
  const labels = name.labels.map((label) => label.toLowerCase())
  const front = labels.slice(0, -ZONE_LABELS)
  const text = front.join('')
  return {
    kind: 'name-asked',
    zone: zoneOf(name),
    name: digestOf(labels.join('.')),
    longest: front.reduce((most, label) => Math.max(most, label.length), 0),
    characters: text.length,
    entropy: entropy(text),
    freeData: type === TYPE.TXT || type === NULL || type === KEY,
    suffixes: suffixes(labels),
  }
}

/** Digests of the name and its parents, down to the zone. */
function suffixes(labels: readonly string[]): Digest[] {
  const last = Math.max(0, labels.length - ZONE_LABELS)
  const from = Math.max(0, last - MOST_SUFFIXES + 1)
  const all: Digest[] = []
  for (let i = from; i <= last; i++) all.push(digestOf(labels.slice(i).join('.')))
  return all
}

/** Shannon's, in bits per character. */
export function entropy(text: string): number {
  if (text === '') return 0
  const counts = new Map<string, number>()
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1)
  let bits = 0
  for (const n of counts.values()) bits -= (n / text.length) * Math.log2(n / text.length)
  return bits
}

/** The label in front of the zone's last part reads like one that a generator made. */
export function looksGenerated({ labels }: DnsName): boolean {
  const label = (labels.at(-2) ?? '').toLowerCase()
  if (label.length < MADE_UP_LENGTH || !/^[a-z0-9]+$/.test(label)) return false
  const runs = label.match(/[bcdfghjklmnpqrstvwxz]+/g) ?? []
  const hard = runs.some((run) => run.length >= CONSONANTS) || /\d[a-z]+\d/.test(label)
  return hard && entropy(label) >= MADE_UP_ENTROPY
}
