/** The portmapper: version 2 (RFC 1833 section 3), versions 3 and 4 (section 2). */
import type { Cursor } from '../../wire/cursor.ts'
import type { Program, Say } from './conversation.ts'
import { type Call, opaqueText, type Reply } from './message.ts'
import { PORTMAPPER, programName } from './programs.ts'

const DUMP = 4
/** Entries of a list that are told. */
const MAX_ENTRIES = 128
const TRANSPORTS: Readonly<Record<number, string>> = { 6: 'tcp', 17: 'udp' }

export const portmapper: Program = {
  answered(call: Call, reply: Reply, say: Say): void {
    if (call.program !== PORTMAPPER || call.procedure !== DUMP || reply.body === null) return
    for (let n = 0; n < MAX_ENTRIES && reply.body.u32() === 1; n++) {
      const entry = call.version === 2 ? mapping(reply.body) : binding(reply.body)
      if (reply.body.missing) return
      say.observe('server', 'sunrpc.registered', entry)
    }
  },
}

function mapping(c: Cursor): string | null {
  const [program, version, transport, port] = [c.u32(), c.u32(), c.u32(), c.u32()]
  const name = TRANSPORTS[transport]
  return name === undefined ? null : `${programName(program)} ${version} ${name} ${port}`
}

/** Its universal address ends with the two octets of the port, as decimal numbers behind dots (RFC 5665 section 5.2). */
function binding(c: Cursor): string | null {
  const [program, version] = [c.u32(), c.u32()]
  const network = opaqueText(c, 64)
  const [high, low] = opaqueText(c, 128).split('.').slice(-2).map(Number)
  opaqueText(c, 256)
  const transport = /^(tcp|udp)6?$/.exec(network)?.[1]
  if (transport === undefined || !(high! <= 255 && low! <= 255)) return null
  return `${programName(program)} ${version} ${transport} ${high! * 256 + low!}`
}
