/** What a remediation takes: a restart, a contract (`restart_required`, `entitlements`; 3.2.3.12 of CSAF 2.0, 3.2.4.14 of 2.1). */
import type { Remedy } from '../../statement.ts'
import { type Json, object, oneLine, text, texts } from '../json.ts'

/** Longest line of each that is kept, in UTF-16 units. */
const LONGEST = 200
const MOST_ENTITLEMENTS = 8

export type RemedyTerms = Pick<Remedy, 'restart' | 'entitlements'>

export function remedyTerms(remediation: Json): RemedyTerms {
  const { category, details } = object(remediation.restart_required)
  const restart = [text(category)?.replaceAll('_', ' '), oneLine(text(details), LONGEST)]
    .filter(Boolean)
    .join(': ')
  const entitlements = texts(remediation.entitlements)
    .slice(0, MOST_ENTITLEMENTS)
    .flatMap((one) => oneLine(one, LONGEST) ?? [])
  return {
    ...(restart === '' ? {} : { restart }),
    ...(entitlements.length === 0 ? {} : { entitlements }),
  }
}
