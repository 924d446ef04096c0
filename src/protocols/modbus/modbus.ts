/**
 * Modbus over TCP: what devices say of themselves, which units answer behind one address, who writes. Values of
 * registers are not read.
 */
import type { FieldTable } from '../../model/observation.ts'
import type {
  About,
  Protocol,
  StreamHead,
  StreamReport,
  StreamSession,
  StreamSide,
  Verdict,
} from '../protocol.ts'
import {
  type Adu,
  aduAt,
  DIAGNOSTICS,
  isRequest,
  isResponse,
  isWrite,
  nameOf,
  READ_DEVICE_IDENTIFICATION,
  REPORT_SERVER_ID,
  sizeOf,
} from './adu.ts'
import { type Fact, readIdentification, readServerId } from './identification.ts'

const fields = {
  'modbus.vendor-name': { label: 'VendorName (object 0)' },
  'modbus.product-code': { label: 'ProductCode (object 1)' },
  'modbus.revision': { label: 'MajorMinorRevision (object 2)' },
  'modbus.vendor-url': { label: 'VendorUrl (object 3)' },
  'modbus.product-name': { label: 'ProductName (object 4)' },
  'modbus.model-name': { label: 'ModelName (object 5)' },
  'modbus.application-name': { label: 'UserApplicationName (object 6)' },
  'modbus.server-id': { label: 'Text in the answer to Report Server ID' },
  'modbus.unit': { label: 'Unit identifier that answers at this address' },
  'modbus.function': { label: 'Function it asked for' },
  'modbus.answers': { label: 'Function it carried out when asked, without a login', service: true },
  'modbus.writes': { label: 'Function it changed values of another device with' },
  'modbus.controls': { label: 'Diagnostic function that restarts or silences another device' },
  'modbus.accepted': { label: 'Change it carried out, and for whom', service: true },
  'modbus.exception': { label: 'Function it refused: function and exception code' },
} as const satisfies FieldTable

export const modbus = {
  name: 'modbus',
  title: 'MODBUS on TCP/IP (MODBUS Application Protocol 1.1b3)',
  fields,
  ports: { tcp: [502] },
  stream: { probe, start },
} satisfies Protocol

/** Sub-functions of diagnostics (section 6.8): restart communications, force listen only mode. */
const STEERING: ReadonlyMap<number, string> = new Map([
  [1, 'restart-communications'],
  [4, 'force-listen-only'],
])
/** Unit identifiers that mean the server itself (Messaging on TCP/IP section 4.4.2). */
const ITSELF = [0, 255]
/** Followed further than others: who writes may do so late. */
const FOLLOWED = 1 << 20
const STANDARD_PORT = 502

function probe({ client, server, serverPort }: StreamHead): Verdict {
  const verdicts = [verdictOf(client, isRequest, serverPort), verdictOf(server, isResponse, serverPort)]
  return verdicts.includes('no') ? 'no' : verdicts.includes('yes') ? 'yes' : 'more'
}

/**
 * A whole unit of the right length for its function. On the port of the standard any function will do: those of makers,
 * and those that a scanner tries one by one.
 */
function verdictOf(b: Uint8Array, fits: (adu: Adu) => boolean, port: number): Verdict {
  const size = sizeOf(b)
  if (size < 0) return 'no'
  if (size === 0 || b.length < size) return 'more'
  const adu = aduAt(b, 0, size)
  return port === STANDARD_PORT || fits(adu) ? 'yes' : 'no'
}

function start(to: StreamReport): StreamSession {
  to.follow(FOLLOWED)
  const asked = new Set<number>()
  const identities = new Map<number, Fact[]>()

  function request(adu: Adu): void {
    const name = nameOf(adu.code)
    tellOnce(asked, adu.code, () => to.observe('client', 'modbus.function', name))
    if (isWrite(adu.code)) to.observe('client', 'modbus.writes', name)
    const steering = adu.code === DIAGNOSTICS ? STEERING.get(adu.data[1] ?? 0) : undefined
    if (isWrite(adu.code)) to.event('client', { kind: 'control', command: 'write', function: name })
    if (steering !== undefined) {
      const command = steering === 'force-listen-only' ? 'silence' : 'restart'
      to.event('client', { kind: 'control', command, function: steering })
    }
    if (steering !== undefined) to.observe('client', 'modbus.controls', steering)
  }

  function response(adu: Adu): void {
    const name = nameOf(adu.code)
    if (adu.exception !== null) {
      to.observe('server', 'modbus.exception', `${name} ${adu.exception}`)
      return
    }
    tellOnce(asked, adu.code * 256 + adu.unit + 1, () => {
      to.observe('server', 'modbus.unit', adu.unit)
      to.observe('server', 'modbus.answers', name)
    })
    if (isWrite(adu.code)) to.observe('server', 'modbus.accepted', `${name} for ${to.client.ip}`)
    const facts = factsOf(adu)
    if (facts.length > 0) identities.set(adu.unit, merged(identities.get(adu.unit), facts))
  }

  function factsOf(adu: Adu): Fact[] {
    if (adu.code === REPORT_SERVER_ID) return readServerId(adu.data)
    if (adu.code !== READ_DEVICE_IDENTIFICATION || adu.data[0] !== 0x0e) return []
    const { facts, whole } = readIdentification(adu.data)
    if (!whole) to.oddity('modbus.identification')
    return facts
  }

  return {
    data(side, bytes) {
      const { adus, used } = unitsIn(bytes)
      for (const adu of adus) speaks(side, adu)
      if (used < 0) to.oddity('modbus.header')
      // Units begin with segments: what follows a unit that cannot be is read anew with the next bytes.
      return used < 0 ? bytes.length : used
    },
    gap: () => {},
    end: () => tellIdentities(identities, to),
  }

  function speaks(side: StreamSide, adu: Adu): void {
    if (side === 'client') request(adu)
    else response(adu)
  }
}

function unitsIn(bytes: Uint8Array): { adus: Adu[]; used: number } {
  const adus: Adu[] = []
  let at = 0
  while (at < bytes.length) {
    const size = sizeOf(bytes, at)
    if (size < 0) return { adus, used: -1 }
    if (size === 0 || at + size > bytes.length) break
    adus.push(aduAt(bytes, at, size))
    at += size
  }
  return { adus, used: at }
}

function tellOnce(told: Set<number>, key: number, tell: () => void): void {
  if (told.has(key)) return
  told.add(key)
  tell()
}

const merged = (before: Fact[] = [], facts: Fact[]): Fact[] => {
  const known = new Set(facts.map(([field]) => field))
  return [...before.filter(([field]) => !known.has(field)), ...facts]
}

/**
 * One identity under whichever unit is the server's own; different ones are devices behind a gateway, whose own are
 * those of the units that mean the server itself.
 */
function tellIdentities(identities: ReadonlyMap<number, readonly Fact[]>, to: StreamReport): void {
  const different = new Set(Array.from(identities.values(), (facts) => JSON.stringify([...facts].sort())))
  for (const [unit, facts] of identities) {
    const own = different.size === 1 || ITSELF.includes(unit)
    const about: About<StreamSide> = own ? 'server' : { behind: 'server', device: `modbus:${unit}` }
    for (const [field, value] of facts) to.observe(about, field, value, true)
  }
}
