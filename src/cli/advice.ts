/**
 * What is published, as a command asks for it: what the user names, else imported feeds, else the knowledge built in; and the
 * options with which commands ask.
 */
import { readFileSync } from 'node:fs'
import type { ParseArgsOptionsConfig } from 'node:util'
import type { Profile } from '../advisories/finding.ts'
import type { StatementIndex } from '../advisories/match/index.ts'
import { kev as KEV } from '../advisories/readers/kev.ts'
import type { Acceptance } from '../assessment/acceptance.ts'
import type { AssessmentSettings } from '../assessment/assess.ts'
import { SCORE_SOURCES, type ScoreSource } from '../assessment/score.ts'
import { stateHome } from '../feeds/home.ts'
import { BUILT_IN } from '../feeds/library.ts'
import { type OpenedAdvisories, openAdvisories } from '../feeds/open-library.ts'
import { systemReason } from '../sensor/byte-source.ts'
import { type Io, UsageError } from './command.ts'
import { bytesProgress } from './progress.ts'
import { timeOf } from './time.ts'

export interface AdviceOptions {
  /** Files and directories; where there are any, nothing else counts. */
  readonly advisories: readonly string[]
  /** Catalogues of exploited vulnerabilities and of exploitation scores. */
  readonly beside: readonly string[]
  readonly home: string | undefined
  readonly scoreSource: ScoreSource
  /** ISO time at which support is judged. */
  readonly asOf: string
  /** File of accepted risks. */
  readonly accept: string | null
}

export const ADVICE_OPTIONS = {
  advisories: { type: 'string', multiple: true, default: [] },
  kev: { type: 'string' },
  epss: { type: 'string' },
  'score-source': { type: 'string', default: 'nvd' },
  'as-of': { type: 'string' },
  accept: { type: 'string' },
  home: { type: 'string' },
} satisfies ParseArgsOptionsConfig

export const ADVICE_HELP = `  --advisories PATH  CSAF, CVE, NVD, VEX, SBOM, recalls (files, directories, .gz, NDJSON; repeatable); then only these count
  --kev FILE         CISA's catalogue of exploited vulnerabilities (JSON or CSV)
  --epss FILE        EPSS scores (CSV, plain or gzip)
  --score-source S   whose CVSS score counts first: nvd (default), cna or cisa
  --as-of TIME       the day on which support is judged (default: today): 2026-11-25
  --accept FILE      risks that somebody answers for: what, asset, author, reason, expires; they weigh nothing till then`

interface AdviceValues {
  readonly advisories: readonly string[]
  readonly kev?: string | undefined
  readonly epss?: string | undefined
  readonly 'score-source': string
  readonly 'as-of'?: string | undefined
  readonly accept?: string | undefined
  readonly home?: string | undefined
}

/** `inputs`: what else the command reads; standard input can be only one of all. */
export function adviceOptions(values: AdviceValues, inputs: readonly string[] = []): AdviceOptions {
  const scoreSource = SCORE_SOURCES.find((source) => source === values['score-source'])
  if (scoreSource === undefined) throw new UsageError(`--score-source is one of ${SCORE_SOURCES.join(', ')}`)
  const all = [...inputs, ...values.advisories, values.kev, values.epss]
  if (all.filter((path) => path === '-').length > 1)
    throw new UsageError('- (standard input) can be read once only: name a file for the others')
  return {
    advisories: values.advisories,
    beside: [values.kev, values.epss].filter((f) => f !== undefined),
    home: values.home,
    scoreSource,
    asOf: timeOf('--as-of', values['as-of']),
    accept: values.accept ?? null,
  }
}

export interface Advice extends OpenedAdvisories {
  readonly index: StatementIndex
  readonly settings: AssessmentSettings
  /** A catalogue of exploited vulnerabilities was among them: what it does not list is not known to be exploited. */
  readonly exploitedKnown: boolean
}

/**
 * Reads what is published and makes it ready for matching; says on standard error where it is from and how old it is.
 * `null`: nothing of what the user named could be read, which was told as well.
 */
export async function adviceOf(
  options: AdviceOptions,
  io: Io,
  { quiet, lap = () => {} }: { readonly quiet: boolean; readonly lap?: (what: string) => void },
): Promise<Advice | null> {
  const progress = bytesProgress(io, quiet)
  const { advisories, beside, home, scoreSource, asOf, accept } = options
  const opened = await openAdvisories({
    advisories,
    beside,
    home: stateHome(home ?? null),
    now: new Date(),
    progress: (bytes) => progress.update('advisories', bytes, null),
  })
  lap('reading advisories')
  progress.clear()
  const { library } = opened
  const exploitedKnown = [KEV, BUILT_IN].some(({ name }) => (library.kinds[name] ?? 0) > 0)
  tell(opened, exploitedKnown, io)
  if (advisories.length > 0 && library.documents === 0) {
    io.err('none of the advisories could be read: nothing can be said of any device\n')
    return null
  }
  const lost = beside.find((path) => library.rejected.some((one) => one.file === path && one.where === null))
  if (lost !== undefined) {
    io.err(`${lost} was asked for and cannot be used: without it less would be told than there is\n`)
    return null
  }
  const { indexStatements, matchApart } = await import('../advisories/match/match.ts')
  const index = indexStatements(library.statements, library.compositions)
  lap('indexing advisories')
  const settings = {
    match: (profile: Profile) => matchApart(profile, index),
    vulnerabilities: library.vulnerabilities,
    scoreSource,
    asOf,
    accepted: accept === null ? [] : await acceptedIn(accept),
  }
  return { ...opened, index, settings, exploitedKnown }
}

async function acceptedIn(file: string): Promise<readonly Acceptance[]> {
  const { readAcceptances } = await import('../assessment/acceptance.ts')
  try {
    return readAcceptances(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new UsageError(`--accept ${file}: ${systemReason(error)}`)
  }
}

/** Rejected documents named each. */
const TOLD = 5

function tell({ library: { rejected }, note }: OpenedAdvisories, exploitedKnown: boolean, io: Io): void {
  io.err(`advisories: ${note}\n`)
  if (!exploitedKnown)
    io.err(
      'no catalogue of exploited vulnerabilities was read (--kev FILE, or wardline feeds sync): nothing is said to be exploited\n',
    )
  for (const { file, where, because } of rejected.slice(0, TOLD))
    io.err(`${file}${where === null ? '' : `, ${where}`}: set aside, ${because}\n`)
  if (rejected.length > TOLD)
    io.err(`${(rejected.length - TOLD).toLocaleString('en-US')} further advisories were set aside\n`)
}
