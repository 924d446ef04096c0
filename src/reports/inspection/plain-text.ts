/**
 * Text from the wire on a terminal: nothing of it may steer the terminal or turn the direction of writing, and
 * columns are counted as terminals count them.
 */

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
const ESCAPES = /[\u001b\u009b]\[?[0-?]*[ -/]*[@-~]?/g
/** Controls, line and paragraph separators, marks that turn the direction of writing, invisible format characters. */
const STEERING = /[\p{Cc}\p{Zl}\p{Zp}\p{Cf}\p{Co}\p{Cs}]/gu
/** Drawn above or below the character before. */
const COMBINING = /^[\p{Mn}\p{Me}]$/u
/** More of them on one character overflow the line above and below. */
const MOST_COMBINING = 2

/** One harmless line: escapes and controls are dropped, white space becomes single blanks. */
export function harmless(text: string): string {
  // Blanks once more at the end: what was dropped may have stood between two.
  const bare = text.replace(/\s+/gu, ' ').replace(ESCAPES, '').replace(STEERING, '').replace(/ {2,}/g, ' ')
  let stacked = 0
  return Array.from(bare)
    .filter((c) => {
      stacked = COMBINING.test(c) ? stacked + 1 : 0
      return stacked <= MOST_COMBINING
    })
    .join('')
}

/** Blocks drawn two columns wide: East Asian Wide and Fullwidth of Unicode annex 11, and pictographs. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1b000, 0x1b2ff],
  [0x1f000, 0x1faff],
  [0x20000, 0x3fffd],
]

function columnsOf(character: string): number {
  const code = character.codePointAt(0)!
  if (code < 0x300) return 1
  if (COMBINING.test(character)) return 0
  return WIDE.some(([from, to]) => code >= from && code <= to) || isPictograph(character) ? 2 : 1
}

const isPictograph = (character: string): boolean => /^\p{Emoji_Presentation}$/u.test(character)

/** Columns that harmless text takes. */
export function columns(text: string): number {
  let n = 0
  for (const character of text) n += columnsOf(character)
  return n
}

/** Cut to at most `width` columns, with an ellipsis where something is missing. */
export function cut(text: string, width: number): string {
  if (columns(text) <= width) return text
  let kept = ''
  let n = 0
  for (const character of text) {
    n += columnsOf(character)
    if (n > width - 1) break
    kept += character
  }
  return `${kept}…`
}

/** Exactly `width` columns: cut, or filled with blanks. */
export function fit(text: string, width: number): string {
  const short = cut(text, width)
  return short + ' '.repeat(Math.max(0, width - columns(short)))
}

/** Parts that each fit in `width` columns, where words do. */
export function broken(text: string, width: number): string[] {
  const parts: string[] = []
  for (const word of text.split(' ')) {
    const longer = parts.length === 0 ? word : `${parts.at(-1)} ${word}`
    if (parts.length > 0 && columns(longer) <= width) parts[parts.length - 1] = longer
    else parts.push(word)
  }
  return parts
}

/** Breaks a line at blanks to at most `width` columns, continuation lines indented further; a longer word is cut. */
export function wrap(text: string, width: number, indent = '  '): string {
  const lines: string[] = []
  let current = indent
  for (const word of text.split(' ')) {
    if (columns(current) + columns(word) > width && current.trim() !== '') {
      lines.push(current.trimEnd())
      current = indent + indent
    }
    current += `${cut(word, width - columns(current))} `
  }
  return [...lines, current.trimEnd()].join('\n')
}
