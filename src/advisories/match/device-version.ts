/**
 * The version of a device out of what inventories write into that column: `SW Rev 9.33`, `SW:9.33 HW:2`, `9.33-US`, `9.33 (stable)`.
 * What is taken away says no more than which part, region or state it is of; builds, service packs and letters stay.
 */

/** Longest text that is read, in UTF-16 units. */
const MAX_TEXT = 200

/** Words in front that say no more than that a version follows. */
const SPOKEN =
  /^(?:(?:sw|fw|s\/w|f\/w|software|firmware|application|app|version|ver\.?)[\s.:#=-]+)+(?:(?:rev(?:ision)?|version|ver|release|rel)\b[\s.:#-]*)?(?=(?:[a-z]{1,8}[\s.:#-]+)?\S*\d)/i
/** "V 9.33", "Rev 9.33", "Rev. B.01": the same, where a number of several fields follows. */
const SPOKEN_SHORT =
  /^(?:v|rev(?:ision)?|rel(?:ease)?)(?:[\s.:#-]+(?=[a-z]{0,3}\.?\d+[.-]\d|[a-z]\.\d)|[\s.:#-]*(?=(?:19|20)\d\d-))/i
const SPOKEN_ATTACHED = /^(?:sw|fw)(?=\d)/i
/** "A 11" for A11. */
const LETTER_APART = /^([A-Z])\s(?=\d[\d.]*$)/
/** Versions of several parts, each with its label; the device's own is that of its software. */
const LABELLED =
  /\b(sw|fw|s\/w|f\/w|software|firmware|app(?:lication)?|hw|h\/w|hardware|os|bios|boot(?:loader)?|kernel|db)\b[\s:=.-]*(v?\d[\w.-]*|[a-z]\.?\d[\w.-]*|[a-z]\b)/gi
const OWN_LABEL = /^(?:sw|fw|s\/w|f\/w|software|firmware|app(?:lication)?)$/i
/** "9.33, BIOS 2.1", "HW 1.2 / FW Gen 3": what is of the hardware or of a part, and says so. */
const OF_PART = /^(?:hw|h\/w|hardware|os|bios|boot(?:loader)?|kernel|db)\b[\s:=.-]*\S*\d/i
const PIECES = /\s*[,;|]\s*|\s+\/\s+/
/** "(9.33)" */
const IN_BRACKETS = /^\(([^()]*)\)$/
/** "9.33 12/03/2023": the day behind a version. */
const DAY = /(?<=^\S*\d\S*)\s+(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})$/
/** A date, or words without any digit. */
const NOTE = /\s*\((?:[^()\d]*|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4})\)\s*$/
/** Regions, languages and states behind a number. */
const TAIL =
  /(?<=\d[a-z]?)(?:\s+-\s+|[\s_-]+)(?:us|usa|eu|uk|en|de|fr|es|it|jp|cn|int|intl|row|ww|release|released|final|stable|prod|production|approved|current|latest)\s*$/i
/** What it was built for: "2024.02 (64-bit)", "14.2.1 x64". */
const BUILT_FOR = /(?<=\d[a-z]?)[\s_-]+\(?(?:(?:32|64)[\s-]?bit|x64|x86(?:_64)?|amd64|arm64)\)?\s*$/i
const SEVERAL = /^(v?\d+\.\d[\w.-]*)(?:\s*(?:\/|,|;|&|\||\band\b|\bor\b)\s*(v?\d+\.\d[\w.-]*))+$/i

/** `null`: none is told, or several that differ, so which one runs is not known. */
export function deviceVersion(text: string | null): string | null {
  if (text === null) return null
  let rest = labelled(text.trim().slice(0, MAX_TEXT))
  rest = rest
    .replace(SPOKEN, '')
    .replace(SPOKEN_SHORT, '')
    .replace(SPOKEN_ATTACHED, '')
    .replace(LETTER_APART, '$1')
    .replace(IN_BRACKETS, '$1')
    .replace(BUILT_FOR, '')
    .replace(NOTE, '')
    .replace(DAY, '')
    .replace(TAIL, '')
    .trim()
  if (rest === '') return null
  if (!SEVERAL.test(rest)) return rest
  const all = new Set(
    rest.split(/\s*(?:\/|,|;|&|\||\band\b|\bor\b)\s*/i).map((one) => one.replace(/^v/i, '')),
  )
  return all.size === 1 ? [...all][0]! : null
}

function labelled(text: string): string {
  const parts = [...text.matchAll(LABELLED)]
  if (parts.length > 1) return parts.find(([, label]) => OWN_LABEL.test(label!))?.[2] ?? text
  const [own, ...others] = text.split(PIECES).filter((piece) => !OF_PART.test(piece))
  return own === undefined || others.length > 0 ? text : own
}
