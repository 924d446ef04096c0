/** What somebody may have meant who mistyped a name. */

/** Letters that may differ. */
const MOST = 2

/** The nearest of `names`; `null` where none is near. */
export function closest(word: string, names: readonly string[]): string | null {
  const found = names
    .map((name) => ({ name, distance: distanceOf(word, name) }))
    .filter(({ name, distance }) => distance <= Math.min(MOST, Math.floor(name.length / 2)))
    .sort((a, b) => a.distance - b.distance)[0]
  return found?.name ?? null
}

/** Letters to put in, leave out or change (Levenshtein). */
function distanceOf(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > MOST) return MOST + 1
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length]!
}
