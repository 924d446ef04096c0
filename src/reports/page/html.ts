/** HTML from templates: whatever is put into one is escaped, unless it is HTML itself. */
import { harmless } from '../inspection/plain-text.ts'

export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** What a template takes; `null` and `false` leave nothing. */
export type Part = string | number | Html | readonly Part[] | null | false

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Harmless in content and in quoted attributes; text from the wire loses what turns the direction of writing. */
export const escaped = (text: string): string => harmless(text).replace(/[&<>"']/g, (c) => ENTITIES[c]!)

export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((all, text, i) => all + textOf(parts[i - 1] ?? null) + text))
}

export const NOTHING = new Html('')

function textOf(part: Part): string {
  if (part === null || part === false) return ''
  if (part instanceof Html) return part.text
  if (typeof part === 'number') return part.toLocaleString('en-US')
  return typeof part === 'string' ? escaped(part) : part.map(textOf).join('')
}
