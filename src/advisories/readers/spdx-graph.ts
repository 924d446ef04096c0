/**
 * SPDX 3.0 (spdx.github.io/spdx-spec/v3.0.1, JSON-LD): the elements of `@graph` as the members that a document of SPDX 2 would have, and
 * what its security profile says of vulnerabilities.
 */
import { entryOf, isObject, type Json, list, objects, text, texts } from './json.ts'

const MOST_ELEMENTS = 400_000

/** An element's place in the graph, by either name of its id. */
const idOf = (one: Json): string | null => text(one.spdxId) ?? text(one['@id'])
const typeOf = (one: Json): string => text(one.type) ?? text(one['@type']) ?? ''
const isPackage = (one: Json): boolean => typeOf(one).endsWith('Package')

export const isSpdxGraph = (value: Json): boolean =>
  Array.isArray(value['@graph']) && [value['@context']].flat().some((one) => isContext(one))

const isContext = (one: unknown): boolean => typeof one === 'string' && /\bspdx\.org\/rdf\/3\./.test(one)

export function spdxFromGraph(value: Json): Json {
  const elements = objects(value['@graph']).slice(0, MOST_ELEMENTS)
  const byId = new Map(elements.map((one) => [idOf(one), one]))
  const document = elements.find((one) => typeOf(one) === 'SpdxDocument')
  const created = elements.find((one) => typeOf(one) === 'CreationInfo')
  return {
    name: document?.name,
    documentNamespace: document === undefined ? null : idOf(document),
    creationInfo: { created: created?.created },
    documentDescribes: rootsOf(document, elements, byId),
    packages: elements.filter(isPackage).map((one) => packageOf(one, byId)),
    relationships: elements.flatMap(relationsOf),
    assessments: assessmentsOf(elements, byId),
  }
}

/** What the document is about: its root elements, through bills of material to what those are of. */
function rootsOf(
  document: Json | undefined,
  elements: readonly Json[],
  byId: ReadonlyMap<string | null, Json>,
): readonly string[] {
  const own = [...new Set(texts(document?.rootElement))]
  const through = own.flatMap((id) => {
    const inner = byId.get(id)
    return inner !== undefined && !isPackage(inner) ? texts(inner.rootElement) : []
  })
  const described = elements.flatMap((one) => (one.relationshipType === 'describes' ? texts(one.to) : []))
  return [...own, ...through, ...described]
}

const RELATIONS: Readonly<Record<string, string>> = {
  contains: 'CONTAINS',
  dependsOn: 'DEPENDS_ON',
  hasStaticLink: 'STATIC_LINK',
  hasDynamicLink: 'DYNAMIC_LINK',
  hasOptionalComponent: 'CONTAINS',
  hasProvidedDependency: 'DEPENDS_ON',
  packagedBy: 'PACKAGE_OF',
}
/** Of a dependency that is needed only then; what is needed to build may be built in. */
const NOT_AT_RUN = /^(?:development|test)$/

/** In the words of version 2. What is needed only to write or to test it is a tool of what needs it. */
function relationsOf(one: Json): readonly Json[] {
  const type = entryOf(RELATIONS, text(one.relationshipType))
  const from = text(one.from)
  if (type === undefined || from === null) return []
  const onlyTool = NOT_AT_RUN.test(text(one.scope) ?? '')
  return texts(one.to).map((to) =>
    onlyTool
      ? { spdxElementId: to, relationshipType: 'BUILD_TOOL_OF', relatedSpdxElement: from }
      : { spdxElementId: from, relationshipType: type, relatedSpdxElement: to },
  )
}

const EXTERNAL: Readonly<Record<string, string>> = {
  cpe22: 'cpe22Type',
  cpe23: 'cpe23Type',
  packageUrl: 'purl',
}

function packageOf(one: Json, byId: ReadonlyMap<string | null, Json>): Json {
  const maker = text(agentOf(one.suppliedBy, byId)?.name) ?? text(agentOf(one.originatedBy, byId)?.name)
  const purl = text(one.software_packageUrl)
  return {
    SPDXID: idOf(one),
    name: one.name,
    versionInfo: one.software_packageVersion,
    supplier: maker === null ? null : `Organization: ${maker}`,
    externalRefs: [
      ...(purl === null ? [] : [{ referenceType: 'purl', referenceLocator: purl }]),
      ...objects(one.externalIdentifier).map(({ externalIdentifierType, identifier }) => ({
        referenceType: entryOf(EXTERNAL, text(externalIdentifierType)),
        referenceLocator: identifier,
      })),
    ],
  }
}

/** An organisation, told by its id or in place; a person or a tool is no maker. */
function agentOf(value: unknown, byId: ReadonlyMap<string | null, Json>): Json | null {
  for (const one of [value].flat()) {
    const agent = isObject(one) ? one : byId.get(text(one))
    if (agent !== undefined && typeOf(agent) === 'Organization') return agent
  }
  return null
}

const STATUS = /Vex(NotAffected|Affected|Fixed|UnderInvestigation)VulnAssessmentRelationship$/
const STATUSES: Readonly<Record<string, string>> = {
  NotAffected: 'not_affected',
  Affected: 'affected',
  Fixed: 'fixed',
  UnderInvestigation: 'under_investigation',
}

/** Without those that later ones amend. */
function assessmentsOf(elements: readonly Json[], byId: ReadonlyMap<string | null, Json>): readonly Json[] {
  const amended = new Set(
    elements.flatMap(({ relationshipType, from }) => (relationshipType === 'amendedBy' ? [text(from)] : [])),
  )
  return elements.flatMap((one) => {
    const told = amended.has(idOf(one)) ? null : assessmentOf(one, byId)
    return told === null ? [] : [told]
  })
}

/** One word of the security profile on one vulnerability; `null` for any other element. */
function assessmentOf(one: Json, byId: ReadonlyMap<string | null, Json>): Json | null {
  const [, status] = STATUS.exec(typeOf(one)) ?? []
  const about = status === undefined ? undefined : byId.get(text(one.from))
  if (about === undefined) return null
  const cve = objects(about.externalIdentifier).find(
    ({ externalIdentifierType }) => externalIdentifierType === 'cve',
  )
  return {
    vulnerability: text(cve?.identifier) ?? text(about.name),
    status: STATUSES[status!],
    of: list(one.to).filter((id) => typeof id === 'string'),
    reason: [text(one.security_justificationType), text(one.security_impactStatement)]
      .filter((part) => part !== null)
      .join(': '),
    action: one.security_actionStatement,
  }
}
