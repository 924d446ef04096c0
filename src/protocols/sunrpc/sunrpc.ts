/**
 * ONC remote procedure calls (RFC 5531) of every program but NFS: who answers which program in which version, what the
 * portmapper lists, and the machine names callers give. Parameters and results of other programs are not read.
 */
import type { Protocol } from '../protocol.ts'
import { isReply, observeDatagram, probeCalls, startCalls } from './conversation.ts'
import { rpcFields } from './fields.ts'
import { readCall } from './message.ts'
import { portmapper } from './portmap.ts'
import { MOUNT, NFS, NFS_ACL } from './programs.ts'

export const sunrpc = {
  name: 'sunrpc',
  title: 'ONC remote procedure calls and portmapper (RFC 5531, RFC 1833)',
  ports: { tcp: [111], udp: [111] },
  fields: rpcFields,
  datagram: {
    probe(payload, to) {
      if (isReply(payload, to)) return true
      const call = payload.length >= 40 && payload.length % 4 === 0 ? readCall(payload) : null
      return call !== null && isOther(call.program)
    },
    observe: (payload, to) => observeDatagram(payload, to, portmapper),
  },
  stream: {
    probe: ({ client }) => probeCalls(client, isOther),
    start: (to) => startCalls(to, portmapper),
  },
} satisfies Protocol

const isOther = (program: number): boolean =>
  program >= 100_000 && program < 0x6000_0000 && program !== NFS && program !== MOUNT && program !== NFS_ACL
