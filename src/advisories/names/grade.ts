/** From what of a product's name is found in a device's name, and what is left over on either side, to how well it names it. */
import { abbreviates, withoutAbbreviated } from './abbreviated.ts'
import { type CodePattern, fitCode } from './codes.ts'
import type { DeviceName } from './device-name.ts'
import {
  endsInModel,
  endsName,
  isSaidWithin,
  lacksCodeAlone,
  lacksFamilyAlone,
  lacksForm,
  lacksNumberAlone,
  saysMost,
} from './lacking.ts'
import {
  EDITION,
  endsInLetters,
  GENERIC,
  isBehindDash,
  isEdition,
  isGeneration,
  isHardwareVersion,
  isLesser,
  isLetter,
  isLetters,
  isModelCode,
  isOrderNumber,
  isQuantity,
  isReleaseNumber,
  isTelling,
  MODALITY,
} from './token-kinds.ts'
import type { Token } from './tokens.ts'

/**
 * `exact`: it is this product. `broader`: the device's name is shorter than the product's, it may be this one or a sister.
 * `variant`: the code differs by an ending.
 */
export type Grade = 'exact' | 'variant' | 'broader'

/** How one token of the product stands to the device. */
export type Found = 'same' | 'variant' | 'missing'

export interface Evidence {
  readonly needed: readonly Token[]
  readonly found: readonly Found[]
  readonly missing: readonly Token[]
  readonly extra: readonly Token[]
  /** Something telling is shared. */
  readonly strong: boolean
  /** The product's name is the maker's brand and words of kind. */
  readonly brandsOnly: boolean
  /** What tells the product is a quantity: "MRI 1.5T". */
  readonly quantityOnly: boolean
  /** All that tells the product is said by letters that its words could be shortened to. */
  readonly shortened: boolean
  /** Words that all products of the document share. */
  readonly familyWords: readonly string[]
}

export function gradeOf(device: DeviceName, evidence: Evidence): Grade | null {
  const { needed, found, strong, brandsOnly, quantityOnly, shortened, familyWords } = evidence
  const { missing: lacking, extra: leftOver } = withoutAbbreviated(evidence)
  const extra = saysWordAndCode(needed, found) ? leftOver.filter((one) => !isOrderNumber(one)) : leftOver
  const missing = extra.length > 0 && opensWithKinds(needed, lacking, extra) ? [] : lacking
  const variant = found.includes('variant')
  const extraStrong = extra.some(({ weight }) => weight === 'strong')
  const extraCodes = extra.some(({ codes }) => codes.length > 0)
  const extraKinds = extra.some(({ weight }) => weight === 'kind')
  // "Mk III" is no "Mk II", whatever else agrees
  if (missing.some(isGeneration) && extra.some(isGeneration)) return null
  if (missing.some(isHardwareVersion) && device.tokens.some(isHardwareVersion)) return null
  // nor is a "Flow-Y" a "Flow-C"
  if (missing.some(isLetter) && extra.some(isLetter)) return null
  // nor an "iBoot-IO" an "iBoot-PDU"
  if (missing.some(isBehindDash) && extra.some(isBehindDash)) return null
  // nor an "MV440 HR" an "MV440 UR"
  if (missing.some(isLetters) && (extra.some(isLetters) || device.codes.some(endsInLetters))) return null
  // many products of a maker share a quantity
  if (quantityOnly && extraStrong) return strong ? 'broader' : null
  const named = needed.filter(({ weight }) => weight === 'strong')
  if (missing.length === 0) {
    if (!strong && extraStrong) return null
    // "Beam Pro 2" may be the "Pro 2", and may be another that counts as far; "Cam Pan v3" is one beside "Cam v3"
    if (extraStrong && named.length > 0 && named.every(({ text }) => /^v?\d{1,2}$/.test(text)))
      return 'broader'
    if (!strong && !found.includes('same')) return null
    // "Versana Essential" beside "Essential": a word that editions of many products have
    if (extraStrong && named.length > 0 && named.every(isEdition)) return 'broader'
    // "PAS ES" may be short for something else than "ParAssist System"
    if (shortened) return 'broader'
    if (extraKinds && needed.every(({ weight }) => weight === 'kind')) return 'broader'
    // "Libre 3" beside "Libre": a later generation, maybe, of which nothing was said
    const byWord = needed.some(({ weight, codes }) => weight === 'strong' && codes.length === 0)
    return variant || (byWord && extra.some((one) => isGeneration(one) || isLesser(one)))
      ? 'variant'
      : 'exact'
  }
  if (!strong) return null
  if (
    namesModel(device, needed, found) &&
    missing.every((one) => one.codes.length === 0 || isShortCode(one) || isQuantity(one)) &&
    extra.every(({ codes }) => codes.length === 0)
  )
    return variant ? 'variant' : lacksForm(needed, found) ? 'broader' : 'exact'
  const missingStrong = missing.filter(({ weight }) => weight === 'strong')
  if (lacksNumberAlone(needed, found, missingStrong) && extra.length === 0)
    return variant ? 'variant' : 'exact'
  const codeFound = needed.some(
    (token, i) =>
      isTelling(token) &&
      found[i] !== 'missing' &&
      token.codes.length > 0 &&
      !token.codes.every((code) => saysMore(device, code)),
  )
  if (missingStrong.length === 0) {
    // "Centricity DMS" is no "Centricity PACS Server": each says what the other is not; "Spectrum IQ" is a "Spectrum LVP"
    const otherName = extra.some(({ weight, text }) => weight === 'strong' && (brandsOnly || text.length > 2))
    if (extraCodes || otherName) return null
    // other words of kind: another product, or a sister where two strong words agree
    if (extraKinds) {
      if (missing.some(({ text }) => PUMP.test(text)) && extra.some(({ text }) => PUMP.test(text)))
        return null
      if (brandsOnly || strongFound(needed, found) < 2)
        return !brandsOnly && isOtherForm(missing, extra) ? 'broader' : null
      return named.some(({ codes }) => codes.length > 0) &&
        (missing.every(({ text }) => GENERIC.test(text)) || saysWordsAndNumber(needed, found))
        ? variant
          ? 'variant'
          : 'exact'
        : 'broader'
    }
    // "Niagara AX" is no "Niagara Framework", while "IntelliSpace CV" may be short for "IntelliSpace Cardiovascular"
    if (extraStrong && missing.some(({ text }) => text.length > 3 || MODALITY.test(text)))
      return extra.every((one) => missing.some((other) => abbreviates(one.text, other.text)))
        ? 'broader'
        : null
    // "ARIA" may be the "ARIA-X" or not, and "Flow XS" the "Flow XS Pro"
    if (missing.some(({ text }) => text.length === 1 || text === 'poe' || EDITION.test(text)))
      return 'broader'
    // "Flow Client" beside the "Flow Web Client", while the "embedded web server" that is left out says what it is
    if (needed.some(({ text }, i) => text === 'web' && found[i] === 'missing' && found[i + 1] !== 'missing'))
      return 'broader'
    return variant ? 'variant' : 'exact'
  }
  const ownWord = lacksFamilyAlone(needed, found, missingStrong, familyWords)
  // "XEGK Ethernet interface" of the "Vista XEGK interface"
  const isDescribed = ownWord && saysKinds(needed, found)
  if (
    extraStrong ||
    (extraKinds && !isDescribed && !saysWhatRuns(missing, extra) && !missing.every(isReleaseNumber))
  )
    return null
  if (
    endsName(needed, found, missing) ||
    endsInModel(needed, found) ||
    missingStrong.every((one) => isSaidWithin(one, needed, found))
  )
    return variant ? 'variant' : 'exact'
  if (extra.length === 0 && saysMost(needed, missing)) return variant ? 'variant' : 'exact'
  if (ownWord) return variant ? 'variant' : 'exact'
  if (!codeFound || missingStrong.some(({ codes }) => codes.length > 0)) return 'broader'
  return variant ? 'variant' : 'exact'
}

/** "X299-WU8" is one of its own, not an "X299" of which the rest is left out. */
const saysMore = ({ codes }: DeviceName, { raw, series }: CodePattern): boolean =>
  !series &&
  codes.some((own) => own.parts.length > 1 && own.raw !== raw && own.raw.startsWith(raw)) &&
  codes.every((own) => own.raw !== raw)

/** There are words of kind, and all of them are said. */
const saysKinds = (needed: readonly Token[], found: readonly Found[]): boolean => {
  const kinds = needed.flatMap(({ weight }, i) => (weight === 'kind' ? found[i] : []))
  return kinds.length > 0 && kinds.every((one) => one === 'same')
}

/** "Epica 5G" of the "Ultrasound Epica": what kind of thing it is, in front of a name that has models. */
function opensWithKinds(
  needed: readonly Token[],
  missing: readonly Token[],
  extra: readonly Token[],
): boolean {
  const named = needed.findIndex(({ weight }) => weight === 'strong')
  return (
    named > 0 &&
    needed.every(({ codes }) => codes.length === 0) &&
    extra.every(({ codes }) => codes.length > 0) &&
    missing.every((one) => one.weight === 'kind' && one.text.length > 2 && needed.indexOf(one) < named)
  )
}

/** "Vista Latona programmer 3220" for the "Vista Latona Programming System, Model 3220": two words and a number of four digits, whatever kind of thing it is called. */
const saysWordsAndNumber = (needed: readonly Token[], found: readonly Found[]): boolean =>
  needed.filter(
    ({ weight, codes, text }, i) =>
      weight === 'strong' && codes.length === 0 && text.length > 3 && found[i] === 'same',
  ).length > 1 &&
  needed.some(({ codes, text }, i) => codes.length > 0 && /^\d{4,}$/.test(text) && found[i] === 'same')

/** "1756-L83E FlowLogix 5580" says all that tells the "FlowLogix 5580 controllers", and an order number besides. */
const saysWordAndCode = (needed: readonly Token[], found: readonly Found[]): boolean => {
  const strong = needed.filter(({ weight }) => weight === 'strong')
  return (
    strong.some(({ codes }) => codes.length === 0) &&
    strong.some(({ codes, text }) => codes.length > 0 && text.length > 2) &&
    needed.every(({ weight }, i) => weight !== 'strong' || found[i] === 'same')
  )
}

/**
 * "Command Centre" of "Command Centre Server": a name of words of kind alone, of which the last is left out. What runs on a server
 * is called without it; other parts of a system are parts.
 */
export function gradeOfKinds(
  needed: readonly Token[],
  found: readonly Found[],
  branded = false,
): Grade | null {
  if ((branded || needed.some(isLetter)) && lacksCodeAlone(needed, found)) return 'broader'
  const onlyFirst = found.length > 2 && found.every((one, i) => (one === 'missing') === (i === 0))
  // "Configuration Tool" may be the "Metasys Configuration Tool", and may not
  if (onlyFirst && needed.slice(1).every(({ weight }) => weight === 'kind')) return 'broader'
  const onlyLast =
    found.length > 2 && found.every((one, i) => (one === 'missing') === (i === found.length - 1))
  if (!onlyLast || needed.some(({ weight }) => weight !== 'kind')) return null
  return RUNS.test(needed.at(-1)!.text) ? 'exact' : 'broader'
}

/** What a pump gives, and how: of the same name, one is another pump than the other. */
const PUMP = /^(?:syringe|volume|volumetric|lvp|pca|enteral|insulin)$/

/** "Optica Viewer" beside the "Optica View": one word of kind in two forms, maybe by mistake. */
const isOtherForm = ([lacked, ...others]: readonly Token[], [said, ...more]: readonly Token[]): boolean =>
  lacked !== undefined &&
  said !== undefined &&
  others.length + more.length === 0 &&
  /^(.{4,})(?:er|ers|ing)?\n\1(?:er|ers|ing)?$/.test(`${lacked.text}\n${said.text}`)

/** "500", "X1" of the "EVI X1 Video Center CV-1600", "IMAGO1": a number or generation that many models of a line have. */
const isShortCode = ({ text }: Token): boolean => /^(?!r\d)[a-z]?\d{1,3}$|^[a-z]{4,}\d{1,2}$/.test(text)

const RUNS = /^(?:servers?|services?|app)$/

/** "BioLog Server" of the "QC1 Software NMX BioLog": what kind of program it is, where the product does not say. */
const saysWhatRuns = (missing: readonly Token[], extra: readonly Token[]): boolean =>
  extra.every(({ text }) => RUNS.test(text)) && missing.every(({ weight }) => weight === 'strong')

const strongFound = (needed: readonly Token[], found: readonly Found[]): number =>
  needed.filter(({ weight }, i) => weight === 'strong' && found[i] !== 'missing').length

/**
 * Letters and digits mixed, or five digits: such a code is of one product of its maker, whatever words stand around it. The
 * device must say as much itself: "3100" alone is no "3100-IQ".
 */
function namesModel(device: DeviceName, needed: readonly Token[], found: readonly Found[]): boolean {
  return (
    needed.some(
      ({ text, codes }, i) =>
        codes.length > 0 &&
        found[i] === 'same' &&
        isModelCode(text) &&
        device.codes.some(
          (own) => isModelCode(own.raw) && codes.some((code) => fitCode(code, own) === 'same'),
        ),
    ) || needed.some(({ codes }) => codes.some((code) => code.series && opensWith(device, code)))
  )
}

/** "EX9-T10" of the "EX9 series": its first part whole. */
const opensWith = ({ codes }: DeviceName, { raw }: CodePattern): boolean =>
  /^[a-z]+\d/.test(raw) && raw.length >= 3 && codes.some(({ parts }) => parts.length > 1 && parts[0] === raw)
