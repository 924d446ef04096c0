/**
 * The one gateway to regular expressions over text from the wire: RE2 syntax, linear time whatever the text.
 * Patterns are compiled when first needed, and not run at all on text without a literal they require.
 */
import { RE2JS } from 're2js'

export interface Match {
  /** The part of the text that matched. */
  readonly text: string
  /** Named groups that took part. */
  readonly groups: Readonly<Record<string, string>>
}

export interface Pattern {
  /** First match anywhere in the text, or `null`. */
  find(text: string): Match | null
  /** As {@link find}, with the text in lower case given by the caller who asks many patterns. */
  findIn(text: string, lower: string): Match | null
}

/** Syntax of `source` is RE2's; it is not checked before first use (see {@link patternProblem}). */
export function pattern(source: string, options: { ignoreCase?: boolean } = {}): Pattern {
  const literals = requiredLiterals(source)
  const flags = options.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0
  let compiled: RE2JS | null = null
  const findIn = (text: string, lower: string): Match | null => {
    if (literals.length > 0 && !literals.some((literal) => lower.includes(literal))) return null
    compiled ??= RE2JS.compile(source, flags)
    return run(compiled, text)
  }
  return { find: (text) => findIn(text, text.toLowerCase()), findIn }
}

/** What is wrong with the syntax, or `null`. */
export function patternProblem(source: string): string | null {
  try {
    RE2JS.compile(source)
    return null
  } catch (error) {
    return (error as Error).message
  }
}

/** Names of the groups of a valid pattern. */
export const groupNames = (source: string): readonly string[] =>
  Object.keys(RE2JS.compile(source).namedGroups())

function run(compiled: RE2JS, text: string): Match | null {
  if (!compiled.test(text)) return null
  const matcher = compiled.matcher(text)
  if (!matcher.find()) return null
  const groups: Record<string, string> = {}
  for (const name of Object.keys(compiled.namedGroups())) {
    const value = matcher.group(name)
    if (value !== null && value !== undefined && value !== '') groups[name] = value
  }
  return { text: matcher.group() ?? '', groups }
}

/**
 * The longest run of literal characters, in lower case, that every match must contain; empty if none is plain
 * to see. Cautious: groups and classes are skipped, alternation at the top level gives up.
 */
export function requiredLiteral(source: string): string {
  let best = ''
  let run = ''
  const end = () => {
    if (run.length > best.length) best = run
    run = ''
  }
  for (let i = 0; i < source.length; ) {
    const c = source[i]!
    if (c === '|') return ''
    if (c === '*' || c === '?' || c === '{') {
      run = run.slice(0, -1)
      end()
      i = c === '{' ? after(source, i, '}') : i + 1
    } else if (c === '(' || c === '[') {
      end()
      i = c === '(' ? afterGroup(source, i) : afterClass(source, i)
      if ('*?{'.includes(source[i] ?? ' ')) i = source[i] === '{' ? after(source, i, '}') : i + 1
    } else if (c === '\\') {
      const next = source[i + 1] ?? ''
      if (/[a-zA-Z0-9]/.test(next)) {
        end()
        // \x41, \x{41}, \p{L}, \Q..\E: rare in fingerprints, so give up on what follows.
        if (/[xpPQ0-9]/.test(next)) return best
      } else run += next
      i += 2
    } else {
      if ('.^$+'.includes(c)) end()
      else run += c.toLowerCase()
      i++
    }
  }
  end()
  return best
}

const after = (source: string, from: number, close: string): number => {
  const at = source.indexOf(close, from)
  return at < 0 ? source.length : at + 1
}

/** A literal of this length rules out nearly every other text; shorter ones are worth a look for better. */
const GOOD_LITERAL = 5

/**
 * Literals in lower case of which every match holds at least one; none where nothing is known. Of a choice between
 * words (`(?:alpha|beta)`) those are the words.
 */
export function requiredLiterals(source: string): readonly string[] {
  const branches = branchesOf(source)
  if (branches.length > 1) return anyOf(branches)
  const single = requiredLiteral(source)
  let best: readonly string[] = single === '' ? [] : [single]
  if (single.length >= GOOD_LITERAL) return best
  for (const group of groupsOf(source)) {
    const found = requiredLiterals(group)
    if (shortest(found) > shortest(best)) best = found
  }
  return best
}

/** The literals of all branches; none where a branch has none. */
function anyOf(branches: readonly string[]): readonly string[] {
  const each = branches.map(requiredLiterals)
  return each.some((literals) => literals.length === 0) ? [] : [...new Set(each.flat())]
}

const shortest = (literals: readonly string[]): number =>
  literals.length === 0 ? 0 : Math.min(...literals.map((literal) => literal.length))

/** The parts of a pattern between the `|` that stand outside groups and classes. */
function branchesOf(source: string): string[] {
  const branches: string[] = []
  let start = 0
  for (let i = 0; i < source.length; ) {
    if (source[i] === '|') {
      branches.push(source.slice(start, i))
      start = i + 1
    }
    i = afterPiece(source, i)
  }
  return [...branches, source.slice(start)]
}

/** What stands inside the groups that take part in every match. */
function groupsOf(source: string): string[] {
  const groups: string[] = []
  for (let i = 0; i < source.length; ) {
    const next = afterPiece(source, i)
    // `(?i)` and the like set flags and hold nothing.
    const opening =
      source[i] === '(' ? /^\((?!\?)|^\(\?(?:[a-z]*:|P?<\w+>)/.exec(source.slice(i, i + 80)) : null
    if (opening !== null && !'*?{'.includes(source[next] ?? ' '))
      groups.push(source.slice(i + opening[0].length, next - 1))
    i = next
  }
  return groups
}

function afterPiece(source: string, i: number): number {
  if (source[i] === '[') return afterClass(source, i)
  if (source[i] === '(') return afterGroup(source, i)
  return i + (source[i] === '\\' ? 2 : 1)
}

function afterClass(source: string, from: number): number {
  // A `]` right behind `[` or `[^` is a literal.
  let i = from + (source[from + 1] === '^' ? 3 : 2)
  while (i < source.length && source[i] !== ']') i += source[i] === '\\' ? 2 : 1
  return i + 1
}

function afterGroup(source: string, from: number): number {
  let depth = 0
  for (let i = from; i < source.length; ) {
    if (source[i] === '[') i = afterClass(source, i)
    else {
      if (source[i] === '(') depth++
      if (source[i] === ')' && --depth === 0) return i + 1
      i += source[i] === '\\' ? 2 : 1
    }
  }
  return source.length
}
