/**
 * XML as devices send it, in small documents (SOAP, UPnP): element names with their namespaces, and text.
 * Bounded in elements, depth and text, linear in the input, lax: what stands before a break is kept. Document
 * types are passed over, so there are no entities but the five predefined ones and character references.
 */

export interface XmlElement {
  /** Local name, without prefix. */
  readonly name: string
  /** Namespace URI, '' when the prefix is not declared or there is none. */
  readonly namespace: string
  readonly children: readonly XmlElement[]
  /** Own text, trimmed, entities decoded; the text of children not included. Empty when the element is cut short. */
  readonly text: string
  /** The namespace that a prefix stands for here (for names within text, such as `dn:Camera`); '' if none. */
  resolve(prefix: string): string
  /** Value of the first attribute of a local name, entities decoded; `null` without. */
  attribute(name: string): string | null
}

/** Our ceilings: descriptions and discovery messages hold a few hundred elements, seven or so deep. */
const MAX_ELEMENTS = 4000
const MAX_DEPTH = 32
/** Characters of one element's text. */
const MAX_TEXT = 8192
/** Namespace declarations in force at once. */
const MAX_PREFIXES = 64
/** Characters of one tag; discovery messages declare a dozen namespaces in one. */
const MAX_TAG = 8192

/** Reads a document; the root element, or `null` when there is none. `most`: elements, where a format has more than devices send. */
export function readXml(text: string, most = MAX_ELEMENTS): XmlElement | null {
  const builder = new Builder(most)
  let at = 0
  while (at < text.length && !builder.full) {
    const open = text.indexOf('<', at)
    builder.text(text.slice(at, open < 0 ? text.length : open))
    if (open < 0) break
    at = readMarkup(text, open, builder)
  }
  return builder.finish()
}

/** The tag of the root element, whatever stands before it, without reading more; `null` where there is none. */
export function rootTag(text: string): string | null {
  let at = text.indexOf('<')
  while (at >= 0 && (text.startsWith('<?', at) || text.startsWith('<!', at))) {
    const next = text.startsWith('<?', at)
      ? behind(text, '?>', at + 2)
      : text.startsWith('<!--', at)
        ? behind(text, '-->', at + 4)
        : behindDoctype(text, at)
    at = text.indexOf('<', next)
  }
  const end = at < 0 ? -1 : tagEnd(text, at)
  return end < 0 ? null : text.slice(at, end + 1)
}

/** The first descendant (depth first) of a local name, the element itself included; any namespace. */
export function findElement(element: XmlElement, name: string): XmlElement | null {
  if (element.name === name) return element
  for (const child of element.children) {
    const found = findElement(child, name)
    if (found !== null) return found
  }
  return null
}

/** Text of the first child of a local name, `null` if there is none or it is empty. */
export const childText = (element: XmlElement, name: string): string | null =>
  element.children.find((child) => child.name === name)?.text || null

/** Handles what begins at `open` and returns where to go on; the end of the text when it is not closed. */
function readMarkup(text: string, open: number, builder: Builder): number {
  if (text.startsWith('<!--', open)) return behind(text, '-->', open + 4)
  if (text.startsWith('<![CDATA[', open)) {
    const end = text.indexOf(']]>', open)
    builder.literal(text.slice(open + 9, end < 0 ? text.length : end))
    return end < 0 ? text.length : end + 3
  }
  if (text.startsWith('<!', open)) return behindDoctype(text, open)
  if (text.startsWith('<?', open)) return behind(text, '?>', open + 2)
  const end = tagEnd(text, open)
  if (end < 0) return text.length
  const tag = text.slice(open + 1, end)
  if (tag.startsWith('/')) builder.close()
  else {
    const empty = tag.endsWith('/')
    builder.open(empty ? tag.slice(0, -1) : tag)
    if (empty) builder.close()
  }
  return end + 1
}

function behind(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from)
  return at < 0 ? text.length : at + mark.length
}

/** Entity declarations stand in brackets within the document type; none of them is read. */
function behindDoctype(text: string, open: number): number {
  const end = text.indexOf('>', open)
  if (end < 0) return text.length
  const bracket = text.slice(open, end).indexOf('[')
  if (bracket < 0) return end + 1
  const close = text.indexOf(']', open + bracket)
  return close < 0 ? text.length : behind(text, '>', close)
}

/** The `>` that ends a tag, outside quotes; -1 when it is missing or too far off. */
function tagEnd(text: string, open: number): number {
  let quote = ''
  const limit = Math.min(text.length, open + MAX_TAG)
  for (let i = open + 1; i < limit; i++) {
    const char = text[i]!
    if (quote !== '') {
      if (char === quote) quote = ''
    } else if (char === '"' || char === "'") quote = char
    else if (char === '>') return i
  }
  return -1
}

type Scope = ReadonlyMap<string, string>

class Node implements XmlElement {
  readonly children: Node[] = []
  text = ''
  readonly name: string
  readonly namespace: string
  readonly scope: Scope
  readonly #attributes: string

  constructor(qualified: string, attributes: string, scope: Scope) {
    this.#attributes = attributes
    const colon = qualified.indexOf(':')
    this.name = qualified.slice(colon + 1)
    this.namespace = scope.get(colon < 0 ? '' : qualified.slice(0, colon)) ?? ''
    this.scope = scope
  }

  resolve(prefix: string): string {
    return this.scope.get(prefix) ?? ''
  }

  attribute(name: string): string | null {
    for (const [, local, double, single] of this.#attributes.matchAll(ATTRIBUTE))
      if (local === name) return decodeEntities(double ?? single ?? '')
    return null
  }
}

const ATTRIBUTE = /\s(?:[\w.-]{1,64}:)?([\w.-]{1,64})\s{0,8}=\s{0,8}(?:"([^"]{0,2048})"|'([^']{0,2048})')/g

class Builder {
  root: Node | null = null
  full = false
  readonly #stack: Node[] = []
  readonly #most: number
  #count = 0

  constructor(most: number) {
    this.#most = most
  }

  open(tag: string): void {
    const name = /^\S*/.exec(tag)![0]
    const attributes = tag.slice(name.length)
    const parent = this.#stack.at(-1)
    const node = new Node(name, attributes, declared(attributes, parent?.scope))
    if (++this.#count > this.#most || this.#stack.length >= MAX_DEPTH || (this.root && !parent)) {
      this.full = true
      return
    }
    if (parent === undefined) this.root = node
    else parent.children.push(node)
    this.#stack.push(node)
  }

  close(): void {
    const node = this.#stack.pop()
    if (node !== undefined) node.text = node.text.trim()
  }

  /** Text of elements that never end may lack its end, and half a value is a wrong one. */
  finish(): Node | null {
    for (const node of this.#stack) node.text = ''
    return this.root
  }

  text(raw: string): void {
    if (raw.includes('&')) this.literal(decodeEntities(raw.slice(0, MAX_TEXT)))
    else this.literal(raw)
  }

  literal(text: string): void {
    const node = this.#stack.at(-1)
    if (node !== undefined && node.text.length < MAX_TEXT) node.text += text.slice(0, MAX_TEXT)
  }
}

/** The scope within a tag whose attributes may declare namespaces. */
function declared(attributes: string, outer: Scope | undefined): Scope {
  if (!attributes.includes('xmlns')) return outer ?? new Map()
  const scope = new Map(outer)
  for (const [, prefix = '', double, single] of attributes.matchAll(
    /\sxmlns(?::([^\s=]{1,64}))?\s{0,8}=\s{0,8}(?:"([^"]{0,512})"|'([^']{0,512})')/g,
  ))
    if (scope.size < MAX_PREFIXES) scope.set(prefix, double ?? single ?? '')
  return scope
}

const PREDEFINED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** The predefined entities and character references (XML 1.0 sections 4.1 and 4.6); others stay as they are. */
const decodeEntities = (text: string): string =>
  text.replace(/&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi, (whole, name, decimal, hex) => {
    if (name) return PREDEFINED[name.toLowerCase()] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
