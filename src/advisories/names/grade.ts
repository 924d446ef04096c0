/** From what of a product's name is found in a device's name, and what is left over on either side, to how well it names it. */
import { withoutAbbreviated } from './abbreviated.ts'
import type { DeviceName } from './device-name.ts'
import { asFound, type Evidence, type Found, type Grade } from './evidence.ts'
import { lacksCodeAlone } from './lacking.ts'
import { gradeOfShorter } from './shorter.ts'
import {
  endsInLetters,
  isBehindDash,
  isEdition,
  isGeneration,
  isHardwareVersion,
  isKind,
  isLesser,
  isLetter,
  isLetters,
  isOrderNumber,
  isProgram,
  isReleaseNumber,
  isStrong,
  RUNS,
} from './token-kinds.ts'
import type { Token } from './tokens.ts'

/** `null`: it is another product. */
export function gradeOf(device: DeviceName, evidence: Evidence): Grade | null {
  const held = accountedFor(evidence)
  const { missing, extra, strong, quantityOnly } = held
  if (areSisters(device, held)) return null
  // many products of a maker share a quantity
  if (quantityOnly && extra.some(isStrong)) return strong ? 'broader' : null
  if (missing.length === 0) return isParted(device, held) ? 'broader' : gradeOfWhole(held)
  return strong ? gradeOfShorter(device, held) : null
}

/** Without what the other side says in short, by an order number, or not at all as it only says what kind of thing it is. */
function accountedFor(evidence: Evidence): Evidence {
  const { needed, found } = evidence
  const { missing: lacking, extra: leftOver } = withoutAbbreviated(evidence)
  const extra = saysWordAndCode(needed, found) ? leftOver.filter((one) => !isOrderNumber(one)) : leftOver
  const missing = extra.length > 0 && opensWithKinds(needed, lacking, extra) ? [] : lacking
  return { ...evidence, missing, extra }
}

/** Each of the two has a sign of its own where sisters differ, whatever else agrees. */
function areSisters(device: DeviceName, { needed, missing, extra }: Evidence): boolean {
  // "iBoot-G2 PDU" and "iBoot-PDU", of which "iBoot-PDU8A" is one
  const behind = needed.filter(
    (one) => isBehindDash(one) && !device.tokens.some((own) => isBehindDash(own) && own.text === one.text),
  )
  if (
    behind.length > 0 &&
    extra.some((one) => isBehindDash(one) && behind.every(({ text }) => !one.text.startsWith(text)))
  )
    return true
  if (missing.length === 0) return false
  return (
    // "Mk III" and "Mk II"
    (missing.some(isGeneration) && extra.some(isGeneration)) ||
    (missing.some(isHardwareVersion) && device.tokens.some(isHardwareVersion)) ||
    // "Flow-Y" and "Flow-C"
    (missing.some(isLetter) && extra.some(isLetter)) ||
    // "iBoot-IO" and "iBoot-PDU"
    (missing.some(isBehindDash) && extra.some(isBehindDash)) ||
    // "MV440 HR" and "MV440 UR"
    (missing.some(isLetters) && (extra.some(isLetters) || device.codes.some(endsInLetters)))
  )
}

/** "Vista QX 5150" beside the "Vista 5150": letters of its own between a word of the name and its number are mostly of a sister. */
const isParted = ({ tokens }: DeviceName, { needed, extra }: Evidence): boolean =>
  tokens.some((one, i) => {
    const [before, behind] = [tokens[i - 1], tokens[i + 1]]
    return (
      isLetters(one) &&
      extra.includes(one) &&
      needed.some(({ text }) => text === before?.text) &&
      needed.some(({ codes }) => codes.some(({ raw }) => raw === behind?.text && /^\d{3,4}$/.test(raw)))
    )
  })

/** The device says all of the product's name, and maybe more. */
function gradeOfWhole({ needed, found, extra, strong, shortened }: Evidence): Grade | null {
  const saysMore = extra.some(isStrong)
  if (!strong && (saysMore || !found.includes('same'))) return null
  const named = needed.filter(isStrong)
  // "Beam Pro 2" may be the "Pro 2", and may be another that counts as far; "Cam Pan v3" is one beside "Cam v3"
  if (saysMore && named.length > 0 && named.every(isReleaseNumber)) return 'broader'
  // "Versana Essential" beside "Essential": a word that editions of many products have
  if (saysMore && named.length > 0 && named.every(isEdition)) return 'broader'
  // "PAS ES" may be short for something else than "ParAssist System"
  if (shortened) return 'broader'
  if (extra.some(isKind) && needed.every(isKind)) return 'broader'
  // "FlowAccess-NMS" beside "FlowAccess"
  if (extra.some((one) => isBehindDash(one) && isStrong(one) && /^(?:[A-Z]{3,}|[a-z]{3})$/.test(one.raw)))
    return 'variant'
  // "Flow SQL Client" is said of the "Flow SQL", maybe, and is a program of its own
  if (extra.some(isProgram) && !needed.some(isKind)) return 'broader'
  // "Libre 3" beside "Libre": a later generation, maybe, of which nothing was said
  const byWord = named.some(({ codes }) => codes.length === 0)
  return byWord && extra.some((one) => isGeneration(one) || isLesser(one)) ? 'variant' : asFound(found)
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
  if (needed.some(({ weight }) => weight !== 'kind')) return null
  const said = found.indexOf('missing')
  const lacked = needed.slice(said)
  if (said < 2 || found.slice(said).some((one) => one !== 'missing')) return null
  // "Ward Manager" may be the "Ward Manager Backend Services", which run it
  if (lacked.length > 1) return lacked.every(({ text }) => BEHIND.test(text)) ? 'broader' : null
  return RUNS.test(lacked[0]!.text) ? 'exact' : 'broader'
}

/** What runs where nobody sees it. */
const BEHIND = /^(?:servers?|services?|backend|database|daemon|api)$/
