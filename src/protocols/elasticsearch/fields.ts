/** What a node of Elasticsearch or OpenSearch tells. */
import type { FieldTable } from '../../model/observation.ts'

export const elasticsearchFields = {
  'elasticsearch.version': {
    label: 'Product and version of the node (version of its root document)',
    service: true,
  },
  'elasticsearch.lucene': { label: 'Version of Lucene in it (lucene_version)' },
  'elasticsearch.build': { label: 'Kind of package it was installed from (build_type)' },
  'elasticsearch.node': { label: 'Name of the node (name)' },
  'elasticsearch.cluster': { label: 'Name of the cluster (cluster_name)' },
  'elasticsearch.access': {
    label:
      'open where a node tells of itself without a login, login where one is wanted (security_exception)',
    service: true,
  },
} satisfies FieldTable
