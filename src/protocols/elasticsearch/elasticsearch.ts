/**
 * Elasticsearch and OpenSearch over HTTP in the clear: what a node says of itself to whoever asks, and that it wants a
 * login. Documents and searches are not read.
 */
import { isObject, type Json, readJson } from '../../wire/json.ts'
import { decodeText } from '../../wire/lines.ts'
import type { Protocol, Report, StreamSide } from '../protocol.ts'
import { elasticsearchFields } from './fields.ts'

export const elasticsearch = {
  name: 'elasticsearch',
  title: 'Elasticsearch and OpenSearch REST interface over HTTP',
  fields: elasticsearchFields,
  payload: {
    name: 'elasticsearch',
    mediaTypes: ['application/json', 'application/vnd.elasticsearch+json'],
    most: { request: 0, response: 4096 },
    read,
  },
} satisfies Protocol & { payload: unknown }

/** The tag line of a root document says which of the two it is. */
const TAGS: readonly (readonly [RegExp, string])[] = [
  [/^You Know, for Search/, 'Elasticsearch'],
  [/^The OpenSearch Project/, 'OpenSearch'],
]

function read(body: Uint8Array, from: StreamSide, to: Report<StreamSide>, anonymous = false): boolean {
  if (from !== 'server') return false
  const text = decodeText(body)
  if (!text.includes('"tagline"') && !text.includes('"security_exception"')) return false
  const document = readJson(text)
  if (!isObject(document)) return false
  const error = document.error
  if (isObject(error) && error.type === 'security_exception') {
    to.observe(from, 'elasticsearch.access', 'login')
    return true
  }
  const product = TAGS.find(([tag]) => tag.test(textIn(document.tagline) ?? ''))?.[1]
  const version = isObject(document.version) ? document.version : null
  if (product === undefined || version === null) return false
  const number = textIn(version.number)
  if (anonymous) to.observe(from, 'elasticsearch.access', 'open')
  to.observe(from, 'elasticsearch.version', number === null ? product : `${product} ${number}`)
  to.observe(from, 'elasticsearch.lucene', textIn(version.lucene_version))
  to.observe(from, 'elasticsearch.build', textIn(version.build_type))
  to.observe(from, 'elasticsearch.node', textIn(document.name))
  to.observe(from, 'elasticsearch.cluster', textIn(document.cluster_name))
  return true
}

const textIn = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null)
