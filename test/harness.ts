/** Runs one dissector over given bytes without a capture around it, and writes down what it reports. */

import type { Ip } from '../src/model/ip.ts'
import type { Mac } from '../src/model/mac.ts'
import type { FieldName } from '../src/model/observation.ts'
import type {
  About,
  DatagramReport,
  FrameReport,
  Party,
  Protocol,
  Report,
  StreamReport,
  StreamSide,
  TlsFacts,
} from '../src/protocols/protocol.ts'

/** Everything a dissector said, in the order it said it; `about` is a party's name, a MAC, an IP, or `party > device`. */
export interface Said {
  readonly observed: { about: string; field: string; value: string; self?: boolean }[]
  readonly matched: { about: string; field: string; text: string }[]
  readonly credentials: { user: string | null; password: string | null; accepted: boolean | null }[]
  readonly bindings: { mac: string; ip: string }[]
  readonly oddities: string[]
  readonly tls: TlsFacts[]
  readonly protocols: string[]
  server: 'sender' | 'receiver' | null
  handedOver: boolean
  done: boolean
  /** Highest budget asked for with `follow`. */
  followed: number
  /** Calls of `data` a stream session got; a guard against quadratic work. */
  calls: number
}

const nothing = (): Said => ({
  observed: [],
  matched: [],
  credentials: [],
  bindings: [],
  oddities: [],
  tls: [],
  protocols: [],
  server: null,
  handedOver: false,
  done: false,
  followed: 0,
  calls: 0,
})

function nameOf(about: About<string>): string {
  if (typeof about === 'string') return about
  return 'behind' in about ? `${about.behind} > ${about.device}` : (about.mac ?? about.ip ?? 'nobody')
}

function reportInto<P extends string>(protocol: Protocol, said: Said, at: number): Report<P> {
  const declared = (field: FieldName, transient: boolean) => {
    const info = protocol.fields[field]
    if (info === undefined) throw new Error(`${protocol.name} did not declare ${field}`)
    if ((info.transient === true) !== transient)
      throw new Error(`${field}: transient text goes through match`)
  }
  return {
    at,
    observe(about, field, value, self) {
      declared(field, false)
      if (value === null || value === '') return
      const entry = { about: nameOf(about), field, value: String(value) }
      said.observed.push(self === undefined ? entry : { ...entry, self })
    },
    match(about, field, text) {
      declared(field, true)
      said.matched.push({ about: nameOf(about), field, text })
    },
    credential: ({ user, password, accepted }) => said.credentials.push({ user, password, accepted }),
    oddity: (name) => said.oddities.push(name),
    event: () => undefined,
    watched: true,
  }
}

const sender: Party = { mac: '02:00:00:00:00:01' as Mac, ip: '10.0.0.1' as Ip, port: 40000 }
const receiver: Party = { mac: '02:00:00:00:00:02' as Mac, ip: '10.0.0.2' as Ip, port: 40001 }

/** Shows one frame payload to a frame dissector. */
export function dissectFrame(
  protocol: Protocol,
  payload: Uint8Array,
  given: Partial<Pick<FrameReport, 'source' | 'destination' | 'vlan' | 'at'>> = {},
): Said {
  const said = nothing()
  protocol.frame!.observe(payload, {
    ...reportInto<'sender'>(protocol, said, given.at ?? 1),
    source: given.source ?? sender.mac!,
    destination: given.destination ?? receiver.mac!,
    vlan: given.vlan ?? null,
    binding: (mac, ip) => said.bindings.push({ mac, ip }),
  })
  return said
}

/** Shows one datagram, if the probe takes it; `null` when the probe declines. */
export function dissectDatagram(
  protocol: Protocol,
  payload: Uint8Array,
  given: Partial<Pick<DatagramReport, 'vlan' | 'ttl' | 'toMany' | 'at' | 'memory'>> & {
    sender?: Partial<Party>
    receiver?: Partial<Party>
  } = {},
): Said | null {
  const said = nothing()
  const to: DatagramReport = {
    ...reportInto<'sender' | 'receiver'>(protocol, said, given.at ?? 1),
    sender: { ...sender, ...given.sender },
    receiver: { ...receiver, ...given.receiver },
    vlan: given.vlan ?? null,
    ttl: given.ttl ?? 64,
    toMany: given.toMany ?? false,
    memory: given.memory ?? new Map(),
    server: (who) => {
      said.server = who
    },
    tls: (facts) => said.tls.push(facts),
    binding: (mac, ip) => said.bindings.push({ mac, ip }),
  }
  if (!protocol.datagram!.probe(payload, to)) return null
  protocol.datagram!.observe(payload, to)
  return said
}

/**
 * Plays a TCP exchange to a stream dissector, `step` bytes at a time (default: whole messages).
 * `null` when the probe never says yes.
 */
export function dissectStream(
  protocol: Protocol,
  messages: readonly (readonly [StreamSide, Uint8Array | string])[],
  step = Number.POSITIVE_INFINITY,
  ports: { clientPort: number; serverPort: number } = { clientPort: 50000, serverPort: 40001 },
): Said | null {
  const said = nothing()
  const held: Record<StreamSide, Uint8Array> = { client: new Uint8Array(0), server: new Uint8Array(0) }
  const skip: Record<StreamSide, number> = { client: 0, server: 0 }
  const to: StreamReport = {
    ...reportInto<StreamSide>(protocol, said, 1),
    client: { ...sender, port: ports.clientPort },
    server: { ...receiver, port: ports.serverPort },
    protocol: (name) => said.protocols.push(name),
    tls: (facts) => said.tls.push(facts),
    handover: () => {
      said.handedOver = true
    },
    done: () => {
      said.done = true
    },
    follow: (bytes) => {
      said.followed = Math.max(said.followed, bytes)
    },
  }
  let session: ReturnType<NonNullable<Protocol['stream']>['start']> | null = null
  const show = (side: StreamSide) => {
    if (session === null || held[side].length === 0 || said.done || said.handedOver) return
    said.calls++
    const used = session.data(side, held[side])
    skip[side] = Math.max(0, used - held[side].length)
    held[side] = held[side].subarray(Math.min(used, held[side].length))
  }
  for (const [side, message] of messages) {
    const whole = typeof message === 'string' ? Uint8Array.from(Buffer.from(message, 'latin1')) : message
    for (let i = 0; i < whole.length; i += step) {
      let part = whole.subarray(i, Math.min(whole.length, i + step))
      const dropped = Math.min(skip[side], part.length)
      skip[side] -= dropped
      part = part.subarray(dropped)
      held[side] = Uint8Array.from([...held[side], ...part])
      if (session === null) {
        const verdict = protocol.stream!.probe({ client: held.client, server: held.server, ...ports })
        if (verdict === 'no') return null
        if (verdict === 'more') continue
        session = protocol.stream!.start(to)
        show('client')
        show('server')
      } else show(side)
    }
  }
  session?.end?.()
  return session === null ? null : said
}
