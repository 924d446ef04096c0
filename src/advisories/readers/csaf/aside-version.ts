/** "Flow CT with Flow Viewer", below 2.0, "update Flow Viewer to 2.0": the versions are of what the product is built with. */
import { productName } from '../../names/product-name.ts'
import { squeeze } from '../../names/tokens.ts'
import type { FixMention } from '../../prose/fixes.ts'
import { allVersions } from '../../versions/constraint.ts'
import { isBeyond } from './fixes.ts'
import type { LeafReading } from './leaf.ts'

export function withAsideVersions(
  name: string,
  reading: LeafReading,
  mentions: readonly FixMention[],
): LeafReading {
  const { constraint } = reading
  if (constraint.kind !== 'ranges' || mentions.length === 0 || !WITH.test(name)) return reading
  const [only, ...others] = productName(name).alternatives
  const part = only?.aside ?? null
  if (part === null || others.length > 0) return reading
  const isItsOwn = mentions.some(
    ({ lead, version }) => isBeyond(version, constraint) && fixedPart(lead) === squeeze(part),
  )
  if (!isItsOwn) return reading
  return {
    ...reading,
    constraint: allVersions(constraint.raw),
    otherReadings: [],
    conditions: [...reading.conditions, { kind: 'component', name: part, constraint }],
  }
}

const WITH = /\swith\s/i

/** "Flow Viewer" of "Update Flow Viewer to version ". */
const FIXED =
  /\b(?:updat\w{1,3}|upgrad\w{1,3}|install)\s+(?:the\s+)?([A-Za-z][\w .-]{2,60}?)\s+(?:to\s+)?(?:versions?\s+|v)?$/i

const fixedPart = (lead: string): string | null => {
  const words = FIXED.exec(lead)?.[1]
  return words === undefined ? null : squeeze(words)
}
