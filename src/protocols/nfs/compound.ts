/** The first operation of a COMPOUND of NFS 4 (RFC 7530, RFC 8881), where it introduces a client or a server. */
import type { Cursor } from '../../wire/cursor.ts'
import type { StreamSide } from '../protocol.ts'
import type { Say } from '../sunrpc/conversation.ts'
import { type Call, opaqueText, type Reply } from '../sunrpc/message.ts'

const COMPOUND = 1
const SETCLIENTID = 35
const EXCHANGE_ID = 42
const MAX_TAG = 256
/** Longest owner, name and domain, octets (NFS4_OPAQUE_LIMIT). */
const MAX_OWNER = 1024

/** Minor version of a call; `null` where it is none. */
export function compoundCalled({ procedure, body }: Call, say: Say): number | null {
  if (procedure !== COMPOUND) return null
  opaqueText(body, MAX_TAG)
  const minor = body.u32()
  const operations = body.u32()
  const operation = body.u32()
  if (body.missing) return minor <= 4 && operations === 0 ? minor : null
  // Both begin with a verifier of eight octets.
  if (operation === SETCLIENTID || operation === EXCHANGE_ID) {
    body.skip(8)
    const owner = opaqueText(body, MAX_OWNER)
    if (!body.missing) say.observe('client', 'nfs.client-owner', owner)
  }
  if (operation === EXCHANGE_ID) {
    body.skip(4)
    if (body.u32() === 0) implementation('client', body, say)
  }
  return minor <= 4 ? minor : null
}

export function compoundAnswered({ body }: Reply, say: Say): void {
  if (body === null || body.u32() !== 0) return
  opaqueText(body, MAX_TAG)
  body.skip(4)
  if (body.u32() !== EXCHANGE_ID || body.u32() !== 0) return
  // Client, sequence, flags; then how state is protected.
  body.skip(16)
  if (body.u32() !== 0) return
  body.skip(8)
  opaqueText(body, MAX_OWNER)
  opaqueText(body, MAX_OWNER)
  implementation('server', body, say)
}

/** nfs_impl_id4, at most one: domain, name, date. */
function implementation(about: StreamSide, c: Cursor, say: Say): void {
  if (c.u32() !== 1) return
  const domain = opaqueText(c, MAX_OWNER)
  const name = opaqueText(c, MAX_OWNER)
  if (c.missing) return
  say.observe(about, 'nfs.implementation-domain', domain)
  say.observe(about, 'nfs.implementation', name)
}
