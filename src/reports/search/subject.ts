/** What is searched: devices of an inspection document, with what an assessment and the watch add to them. */
import { z } from 'zod'

const text = z.string().nullable().default(null)

export const finding = z.looseObject({
  vulnerability: z.string(),
  status: z.string(),
  certainty: z.string(),
  severity: z.string(),
  cvss: z.looseObject({ score: z.number().nullable() }).nullable().default(null),
  kev: z.boolean().default(false),
  ransomware: z.boolean().default(false),
  epss: z.number().nullable().default(null),
  remedy: z.looseObject({ state: z.string() }).nullable().default(null),
  advisories: z.array(z.string()).default([]),
})

export const device = z.looseObject({
  id: z.string(),
  macs: z.array(z.string()).default([]),
  ips: z.array(z.looseObject({ address: z.string() })).default([]),
  vlans: z.array(z.number()).default([]),
  hostnames: z.array(z.string()).default([]),
  category: text,
  family: text,
  type: text,
  subtype: text,
  vendor: text,
  model: text,
  product: text,
  version: text,
  serial: text,
  udi: text,
  os: z.object({ name: text, version: text, build: text }).prefault({}),
  criticality: z.string().default('none'),
  router: z.boolean().default(false),
  internal: z.boolean().default(true),
  behind: text,
  place: z.object({ switch: text, port: text, accessPoint: text, ward: text, bed: text }).prefault({}),
  firstSeen: text,
  lastSeen: text,
  services: z.array(z.looseObject({ transport: z.string(), port: z.number(), protocol: text })).default([]),
  weaknesses: z.array(z.looseObject({ id: z.string(), severity: z.string(), protocol: text })).default([]),
  osSupport: z.looseObject({ state: z.string(), until: text }).nullable().default(null),
  findings: z.array(finding).optional(),
  risk: z.looseObject({ score: z.number() }).optional(),
})

export const document = z.looseObject({
  schema: z.literal('wardline.inspection/1'),
  captures: z.array(z.looseObject({ last: text })).default([]),
  assets: z.array(device),
  alerts: z
    .array(z.looseObject({ detection: z.string(), severity: z.string(), assets: z.array(z.string()) }))
    .default([]),
})

export type SearchedDevice = z.output<typeof device> & {
  /** What fired on it, actor or acted upon. */
  readonly alerts: readonly { readonly detection: string; readonly severity: string }[]
}
export type SearchedFinding = z.output<typeof finding>

export interface Searched {
  readonly devices: readonly SearchedDevice[]
  /** When the last packet was seen, milliseconds since 1970; ages (`seen:<7d`) count back from here. */
  readonly now: number
}

/** Reads an inspection document; throws a ZodError that names what is wrong in it. */
export function searchedOf(parsed: unknown): Searched {
  const { assets, alerts, captures } = document.parse(parsed)
  const byAsset = new Map<string, { detection: string; severity: string }[]>()
  for (const { detection, severity, assets: touched } of alerts)
    for (const id of new Set(touched)) {
      const list = byAsset.get(id)
      if (list === undefined) byAsset.set(id, [{ detection, severity }])
      else list.push({ detection, severity })
    }
  const times = [...captures.map((c) => c.last), ...assets.map((a) => a.lastSeen)]
  return {
    devices: assets.map((asset) => ({ ...asset, alerts: byAsset.get(asset.id) ?? [] })),
    now: times.reduce((most, time) => Math.max(most, Date.parse(time ?? '') || 0), 0),
  }
}
