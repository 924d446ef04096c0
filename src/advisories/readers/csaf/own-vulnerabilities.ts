/**
 * Vulnerabilities that a leaf names itself: "4.04E and prior (excluding CVE-2029-1)", "< V2.1 (only affected by CVE-2029-2)". A
 * conversion gives every vulnerability the same list of products all the same.
 */

/** Longest text that is looked at, in UTF-16 units. */
const MAX_TEXT = 4_000

const LIST = String.raw`CVE-\d{4}-\d{4,}(?:(?:\s*[,/&]\s*|\s+)(?:and\s+|or\s+)?CVE-\d{4}-\d{4,})*`
const LEFT_OUT = new RegExp(
  String.raw`\b(?:exclud(?:es|ing|ed)|except(?:ing)?(?:\s+for)?|not\s+(?:affected\s+by|vulnerable\s+to|impacted\s+by))\s*:?\s+(${LIST})`,
  'gi',
)
const ALONE = new RegExp(
  String.raw`\bonly\s+(?:(?:is\s+|are\s+)?(?:affected\s+by|vulnerable\s+to|impacted\s+by|concerned\s+by)\s+|for\s+)?(${LIST})|(${LIST})\s+only\b`,
  'gi',
)

/** Whether the texts of a leaf leave the vulnerability to it, as most do: they name none. */
export function isAmongOwn(id: string, texts: readonly string[]): boolean {
  const named = texts.filter((text) => text.includes('CVE-')).map((text) => text.slice(0, MAX_TEXT))
  if (named.length === 0) return true
  const alone = named.flatMap((text) => listsIn(text, ALONE))
  return (
    !named.some((text) => listsIn(text, LEFT_OUT).includes(id)) && (alone.length === 0 || alone.includes(id))
  )
}

const listsIn = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].flatMap(
    ([, behind, before]) => (behind ?? before)?.toUpperCase().match(/CVE-\d{4}-\d{4,}/g) ?? [],
  )
