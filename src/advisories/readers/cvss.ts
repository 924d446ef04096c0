/** CVSS objects as CVE records, NVD and CSAF write them: the JSON schemas of FIRST for 2.0, 3.0, 3.1 and 4.0. */
import type { Issuer, Score, Severity } from '../statement.ts'
import { entryOf, type Json, number, text } from './json.ts'

const VERSION: Readonly<Record<string, Score['version']>> = {
  '2.0': '2.0',
  '3.0': '3.0',
  '3.1': '3.1',
  '4.0': '4.0',
}

/** One score; `null` where vector or base score is missing or out of range. */
export function readScore(cvss: Json, issuer: Issuer): Score | null {
  const vector = text(cvss.vectorString)?.replace(/^\((.*)\)$/, '$1') ?? null
  const base = number(cvss.baseScore)
  if (vector === null || vector.length > 300 || base === null || base < 0 || base > 10) return null
  const version = entryOf(VERSION, text(cvss.version)) ?? versionOf(vector)
  return { version, vector, base, severity: severityOf(base, version), issuer }
}

function versionOf(vector: string): Score['version'] {
  return VERSION[/^CVSS:(\d\.\d)\//.exec(vector)?.[1] ?? ''] ?? '2.0'
}

/**
 * The qualitative scale: CVSS 3.x and 4.0, section "Qualitative Severity Rating Scale"; NVD's scale for 2.0, which knows
 * neither "none" nor "critical".
 */
export function severityOf(base: number, version: Score['version'] = '3.1'): Severity {
  if (version === '2.0') return base >= 7 ? 'high' : base >= 4 ? 'medium' : 'low'
  if (base >= 9) return 'critical'
  if (base >= 7) return 'high'
  if (base >= 4) return 'medium'
  return base > 0 ? 'low' : 'none'
}
