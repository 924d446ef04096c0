/** Hand-made facts for tests of identity and reports: one line a fact, everything else has a default. */
import type { Binding, CaptureFacts, Conversation } from '../src/model/facts.ts'
import { type Ip, parseIp } from '../src/model/ip.ts'
import { type Mac, parseMac } from '../src/model/mac.ts'
import type { FieldName, Observation } from '../src/model/observation.ts'

export const START = 1_767_225_600

export const mac = (text: string): Mac => parseMac(text) as Mac
export const ip = (text: string): Ip => parseIp(text) as Ip

/** A pair that sent ten packets with a TTL of 64 in the first minute. */
export const binding = (m: string, i: string, more: Partial<Binding> = {}): Binding => ({
  mac: mac(m),
  ip: ip(i),
  first: START,
  last: START + 60,
  packets: 10,
  stated: [],
  statedFirst: null,
  statedLast: null,
  ttl: 64,
  linkScope: false,
  ...more,
})

/** As {@link binding}, stated by ARP. */
export const arp = (m: string, i: string, more: Partial<Binding> = {}): Binding =>
  binding(m, i, { stated: ['arp'], ...more })

/** `who`: a MAC, an address, or both with a blank between; ` > KEY` behind it names a device that they speak for. */
export function observation(
  who: string,
  field: FieldName,
  value: string,
  more: Partial<Observation> = {},
): Observation {
  const [speaker = '', device] = who.split(' > ')
  const [one = '', two = ''] = speaker.split(' ')
  const at = more.at ?? START + 1
  return {
    field,
    value,
    protocol: field.split('.')[0]!,
    endpoint: {
      mac: parseMac(one),
      ip: parseIp(two) ?? parseIp(one),
      ...(device === undefined ? {} : { device }),
    },
    self: true,
    at,
    last: at,
    count: 1,
    where: { file: 'capture-1', packet: 1 },
    ...more,
  }
}

export const conversation = (
  client: string,
  server: string,
  port: number,
  more: Partial<Conversation> = {},
): Conversation => ({
  client: ip(client),
  server: ip(server),
  transport: 'tcp',
  port,
  protocol: null,
  packets: 10,
  bytes: 1000,
  first: START,
  last: START + 1,
  longest: 1,
  answered: true,
  rolesKnown: true,
  tls: null,
  ...more,
})

/** Stations and speakers follow from the bindings, as they do in a capture. */
export function facts(given: Partial<CaptureFacts>): CaptureFacts {
  const bindings = given.bindings ?? []
  const stations = new Set(
    bindings.filter((b) => b.packets > 0 || b.stated.includes('arp')).map((b) => b.mac),
  )
  return {
    captures: [
      {
        file: 'capture-1',
        packets: 100,
        bytes: 10_000,
        first: START,
        last: START + 60,
        linkTypes: ['ethernet'],
        malformed: 0,
        truncated: 0,
        because: null,
        error: null,
      },
    ],
    coverage: {
      oneWayShare: null,
      tcpConnections: 0,
      gaps: 0,
      snaplenCut: 0,
      evicted: 0,
      notes: [],
      oddities: {},
    },
    stations: [...stations].map((m) => ({
      mac: m,
      first: START,
      last: START + 60,
      frames: 10,
      vlans: [],
      silence: { from: START, until: START + 60 },
    })),
    bindings,
    speakers: bindings
      .filter((b) => b.packets > 0)
      .map(({ ip: i, first, last, packets }) => ({ ip: i, first, last, packets })),
    observations: [],
    credentials: [],
    conversations: [],
    ...given,
  }
}
