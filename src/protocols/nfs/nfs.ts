/**
 * NFS 2 to 4 and its mount protocol (RFC 1094, 1813, 7530, 8881), over UDP and TCP: versions, how calls are proved, to
 * whom is exported, and what both sides are. Names and contents of files are not read.
 */
import type { Protocol } from '../protocol.ts'
import { isReply, observeDatagram, type Program, probeCalls, startCalls } from '../sunrpc/conversation.ts'
import { readCall } from '../sunrpc/message.ts'
import { MOUNT, NFS, NFS_ACL } from '../sunrpc/programs.ts'
import { compoundAnswered, compoundCalled } from './compound.ts'
import { fields } from './fields.ts'
import { mountAnswered, mountCalled } from './mount.ts'

export const nfs = {
  name: 'nfs',
  title: 'Network File System 2 to 4 and mount protocol (RFC 1094, 1813, 7530, 8881)',
  ports: { tcp: [2049, 20_048], udp: [2049, 20_048] },
  fields,
  datagram: {
    probe(payload, to) {
      if (isReply(payload, to)) return true
      const call = payload.length >= 40 && payload.length % 4 === 0 ? readCall(payload) : null
      return call !== null && isMine(call.program)
    },
    observe: (payload, to) => observeDatagram(payload, to, program()),
  },
  stream: {
    probe: ({ client }) => probeCalls(client, isMine),
    start: (to) => startCalls(to, program()),
  },
} satisfies Protocol

const isMine = (number: number): boolean => number === NFS || number === MOUNT || number === NFS_ACL

/** Minor versions are in the calls alone, and are kept for the answers. */
const MAX_MINORS = 64

function program(): Program {
  const minors = new Map<number, number>()
  return {
    called(call, say) {
      if (call.program === MOUNT) mountCalled(call, say)
      if (call.program !== NFS || call.version !== 4) return
      const minor = compoundCalled(call, say)
      if (minors.size >= MAX_MINORS) minors.clear()
      if (minor !== null) minors.set(call.xid, minor)
    },
    answered(call, reply, say) {
      if (call.program === MOUNT) mountAnswered(call, reply, say)
      if (call.program !== NFS) return
      if (call.version !== 4) say.observe('server', 'nfs.version', call.version)
      else if (call.procedure !== 0) {
        const minor = minors.get(call.xid)
        // Another minor version than the server has: NFS4ERR_MINOR_VERS_MISMATCH.
        const refused = reply.body !== null && peek(reply.body) === 10_021
        if (minor !== undefined && !refused) say.observe('server', 'nfs.version', `4.${minor}`)
        compoundAnswered(reply, say)
      }
      if (call.procedure !== 0) say.observe('server', 'nfs.auth', call.auth)
    },
  }
}

function peek(c: { at: number; u32(): number }): number {
  const at = c.at
  const value = c.u32()
  c.at = at
  return value
}
