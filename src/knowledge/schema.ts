/**
 * The shape of every file under `knowledge/`, checked once at the edge. Scalars arrive as text (YAML is read
 * with its failsafe schema, so that a version `10.0` stays `10.0`); numbers and flags are asked for here.
 */
import { z } from 'zod'
import { ATTRIBUTES } from './attribute.ts'

const text = z.string().min(1)
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected lower-case words joined by dashes')
const flag = z.literal('true', 'expected true, or leave the key out').transform(() => true as const)
const strength = z.coerce.number().min(0.01, 'strength is 0.01 to 1').max(1, 'strength is 0.01 to 1')
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date YYYY-MM-DD')

export const CRITICALITIES = ['life-sustaining', 'direct-therapy', 'diagnostic', 'support', 'none'] as const

const taxonomy = z.strictObject({
  source: text,
  categories: z.array(z.strictObject({ id: slug, label: text })),
  families: z.array(z.strictObject({ id: slug, label: text, types: z.array(slug).min(1) })),
  types: z.array(
    z.strictObject({
      id: slug,
      label: text,
      category: slug,
      criticality: z.enum(CRITICALITIES),
      /** A higher criticality in places whose name holds one of these words. */
      raised: z.strictObject({ to: z.enum(CRITICALITIES), in: z.array(slug).min(1) }).optional(),
      subtypes: z.array(slug).default([]),
    }),
  ),
})

const hint = z.strictObject({ type: slug.optional(), family: slug.optional(), category: slug.optional() })

const vendors = z.strictObject({
  source: text,
  vendors: z.array(
    z.strictObject({
      id: slug,
      name: text,
      aliases: z.array(text).default([]),
      /** The vendor whose house it belongs to or took its products over, and whose advisories speak of them. */
      house: slug.optional(),
      /** Others whose advisories may speak of its products, or it of theirs; among themselves these have nothing in common. */
      shares: z.array(slug).default([]),
      registrants: z.array(text).default([]),
      /** The registrants named make essentially one family of products. */
      oui: z.array(z.strictObject({ registrants: z.array(text).min(1), says: hint })).default([]),
      module: flag.optional(),
      /** Makes computers for any purpose: what is built on one is the product of another. */
      computers: flag.optional(),
      /** Prefixes of MACs that mean it whoever registered them. */
      blocks: z.array(z.string().regex(/^[0-9A-F]{6}$/)).default([]),
    }),
  ),
})

const words = z.array(z.string().regex(/^[a-z0-9-]+$/))
const productWords = z.strictObject({
  source: text,
  noise: words,
  kinds: words,
  asides: words,
  /** A word to other spellings of it and words for the same thing. */
  same: z.record(z.string().regex(/^[a-z0-9]+$/), words),
})

const enterprises = z.strictObject({
  source: text,
  /** Private enterprise number -> vendor id, or `~` and the name of a software agent that runs on any make. */
  numbers: z.record(z.string().regex(/^\d+$/), text),
})

/** Number -> name as the body that gives the numbers out spells it, or `~` and the name of a software. */
const numbered = z.record(z.string().regex(/^\d+$/), text)
const vendorNumbers = z.strictObject({
  source: text,
  bacnet: numbered,
  odva: numbered,
  profinet: numbered,
  knx: numbered,
})

const release = z.strictObject({
  /** Name and version as an asset shows them, e.g. `Windows 10` and `1809`. */
  name: text,
  version: text.optional(),
  edition: text.optional(),
  /** Windows: version and build; Linux and others: kernel or internal version. */
  build: text.optional(),
  server: flag.optional(),
  /** End of security updates for everyone; `open` while none is announced. */
  eos: z.union([date, z.enum(['open', 'ended', 'unknown'])]),
  /** End of the last paid or long-term support. */
  ext: date.optional(),
  mark: z.enum(['E', 'M', 'C']),
  note: text.optional(),
})

const osReleases = z.strictObject({
  source: text,
  families: z.array(z.strictObject({ id: slug, label: text, releases: z.array(release).min(1) })),
  /** Groups of Windows builds that report the first one of them in NTLM and SMB. */
  sharedBuilds: z.array(z.array(text).min(2)),
  /** Darwin major version -> macOS release. */
  darwin: z.record(z.string().regex(/^\d+$/), text),
})

const credentials = z.strictObject({
  source: text,
  /** `[user, password, vendor or product, source]`; an empty text is an empty password. */
  logins: z.array(z.tuple([z.string(), z.string(), z.string(), text])),
  communities: z.array(z.tuple([text, z.string(), text])),
})

/** `[pattern or value, what it is of, source]`. */
const known = z.array(z.tuple([text, text, text]))
const weakDefaults = z.strictObject({
  source: text,
  certificates: known,
  hostNames: known,
  addresses: known,
  resolvers: known,
  remoteAccess: known,
  excludedVendors: known,
  software: z.array(
    z.strictObject({
      kind: z.enum(['web-server', 'tls-library', 'ssh-server', 'database', 'runtime', 'client']),
      product: text,
      /** RE2 with a group `version`. */
      banner: text,
      below: text,
      ended: z.iso.date(),
    }),
  ),
})

/** `[maker that sells, model (RE2), maker, model (template), source]`. */
const relabels = z.strictObject({ relabels: z.array(z.tuple([text, text, text, text, text])) })

const platforms = z.strictObject({ platforms: z.array(z.tuple([text, text, text, text])) })

/** `[CPE vendor, CPE product, name]`. */
const cpeNames = z.strictObject({
  source: text,
  makers: z.record(text, text),
  products: z.array(z.tuple([text, text, text])),
  builtIn: z.array(z.tuple([text, text])),
})

const says = z.partialRecord(z.enum(ATTRIBUTES), text)
const table = z.strictObject({
  /** Rows kept elsewhere: NT builds and Darwin versions of `os-releases.yaml`, numbers of `iana-enterprise.yaml` and `vendor-numbers.yaml`. */
  from: z
    .enum([
      'windows-builds',
      'darwin',
      'enterprises',
      'bacnet-vendors',
      'odva-vendors',
      'profinet-vendors',
      'knx-manufacturers',
    ])
    .optional(),
  /**
   * `caseless`: the whole value, whatever its case; `dotted`: the longest leading part of a dotted name that stands in the table (object identifiers); `domain`:
   * the longest trailing part, in lower case (domain names: `a.b.example` is found by `b.example`).
   */
  by: z.enum(['exact', 'caseless', 'dotted', 'domain']).default('exact'),
  /** Attributes of the cells behind the key, and `strength` to override the fingerprint's. */
  columns: z.array(z.enum([...ATTRIBUTES, 'strength'])).default([]),
  rows: z.array(z.array(z.string()).min(2)).default([]),
})

const fingerprint = z
  .strictObject({
    id: slug,
    field: z.union([text.transform((one) => [one]), z.array(text).min(1)]),
    equals: z.union([text.transform((one) => [one]), z.array(text).min(1)]).optional(),
    prefix: z.union([text.transform((one) => [one]), z.array(text).min(1)]).optional(),
    match: text.optional(),
    table: table.optional(),
    says: says.default({}),
    strength,
    source: text,
    examples: z.array(z.strictObject({ value: text, gives: says.default({}) })).default([]),
    never: z.array(text).default([]),
  })
  .refine((f) => [f.equals, f.prefix, f.match ?? f.table].filter((way) => way !== undefined).length === 1, {
    error: 'give exactly one of equals, prefix, match, table (table may stand with match)',
  })

const ends = z.strictObject({ from: text.optional(), to: text.optional(), before: text.optional() })
/** What must hold beside the version; each entry is one condition. */
const condition = z.union([
  z.strictObject({ component: text, versions: text.optional() }),
  z.strictObject({ os: text, versions: text.optional() }),
  z.strictObject({ option: text }),
  z.strictObject({ region: text }),
  z.strictObject({ serial: ends }),
  z.strictObject({ manufactured: ends }),
  z.strictObject({ shipped: ends }),
  z.strictObject({ either: ends }),
])
const concerned = z.strictObject({
  name: text,
  /** The longer name under which the advisory lists it, where that says more (a model, a release). */
  called: text.optional(),
  /** The advisory's, where it is not given. */
  vendor: text.optional(),
  /** In the words of `advisories/versions`; `all`, or `unstated` where an advisory names no version. */
  versions: text,
  /** Only this release line is meant. */
  line: text.optional(),
  /** Other readings of an advisory that contradicts itself. */
  or: z.array(text).default([]),
  models: z.array(text).default([]),
  modelNumbers: z.array(text).default([]),
  with: z.array(condition).default([]),
  fixedIn: z.array(text).default([]),
  /** `fix` follows from `fixedIn`; nothing at all: not known. */
  remedy: z.enum(['fix', 'mitigation', 'none']).optional(),
})
const scored = z
  .string()
  .regex(/^\d{1,2}(\.\d)? \S+$/, 'expected base score and vector: 9.8 CVSS:3.1/AV:N/...')
const advisories = z.strictObject({
  source: text,
  asOf: date,
  /** Who published them: as a feed would name it. */
  issuer: text,
  /** They speak of parts that products are built of (stacks, libraries, systems). */
  component: flag.optional(),
  advisories: z.array(
    z.strictObject({
      id: text,
      revised: date,
      vendor: text,
      source: text.optional(),
      products: z.record(slug, concerned),
      vulnerabilities: z
        .array(
          z.strictObject({
            id: z.string().regex(/^CVE-\d{4}-\d{4,}$/, 'expected a CVE id'),
            cwe: z.array(z.string().regex(/^CWE-\d+$/, 'expected CWE-79')).default([]),
            cisa: scored.optional(),
            nvd: scored.optional(),
            cna: z.union([scored, z.strictObject({ by: text, score: scored })]).optional(),
            /** Its entry in CISA's catalogue of exploited vulnerabilities. */
            kev: z.strictObject({ added: date, ransomware: flag.optional() }).optional(),
            /** Keys of `products` that it concerns; all of them where it is not given. */
            in: z.array(slug).optional(),
          }),
        )
        .min(1),
    }),
  ),
})

export const schemas = {
  advisories,
  taxonomy,
  vendors,
  productWords,
  enterprises,
  vendorNumbers,
  osReleases,
  credentials,
  weakDefaults,
  relabels,
  platforms,
  cpeNames,
  fingerprints: z.array(fingerprint),
}
export type Kind = keyof typeof schemas
export type Checked<K extends Kind> = z.infer<(typeof schemas)[K]>
