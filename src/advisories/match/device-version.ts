/**
 * The version of a device out of what inventories write into that column: `SW Rev 9.33`, `SW:9.33 HW:2`, `9.33-US`, `9.33 (stable)`.
 * What is taken away says no more than which part, region or state it is of; builds, service packs and letters stay.
 */

/** Longest text that is read, in UTF-16 units. */
const MAX_TEXT = 200

/** Words in front that say no more than that a version follows. */
const SPOKEN =
  /^(?:(?:sw|fw|s\/w|f\/w|software|firmware|application|app|version|vers?|release|rel)[\s.:#=-]+)+(?:(?:rev(?:ision)?|version|ver|release|rel)\b[\s.:#-]*)?(?=(?:[a-z]{1,8}[\s.:#-]+)?\S*\d)/i
/** "V 9.33", "Rev 9.33", "Rev. B.01": the same, where a number of several fields follows. */
const SPOKEN_SHORT =
  /^(?:v|rev(?:ision)?|rel(?:ease)?)(?:[\s.:#-]+(?=[a-z]{0,3}\.?\d+[.-]\d|[a-z]\.\d)|[\s.:#-]*(?=(?:19|20)\d\d-))/i
const SPOKEN_ATTACHED = /^(?:sw|fw)(?=\d)/i
/** "A 11" for A11. */
const LETTER_APART = /^([A-Z])\s(?=\d[\d.]*$)/
/** In front of versions of several parts, of which the device's own is that of its software. */
const LABEL =
  /\b(sw|fw|s\/w|f\/w|software|firmware|app(?:lication)?|hw|h\/w|hardware|os|bios|boot(?:loader)?|kernel|db)\b[\s:=.-]*(?=(?:[a-z]{2,20}\b[\s.:]*)?(?:\S{0,20}\d|[a-z]\b))/gi
const OWN_LABEL = /^(?:sw|fw|s\/w|f\/w|software|firmware|app(?:lication)?)$/i
/** "(9.33)" */
const IN_BRACKETS = /^\(([^()]*)\)$/
/** "9.33 12/03/2023": the day behind a version. */
const DAY = /(?<=^\S*\d\S*)\s+(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})$/
/** A date, with words of when that was or without; or words without any digit. */
const NOTE =
  /\s*\((?:[^()\d]*|[^()\d]{0,30}(?:\d{4}-\d\d(?:-\d\d)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}[./]\d{4})|(?:installed|updated|upgraded|since|as\sof)[^()\d]{0,20}(?:19|20)\d\d)\)\s*$/i
/** Regions, languages and states behind a number. */
const TAIL =
  /(?<=\d[a-z]?)(?:\s+-\s+|[\s_-]+)(?:us|usa|eu|uk|en|de|fr|es|it|jp|cn|int|intl|row|ww|release|released|final|stable|prod|production|approved|current|latest)\s*$/i
/** "1.4.0 (64-bit)", "2.1 x64": which processors it is built for. */
const BUILT_FOR =
  /(?<=\d[a-z]?)\s*[\s,(_-]\s*(?:x(?:64|86|86[-_]64)|amd64|arm64|win(?:32|64)|(?:32|64)[- ]?bits?)\s*\)?\s*$/i
const SEVERAL = /^(v?\d+\.\d[\w.-]*)(?:\s*(?:\/|,|;|&|\||\band\b|\bor\b)\s*(v?\d+\.\d[\w.-]*))+$/i

/** `null`: none is told, or several that differ, so which one runs is not known. */
export function deviceVersion(text: string | null): string | null {
  if (text === null) return null
  let rest = ofSoftware(text.trim().slice(0, MAX_TEXT)).replace(LOOSE_END, '')
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

/** Marks that end a version when something else follows, or nothing. */
const LOOSE_END = /(?:[\s,;|&/(]|(?<=\d)\.)+$/

/** What stands behind the label of the software, up to the next label; in front of labels that are all of other parts. */
function ofSoftware(text: string): string {
  const labels = [...text.matchAll(LABEL)]
  const own = labels.findIndex(([, label]) => OWN_LABEL.test(label!))
  if (own >= 0 && labels.length > 1)
    return text.slice(labels[own]!.index + labels[own]![0].length, labels[own + 1]?.index)
  const front = own < 0 ? text.slice(0, labels[0]?.index) : text
  return /\d|^[a-z]\b/i.test(front) ? front : text
}
