/** DCE/RPC over TCP (C706, MS-RPCE): endpoint mapper, DCOM and every dynamic port behind it. */
import type { Protocol, StreamHead, StreamReport, StreamSession, Verdict } from '../protocol.ts'
import { dcerpcFields, rpcConversation } from './conversation.ts'
import { HEADER, readPdu } from './pdu.ts'

export const dcerpc = {
  name: 'dcerpc',
  title: 'DCE remote procedure call, connection-oriented (C706, MS-RPCE)',
  fields: dcerpcFields,
  ports: { tcp: [135, 593] },
  stream: { probe, start },
} satisfies Protocol

/** Fragments are usually 5,840 octets at most; of longer ones only this much is waited for. */
const MAX_HELD = 16_384
/** Calls of each association that are looked at; binds and logons stand at its beginning. */
const MAX_PDUS = 200

function probe(head: StreamHead): Verdict {
  const client = verdictOf(head.client, 'client')
  if (client === 'no') return 'no'
  const server = verdictOf(head.server, 'server')
  return server === 'no' ? 'no' : client === 'yes' || server === 'yes' ? 'yes' : 'more'
}

function verdictOf(bytes: Uint8Array, side: 'client' | 'server'): Verdict {
  if (bytes.length >= HEADER) return readPdu(bytes, side) === null ? 'no' : 'yes'
  return (bytes[0] ?? 5) === 5 && (bytes[1] ?? 0) <= 1 ? 'more' : 'no'
}

function start(to: StreamReport): StreamSession {
  const conversation = rpcConversation(to)
  let left = MAX_PDUS
  return {
    data(side, bytes) {
      let at = 0
      while (bytes.length - at >= HEADER) {
        const pdu = readPdu(bytes.subarray(at), side)
        if (pdu === null) {
          to.oddity('dcerpc.header')
          to.done()
          return bytes.length
        }
        if (pdu.bytes.length < pdu.fragment && pdu.bytes.length < MAX_HELD) break
        conversation.pdu(side, pdu)
        at += pdu.fragment
        if (--left === 0) {
          to.done()
          return at
        }
      }
      return at
    },
    gap: () => to.done(),
  }
}
