/** The advisories of the knowledge base as a reader of documents would have said them. */
import {
  type AdvisoryEntry,
  type AdvisoryFile,
  advisoryFacts,
  type ConcernedProduct,
  type ConcerningVulnerability,
} from '../knowledge/advisories.ts'
import { EMPTY_READING, type Reading } from './document-reader.ts'
import { severityOf } from './readers/cvss.ts'
import { CISA, NVD } from './readers/issuers.ts'
import {
  type Advisory,
  type Condition,
  type Issuer,
  productReference,
  type Remedy,
  type Score,
  type Statement,
  statement,
  type Vulnerability,
  vulnerability,
} from './statement.ts'
import { allVersions, type Constraint, unstated } from './versions/constraint.ts'
import { readVersions } from './versions/read.ts'

export function builtInReading(): Reading {
  const advisories: Advisory[] = []
  const statements: Statement[] = []
  const vulnerabilities: Vulnerability[] = []
  for (const file of advisoryFacts())
    for (const entry of file.advisories) {
      const advisory = advisoryOf(entry, file)
      advisories.push(advisory)
      statements.push(...statementsOf(entry, advisory, file.component === true))
      vulnerabilities.push(...entry.vulnerabilities.map((one) => vulnerabilityOf(one, advisory.issuer)))
    }
  return { ...EMPTY_READING, advisories, statements, vulnerabilities }
}

function advisoryOf({ id, revised }: AdvisoryEntry, { issuer, file }: AdvisoryFile): Advisory {
  return {
    id,
    revision: revised,
    title: null,
    issuer: issuer === 'CISA' ? CISA : { kind: 'vendor', name: issuer },
    published: null,
    updated: revised,
    url: null,
    file: `knowledge/${file}`,
  }
}

/** Products are made once an advisory, so that all its vulnerabilities share them. */
function statementsOf(entry: AdvisoryEntry, advisory: Advisory, component: boolean): readonly Statement[] {
  const said = new Map(
    Object.entries(entry.products).map(([key, one]) => [
      key,
      {
        product: productReference(one.name, {
          vendor: one.vendor ?? entry.vendor,
          fullName: one.called ?? null,
          models: one.models,
          modelNumbers: one.modelNumbers,
        }),
        constraint: constraintOf(one.versions, one.line),
        otherReadings: one.or.map((text) => constraintOf(text)),
        conditions: one.with.map(conditionOf),
        remedy: remedyOf(one),
      },
    ]),
  )
  return entry.vulnerabilities.flatMap(({ id, in: keys }) =>
    (keys ?? [...said.keys()]).flatMap((key) => {
      const known = said.get(key)
      return known === undefined
        ? []
        : [statement({ advisory, vulnerability: id, status: 'affected', component, ...known })]
    }),
  )
}

/** The constraint that `versions` of an entry means. */
export function constraintOf(versions: string, line: string | null = null): Constraint {
  if (versions === 'all') return allVersions()
  if (versions === 'unstated') return unstated()
  const { constraint } = readVersions(versions)
  if (line === null || constraint.kind !== 'ranges') return constraint
  return { ...constraint, ranges: constraint.ranges.map((range) => ({ ...range, line })) }
}

function conditionOf(one: ConcernedProduct['with'][number]): Condition {
  if ('component' in one)
    return { kind: 'component', name: one.component, constraint: constraintOf(one.versions ?? 'unstated') }
  if ('os' in one) return { kind: 'os', name: one.os, constraint: constraintOf(one.versions ?? 'unstated') }
  if ('option' in one) return { kind: 'option', name: one.option }
  if ('region' in one) return { kind: 'region', name: one.region }
  if ('serial' in one) return { kind: 'serial', from: one.serial.from ?? null, to: one.serial.to ?? null }
  if ('manufactured' in one) return dateOf('manufactured', one.manufactured)
  if ('shipped' in one) return dateOf('shipped', one.shipped)
  return dateOf('either', one.either)
}

function dateOf(
  of: 'manufactured' | 'shipped' | 'either',
  { from, to, before }: { from?: string | undefined; to?: string | undefined; before?: string | undefined },
): Condition {
  return { kind: 'date', of, from: from ?? null, to: before ?? to ?? null, before: before !== undefined }
}

function remedyOf({ fixedIn, remedy }: ConcernedProduct): Remedy {
  return { state: fixedIn.length > 0 ? 'fix' : (remedy ?? 'unknown'), fixedIn, text: null }
}

function vulnerabilityOf(one: ConcerningVulnerability, issuer: Issuer): Vulnerability {
  const scores = [scoreOf(one.nvd, NVD), scoreOfCna(one.cna, issuer), scoreOf(one.cisa, CISA)]
  const kev =
    one.kev === undefined
      ? null
      : { added: one.kev.added, due: null, ransomware: one.kev.ransomware === true }
  return vulnerability(one.id, { cwes: one.cwe, scores: scores.filter((score) => score !== null), kev })
}

/** The CNA that assigned the id; the publisher of the advisory where it is not named. */
function scoreOfCna(written: ConcerningVulnerability['cna'], publisher: Issuer): Score | null {
  if (typeof written !== 'object') return scoreOf(written, { kind: 'cna', name: publisher.name })
  return scoreOf(written.score, { kind: 'cna', name: written.by })
}

function scoreOf(written: string | undefined, issuer: Issuer): Score | null {
  if (written === undefined) return null
  const [base, vector] = written.split(' ') as [string, string]
  const version = (/^CVSS:(\d\.\d)/.exec(vector)?.[1] ?? '2.0') as Score['version']
  return { version, vector, base: Number(base), severity: severityOf(Number(base), version), issuer }
}
