/** What a product's name may have that a device's name leaves out, while it is this product all the same, or may be. */
import type { Found } from './evidence.ts'
import { isCoined, isGeneration } from './token-kinds.ts'
import type { Token } from './tokens.ts'

/**
 * "HeartStart MRx" for the "HeartStart MRx M3535A": a name of two words, and an article number that inventories leave out. A
 * single word before a number is a line of models.
 */
export function lacksNumberAlone(
  needed: readonly Token[],
  found: readonly Found[],
  missingStrong: readonly Token[],
): boolean {
  // "IMAGO1" is a word as well
  const words = needed.filter(
    ({ codes, text }, i) => (codes.length === 0 || /^[a-z]{4,}\d$/.test(text)) && found[i] === 'same',
  )
  const strong = words.filter(({ weight }) => weight === 'strong')
  // "8840 Vista Clinician Programmer": three words tell as much as two strong ones
  const least = strong.length === 1 && strong[0]!.text.length > 4 && words.length > 2 ? 4 : 5
  return (
    (strong.length > 1 || least === 4) &&
    missingStrong.length === 1 &&
    (missingStrong[0] === needed[0] ||
      missingStrong[0] === needed.findLast(({ codes }) => codes.length > 0)) &&
    missingStrong[0]!.codes.every(
      ({ raw, series }) => !series && /\d{3}/.test(raw) && raw.length >= least && !/^v\d+$/.test(raw),
    )
  )
}

/** "XEFD" of "Vista enhanced XEFD": what is left out is of its sisters too, what is said is of this one alone. */
export function lacksFamilyAlone(
  needed: readonly Token[],
  found: readonly Found[],
  missingStrong: readonly Token[],
  familyWords: readonly string[],
): boolean {
  return (
    missingStrong.every(({ text }) => familyWords.includes(text)) &&
    needed.some(
      ({ weight, text, codes, raw }, i) =>
        weight === 'strong' &&
        found[i] === 'same' &&
        !familyWords.includes(text) &&
        (codes.length > 0
          ? text.length > 2 && /[a-z]/.test(text)
          : (text.length > 3 && /[A-Z]/.test(raw)) || /^[A-Z]{2,}$/.test(raw)),
    )
  )
}

/** Names of seven words and more are cut short. */
export const saysMost = (needed: readonly Token[], missing: readonly Token[]): boolean =>
  needed.length > 6 && missing.length < 3 && missing.every(({ codes }) => codes.length === 0)

/** "MyVue" of "Vue MyVue" says the line it is of. */
export const isSaidWithin = (
  { text, codes }: Token,
  needed: readonly Token[],
  found: readonly Found[],
): boolean =>
  codes.length === 0 &&
  text.length > 2 &&
  needed.some((one, i) => found[i] === 'same' && one.text.length > text.length + 1 && one.text.includes(text))

/** "Neuron 2" of "SmartLinq Neuron 2": all but the first word, and enough of it to tell. */
export function endsName(
  needed: readonly Token[],
  found: readonly Found[],
  missing: readonly Token[],
): boolean {
  const rest = needed.slice(1)
  return (
    missing.length === 1 &&
    missing[0] === needed[0] &&
    (missing[0]!.codes.length === 0 || missing[0]!.text.length < 4) &&
    found.every((one, i) => i === 0 || one === 'same') &&
    (rest.filter(({ weight }) => weight === 'strong').length > 1 ||
      rest.length > 2 ||
      rest.every(isCoined)) &&
    rest.some(({ text, codes, weight }) => weight === 'strong' && codes.length === 0 && text.length > 3)
  )
}

/** "BASQT-B" of "BASroute BACnet BASQT-B": a model without a number, in capitals with a dash. */
export function endsInModel(needed: readonly Token[], found: readonly Found[]): boolean {
  const [model, form] = needed.slice(-2)
  return (
    form?.behindDash === true &&
    /^[A-Z]{4,}$/.test(model!.raw) &&
    model!.weight === 'strong' &&
    found.at(-1) === 'same' &&
    found.at(-2) === 'same'
  )
}

/** "Alaris PCU" may be the "Alaris 8015 PC unit": a line of the maker and words of kind, but for the number. */
export const lacksCodeAlone = (needed: readonly Token[], found: readonly Found[]): boolean =>
  needed.length > 1 && needed.every(({ codes }, i) => codes.length > 0 === (found[i] === 'missing'))

/** "Q3505" of the "Q3505 Mk II", "X308-2M" of the "X308-2M PoE": what follows a model tells its form, while "Card 2" before it is told by it. */
export function lacksForm(needed: readonly Token[], found: readonly Found[]): boolean {
  const model = needed.findIndex(({ codes }, i) => codes.length > 0 && found[i] !== 'missing')
  return needed.some(
    (one, i) => i > model && found[i] === 'missing' && (isGeneration(one) || one.text === 'poe'),
  )
}
