/** Short forms that the words of a name could have. */
import { squeeze, type Token } from './tokens.ts'

/** Words of two roots, which both give a letter: the `cv` of "Vista Cardiovascular". */
const TWO_ROOTS: ReadonlyMap<string, string> = new Map([
  ['cardiovascular', 'cv'],
  ['cardiopulmonary', 'cp'],
  ['cardiorespiratory', 'cr'],
  ['cerebrovascular', 'cv'],
  ['gastrointestinal', 'gi'],
  ['intravenous', 'iv'],
  ['intravascular', 'iv'],
  ['radiofrequency', 'rf'],
  ['ultrasound', 'us'],
  ['ultraviolet', 'uv'],
  ['workstation', 'ws'],
  ['multiprocessor', 'mp'],
])

/** The letters of both roots of a word: "cv" of "Cardiovascular". */
export const rootsOf = (word: string): string | undefined => TWO_ROOTS.get(word)

/** `i` of Intelligent, `ib` of IntelliBridge, `cv` of Cardiovascular. */
function capitals(raw: string): string {
  const roots = rootsOf(raw.toLowerCase())
  if (roots !== undefined) return roots
  const upper = /[a-z]/.test(raw) ? (raw.match(/[A-Z]/g) ?? []) : []
  return upper.length > 1 ? upper.join('').toLowerCase() : firstLetter(raw)
}

/** The letters that stand for the whole name: "iscv" of "IntelliSpace Cardiovascular". */
export const initialsOf = (tokens: readonly Token[]): string => joined(tokens, capitals)

/** The first letter of each word: "ic" of "IntelliSpace Cardiovascular". */
export const firstLettersOf = (tokens: readonly Token[]): string => joined(tokens, firstLetter)

const joined = (tokens: readonly Token[], letters: (raw: string) => string): string =>
  tokens.length > 1 && tokens.every(({ codes }) => codes.length === 0)
    ? tokens.map(({ raw }) => letters(raw)).join('')
    : ''

/** The letters a name can be shortened to: "PC Unit" to "pcu", "Intelligent Power Manager" to "ipm". */
export function initials(tokens: readonly Token[]): string[] {
  const found = new Set<string>()
  for (const letters of [capitals, firstLetter]) {
    const parts = tokens.map(({ raw, text }) => (/^[A-Z]{2,4}$/.test(raw) ? text : letters(raw)))
    for (let from = 0; from < parts.length - 1; from++) {
      let short = parts[from]!
      for (let to = from + 1; to < Math.min(parts.length, from + MAX_INITIALS); to++) {
        short += parts[to]!
        found.add(short)
      }
    }
  }
  // "ACS" of "AXUM Camera Station", whose first word is a name in capitals
  const [first, second, third] = tokens
  if (first !== undefined && second !== undefined && third !== undefined && /^[A-Z]{4}$/.test(first.raw))
    found.add(firstLetter(first.raw) + firstLetter(second.raw) + firstLetter(third.raw))
  // "III" is no short form of "Inform II"
  return [...found].filter((short) => !/^(?:i{1,3}|iv|vi{0,3})$/.test(short))
}

/** Words that one short form stands for at most. */
const MAX_INITIALS = 6

const firstLetter = (raw: string): string => squeeze(raw.slice(0, 1))
