/** Inspections as a command is given them: documents of `inspect --json`, or captures, which are inspected and assessed here. */
import { open, readFile } from 'node:fs/promises'
import { INSPECTION_SCHEMA } from '../reports/inspection/document.ts'
import type { AdviceOptions } from './advice.ts'
import { type Io, UsageError } from './command.ts'
import { openAssessor } from './inspect-assess.ts'
import { inspectCaptures } from './inspect-captures.ts'

/** The largest document read whole: beyond, a JavaScript string cannot hold it. */
const MOST_BYTES = 500 << 20

export interface SourceOptions {
  /** How captures are assessed; documents are taken as they are. */
  readonly advice: AdviceOptions
  readonly conversations: boolean
  readonly quiet: boolean
}

/**
 * The inspections that the inputs are: one a document, and one of all captures together. Their content is not checked beyond
 * being an inspection. `null`: nothing was usable, which has been told.
 */
export async function inspectionsOf(
  inputs: readonly string[],
  options: SourceOptions,
  io: Io,
): Promise<object[] | null> {
  const captures: string[] = []
  const documents: object[] = []
  for (const input of inputs) {
    if (await isJson(input)) documents.push(await documentIn(input))
    else captures.push(input)
  }
  const inspected = captures.length === 0 ? [] : await inspect(captures, options, io)
  const all = [...documents, ...inspected]
  if (all.length > 0) return all
  if ((await Promise.all(captures.map(isText))).includes(true)) io.err(`wardline: ${INVENTORIES}\n`)
  return null
}

const INVENTORIES =
  'what is read here are captures and documents of wardline inspect --json; an inventory is for wardline assess or fleet report'

/** Begins as tables do: with printable octets. */
async function isText(path: string): Promise<boolean> {
  const head = await headOf(path)
  return head !== null && /^[\p{L}\p{N}\p{P}\p{S}\s\uFEFF]+$/u.test(head)
}

/** By the first character behind blanks and byte order mark. */
async function isJson(path: string): Promise<boolean> {
  const head = await headOf(path)
  return head !== null && /^\uFEFF?\s*\{/u.test(head)
}

/** `null` for standard input, a directory or nothing: whoever reads captures says what is wrong with it. */
async function headOf(path: string): Promise<string | null> {
  if (path === '-') return null
  try {
    await using file = await open(path)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0)
    return buffer.toString('utf8', 0, bytesRead)
  } catch {
    return null
  }
}

async function documentIn(path: string): Promise<object> {
  const bytes = await readFile(path)
  if (bytes.length > MOST_BYTES)
    throw new UsageError(`${path} is larger than ${MOST_BYTES >> 20} MiB: name the captures instead`)
  const document: unknown = parsed(bytes.toString('utf8'), path)
  const schema = (document as { readonly schema?: unknown } | null)?.schema
  if (schema !== INSPECTION_SCHEMA)
    throw new UsageError(
      `${path} is no inspection (wardline inspect --json), its schema is ${schema ?? 'not said'}`,
    )
  return document as object
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ''))
  } catch (error) {
    throw new UsageError(`${path} is damaged JSON: ${(error as Error).message}`)
  }
}

async function inspect(captures: readonly string[], options: SourceOptions, io: Io): Promise<object[]> {
  const assessor = await openAssessor({ ...options.advice, failOn: null }, io, {
    quiet: options.quiet,
    lap: () => {},
  })
  if (assessor === null) return []
  const document = await inspectCaptures(captures, { ...options, asOf: options.advice.asOf }, io)
  if (document === null) return []
  const { withAssessment } = await import('../reports/assessment/inspection.ts')
  const inspection = withAssessment(document, assessor.assess(document), assessor.note)
  assessor.keep()
  return [inspection]
}
