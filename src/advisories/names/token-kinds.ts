/** What a single word or code of a name is by itself: an edition, a generation, a quantity, a number of its own. */
import type { CodePattern } from './codes.ts'
import type { Token } from './tokens.ts'

export const isStrong = ({ weight }: Token): boolean => weight === 'strong'
export const isKind = ({ weight }: Token): boolean => weight === 'kind'

/** Words that tell a product from a smaller or greater sister of the same name. */
export const EDITION = /^(?:pro|premium|mini|compact|express|enterprise|community)$/

/** A smaller edition is mostly a program of its own. */
export const isLesser = ({ text }: Token): boolean =>
  /^(?:lite|light|nano|basic|starter|essentials?)$/.test(text)

export const isEdition = (token: Token): boolean => isLesser(token) || EDITION.test(token.text)

/** A single digit, or one in Roman figures. */
export const isGeneration = ({ text }: Token): boolean => /^(?:[2-9]|ii|iii|iv)$/.test(text)

/** "14" of "Viewer Pro 14". */
export const isReleaseNumber = ({ text }: Token): boolean => /^v?\d{1,2}$/.test(text)

export const isBehindDash = ({ behindDash }: Token): boolean => behindDash === true

/** "C" of "Flow-C". */
export const isLetter = ({ text, raw }: Token): boolean => text.length === 1 && /^[A-Z]$/.test(raw)

/** "HR" of "MV440 HR": letters that tell a form of a model, or a line. */
export const isLetters = ({ raw, codes, weight }: Token): boolean =>
  weight === 'strong' && codes.length === 0 && /^(?:[A-Za-z]{2}|[A-Z]{3,4})$/.test(raw)

/** "HR" of "MV440-HR", where it is written so. */
export const endsInLetters = ({ parts }: CodePattern): boolean =>
  parts.length > 1 && /^[a-z]{2,3}$/.test(parts.at(-1)!)

/** "SB-400 R2" is one model, and its release. */
export const isRelease = ({ raw }: Token): boolean => /^R(?:el\.?)?\d{1,2}$/i.test(raw)

/** "R20 V2" is one model, in its second hardware; "V60" is a model. */
export const isHardwareVersion = ({ raw }: Token): boolean => /^V\d$/i.test(raw)

/** A number with its unit: field strength, power, volume, size. */
export const isQuantity = ({ raw }: Token): boolean =>
  /^\d+(?:\.\d+)?(?:t|kv|kva|va|w|kw|v|a|gb|tb|mb|hz|khz|mhz|mm|cm|ml|l|kg|ch|channel|inch|in|slice|bit)$/i.test(
    raw,
  )

/** Letters and digits of six places and more. */
export const isOrderNumber = ({ text, codes }: Token): boolean =>
  codes.length > 0 && text.length >= 6 && /[a-z]/.test(text) && /\d/.test(text)

/** "fastView", "GuardView": two words made one, which few makers use twice. */
export const isCoined = ({ raw, weight }: Token): boolean =>
  weight === 'strong' && raw.length >= 7 && /^\p{L}\p{Ll}{2,}\p{Lu}\p{Ll}{2,}$/u.test(raw)

export const isModelCode = (code: string): boolean =>
  code.length >= 5 && (/[a-z].*\d|\d.*[a-z]/.test(code) || /^\d{5,}$/.test(code))

/** A code long enough to name a model by itself. */
export const isTelling = ({ text }: Token): boolean => text.length >= 4

/** What makes an image is as much of a name as a word: "Flow XQ" is no "Flow CT". */
export const MODALITY = /^(?:ct|mri?|nm|pet|xr|us)$/

/** "Phoenix M50 analyzer" for the "Phoenix M50 System": of its kind that says nothing. */
export const GENERIC = /^(?:systems?|devices?|units?|instruments?|equipment|apparatus|automated)$/

/** What kind of program it is. */
export const RUNS = /^(?:servers?|services?|app)$/

/** A word by which a model is told where two share its code: "RV685R ETSI" is no "RV685R CMIIT". */
export const isLongWord = ({ text, codes, weight }: Token): boolean =>
  weight === 'strong' && codes.length === 0 && text.length > 3

/** What goes with a program, and is one by itself. */
export const isProgram = ({ text }: Token): boolean =>
  /^(?:client|viewer|visualization|agent|connector|driver|plugin|sdk)$/.test(text)
