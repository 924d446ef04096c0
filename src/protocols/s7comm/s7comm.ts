/**
 * S7comm and S7comm-plus, the protocols of Siemens SIMATIC S7 controllers over ISO transport: what controllers say of
 * themselves, and who programs, writes or stops them. Values of variables are not read.
 */
import type { FieldTable } from '../../model/observation.ts'
import { latin1 } from '../../wire/text.ts'
import {
  CONNECTION_CONFIRM,
  CONNECTION_REQUEST,
  CotpReader,
  packetCode,
  packetSize,
  selectorsIn,
  userData,
} from '../cotp.ts'
import { hexOf } from '../printable.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, StreamSide, Verdict } from '../protocol.ts'
import {
  ACK_DATA,
  CPU_FUNCTIONS,
  contentOf,
  functionName,
  isChange,
  isControl,
  JOB,
  type Message,
  READ_SZL,
  readMessage,
  readUserData,
  SECURITY,
  USER_DATA,
} from './message.ts'
import { plusIdentity, readSystemStatus } from './szl.ts'

export const s7comm = {
  name: 's7comm',
  title: 'S7comm and S7comm-plus (Siemens SIMATIC S7) over ISO 8073 (RFC 1006)',
  fields: {
    's7comm.variant': { label: 'S7comm or S7comm-plus' },
    's7comm.order-number': { label: 'Order number of the module (SZL 0x11 index 1)' },
    's7comm.hardware-order-number': { label: 'Order number of the basic hardware (SZL 0x11 index 6)' },
    's7comm.firmware': { label: 'Version of the firmware (SZL 0x11 index 7)' },
    's7comm.system-name': { label: 'Name of the automation system (SZL 0x1C index 1)' },
    's7comm.module-name': { label: 'Name of the module (SZL 0x1C index 2)' },
    's7comm.plant': { label: 'Plant designation (SZL 0x1C index 3)' },
    's7comm.copyright': { label: 'Copyright entry (SZL 0x1C index 4)' },
    's7comm.serial-number': { label: 'Serial number of the module (SZL 0x1C index 5)' },
    's7comm.module-type': { label: 'Type of the module (SZL 0x1C index 7)' },
    's7comm.card-serial': { label: 'Serial number of the memory card (SZL 0x1C index 8)' },
    's7comm.location': { label: 'Location designation (SZL 0x1C index 11)' },
    's7comm.selector': { label: 'Transport selector of the client, hex' },
    's7comm.called-selector': { label: 'Transport selector called, hex: kind of connection, rack and slot' },
    's7comm.function': { label: 'Function it asked for' },
    's7comm.answers': { label: 'Function it carried out when asked' },
    's7comm.writes': { label: 'Function it changed values or programs of a controller with' },
    's7comm.controls': { label: 'Function it started or stopped a controller with' },
    's7comm.accepted': { label: 'Change or command it carried out, and for whom' },
    's7comm.security': { label: 'Asked for access by the password of the controller' },
  } as const satisfies FieldTable,
  ports: { tcp: [102] },
  stream: { probe, start },
} satisfies Protocol

const CLASSIC = 0x32
const PLUS = 0x72
/** Followed further than others: who writes may do so late. */
const FOLLOWED = 1 << 20

function probe({ client, server }: StreamHead): Verdict {
  const verdicts = [verdictOf(client), verdictOf(server)]
  return verdicts.includes('no') ? 'no' : verdicts.includes('yes') ? 'yes' : 'more'
}

/** The first data packet decides: connection packets are those of any user of the transport. */
function verdictOf(b: Uint8Array): Verdict {
  for (let at = 0; ; ) {
    const size = packetSize(b, at)
    if (size <= 0) return size < 0 ? 'no' : 'more'
    if (at + 8 > b.length) return 'more'
    const code = packetCode(b, at)
    if (code !== CONNECTION_REQUEST && code !== CONNECTION_CONFIRM) {
      const data = userData(b, at, Math.min(size, b.length - at))
      if (data === null) return 'no'
      if (data.length < 2) return size === b.length - at ? 'no' : 'more'
      return isS7(data) ? 'yes' : 'no'
    }
    at += size
  }
}

const isS7 = (data: Uint8Array): boolean =>
  data[0] === CLASSIC ? [JOB, 2, ACK_DATA, USER_DATA].includes(data[1]!) : data[0] === PLUS && data[1]! < 4

function start(to: StreamReport): StreamSession {
  to.follow(FOLLOWED)
  const lists = new SystemStatus(to)
  const reader = (side: StreamSide) =>
    new CotpReader({
      connection: (packet) => connection(packet, to),
      message: (bytes) => spoken(bytes, side, lists, to),
      broken: () => to.oddity('s7comm.packet'),
    })
  const readers = { client: reader('client'), server: reader('server') }
  return {
    data: (side, bytes) => readers[side].read(bytes),
    gap: (side) => readers[side].lose(),
  }
}

function connection(packet: Uint8Array, to: StreamReport): void {
  if (packetCode(packet) !== CONNECTION_REQUEST) return
  const { calling, called } = selectorsIn(packet)
  to.observe('client', 's7comm.selector', calling && hexOf(calling))
  to.observe('client', 's7comm.called-selector', called && hexOf(called))
}

function spoken(bytes: Uint8Array, side: StreamSide, lists: SystemStatus, to: StreamReport): void {
  if (bytes[0] === PLUS) {
    to.observe(side, 's7comm.variant', 's7comm-plus')
    if (side === 'server')
      for (const [field, value] of plusIdentity(latin1.decode(bytes))) to.observe('server', field, value)
    return
  }
  const message = bytes[0] === CLASSIC ? readMessage(bytes) : null
  if (message === null) {
    to.oddity('s7comm.message')
    return
  }
  to.observe(side, 's7comm.variant', 's7comm')
  if (message.kind === USER_DATA) lists.userData(message, side)
  else if (message.kind === JOB) job(message, side, to)
  else if (message.kind === ACK_DATA) answer(message, side, to)
}

/** A controller may ask, too, while a program is loaded; only what a client asks for counts as a change. */
function job(message: Message, side: StreamSide, to: StreamReport): void {
  const name = functionName(message)
  if (name === null) return
  to.observe(side, 's7comm.function', name)
  if (side !== 'client') return
  if (isChange(name)) to.observe('client', 's7comm.writes', name)
  if (isControl(name)) to.observe('client', 's7comm.controls', name)
  if (!isChange(name) && !isControl(name)) return
  const command = name === 'write-variable' ? 'write' : isChange(name) ? 'program' : 'stop'
  to.event('client', { kind: 'control', command, function: name })
}

function answer(message: Message, side: StreamSide, to: StreamReport): void {
  const name = functionName(message)
  if (name === null || message.error !== 0 || side !== 'server') return
  to.observe('server', 's7comm.answers', name)
  if ((isChange(name) || isControl(name)) && !refused(name, message))
    to.observe('server', 's7comm.accepted', `${name} for ${to.client.ip}`)
}

/** An answer to a write holds a return code an item; 0xff is success. */
const refused = (name: string, { data }: Message): boolean =>
  name === 'write-variable' && !data.includes(0xff)

/** Octets of an answer in parts that are put together, and answers at a time. */
const MOST_OCTETS = 16_384
const MOST_ANSWERS = 8

/** System status lists, which come in several parts where they are long. */
class SystemStatus {
  private readonly to: StreamReport
  private readonly begun = new Map<number, Uint8Array>()

  constructor(to: StreamReport) {
    this.to = to
  }

  userData(message: Message, side: StreamSide): void {
    const head = readUserData(message.parameters)
    if (head === null) {
      this.to.oddity('s7comm.user-data')
      return
    }
    if (head.group === SECURITY && !head.answers && side === 'client')
      this.to.observe('client', 's7comm.security', 'password')
    if (head.group !== CPU_FUNCTIONS || head.subfunction !== READ_SZL || !head.answers) return
    const content = contentOf(message.data)
    if (content === null) return
    const before = this.begun.get(head.sequence)
    this.begun.delete(head.sequence)
    const all = before === undefined ? content : Uint8Array.from(Buffer.concat([before, content]))
    if (!head.more) this.tell(all, side)
    else if (all.length <= MOST_OCTETS && this.begun.size < MOST_ANSWERS)
      this.begun.set(head.sequence, all.slice())
  }

  private tell(list: Uint8Array, side: StreamSide): void {
    const { facts, whole } = readSystemStatus(list)
    if (!whole) this.to.oddity('s7comm.list')
    for (const [field, value] of facts) this.to.observe(side, field, value)
  }
}
