/** How well a device's name names a product of whose name it leaves something out, while it says something telling of it. */
import { abbreviates } from './abbreviated.ts'
import { type CodePattern, fitCode } from './codes.ts'
import type { DeviceName } from './device-name.ts'
import { asFound, type Evidence, type Found, type Grade } from './evidence.ts'
import {
  endsInModel,
  endsName,
  isSaidWithin,
  lacksFamilyAlone,
  lacksForm,
  lacksNumberAlone,
  saysMost,
} from './lacking.ts'
import {
  EDITION,
  GENERIC,
  isCoined,
  isKind,
  isLongWord,
  isModelCode,
  isQuantity,
  isRelease,
  isReleaseNumber,
  isStrong,
  isTelling,
  MODALITY,
  RUNS,
} from './token-kinds.ts'
import type { Token } from './tokens.ts'

export function gradeOfShorter(device: DeviceName, evidence: Evidence): Grade | null {
  const { needed, found, missing, extra } = evidence
  if (
    namesModel(device, needed, found) &&
    missing.every(
      (one) =>
        one.codes.length === 0 || isShortCode(one) || isQuantity(one) || saysLonger(one, needed, found),
    ) &&
    extra.every(({ codes }) => codes.length === 0)
  )
    return asFound(found) === 'exact' &&
      (lacksForm(needed, found) || (missing.some(isLongWord) && extra.some(isLongWord)))
      ? 'broader'
      : asFound(found)
  const names = missing.filter(isStrong)
  if (lacksNumberAlone(needed, found, names) && extra.length === 0) return asFound(found)
  return names.length === 0 ? gradeWithoutKinds(evidence) : gradeWithoutNames(device, evidence, names)
}

/** Only words of kind are left out. */
function gradeWithoutKinds({ needed, found, missing, extra, brandsOnly }: Evidence): Grade | null {
  // "Centricity DMS" is no "Centricity PACS Server": each says what the other is not; "Spectrum IQ" is a "Spectrum LVP"
  if (extra.some(({ codes }) => codes.length > 0)) return null
  if (extra.some((one) => isStrong(one) && (brandsOnly || one.text.length > 2))) return null
  if (extra.some(isKind)) return gradeOfOtherKinds({ needed, found, missing, extra, brandsOnly })
  // "Niagara AX" is no "Niagara Framework", while "IntelliSpace CV" may be short for "IntelliSpace Cardiovascular"
  if (extra.some(isStrong) && missing.some(({ text }) => text.length > 3 || MODALITY.test(text)))
    return extra.every((one) => missing.some((other) => abbreviates(one.text, other.text))) ? 'broader' : null
  // "ARIA" may be the "ARIA-X" or not, and "Flow XS" the "Flow XS Pro"
  if (missing.some(({ text }) => text.length === 1 || text === 'poe' || EDITION.test(text))) return 'broader'
  // "Flow Client" beside the "Flow Web Client", while the "embedded web server" that is left out says what it is
  if (needed.some(({ text }, i) => text === 'web' && found[i] === 'missing' && found[i + 1] !== 'missing'))
    return 'broader'
  return asFound(found)
}

/** Other words of kind: another product, or a sister where two strong words agree. */
function gradeOfOtherKinds({
  needed,
  found,
  missing,
  extra,
  brandsOnly,
}: Pick<Evidence, 'needed' | 'found' | 'missing' | 'extra' | 'brandsOnly'>): Grade | null {
  if (missing.some(isPump) && extra.some(isPump)) return null
  if (brandsOnly || strongFound(needed, found) < 2)
    return !brandsOnly && (isOtherForm(missing, extra) || isServerOf(missing, extra)) ? 'broader' : null
  const saysCode = needed.some((one) => isStrong(one) && one.codes.length > 0)
  return saysCode && (missing.every(({ text }) => GENERIC.test(text)) || saysWordsAndNumber(needed, found))
    ? asFound(found)
    : 'broader'
}

/** `names`: words and codes of weight that are left out. */
function gradeWithoutNames(
  device: DeviceName,
  { needed, found, missing, extra, familyWords }: Evidence,
  names: readonly Token[],
): Grade | null {
  if (extra.some(isStrong)) return null
  const ownWord = lacksFamilyAlone(needed, found, names, familyWords)
  // "XEGK Ethernet interface" of the "Vista XEGK interface"
  const isDescribed = ownWord && saysKinds(needed, found)
  if (extra.some(isKind) && !isDescribed && !saysWhatRuns(missing, extra) && !missing.every(isReleaseNumber))
    // "DICOM Viewer quickSlide" may be the "Vista quickSlide"
    return endsInCoined(needed, found) || saysNumberAndKinds(needed, found) ? 'broader' : null
  const isNamed =
    endsName(needed, found, missing) ||
    endsInModel(needed, found) ||
    names.every((one) => isSaidWithin(one, needed, found)) ||
    (extra.length === 0 && saysMost(needed, missing)) ||
    ownWord ||
    (saysCode(device, needed, found) && names.every(({ codes }) => codes.length === 0))
  return isNamed ? asFound(found) : 'broader'
}

/** A code of the product long enough to tell it, of which the device's is no longer form. */
const saysCode = (device: DeviceName, needed: readonly Token[], found: readonly Found[]): boolean =>
  needed.some(
    (token, i) =>
      isTelling(token) &&
      found[i] !== 'missing' &&
      token.codes.length > 0 &&
      !token.codes.every((code) => saysMore(device, code)),
  )

/** "X299-WU8" is one of its own, not an "X299" of which the rest is left out. */
const saysMore = ({ codes }: DeviceName, { raw, series }: CodePattern): boolean =>
  !series &&
  codes.some((own) => own.parts.length > 1 && own.raw !== raw && own.raw.startsWith(raw)) &&
  codes.every((own) => own.raw !== raw)

/** The last word of weight is said, and few makers would use it twice. */
function endsInCoined(needed: readonly Token[], found: readonly Found[]): boolean {
  const last = needed.findLastIndex(isStrong)
  return last > 0 && found[last] === 'same' && isCoined(needed[last]!)
}

/** There are words of kind, and all of them are said. */
const saysKinds = (needed: readonly Token[], found: readonly Found[]): boolean => {
  const kinds = needed.flatMap(({ weight }, i) => (weight === 'kind' ? found[i] : []))
  return kinds.length > 0 && kinds.every((one) => one === 'same')
}

/** "Vista Latona programmer 3220" for the "Vista Latona Programming System, Model 3220": two words and a number of four digits, whatever kind of thing it is called. */
const saysWordsAndNumber = (needed: readonly Token[], found: readonly Found[]): boolean =>
  needed.filter(
    ({ weight, codes, text }, i) =>
      weight === 'strong' && codes.length === 0 && text.length > 3 && found[i] === 'same',
  ).length > 1 &&
  needed.some(({ codes, text }, i) => codes.length > 0 && /^\d{4,}$/.test(text) && found[i] === 'same')

/** "8870 Therapy Application Card" may be the "8870 N'Vista removable Application Card": its number and all that it is. */
const saysNumberAndKinds = (needed: readonly Token[], found: readonly Found[]): boolean =>
  needed.filter(({ weight }) => weight === 'kind').length > 1 &&
  saysKinds(needed, found) &&
  needed.some(({ codes, text }, i) => codes.length > 0 && /^\d{4,}$/.test(text) && found[i] === 'same')

/** What a pump gives, and how: of the same name, one is another pump than the other. */
const PUMP = /^(?:syringe|volume|volumetric|lvp|pca|enteral|insulin)$/
const isPump = ({ text }: Token): boolean => PUMP.test(text)

/** "Optica Viewer" beside the "Optica View": one word of kind in two forms, maybe by mistake. */
const isOtherForm = ([lacked, ...others]: readonly Token[], [said, ...more]: readonly Token[]): boolean =>
  lacked !== undefined &&
  said !== undefined &&
  others.length + more.length === 0 &&
  /^(.{4,})(?:er|ers|ing)?\n\1(?:er|ers|ing)?$/.test(`${lacked.text}\n${said.text}`)

/** "Epica Server" may be the "Epica Data Management System": what manages data runs on one. */
const isServerOf = (missing: readonly Token[], extra: readonly Token[]): boolean =>
  extra.every(({ text }) => RUNS.test(text)) && missing.some(({ text }) => MANAGES.test(text))

const MANAGES = /^(?:management|information|informatics|database|archive)$/

/** "500", "3000", "7KM", "X1" of the "EVI X1 Video Center CV-1600", "IMAGO1": a number or generation that many models of a line have. */
const isShortCode = ({ text }: Token): boolean =>
  /^(?!r\d)[a-z]?\d{1,3}$|^[1-9]000$|^\d[a-z]{2}$|^[a-z]{4,}\d{1,2}$/.test(text)

/** "1409-EM4A-ENT" of the "PX1k 1409-EM4A-ENT": beside a code as long as an order number a short one tells no more. */
const saysLonger = (short: Token, needed: readonly Token[], found: readonly Found[]): boolean =>
  short.text.length < 5 &&
  !isRelease(short) &&
  needed.some(
    (one, i) => found[i] === 'same' && isModelCode(one.text) && one.text.length > 2 + short.text.length,
  )

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
