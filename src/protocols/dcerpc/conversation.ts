/**
 * One DCE/RPC association, over TCP or a named pipe: which interfaces were bound, how the caller proved itself,
 * and the names a host gives of itself to the object exporter.
 */
import type { FieldTable } from '../../model/observation.ts'
import { authFields, reportAuthToken } from '../ntlmssp/gss.ts'
import type { Report, StreamSide } from '../protocol.ts'
import { interfaceName } from './interfaces.ts'
import { operationName } from './operations.ts'
import {
  ALTER_CONTEXT,
  ALTER_CONTEXT_RESPONSE,
  BIND,
  BIND_ACK,
  BIND_NAK,
  type Pdu,
  REQUEST,
  RESPONSE,
  type RpcContext,
  readAuth,
  readContexts,
  readRequest,
  readResults,
  u16,
} from './pdu.ts'

export const dcerpcFields = {
  'dcerpc.interface': { label: 'Interface the server accepted, name or UUID' },
  'dcerpc.interface-requested': { label: 'Interface the client asked for, name or UUID' },
  'dcerpc.operation': { label: 'Operation a client called that changes or gives away much' },
  'dcerpc.auth-type': { label: 'Security provider of the association' },
  'dcerpc.auth-level': { label: 'Protection level of the association' },
  'dcerpc.secondary-address': { label: 'Port or pipe of the server (bind_ack)' },
  'dcerpc.string-binding': { label: 'Host name or address the server gives of itself (ServerAlive2)' },
  'dcerpc.com-version': { label: 'COM version of the server (ServerAlive2)' },
  ...authFields,
} as const satisfies FieldTable

/** Authentication types and levels, MS-RPCE sections 2.2.1.1.7 and 2.2.1.1.8. */
const TYPES = new Map([
  [9, 'negotiate'],
  [10, 'ntlm'],
  [14, 'schannel'],
  [16, 'kerberos'],
  [68, 'netlogon'],
])
const LEVELS = ['default', 'none', 'connect', 'call', 'packet', 'integrity', 'privacy']

/** Operation number of IObjectExporter::ServerAlive2, MS-DCOM section 3.1.2.5. */
const SERVER_ALIVE_2 = 5
const MAX_BOUND = 64
const MAX_BINDINGS = 32

export interface RpcConversation {
  /** Shows one PDU that `side` sent. */
  pdu(side: StreamSide, pdu: Pdu): void
}

export function rpcConversation(to: Report<StreamSide>): RpcConversation {
  let offered: RpcContext[] = []
  const bound = new Map<number, string>()
  let aliveCall = -1

  const bind = (pdu: Pdu) => {
    offered = readContexts(pdu)
    for (const { uuid } of offered) to.observe('client', 'dcerpc.interface-requested', interfaceName(uuid))
  }
  const accept = (pdu: Pdu) => {
    const { address, results } = readResults(pdu)
    to.observe('server', 'dcerpc.secondary-address', address)
    offered.forEach(({ id, uuid }, i) => {
      if (results[i] !== 0) return
      to.observe('server', 'dcerpc.interface', interfaceName(uuid))
      to.event('client', { kind: 'rpc-bound', interface: interfaceName(uuid) })
      if (bound.size < MAX_BOUND) bound.set(id, interfaceName(uuid))
    })
    offered = []
  }
  const request = (pdu: Pdu) => {
    const call = readRequest(pdu)
    const name = call === null ? undefined : bound.get(call.context)
    if (call !== null && name !== undefined) {
      to.observe('client', 'dcerpc.operation', operationName(name, call.operation))
      to.event('client', { kind: 'rpc-called', interface: name, operation: call.operation })
    }
    if (call?.operation === SERVER_ALIVE_2 && bound.get(call.context) === 'IObjectExporter')
      aliveCall = pdu.call
  }
  return {
    pdu(side, pdu) {
      if (pdu.type === BIND || pdu.type === ALTER_CONTEXT) bind(pdu)
      else if (pdu.type === BIND_ACK || pdu.type === ALTER_CONTEXT_RESPONSE) accept(pdu)
      else if (pdu.type === BIND_NAK) offered = []
      else if (pdu.type === REQUEST) request(pdu)
      else if (pdu.type === RESPONSE && pdu.call === aliveCall) reportAlive(to, pdu)
      // Calls carry signatures where binds carry tokens.
      if (pdu.type >= BIND) reportAuth(to, side, pdu)
    },
  }
}

function reportAuth(to: Report<StreamSide>, side: StreamSide, pdu: Pdu): void {
  const auth = readAuth(pdu)
  if (auth === null) return
  if (side === 'client') {
    to.observe('client', 'dcerpc.auth-type', TYPES.get(auth.type) ?? auth.type)
    to.observe('client', 'dcerpc.auth-level', LEVELS[auth.level] ?? auth.level)
  }
  if (auth.type === 9 || auth.type === 10 || auth.type === 16) {
    reportAuthToken(to, auth.token, side, side === 'client' ? 'server' : 'client')
  }
}

/** Answer of IObjectExporter::ServerAlive2 (MS-DCOM section 3.1.2.5.1.6): COMVERSION, then a DUALSTRINGARRAY. */
function reportAlive(to: Report<StreamSide>, { bytes: b, little }: Pdu): void {
  const stub = 24
  if (b.length < stub + 16) return
  to.observe('server', 'dcerpc.com-version', `${u16(b, stub, little)}.${u16(b, stub + 2, little)}`)
  // Pointer, conformance, then counts of 16-bit units: all of them, those before the security bindings.
  const units = Math.min(u16(b, stub + 14, little), (b.length - stub - 16) >> 1)
  let text = ''
  let tower = 0
  for (let i = 0, n = 0; i < units && n < MAX_BINDINGS; i++) {
    const unit = u16(b, stub + 16 + 2 * i, little)
    if (tower === 0) {
      if (unit === 0) return
      tower = unit
    } else if (unit !== 0) text += String.fromCharCode(unit)
    else {
      to.observe('server', 'dcerpc.string-binding', text)
      text = ''
      tower = 0
      n++
    }
  }
}
