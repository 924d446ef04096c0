/**
 * Letters that came out wrong: a table was written in an encoding that nobody can tell from its octets (of DOS, of old
 * Macintoshes), or was turned into UTF-8 twice. Names of makers with such letters find nothing, so a person must know.
 */

/**
 * Octets that are letters there and punctuation in windows-1252, or capitals, within a word. The rare mark comes first and the
 * letter before it is looked back for: beginning with the letter, every one of a table of 16 MB was tried, 0.2 s in all.
 */
const ELSEWHERE = /[\u0080-\u009f„”“‚ˆ‰‹›†‡˜™](?<=\p{L}.)\p{L}|•(?<=\p{L}.)\p{Ll}|[ŠŽŸ](?<=\p{Ll}.)\p{Ll}/u
/** UTF-8 read as windows-1252 and written as UTF-8. */
const TWICE = /Ã[\u0080-\u00bf„Ÿ–œ¤¶¼]|â€/u
const LOST = /\ufffd/u
const BEYOND = /[^\0-\u007f]/u

/** The first word that looks wrong; `null` if none does. */
export function garbledWord(text: string): string | null {
  if (!BEYOND.test(text)) return null
  const found = [ELSEWHERE, TWICE, LOST].map((pattern) => pattern.exec(text)).find((match) => match !== null)
  if (found === undefined) return null
  const before = /[\p{L}\p{N}]{0,20}$/u.exec(text.slice(Math.max(0, found.index - 20), found.index))![0]
  const behind = /^[^\s;,\t|"]{0,30}/u.exec(text.slice(found.index, found.index + 30))![0]
  return `${before}${behind}`
}
