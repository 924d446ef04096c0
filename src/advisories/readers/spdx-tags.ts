/** SPDX tag-value text to the members that its JSON form would have. */
import type { Json } from './json.ts'

const MOST_LINES = 2_000_000

export function spdxFromTags(whole: string): Json {
  const text = withoutBlocks(whole)
  const document: Record<string, unknown> = { packages: [], relationships: [], creationInfo: {} }
  let current: Record<string, unknown> | null = null
  let lines = 0
  for (const [, tag, value] of text.matchAll(/^([A-Za-z]+):[ \t]*(.*?)\r?$/gm)) {
    if (++lines > MOST_LINES) break
    if (tag === 'PackageName') {
      current = { name: value, externalRefs: [] }
      ;(document.packages as object[]).push(current)
    } else if (tag === 'FileName' || tag === 'SnippetSPDXID') current = {}
    else if (tag === 'Relationship') addRelationship(document, value!)
    else if (current === null) addToDocument(document, tag!, value!)
    else addToPackage(current, tag!, value!)
  }
  return document
}

/** Without what stands between `<text>` and `</text>`: free words over several lines, which may look like tags. */
function withoutBlocks(text: string): string {
  const kept: string[] = []
  let at = 0
  for (;;) {
    const open = text.indexOf('<text>', at)
    const end = open < 0 ? -1 : text.indexOf('</text>', open)
    if (end < 0) return kept.length === 0 ? text : kept.join('') + text.slice(at)
    kept.push(text.slice(at, open))
    at = end + '</text>'.length
  }
}

function addToDocument(document: Record<string, unknown>, tag: string, value: string): void {
  if (tag === 'DocumentName') document.name = value
  else if (tag === 'DocumentNamespace') document.documentNamespace = value
  else if (tag === 'Created') document.creationInfo = { created: value }
}

function addToPackage(current: Record<string, unknown>, tag: string, value: string): void {
  if (tag === 'SPDXID') current.SPDXID = value
  else if (tag === 'PackageVersion') current.versionInfo = value
  else if (tag === 'PackageSupplier') current.supplier = value
  else if (tag === 'PackageOriginator') current.originator = value
  else if (tag === 'ExternalRef' && Array.isArray(current.externalRefs)) {
    const [, referenceType, referenceLocator] = value.split(/\s+/)
    current.externalRefs.push({ referenceType, referenceLocator })
  }
}

function addRelationship(document: Record<string, unknown>, value: string): void {
  const [spdxElementId, relationshipType, relatedSpdxElement] = value.split(/\s+/)
  ;(document.relationships as object[]).push({ spdxElementId, relationshipType, relatedSpdxElement })
}
