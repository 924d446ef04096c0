/** One way to look at a FHIR resource, whether it came as JSON or as XML (FHIR R5 sections 2.6.2 and 2.6.3). */
import { isObject, type Json, readJson } from '../../wire/json.ts'
import { readXml, type XmlElement } from '../../wire/xml.ts'

const NAMESPACE = 'http://hl7.org/fhir'

export interface Element {
  /** Text of the elements of a name, in order. */
  texts(name: string): string[]
  children(name: string): Element[]
}

export interface Resource extends Element {
  readonly type: string
}

/** `null` if the text is no resource. */
export function readResource(text: string): Resource | null {
  const first = /^[\s\ufeff]*([{<])/.exec(text)?.[1]
  if (first === '{')
    return /"resourceType"/.test(text.slice(0, 4096)) ? jsonResource(readJson(text.trim())) : null
  const root = first === '<' && text.slice(0, 4096).includes(NAMESPACE) ? readXml(text) : null
  return root === null || root.namespace !== NAMESPACE ? null : xmlResource(root)
}

/** The resources that an element of a bundle holds. */
export const contained = (entry: Element): Resource[] =>
  entry.children('resource').filter((child): child is Resource => 'type' in child)

const isType = (name: unknown): name is string =>
  typeof name === 'string' && /^[A-Z][A-Za-z]{2,40}$/.test(name)

function jsonResource(value: Json | undefined): Resource | null {
  const type = isObject(value) ? value.resourceType : null
  return isObject(value) && isType(type) ? { type, ...jsonElement(value) } : null
}

function jsonElement(value: { readonly [name: string]: Json }): Element {
  const all = (name: string): readonly Json[] => {
    const member = Object.hasOwn(value, name) ? value[name] : undefined
    if (member === undefined) return []
    return Array.isArray(member) ? (member as readonly Json[]) : [member as Json]
  }
  return {
    texts: (name) => all(name).flatMap((v) => (typeof v === 'string' ? [v] : [])),
    children: (name) => all(name).flatMap((v) => (isObject(v) ? [jsonResource(v) ?? jsonElement(v)] : [])),
  }
}

const xmlResource = (root: XmlElement): Resource | null =>
  isType(root.name) ? { type: root.name, ...xmlElement(root) } : null

function xmlElement(element: XmlElement): Element {
  const named = (name: string) => element.children.filter((child) => child.name === name)
  return {
    texts: (name) => named(name).flatMap((child) => child.attribute('value') ?? []),
    children: (name) => named(name).map((child) => wrapped(child) ?? xmlElement(child)),
  }
}

/** A resource within an element stands in a child named after its type. */
function wrapped(element: XmlElement): Resource | null {
  const [only] = element.children
  return only !== undefined && isType(only.name) && only.namespace === NAMESPACE ? xmlResource(only) : null
}
