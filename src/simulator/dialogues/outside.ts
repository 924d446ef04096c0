/** TLS with somebody outside, whose certificate says little. */

import type { Unit } from '../unit.ts'
import { certificateOf } from './certificates.ts'
import { type Exchanged, overTls, TLS, type TlsTraits } from './tls.ts'

const traitsOf = new WeakMap<Unit, TlsTraits>()

/** `client` calls `server` by the name `host`. */
export function callsOutside(client: Unit, server: Unit, host: string, exchanges: Iterable<Exchanged>): void {
  let traits = traitsOf.get(server)
  if (traits === undefined) {
    const certificates = [certificateOf(server, { subject: [['CN', host]], dns: [host], age: 0.1, years: 1 })]
    traits = { server: { version: '1.3', suite: 'AES_128_GCM_SHA256', certificates, signature: 71 } }
    traitsOf.set(server, traits)
  }
  const service = TLS.offer(traits)
  const stack = client.persona.stack.startsWith('windows') ? 'schannel-10' : 'openssl'
  client.world.talk(
    client,
    server,
    service,
    (t) => overTls(client, t as TlsTraits, { stack, host }, exchanges),
    {},
  )
}
