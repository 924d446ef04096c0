/**
 * Vulnerabilities that a leaf names itself: "4.04E and prior (excluding CVE-2029-1)", "< V2.1 (only affected by CVE-2029-2)". A
 * conversion gives every vulnerability the same list of products all the same.
 */

/** Longest text that is looked at, in UTF-16 units. */
const MAX_TEXT = 4_000

/** Words beside a list that say what it is, in UTF-16 units. */
const MOST_BESIDE = 60

const LIST = /CVE-\d{4}-\d{4,}(?:(?:\s{0,3}[,/&]\s{0,3}|\s{1,3})(?:(?:and|or)\s{1,3})?CVE-\d{4}-\d{4,})*/gi
const LEFT_OUT = /\b(?:exclud(?:es|ing|ed)|except(?:ing)?(?:\s+for)?)(?:\s*:)?\s+$/i
const NOT_AFFECTED =
  /\b(?:not|un)\s?(?:also\s|directly\s)?(?:vulnerable|affected|impacted|susceptible|exposed)\s(?:to|by)(?:\s(?:either|any\sof))?(?:\s*:)?\s+$/i
const ALONE_BEFORE =
  /(?<!\bnot\s)\bonly\s+(?:(?:(?:is|are)\s+)?(?:affected\s+by|vulnerable\s+to|impacted\s+by|concerned\s+by)\s+|for\s+)?$/i
/** Not "if the web page is off", or in some versions alone. */
const ENDS = /^\s*(?:[).,;\]]|$)/
/** "(CVE-2029-1 only)", but not "(CVE-2029-1 only with the wireless option)". */
const ALONE_BEHIND = /^\s+only\s*(?:[).,;\]]|$)/i

/** Whether the texts of a leaf leave the vulnerability to it, as most do: they name none, or clear it of others. */
export function isAmongOwn(id: string, texts: readonly string[]): boolean {
  const alone: string[] = []
  for (const whole of texts) {
    if (!whole.includes('CVE-')) continue
    const text = whole.slice(0, MAX_TEXT)
    for (const { 0: list, index } of text.matchAll(LIST)) {
      const before = text.slice(Math.max(0, index - MOST_BESIDE), index)
      const end = index + list.length
      const behind = text.slice(end, end + MOST_BESIDE)
      if (LEFT_OUT.test(before) || (NOT_AFFECTED.test(before) && ENDS.test(behind))) {
        if (namedIn(list).includes(id)) return false
      } else if (ALONE_BEFORE.test(before) || ALONE_BEHIND.test(behind)) alone.push(...namedIn(list))
    }
  }
  return alone.length === 0 || alone.includes(id)
}

const namedIn = (list: string): readonly string[] => list.toUpperCase().match(/CVE-\d{4}-\d{4,}/g) ?? []
