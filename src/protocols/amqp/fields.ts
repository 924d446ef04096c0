/** What AMQP tells, in either of its two protocols. */
import type { FieldTable } from '../../model/observation.ts'

export const fields = {
  'amqp.version': { label: 'Version of AMQP the server speaks: 0-9-1, 1.0 ...' },
  'amqp.product': { label: 'Product and version of the server (product and version of its properties)' },
  'amqp.platform': { label: 'Platform of the server (platform of its properties)' },
  'amqp.cluster-name': { label: 'Name of the cluster, mostly after its first host (cluster_name)' },
  'amqp.mechanisms': { label: 'Mechanisms of login the server offers', service: true },
  'amqp.client-product': {
    label: 'Library of the client with its version (product and version of its properties)',
  },
  'amqp.client-platform': { label: 'Platform of the client (platform of its properties)' },
  'amqp.container-id': { label: 'Name a party of AMQP 1.0 gives itself (container-id)' },
  'amqp.login': { label: 'Outcome of a login outside TLS: accepted or refused', service: true },
  'amqp.anonymous-accepted': {
    label: 'yes where a client without login, or an anonymous one, was let in',
    service: true,
  },
  'amqp.empty-password-accepted': {
    label: 'yes where a user with an empty password was let in',
    service: true,
  },
} satisfies FieldTable
