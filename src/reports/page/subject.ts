/** What the page is about: one or several inspection documents, read at the edge. */
import { z } from 'zod'
import { makeLabel, osLabel, typeLabel } from '../inspection/labels.ts'
import { cut, harmless } from '../inspection/plain-text.ts'
import * as searched from '../search/subject.ts'

const text = z.string().nullable().default(null)

/** What comes from the wire or from files of others can be of any length; a page is read by people. */
const short = (most: number) =>
  z.string().transform((given) => (given.length <= most ? given : cut(harmless(given), most)))
/** A name, a number, an address. */
const NAME = 100
const name = short(NAME)
const names = name.nullable().default(null)
/** A sentence or some. */
const sentence = short(600)
const STORY = 3000

const finding = searched.finding.extend({
  matter: z.enum(['vulnerability', 'recall']).catch('vulnerability').default('vulnerability'),
  status: z.enum(['affected', 'under_investigation', 'fixed', 'not_affected']),
  certainty: z.enum(['confirmed', 'likely', 'possible', 'potential']),
  severity: z.enum(['critical', 'high', 'medium', 'low', 'none']),
  because: z.string().default(''),
})

const weakness = z.looseObject({
  id: z.string(),
  title: z.string().default(''),
  severity: z.string(),
  because: z.string().default(''),
})

const device = searched.device.extend({
  macs: z.array(name).default([]),
  ips: z.array(z.looseObject({ address: name })).default([]),
  hostnames: z.array(name).default([]),
  category: names,
  family: names,
  type: names,
  subtype: names,
  vendor: names,
  model: names,
  product: names,
  version: names,
  serial: names,
  os: z.object({ name: names, version: names, build: names }).prefault({}),
  place: z.object({ switch: names, port: names, accessPoint: names, ward: names, bed: names }).prefault({}),
  findings: z.array(finding).optional(),
  weaknesses: z.array(weakness).default([]),
  osSupport: z
    .looseObject({ state: z.enum(['supported', 'extended', 'unsupported']), until: text })
    .nullable()
    .default(null),
  risk: z
    .looseObject({
      score: z.number(),
      factors: z.array(z.looseObject({ name, contribution: z.number() })).default([]),
    })
    .optional(),
  sharedAddresses: z.array(name).default([]),
})

const conversation = z.looseObject({
  client: name,
  server: name,
  transport: name,
  port: z.number(),
  protocol: names,
  packets: z.number().default(0),
  bytes: z.number().default(0),
  tls: z.looseObject({}).optional(),
})

const capture = z.looseObject({
  file: name.default(''),
  packets: z.number().default(0),
  bytes: z.number().default(0),
  first: text,
  last: text,
  because: sentence.nullable().default(null),
  simulated: z.boolean().default(false),
})

const coverage = z.looseObject({
  oneWayShare: z.number().nullable().default(null),
  tcpConnections: z.number().default(0),
  gaps: z.number().default(0),
  snaplenCut: z.number().default(0),
  evicted: z.number().default(0),
  notes: z.array(sentence).default([]),
  oddities: z.record(z.string(), z.number()).default({}),
  overloaded: z.array(name).default([]),
})

const alert = z.looseObject({
  id: z.string().default(''),
  detection: name,
  severity: name,
  at: text,
  count: z.number().default(1),
  assets: z.array(z.string()).default([]),
  because: sentence.default(''),
  suppressed: z.looseObject({}).nullable().default(null),
})

const incident = z.looseObject({
  id: z.string().default(''),
  at: text,
  alerts: z.array(z.string()).default([]),
  story: short(STORY).default(''),
})

const document = searched.document.extend({
  captures: z.array(capture).default([]),
  coverage: coverage.prefault({}),
  assets: z.array(device),
  conversations: z.array(conversation).optional(),
  alerts: z.array(alert).default([]),
  incidents: z.array(incident).default([]),
  asOf: text,
  advisories: z.looseObject({ documents: z.number(), note: sentence }).optional(),
})

export type PageDevice = z.output<typeof device>
export type PageFinding = z.output<typeof finding>
export type PageConversation = z.output<typeof conversation>
export type PageAlert = z.output<typeof alert>
export type PageDocument = z.output<typeof document>

export interface PageSubject {
  readonly documents: readonly PageDocument[]
  /** Devices of the site's own, worst risk first. */
  readonly devices: readonly PageDevice[]
  readonly assessed: boolean
  /** Some of what was read says that it is made up. */
  readonly simulated: boolean
}

/** Reads inspection documents; throws a ZodError that names what is wrong in one. */
export function subjectOf(inspections: readonly object[]): PageSubject {
  const documents = inspections.map((one) => document.parse(one))
  const devices = documents.flatMap((one) => one.assets).filter((one) => one.internal)
  return {
    documents,
    devices: devices.toSorted((a, b) => (b.risk?.score ?? 0) - (a.risk?.score ?? 0)),
    assessed: devices.some((one) => one.risk !== undefined),
    simulated: documents.some((one) => one.captures.some((capture) => capture.simulated)),
  }
}

/** By what people find a device: its address, else what else it has. */
export const addressOf = (d: Pick<PageDevice, 'ips' | 'macs' | 'serial' | 'id'>): string =>
  d.ips[0]?.address ?? d.macs[0] ?? d.serial ?? cut(d.id, NAME)

/** Devices of the same product whose risk has the same reasons stand together, in the order given. */
export const alikeOf = (devices: readonly PageDevice[]): (readonly PageDevice[])[] => [
  ...Map.groupBy(devices, (d) =>
    JSON.stringify([makeLabel(d) || d.id, typeLabel(d), osLabel(d), d.risk?.score, d.risk?.factors]),
  ).values(),
]
