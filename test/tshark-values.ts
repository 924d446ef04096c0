/**
 * tshark as a second opinion on values: the same bytes are decoded by a dissector of ours and by tshark, and every
 * value that we state must be one that tshark reads out of frames of the same sender (or, for what is said of
 * somebody else, out of any frame). A field that tshark cannot show is listed with its reason.
 */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, delimiter, join } from 'node:path'
import type { TestContext } from 'node:test'
import { promisify } from 'node:util'
import type { FieldName, Observation } from '../src/model/observation.ts'
import { protocols } from '../src/protocols/list.ts'
import { readFacts } from '../src/sensor/read-facts.ts'
import { cleanText } from '../src/wire/text.ts'
import { ODD_FIXTURES } from './odd-fixtures.ts'

const FIXTURES = join(import.meta.dirname, '../src/protocols')
const CORPUS = join(import.meta.dirname, '../../shared/corpus')
const LABELS = join(CORPUS, 'captures/LABELS.json')
/** Who sent a frame, innermost and outermost. */
const SENDER = ['ip.src', 'ipv6.src', 'eth.src', 'wlan.sa', 'sll.src.eth', 'arp.src.proto_ipv4']
/** Captures of the corpus read for one protocol, spread over the small ones that hold it; `ALL_CAPTURES=1` reads all. */
const MOST = 5
const SMALL = 200_000 // octets
/** Captures given to tshark at once. */
const AT_ONCE = 2
const run = promisify(execFile)

/** How one of our fields is read by tshark. */
export type Reading =
  | readonly string[]
  | {
      /** tshark's fields; any of them may hold the value. */
      readonly tshark: readonly string[]
      /** What a value of tshark's is in our spelling; `null`: none of ours. */
      readonly as?: (theirs: string) => string | null
      /** What a value of ours is in the spelling compared with; `null`: not to be compared. */
      readonly ours?: (ours: string) => string | null
      /** Where several fields make one value: the values of a frame, from its fields in tshark's spelling. */
      readonly of?: (frame: Frame) => readonly string[]
    }

/** The fields of a frame, each with its values in order. */
export type Frame = Readonly<Record<string, readonly string[]>>

/** Numbers of tshark's, as it writes them, in words of ours. */
export const named = (field: string, words: Readonly<Record<string, string>>): Reading => ({
  tshark: [field],
  as: (number) => words[number] ?? words[Number(number)] ?? null,
})

/** All values of a frame in order, with commas between. */
export const listed = (field: string, as: (theirs: string) => string | null = (text) => text): Reading => ({
  tshark: [field],
  of: (frame) => [
    (frame[field] ?? [])
      .map(as)
      .filter((value) => value !== null)
      .join(','),
  ],
})

/** The group of a pattern in a text of tshark's. */
export const within = (fields: readonly string[], pattern: RegExp): Reading => ({
  tshark: fields,
  as: (text) => pattern.exec(text)?.[1] ?? null,
})

/** Octets, with or without colons, as lower-case hexadecimal digits. */
export const octets = (...fields: readonly string[]): Reading => ({
  tshark: fields,
  as: (text) => text.replaceAll(':', '').replace(/^0x/, '').toLowerCase(),
})

/** Octets that are text, where tshark shows them as octets. */
export const octetText = (...fields: readonly string[]): Reading => ({
  tshark: fields,
  as: (text) => cleanText(Buffer.from(text.replaceAll(':', ''), 'hex').toString('latin1')),
})

/** Text compared without regard to case: one side has folded it. */
export const caseless = (...fields: readonly string[]): Reading => ({
  tshark: fields,
  as: (text) => text.toLowerCase(),
  ours: (text) => text.toLowerCase(),
})

export interface Agreement {
  readonly fields: Readonly<Record<FieldName, Reading>>
  /** Fields that tshark has no word for, with the reason. */
  readonly unseen?: Readonly<Record<FieldName, string>>
  /** tshark's names of the protocol: captures of the corpus that hold one of them are read too. */
  readonly corpus?: readonly string[]
  /** Further fields that say whom a frame is from, where it speaks for others (DHCP behind a relay, mDNS proxies). */
  readonly senders?: readonly string[]
  /** Rules such as `tcp.port==6661,hl7`, for ports tshark does not know. */
  readonly decodeAs?: readonly string[]
  /** Preferences such as `dicom.export_header:FALSE`. */
  readonly preferences?: readonly string[]
  /** Differences that are right, by `field value` or, in one capture, `name.pcap field value`, with the reason. */
  readonly differs?: Readonly<Record<string, string>>
}

/** Fails unless all values agree and at least one was compared. */
export async function valuesAgree(t: TestContext, protocol: string, agreement: Agreement): Promise<void> {
  if (!isInstalled('tshark')) return t.skip('tshark is not installed')
  assertCovered(protocol, agreement)
  const captures = [...fixturesOf(protocol), ...corpusOf(agreement.corpus ?? [])]
  if (agreement.corpus && !existsSync(LABELS))
    t.diagnostic('no capture corpus beside the repository: fixtures only')
  const faults: string[] = []
  let compared = 0
  const queue = captures.values()
  const work = async () => {
    for (const file of queue) {
      const result = await compare(protocol, file, agreement)
      compared += result.compared
      faults.push(...result.faults.map((fault) => `${file.split('/').slice(-3).join('/')}: ${fault}`))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  t.diagnostic(`${protocol}: ${compared} values compared with tshark in ${captures.length} captures`)
  assert.deepEqual(faults.sort(), [])
  assert.ok(compared > 0, `no value of ${protocol} was compared`)
}

/**
 * Every declared field of the protocol's own name is either compared or excused, and nothing else is named; fields of
 * another protocol that may occur inside it are held by the tests of that one.
 */
function assertCovered(protocol: string, { fields, unseen = {} }: Agreement): void {
  const declared = protocols.find((p) => p.name === protocol)?.fields ?? {}
  const kept = Object.keys(declared).filter(
    (field) => field.startsWith(`${protocol}.`) && declared[field as FieldName]?.transient !== true,
  )
  const named = [...Object.keys(fields), ...Object.keys(unseen)]
  assert.deepEqual(
    kept.filter((field) => !named.includes(field)),
    [],
    `fields of ${protocol} that are neither compared with tshark nor excused`,
  )
  assert.deepEqual(
    named.filter((field) => !(field in declared)),
    [],
    `fields that ${protocol} does not declare`,
  )
}

function fixturesOf(protocol: string): string[] {
  const folder = join(FIXTURES, protocol, 'fixtures')
  return readdirSync(folder)
    .filter((file) => file.endsWith('.pcap') && !ODD_FIXTURES.test(file))
    .map((file) => join(folder, file))
}

function corpusOf(names: readonly string[]): string[] {
  if (names.length === 0 || !existsSync(LABELS)) return []
  const { captures } = JSON.parse(readFileSync(LABELS, 'utf8')) as {
    captures: { file: string; protocols: Record<string, number>; tags: string[] }[]
  }
  const files = captures
    .filter((c) => !c.tags.includes('malformed-or-fuzzed') && names.some((name) => name in c.protocols))
    .map((c) => join(CORPUS, c.file))
  if (process.env.ALL_CAPTURES !== undefined) return files
  const small = files.filter((file) => statSync(file).size <= SMALL)
  const step = Math.max(1, small.length / MOST)
  return small.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step))
}

async function compare(protocol: string, file: string, agreement: Agreement) {
  const facts = await readFacts([file], {})
  // What a protocol says inside another one is observed by that one, in fields of its own name.
  const mine = facts.observations.filter(
    (o) => o.field in agreement.fields && (o.protocol === protocol || o.field.startsWith(`${protocol}.`)),
  )
  const faults: string[] = []
  if (mine.length === 0) return { compared: 0, faults }
  const theirs = await tsharkValues(file, agreement)
  let compared = 0
  for (const o of mine) {
    const reading = agreement.fields[o.field]!
    const value = ourValue(o.value, reading)
    if (value === null) continue
    compared++
    if (isExcused(o, file, agreement)) continue
    const said = theirs(o.field, o.self ? o.endpoint : null)
    if (!said.has(value)) faults.push(describe(o, value, said))
  }
  return { compared, faults }
}

const isExcused = ({ field, value }: Observation, file: string, { differs = {} }: Agreement): boolean =>
  `${field} ${value}` in differs || `${basename(file)} ${field} ${value}` in differs

const isInstalled = (program: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))

const describe = (o: Observation, value: string, said: ReadonlySet<string>): string =>
  `${o.endpoint.ip ?? o.endpoint.mac} ${o.field} is ${JSON.stringify(value)} (packet ${o.where.packet}), tshark reads ${JSON.stringify([...said].slice(0, 6))}`

type Sender = { readonly ip: string | null; readonly mac: string | null } | null

/** Reads a capture once; answers which values of a field a sender (or anybody) sent, in our spelling. */
async function tsharkValues(file: string, agreement: Agreement) {
  const { fields, decodeAs = [], preferences = [] } = agreement
  const senders = [...SENDER, ...(agreement.senders ?? [])]
  const wanted = [...new Set(Object.values(fields).flatMap(tsharkFields))]
  const options = ['-n', '-2', '-r', file, '-T', 'json']
  options.push(...decodeAs.flatMap((rule) => ['-d', rule]), ...preferences.flatMap((p) => ['-o', p]))
  options.push(...[...senders, ...wanted].flatMap((field) => ['-e', field]))
  const { stdout } = await run('tshark', options, { maxBuffer: 1 << 28 })
  const frames = (JSON.parse(stdout) as { _source: { layers: Record<string, string[]> } }[]).map(
    (frame) => frame._source.layers,
  )
  const known = new Map<string, ReadonlySet<string>>()
  return (field: FieldName, sender: Sender): ReadonlySet<string> => {
    const key = sender === null ? field : `${field} ${sender.ip} ${sender.mac}`
    const before = known.get(key)
    if (before !== undefined) return before
    const reading = fields[field]!
    const values = frames
      .filter((frame) => sender === null || sentBy(frame, sender, senders))
      .flatMap((frame) => valuesIn(frame, reading))
    const said = new Set(values.flatMap((value) => theirValues(value, reading)))
    known.set(key, said)
    return said
  }
}

const valuesIn = (frame: Frame, reading: Reading): readonly string[] =>
  'tshark' in reading && reading.of !== undefined
    ? reading.of(frame)
    : tsharkFields(reading).flatMap((name) => frame[name] ?? [])

const sentBy = (frame: Frame, sender: NonNullable<Sender>, fields: readonly string[]): boolean =>
  fields.some((name) => frame[name]?.some((address) => address === sender.ip || address === sender.mac))

const tsharkFields = (reading: Reading): readonly string[] => ('tshark' in reading ? reading.tshark : reading)

function ourValue(value: string, reading: Reading): string | null {
  return 'tshark' in reading && reading.ours !== undefined ? reading.ours(value) : value
}

/** A value in the spellings it may have with us: as tshark writes it, as a number, as cleaned text. */
function theirValues(value: string, reading: Reading): string[] {
  if ('tshark' in reading && reading.as !== undefined) {
    const mapped = reading.as(value)
    return mapped === null ? [] : [mapped]
  }
  const number = /^(0x[0-9a-f]+|\d+)$/i.test(value) ? [String(Number(value))] : []
  return [value, cleanText(value) ?? '', ...number]
}
