/** One segment taken apart: fields, repetitions, components, escape sequences (HL7 2.9 section 2.7 and 2.5). */
import { decodeText } from '../../wire/lines.ts'

/** The characters that a message says it is written with (MSH-1 and MSH-2). */
export interface Delimiters {
  readonly field: string
  readonly component: string
  readonly repetition: string
  /** Stands before and behind escape sequences. */
  readonly escapes: string
}

/** The customary ones (section 2.5.4), for what a message leaves out. */
const USUAL = '^~\\'
/** Fields looked at; no segment defines more (PV1 has 54). */
const MAX_FIELDS = 64
/** Longest value handed on, in UTF-16 units. */
const MAX_VALUE = 256
/** MSH, FHS or BHS, a separator, one to five encoding characters (2.7 added the truncation character) and the separator again. */
const HEAD = /^(?:MSH|FHS|BHS)([^\w\s])([^\w\s]{1,5})\1/

/** The delimiters of a header segment; `null` if it is none. All of them must differ, or nothing could be told apart. */
export function delimitersOf(line: string): Delimiters | null {
  const head = HEAD.exec(line)
  if (head === null) return null
  const [, field = '', encoding = ''] = head
  const [component = '^', repetition = '~', escapes = '\\'] = encoding + USUAL.slice(encoding.length)
  const all = [field, component, repetition, escapes]
  return new Set(all).size === all.length ? { field, component, repetition, escapes } : null
}

export class Segment {
  readonly name: string
  private readonly fields: readonly string[]
  private readonly by: Delimiters

  constructor(line: string, by: Delimiters) {
    this.fields = line.split(by.field, MAX_FIELDS)
    this.name = this.fields[0] ?? ''
    this.by = by
  }

  /** A field as it stands, first repetition; headers count their separator as field 1. */
  private raw(n: number, repetition = 0): string {
    const field = this.field(n)
    // HL7's null, "", says that there is no value.
    return field === '""' ? '' : (field.split(this.by.repetition, repetition + 1)[repetition] ?? '')
  }

  private field(n: number): string {
    return this.fields[this.name === 'MSH' ? n - 1 : n] ?? ''
  }

  repetitions(n: number, most: number): number {
    const field = this.field(n)
    return field === '' ? 0 : field.split(this.by.repetition, most).length
  }

  /** A component (from 1) of a repetition (from 0) of a field. */
  component(n: number, component: number, repetition = 0): string {
    return this.clean(this.raw(n, repetition).split(this.by.component, component)[component - 1] ?? '')
  }

  /** The first components with `^` between, whatever the message uses; empty ones at the end left out. */
  joined(n: number, components: number, repetition = 0): string {
    const parts = this.raw(n, repetition)
      .split(this.by.component, components)
      .map((part) => this.clean(part))
    return parts.join('^').replace(/\^+$/, '')
  }

  isFilled(n: number): boolean {
    return this.raw(n).trim() !== ''
  }

  private clean(text: string): string {
    const bounded = text.slice(0, MAX_VALUE).trim()
    return bounded === '""' ? '' : this.unescaped(bounded)
  }

  /** Section 2.7: delimiters stand between escape characters; formatting and unknown sequences are left out. */
  private unescaped(text: string): string {
    const { escapes, field, component, repetition } = this.by
    if (!text.includes(escapes)) return text
    const parts = text.split(escapes)
    const stands: Readonly<Record<string, string>> = {
      F: field,
      S: component,
      R: repetition,
      E: escapes,
      T: '&',
      '.br': ' ',
    }
    // An escape character without its partner stands for itself.
    const last = parts.length % 2 === 0 ? escapes + parts.pop()! : ''
    return parts.map((part, i) => (i % 2 === 0 ? part : (stands[part] ?? ''))).join('') + last
  }
}

/** Name of a segment line in bytes, or `''` where the three characters are no name. */
export function nameOf(line: Uint8Array): string {
  const [a = 0, b = 0, c = 0] = line
  return isUpper(a) && (isUpper(b) || isDigit(b)) && (isUpper(c) || isDigit(c))
    ? String.fromCharCode(a, b, c)
    : ''
}

export const textOf = (line: Uint8Array): string => decodeText(line)

const isUpper = (byte: number): boolean => byte >= 0x41 && byte <= 0x5a
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39
