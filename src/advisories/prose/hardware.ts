/** Revisions of hardware that a text speaks of: "hardware revision 2", "Rev. C and earlier hardware", "HW Rev 2.x". */
import type { Condition } from '../statement.ts'
import { readVersions } from '../versions/read.ts'

export interface Hardware {
  readonly condition: Extract<Condition, { kind: 'hardware' }>
  /** The words that say it. */
  readonly words: string
}

const REVISION = String.raw`(?:[Vv]?\d[\d.]{0,12}(?:\.[xX]){0,2}|[A-Z]\d[\d.]{0,12}|[A-Z])(?![A-Za-z\d])`
const REVISIONS = String.raw`(?:(?i:prior\s+to|before|below|up\s+to|from|[<>]=?)\s+)?${REVISION}(?:\s*(?:,|/|,?\s+(?i:and|or|to|through))\s*${REVISION}){0,8}(?:\s+(?i:and|or)\s+(?i:earlier|prior|below|older|lower|later|newer|above|higher))?`
const LABELLED = new RegExp(
  String.raw`\(?\b(?i:(?:hardware|hw|h\/w|pcb|board)\s+(?:versions?|rev(?:ision)?s?\.?))\s*[:=]?\s*(${REVISIONS})\)?`,
)
const BEFORE = new RegExp(
  String.raw`\(?\b(?i:versions?|rev(?:ision)?s?\.?)\s+(${REVISIONS})\s+(?i:of\s+the\s+|of\s+)?(?i:hardware|hw|pcb|board)\b\)?`,
)

/** `null` where it names no revision of hardware. */
export function hardwareIn(text: string): Hardware | null {
  const [words, revisions] = LABELLED.exec(text) ?? BEFORE.exec(text) ?? []
  if (words === undefined || revisions === undefined) return null
  const { constraint } = readVersions(revisions)
  return constraint.kind === 'ranges'
    ? { condition: { kind: 'hardware', revisions: constraint }, words }
    : null
}
