/**
 * DNP3 (IEEE 1815) over TCP and UDP: addresses of masters and outstations, what outstations say of themselves, and who
 * operates them. Values of points are not read.
 */
import type { FieldTable } from '../../model/observation.ts'
import type {
  DatagramReport,
  Protocol,
  Report,
  StreamHead,
  StreamReport,
  StreamSession,
  StreamSide,
  Verdict,
} from '../protocol.ts'
import { attributesIn, functionName, isControl, isWrite, RESPONSE, UNSOLICITED } from './application.ts'
import { type Frame, frameAt, sizeOf } from './link.ts'

export const dnp3 = {
  name: 'dnp3',
  title: 'DNP3 (IEEE 1815)',
  fields: {
    'dnp3.outstation': { label: 'Link address it answers under as outstation' },
    'dnp3.master': { label: 'Link address it asks under as master' },
    'dnp3.manufacturer': { label: "Manufacturer's name (group 0 variation 252)" },
    'dnp3.product': { label: 'Product name and model (group 0 variation 250)' },
    'dnp3.serial-number': { label: 'Serial number (group 0 variation 248)' },
    'dnp3.software-version': { label: 'Software version (group 0 variation 242)' },
    'dnp3.hardware-version': { label: 'Hardware version (group 0 variation 243)' },
    'dnp3.location': { label: 'Location (group 0 variation 245)' },
    'dnp3.user-id': { label: 'Identifier given by its user (group 0 variation 246)' },
    'dnp3.user-name': { label: 'Name given by its user (group 0 variation 247)' },
    'dnp3.subset': { label: 'Subset and conformance (group 0 variation 249)' },
    'dnp3.function': { label: 'Function it asked for' },
    'dnp3.writes': { label: 'Function it changed an outstation with' },
    'dnp3.controls': { label: 'Function it operated or restarted an outstation with' },
    'dnp3.secure': { label: 'Uses secure authentication' },
  } as const satisfies FieldTable,
  ports: { tcp: [20000], udp: [20000] },
  datagram: { follow: 'all', probe: isFrame, observe },
  stream: { probe, start },
} satisfies Protocol

const AUTHENTICATION = 32
const AUTHENTICATION_RESPONSE = 131

/** Two start octets and a checksum over the header. */
function isFrame(b: Uint8Array): boolean {
  return b[0] === 5 && b[1] === 0x64 && sizeOf(b) > 0
}

/** `fragments` holds what was begun. */
function observe(payload: Uint8Array, to: DatagramReport): void {
  for (let at = 0; at < payload.length; ) {
    const size = sizeOf(payload, at)
    if (size <= 0 || at + size > payload.length) {
      to.oddity('dnp3.frame')
      return
    }
    const frame = frameAt(payload, at, size)
    if (!to.toMany) to.server(frame.fromMaster ? 'receiver' : 'sender')
    const fragments = (to.memory.get('fragments') as Fragments | undefined) ?? new Fragments()
    to.memory.set('fragments', fragments)
    spoken(frame, fragments, 'sender', to)
    at += size
  }
}

function probe({ client, server }: StreamHead): Verdict {
  const verdicts = [verdictOf(client), verdictOf(server)]
  return verdicts.includes('no') ? 'no' : verdicts.includes('yes') ? 'yes' : 'more'
}

function verdictOf(b: Uint8Array): Verdict {
  const size = sizeOf(b)
  return size < 0 ? 'no' : size === 0 ? 'more' : 'yes'
}

function start(to: StreamReport): StreamSession {
  to.follow(1 << 20) // who operates may do so late
  const fragments = { client: new Fragments(), server: new Fragments() }
  return {
    data(side: StreamSide, bytes) {
      let at = 0
      while (at < bytes.length) {
        const size = sizeOf(bytes, at)
        if (size < 0) {
          to.oddity('dnp3.frame')
          return bytes.length
        }
        if (size === 0 || at + size > bytes.length) break
        spoken(frameAt(bytes, at, size), fragments[side], side, to)
        at += size
      }
      return at
    },
    gap: (side) => fragments[side].lose(),
  }
}

function spoken<P extends string>(frame: Frame, fragments: Fragments, who: P, to: Report<P>): void {
  to.observe(who, frame.fromMaster ? 'dnp3.master' : 'dnp3.outstation', frame.source)
  const fragment = fragments.add(frame.data)
  if (fragment === null || fragment.length < 2) return
  const code = fragment[1]!
  if (code === AUTHENTICATION || code === AUTHENTICATION_RESPONSE) to.observe(who, 'dnp3.secure', 'yes')
  if (code === RESPONSE || code === UNSOLICITED)
    for (const [field, value] of attributesIn(fragment)) to.observe(who, field, value)
  else if (frame.fromMaster) {
    const name = functionName(code)
    to.observe(who, 'dnp3.function', name)
    if (isWrite(name)) to.observe(who, 'dnp3.writes', name)
    if (isControl(name)) to.observe(who, 'dnp3.controls', name)
  }
}

/** Longest fragment (IEEE 1815 clause 4.1 advises 2048 octets). */
const MOST_OCTETS = 4096
const FIRST = 0x40
const LAST = 0x80

/** Fragments put together from the segments of the transport function (clause 8). */
class Fragments {
  private parts: Uint8Array[] = []

  lose(): void {
    this.parts = []
  }

  /** The whole fragment when this was its last segment. */
  add(data: Uint8Array): Uint8Array | null {
    const control = data[0]
    if (control === undefined) return null
    if (control & FIRST) this.parts = []
    else if (this.parts.length === 0) return null
    this.parts.push(data.subarray(1))
    if (this.parts.reduce((sum, { length }) => sum + length, 0) > MOST_OCTETS) this.lose()
    if ((control & LAST) === 0 || this.parts.length === 0) return null
    const whole = Uint8Array.from(Buffer.concat(this.parts))
    this.lose()
    return whole
  }
}
