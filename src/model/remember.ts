/** Answers kept by the text that was asked for. */

/** Longer texts (UTF-16 units) are rare, and no names. */
const LONGEST = 512

/**
 * `make`, asked once for each text; pure functions only. At `most` texts all are forgotten: that bounds memory and costs
 * little, as what is asked for often comes back at once.
 */
export function remember<T>(most: number, make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    if (text.length > LONGEST) return make(text)
    const before = known.get(text)
    if (before !== undefined) return before
    const made = make(text)
    if (known.size >= most) known.clear()
    known.set(text, made)
    return made
  }
}
