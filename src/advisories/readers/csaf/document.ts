/** The statements of one CSAF document: statuses, leaves, remediations and summaries brought together. */
import { remember } from '../../../model/remember.ts'
import { brandWords, maker } from '../../names/makers.ts'
import { type FixMention, fixesInSummary } from '../../prose/fixes.ts'
import { mentions } from '../../prose/mentions.ts'
import { mayBeOlder, withOlder } from '../../prose/older.ts'
import { type RemedyEntry, remedyEntry, remedyOf } from '../../prose/remedy.ts'
import { withSpokenEnds } from '../../prose/spoken-ends.ts'
import { type Advisory, type Condition, type Statement, type Status, statement } from '../../statement.ts'
import { allVersions } from '../../versions/constraint.ts'
import { type Json, objects, text } from '../json.ts'
import { withAsideVersions } from './aside-version.ts'
import { carriersIn, unconfined, withPart } from './carried-part.ts'
import { ClearedProducts } from './cleared-products.ts'
import { carrierOf } from './combined.ts'
import { joinEnds } from './ends.ts'
import { fixedVersions, withFixed } from './fixed-status.ts'
import { fixesOf, upToFix, Vocabulary, vulnerabilitiesOf } from './fixes.ts'
import { acquittedByRemedies } from './immune.ts'
import type { LeafReading } from './leaf.ts'
import { listedVersions, saysVersions } from './listed-versions.ts'
import { MeantUnits } from './meant-units.ts'
import { type Elsewhere, type Scope, scopeOf } from './narrow.ts'
import { MAX_NAMES, Products } from './products.ts'
import { remedyTerms } from './remedy-terms.ts'
import { ShortNames, withPartsSpelled } from './short-names.ts'
import { constraintOf, listsAreAlike, readJustifications, statusesOf, withRemedied } from './statuses.ts'
import { isWithinLonger, subjectOfSummary } from './subject.ts'
import { idsOf, type Leaf, type Tree } from './tree.ts'
import { WhoseFix } from './whose-fix.ts'

/** What is shared by the statements of one document. */
export class Document {
  readonly #advisory: Advisory
  readonly #tree: Tree
  readonly #products: Products
  readonly #brands: ReadonlySet<string>
  readonly #isListed: (version: string, name: string) => boolean
  readonly #parts: readonly string[]
  readonly #short: ShortNames
  readonly #whose: WhoseFix
  readonly #scopes: ReadonlyMap<Json, Scope>
  /** What the summaries speak of, taken together. */
  readonly #spoken: Elsewhere
  /** Every vulnerability lists the same products, as conversions of prose do. */
  readonly #listsAreAlike: boolean
  /** Product ids that some status mentions. */
  readonly #mentioned: ReadonlySet<string>
  readonly #units: MeantUnits
  readonly #cleared: ClearedProducts

  /** `notes`: of the document as a whole. */
  constructor(advisory: Advisory, tree: Tree, entries: readonly Json[], notes: readonly Json[] = []) {
    this.#advisory = advisory
    this.#tree = tree
    const vendors = new Set([...tree.leaves.values()].flatMap(({ vendor }) => vendor ?? []))
    this.#mentioned = new Set(entries.flatMap((entry) => [...statusesOf(entry).keys()]))
    const leaves = [...tree.leaves.values()].filter(({ id }) => !tree.made.has(id) || this.#mentioned.has(id))
    this.#short = new ShortNames(advisory.title, entries)
    this.#products = new Products(leaves, this.#short, acquittedByRemedies(entries))
    this.#isListed = listedVersions(leaves, (leaf) => this.#products.read(leaf))
    const words = [
      advisory.title ?? '',
      ...leaves
        .slice(0, MAX_NAMES)
        .map(({ name, fullName, version, vendor }) => `${vendor} ${name} ${fullName} ${version}`),
    ]
      .join(' ')
      .slice(0, MAX_VOCABULARY)
    const readings = leaves.slice(0, MAX_NAMES).map((leaf) => this.#products.read(leaf))
    const conditions = readings.flatMap((reading) => reading.conditions)
    this.#parts = [...new Set(conditions.flatMap((one) => (one.kind === 'component' ? [one.name] : [])))]
    this.#brands = new Set(
      [...vendors].flatMap((vendor) => maker(vendor).known.flatMap((known) => [...brandWords(known)])),
    )
    this.#whose = new WhoseFix(
      this.#products.names,
      this.#brands,
      new Vocabulary(words),
      readings.map(({ constraint }) => constraint),
    )
    this.#units = new MeantUnits(notes, this.#products.names, this.#brands)
    this.#cleared = new ClearedProducts(notes, entries, [...this.#brands, ...vendors])
    this.#scopes = new Map(entries.map((entry) => [entry, this.#scope(entry)] as const))
    const scopes = [...this.#scopes.values()]
    this.#listsAreAlike = listsAreAlike(entries)
    this.#spoken = this.#listsAreAlike
      ? {
          names: new Set(scopes.flatMap(({ names }) => names)),
          differently: scopes.some(({ names }) => names.length === 0),
        }
      : NOWHERE
  }

  statements(id: string, entry: Json): Statement[] {
    const remedies = objects(entry.remediations).map((one) => ({
      entry: { ...remedyEntry(text(one.category) ?? '', text(one.details) ?? ''), terms: remedyTerms(one) },
      details: text(one.details) ?? '',
      ids: new Set(idsOf(one, this.#tree)),
    }))
    const remediesOf = (product: string) => {
      const own = remedies.filter(({ ids }) => ids.has(product) || ids.size === 0)
      return { remedies: own.map((one) => one.entry), told: own.map((one) => one.details) }
    }
    const remediedAlone = remedies.flatMap(({ ids }) => [...ids].filter((one) => !this.#mentioned.has(one)))
    const statuses = withRemedied(statusesOf(entry), new Set(remediedAlone))
    const justifications = readJustifications(entry, this.#tree)
    const scope = this.#scopes.get(entry) ?? this.#scope(entry)
    const words = summaryOf(entry)
    const spoken = fixesInSummary(words)
    const listed = [...statuses].flatMap(([productId, { status, word }]) => {
      const leaf = this.#tree.leaves.get(productId)
      return leaf ? [{ productId, leaf, reading: this.#products.readAs(leaf, status), status, word }] : []
    })
    const made = joinEnds(listed).map(({ productId, ...one }) => ({
      ...one,
      narrow:
        one.status !== 'affected' || saysVersions(words, one.reading)
          ? one.reading
          : scope.of(one.leaf.name, one.reading, this.#spoken),
      ...remediesOf(productId),
      spoken,
      why: one.status === 'not_affected' ? (justifications.get(productId) ?? null) : null,
    }))
    const fixed = fixedVersions(made)
    // a summary that fits none of the products, or none of those its versions are of, contradicts the list; it does not empty it
    const left = new Set(made.flatMap(({ leaf, narrow }) => (narrow === null ? [] : leaf.name)))
    const isLost = (name: string) =>
      left.size === 0 ||
      scope.versionsOf.some((names) => names.includes(name) && !names.some((one) => left.has(one)))
    const carriers = scope.ofParts ? carriersIn(made) : []
    return made.flatMap(({ narrow, reading, ...rest }) => {
      const cleared = rest.status === 'not_affected' ? null : this.#cleared.says(id, rest.leaf)
      if (cleared !== null)
        return [this.#not(id, rest.leaf, reading, cleared, 'the document says so in words')]
      const kept =
        narrow ??
        (isLost(rest.leaf.name)
          ? { ...reading, otherReadings: [...reading.otherReadings, ...scope.spoken] }
          : null)
      const own = fixed.get(rest.leaf.name) ?? NONE_FIXED
      if (kept !== null) {
        const told =
          rest.status === 'affected' ? this.#units.confine(rest.leaf.name, kept, words, rest.told) : kept
        return this.#statements(id, { ...rest, reading: told }, scope.parts, own)
      }
      if (!scope.ofParts) return this.#leftOut(id, rest.leaf, reading)
      const part = carriers.find(([carrier]) => isWithinLonger(rest.leaf.name, [carrier], this.#brands))?.[1]
      return part === undefined
        ? []
        : this.#statements(id, { ...rest, reading: withPart(reading, part) }, false, own).map(unconfined)
    })
  }

  /** "Flow" that a summary leaves out is no "Flow Mobile", which it names: said outright, as the longer name would take it in. */
  #leftOut(id: string, leaf: Leaf, reading: LeafReading): Statement[] {
    if (!this.#isWithinLonger(leaf.name)) return []
    return [this.#not(id, leaf, reading, 'product', 'the summary names others')]
  }

  /** Not affected: the product, or what the leaf says of it. */
  #not(
    vulnerability: string,
    leaf: Leaf,
    { models, constraint }: LeafReading,
    of: 'product' | 'leaf',
    justification: string,
  ): Statement {
    return statement({
      advisory: this.#advisory,
      vulnerability,
      product: this.#products.of(leaf, models),
      constraint: of === 'product' ? allVersions() : constraint,
      justification,
      status: 'not_affected',
    })
  }

  /** By name: of many vulnerabilities each asks for every product that its summary leaves out. */
  readonly #isWithinLonger = remember(MAX_NAMES, (name) =>
    isWithinLonger(name, this.#products.names, this.#brands),
  )

  /** What the summary says of products and versions. */
  #scope(entry: Json): Scope {
    const words = summaryOf(entry)
    const subject = subjectOfSummary(words, this.#products.names, this.#brands)
    return scopeOf(
      mentions(withPartsSpelled(words, this.#parts, this.#short)),
      this.#products.names,
      this.#parts,
      this.#brands,
      subject,
    )
  }

  #statements(
    id: string,
    { leaf, reading: stated, status, remedies, spoken, why }: Said,
    parts: boolean,
    fixed: ReadonlySet<string>,
  ): Statement[] {
    const ofRemedies = remedies.flatMap((one) => one.mentions)
    const reading = withAsideVersions(leaf.name, stated, ofRemedies)
    // a fix that a summary names says nothing of one that is affected in every version
    const told = reading.constraint.kind === 'ranges' ? spoken : []
    const meant = [...ofRemedies, ...told]
      .filter((mention) => vulnerabilitiesOf(mention)?.includes(id) !== false)
      .filter(
        (mention) =>
          this.#whose.isFor(mention, leaf.name, reading) && !this.#isListed(mention.version, leaf.name),
      )
    const named = meant.filter((mention) => vulnerabilitiesOf(mention) !== null).map(({ version }) => version)
    const listed = constraintOf(reading, status)
    const constraint = upToFix(listed, named)
    const fixes = fixesOf(meant, constraint)
    // a list that was made for this vulnerability alone does not end at a fix within it, but contradicts it
    const contested = constraint !== listed && !this.#listsAreAlike ? [listed] : []
    const whole = statement({
      advisory: this.#advisory,
      vulnerability: id,
      product: this.#products.of(leaf, reading.models),
      constraint,
      otherReadings: [...contested, ...this.#otherReadings(reading, remedies)],
      conditions: this.#products.conditions(leaf, reading),
      status,
      justification: why,
      remedy: status === 'affected' ? withFixed(remedyOf(remedies, fixes), fixed) : remedyOf(remedies, fixes),
    })
    const around = this.#ofCarrier(whole, leaf)
    return parts ? [whole, ...around, ...this.#ofParts(whole)] : [whole, ...around]
  }

  /** "U-Boot < 2017.11 installed on Gateway 75": the gateway is affected, with that in it. */
  #ofCarrier(whole: Statement, leaf: Leaf): Statement[] {
    const carrier = carrierOf(leaf)
    if (carrier === null) return []
    const { constraint, otherReadings, models, conditions } = this.#products.read(carrier)
    const part: Condition = { kind: 'component', name: leaf.name, constraint: whole.constraint }
    const product = this.#products.of(carrier, models)
    // the fixes are versions of the part
    const remedy = { ...whole.remedy, fixedIn: [] }
    return [{ ...whole, product, constraint, otherReadings, remedy, conditions: [...conditions, part] }]
  }

  #otherReadings({ constraint, otherReadings }: LeafReading, remedies: readonly RemedyEntry[]) {
    if (otherReadings.length > 0) return otherReadings
    const texts = remedies.map(({ text }) => text)
    const other = texts.some(mayBeOlder) ? withOlder(constraint) : withSpokenEnds(constraint, texts)
    return other === null ? [] : [other]
  }

  /** A part with versions of its own is a product too: inventories list it by itself. */
  #ofParts(whole: Statement): Statement[] {
    return whole.conditions.flatMap((condition) => {
      if (condition.kind !== 'component' || condition.constraint.kind !== 'ranges') return []
      const product = this.#products.ofPart(whole.product.vendor, condition.name)
      return [{ ...whole, product, constraint: condition.constraint, otherReadings: [], conditions: [] }]
    })
  }
}

function summaryOf(entry: Json): string {
  const notes = objects(entry.notes)
  return text((notes.find((note) => text(note.category) === 'summary') ?? notes[0])?.text) ?? ''
}

/** What one status of one product of one vulnerability amounts to. */
interface Said {
  readonly leaf: Leaf
  readonly reading: LeafReading
  readonly status: Status
  readonly remedies: readonly RemedyEntry[]
  /** Fixes that the summary names. */
  readonly spoken: readonly FixMention[]
  readonly why: string | null
}

/** Longest text of a product tree in which words are looked up, in UTF-16 units. */
const MAX_VOCABULARY = 200_000

const NONE_FIXED: ReadonlySet<string> = new Set()

const NOWHERE: Elsewhere = { names: new Set(), differently: false }
