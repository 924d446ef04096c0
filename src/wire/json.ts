/**
 * JSON (RFC 8259) as far as it came: a document that is cut short gives what stands before the cut. Bounded in depth and
 * in values, linear in the input; where `JSON.parse` would throw the rest is left out.
 */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/** Our ceilings: descriptions of devices hold some hundreds of values, ten or so deep. */
const MAX_DEPTH = 32
const MAX_VALUES = 20_000

/** `undefined`: there is no JSON at the front. */
export function readJson(text: string): Json | undefined {
  return new Reader(text).value(0)
}

export const isObject = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const STRING = /"((?:[^"\\]|\\.)*)"/sy
const NUMBER = /-?\d{1,32}(?:\.\d{1,32})?(?:[eE][+-]?\d{1,4})?/y
const WORDS: readonly (readonly [string, boolean | null])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
]

class Reader {
  private readonly text: string
  private at = 0
  private values = 0
  /** Nothing further is read: the text is broken here, or is too much. */
  private broken = false

  constructor(text: string) {
    this.text = text
  }

  value(depth: number): Json | undefined {
    this.blanks()
    if (++this.values > MAX_VALUES || depth > MAX_DEPTH) this.broken = true
    if (this.broken) return undefined
    const c = this.text[this.at]
    if (c === '{') return this.object(depth)
    if (c === '[') return this.array(depth)
    return c === '"' ? this.string() : this.literal()
  }

  private object(depth: number): Json {
    const members: [string, Json][] = []
    this.at++
    while (!this.closes('}')) {
      this.blanks()
      const name = this.text[this.at] === '"' ? this.string() : undefined
      if (name === undefined || !this.takes(':')) return this.stop(Object.fromEntries(members))
      const value = this.value(depth + 1)
      if (value !== undefined) members.push([name, value])
      if (this.broken) break
    }
    return Object.fromEntries(members)
  }

  private array(depth: number): Json {
    const items: Json[] = []
    this.at++
    while (!this.closes(']')) {
      const value = this.value(depth + 1)
      if (value !== undefined) items.push(value)
      if (this.broken) break
    }
    return items
  }

  private string(): string | undefined {
    STRING.lastIndex = this.at
    const found = STRING.exec(this.text)
    if (found === null) return this.stop(undefined)
    this.at = STRING.lastIndex
    const [whole, inside = ''] = found
    if (!inside.includes('\\')) return inside
    try {
      return JSON.parse(whole) as string
    } catch {
      return inside
    }
  }

  private literal(): Json | undefined {
    for (const [word, value] of WORDS)
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length
        return value
      }
    NUMBER.lastIndex = this.at
    const found = NUMBER.exec(this.text)
    if (found === null) return this.stop(undefined)
    this.at = NUMBER.lastIndex
    return Number(found[0])
  }

  private closes(bracket: string): boolean {
    if (this.broken) return true
    this.takes(',')
    return this.takes(bracket)
  }

  private takes(c: string): boolean {
    this.blanks()
    if (this.text[this.at] !== c) return false
    this.at++
    return true
  }

  private blanks(): void {
    while (this.at < this.text.length && ' \t\r\n'.includes(this.text[this.at]!)) this.at++
  }

  private stop<T>(value: T): T {
    this.broken = true
    return value
  }
}
