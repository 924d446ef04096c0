/**
 * The WebSocket protocol (RFC 6455): which subprotocol an upgraded HTTP connection goes on with. Frames are not looked
 * at. BACnet Secure Connect (ANSI/ASHRAE 135-2020 annex AB) is known by its two subprotocols.
 */
import type { Protocol, StreamReport } from '../protocol.ts'
import { websocketFields } from './fields.ts'

export const websocket = {
  name: 'websocket',
  title: 'WebSocket (RFC 6455), upgraded from HTTP',
  fields: websocketFields,
} satisfies Protocol

/** Subprotocol names are tokens (RFC 6455 section 11.5); longer ones may carry keys of sessions. */
const TOKEN = /^[A-Za-z][\w.+-]{0,39}$/
const MAX_OFFERED = 8
/** Between a node and its hub, and between two nodes (annex AB.7.1). */
const BACNET_SC = new Set(['hub.bsc.bacnet.org', 'dc.bsc.bacnet.org'])

/** Reports an accepted upgrade, by the Sec-WebSocket-Protocol of request and response; `null` where there was none. */
export function reportUpgrade(offered: string | null, chosen: string | null, to: StreamReport): void {
  const names = (offered ?? '').split(',', MAX_OFFERED).map((name) => name.trim())
  to.observe(
    'client',
    'websocket.protocols-offered',
    names.filter((name) => TOKEN.test(name)).join(','),
    true,
  )
  const name = TOKEN.exec((chosen ?? '').trim())?.[0].toLowerCase() ?? null
  to.observe('server', 'websocket.protocol', name)
  // What is read inside names the conversation itself.
  if (name === null || !name.startsWith('mqtt'))
    to.protocol(name !== null && BACNET_SC.has(name) ? 'bacnet-sc' : 'websocket')
}
