/** All that was published, read and joined: what `assess` works with. */

import { builtInReading } from '../advisories/built-in.ts'
import {
  type Composition,
  type DocumentReader,
  type Reading,
  type Rejection,
  rejectedDocument,
} from '../advisories/document-reader.ts'
import { epss, readEpss } from '../advisories/readers/epss.ts'
import { readers } from '../advisories/readers/list.ts'
import type { Advisory, Statement, Vulnerability } from '../advisories/statement.ts'
import { mergeVulnerabilities } from '../advisories/vulnerabilities.ts'
import { openDocuments } from './open-documents.ts'

export interface Library {
  /** Documents read: one a CSAF file, one an entry of feeds that hold many. */
  readonly documents: number
  readonly statements: readonly Statement[]
  readonly vulnerabilities: ReadonlyMap<string, Vulnerability>
  readonly compositions: readonly Composition[]
  readonly rejected: readonly Rejection[]
  /** Documents by the reader that read them: `{ csaf: 156 }`. */
  readonly kinds: Readonly<Record<string, number>>
}

export interface ReadOptions {
  readonly progress?: (bytes: number) => void
  /** Where nothing that is read says anything about products, the built-in facts stand in. */
  readonly orBuiltIn?: boolean
}

/** Reads `paths` (files, directories, gzip, newline-delimited JSON); never rejects. */
export async function readLibrary(
  paths: readonly string[],
  { progress, orBuiltIn = false }: ReadOptions = {},
): Promise<Library> {
  const shelf = new Shelf()
  await openDocuments(paths, {
    document: (value, file, asked) => shelf.take(value, file, asked),
    rejected: (rejection) => shelf.rejected.push(rejection),
    ...(progress ? { progress } : {}),
  })
  if (orBuiltIn && !shelf.saysSomething()) shelf.add(BUILT_IN, builtInReading())
  return shelf.library()
}

/** The kind under which the facts that come with the program are counted. */
export const BUILT_IN = { name: 'knowledge' }

/** Documents held back: scores of every vulnerability there is, of which only those wanted are kept at the end. */
interface Later {
  readonly value: unknown
  readonly file: string
}

/** Collects what readers say, and lets a later revision of a document replace an earlier one. */
export class Shelf {
  readonly rejected: Rejection[] = []
  private readonly statements: Statement[] = []
  private readonly vulnerabilities = new Map<string, Vulnerability>()
  private readonly compositions: Composition[] = []
  private readonly newest = new Map<string, Advisory>()
  private readonly replaced = new Set<string>()
  private readonly later: Later[] = []
  private readonly kinds: Record<string, number> = {}
  private documents = 0
  /** The reader of the last document: feeds hold thousands of one kind. */
  private last: DocumentReader | null = null

  /** `false`: no reader knows it. */
  take(value: unknown, file: string, asked: boolean): boolean {
    const reader = this.readerOf(value)
    if (reader === null) {
      if (asked) this.rejected.push({ file, where: null, because: 'no kind of advisory that is known here' })
    } else if (reader === epss) this.later.push({ value, file })
    else this.add(reader, readingOf(reader, value, file))
    return reader !== null
  }

  /** What a reader said; also for knowledge that is no document. */
  add({ name }: { readonly name: string }, reading: Reading): void {
    this.documents += reading.advisories.length
    this.kinds[name] = (this.kinds[name] ?? 0) + reading.advisories.length
    for (const advisory of reading.advisories) this.note(name, advisory)
    for (const statement of reading.statements) this.statements.push(statement)
    for (const composition of reading.compositions) this.compositions.push(composition)
    for (const rejection of reading.rejected) this.rejected.push(rejection)
    for (const one of reading.vulnerabilities) {
      const known = this.vulnerabilities.get(one.id)
      this.vulnerabilities.set(one.id, known === undefined ? one : mergeVulnerabilities(known, one))
    }
  }

  /** Does anything say which products a vulnerability concerns? */
  saysSomething(): boolean {
    return this.statements.some((one) => one.matter === 'vulnerability') || this.compositions.length > 0
  }

  library(): Library {
    for (const { value, file } of this.later)
      this.add(
        epss,
        readEpss(value, file, (id) => this.vulnerabilities.has(id)),
      )
    return {
      documents: this.documents,
      statements: this.current(),
      vulnerabilities: this.vulnerabilities,
      compositions: this.compositions,
      rejected: this.rejected,
      kinds: this.kinds,
    }
  }

  private readerOf(value: unknown): DocumentReader | null {
    if (this.last?.recognises(value)) return this.last
    this.last = readers.find((reader) => reader.recognises(value)) ?? null
    return this.last
  }

  private note(reader: string, advisory: Advisory): void {
    const key = `${reader}\n${advisory.id}`
    const known = this.newest.get(key)
    if (known === undefined || stamp(advisory) >= stamp(known)) this.newest.set(key, advisory)
    if (known === undefined) return
    const older = this.newest.get(key) === advisory ? known : advisory
    // the same once more, in the same file, replaces nothing
    if (documentKey(known) !== documentKey(advisory)) this.replaced.add(documentKey(older))
  }

  /** Without those of replaced revisions and of withdrawn vulnerabilities. */
  private current(): readonly Statement[] {
    const withdrawn = [...this.vulnerabilities.values()].some((one) => one.withdrawn)
    if (this.replaced.size === 0 && !withdrawn) return this.statements
    return this.statements.filter(
      ({ advisory, vulnerability }) =>
        !this.replaced.has(documentKey(advisory)) && !this.vulnerabilities.get(vulnerability)?.withdrawn,
    )
  }
}

/** A document that no reader was made for costs itself, not the tens of thousands behind it in the file. */
function readingOf(reader: DocumentReader, value: unknown, file: string): Reading {
  try {
    return reader.read(value, file)
  } catch (error) {
    return rejectedDocument(file, `a fault while it was read: ${(error as Error).message.slice(0, 200)}`)
  }
}

const stamp = ({ updated, published, revision }: Advisory): string => updated ?? published ?? revision ?? ''

/** The containers of one record have different issuers and the same file, id and revision. */
const documentKey = ({ id, revision, file }: Advisory): string => `${file}\n${id}\n${revision}`
