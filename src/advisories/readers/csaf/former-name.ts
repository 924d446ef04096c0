/** An earlier name that only the full name of an entry of the product tree gives. */
import type { Leaf } from './tree.ts'

/** In UTF-16 units. */
const MAX_NAME = 400

const FORMER =
  /\b(?:including\s+(?:the\s+)?former(?:ly)?|formerly(?:\s+known\s+as)?|previously\s+(?:known\s+as|called|named))\s+([A-Z][\w+-]*(?:\s+[A-Z\d][\w+-]*){0,4})\s*\)?\s*$/

/** "Flow Expert (formerly Flow Pro)" of "Flow Expert: All versions including former Flow Pro". */
export function withFormerName({ name, fullName }: Leaf): string {
  const former = name.includes('(') ? undefined : FORMER.exec(fullName.slice(0, MAX_NAME))?.[1]
  return former === undefined ? name : `${name} (formerly ${former})`
}
