/**
 * The two documents that are compared, as far as the scorer reads them. What is not of this shape is refused with the place
 * at which it is not; what else stands in a document is left alone.
 */
import { z } from 'zod'
import type { FoundDocument } from './score.ts'
import type { TruthDocument } from './truth.ts'

const text = z.string().nullable()
const time = z.iso.datetime({ offset: true })
const os = z.looseObject({ name: text, version: text, build: text })
const identity = {
  id: z.string(),
  macs: z.array(z.string()),
  ips: z.array(z.looseObject({ address: z.string() })),
  type: text,
  vendor: text,
  model: text,
  version: text,
  serial: text,
  os,
  internal: z.boolean(),
  behind: text,
}
const weaknesses = z.array(z.looseObject({ id: z.string() }))

const FOUND = z.looseObject({
  assets: z.array(z.looseObject({ ...identity, weaknesses: weaknesses.optional() })),
  alerts: z
    .array(
      z.looseObject({
        id: z.string(),
        detection: z.string(),
        at: time,
        until: time.nullish(),
        assets: z.array(z.string()),
      }),
    )
    .optional(),
})

const TRUTH = z.looseObject({
  assets: z.array(
    z.looseObject({
      ...identity,
      firstSeen: text,
      shown: z.record(z.string(), z.array(z.string())),
      weaknesses,
    }),
  ),
  incidents: z.array(
    z.looseObject({
      name: z.string(),
      detections: z.array(z.string()),
      start: time,
      end: time,
      assets: z.array(z.string()),
    }),
  ),
})

/** A document that is not of its shape; the message says where. */
export class DamagedDocument extends Error {}

export const foundDocument = (document: object): FoundDocument => checked(FOUND, document) as FoundDocument

export const trueDocument = (document: object): TruthDocument =>
  checked(TRUTH, document) as unknown as TruthDocument

function checked<T>(schema: z.ZodType<T>, document: object): T {
  const { success, data, error } = schema.safeParse(document)
  if (success) return data
  const [first] = error.issues
  throw new DamagedDocument(`damaged at ${first?.path.join('.')}: ${first?.message}`)
}
