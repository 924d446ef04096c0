/** Multicast DNS and service discovery (RFC 6762, 6763): UDP 5353 to 224.0.0.251 or ff02::fb. */
import { message, type Question, type RecordType, type ResourceRecord } from './dns.ts'

/** Time to live of records that name a host, and of all others (RFC 6762 section 10). */
const HOST_TTL = 120
const OTHER_TTL = 4500

/** One service of a host: `Ward 3 printer` of `_ipp._tcp`. */
export interface Service {
  readonly instance: string
  /** With its transport: `_ipp._tcp`. */
  readonly type: string
  readonly port: number
  readonly texts?: readonly string[]
}

export interface Host {
  /** Without `.local`. */
  readonly name: string
  readonly ipv4?: string
  readonly ipv6?: string
  /** Processor and operating system, from stacks that still tell. */
  readonly hinfo?: { readonly cpu: string; readonly os: string }
}

/** Asks for instances of services (`_ipp._tcp`), names of hosts or anything else under `.local`. */
export const query = (names: readonly string[], type: RecordType = 'PTR', unicast = false): Uint8Array =>
  message({
    id: 0,
    flags: 0,
    questions: names.map((name): Question => ({ name: local(name), type, unicast })),
  })

/** Asks for all kinds of service there are (RFC 6763 section 9). */
export const enumerate = (): Uint8Array => query(['_services._dns-sd._udp'])

/** A probe: is the name taken (RFC 6762 section 8.1)? What the host will claim stands in the authority section. */
export const probe = (host: Host): Uint8Array =>
  message({
    id: 0,
    flags: 0,
    questions: [{ name: local(host.name), type: 'ANY', unicast: true }],
    authority: addresses(host).map(({ flush: _, ...rest }) => rest as ResourceRecord),
  })

/** Announces a host and its services, unasked or in answer. */
export function announce(host: Host, services: readonly Service[]): Uint8Array {
  const answers = services.flatMap((s): ResourceRecord[] => [
    { name: '_services._dns-sd._udp.local', type: 'PTR', ttl: OTHER_TTL, value: local(s.type) },
    pointer(s, OTHER_TTL),
  ])
  return message({
    id: 0,
    flags: 0x8400,
    answers: services.length === 0 ? addresses(host) : answers,
    additional: [
      ...services.flatMap((s) => detail(s, host)),
      ...(services.length === 0 ? [] : addresses(host)),
    ],
  })
}

/** Takes services back: the same pointers with no time to live (RFC 6762 section 10.1). */
export const goodbye = (services: readonly Service[]): Uint8Array =>
  message({ id: 0, flags: 0x8400, answers: services.map((s) => pointer(s, 0)) })

const local = (name: string): string =>
  name.endsWith('.local') || name.endsWith('.arpa') ? name : `${name}.local`
const full = (s: Service): string => `${s.instance.replaceAll('.', '\\.')}.${s.type}.local`

const pointer = (s: Service, ttl: number): ResourceRecord => ({
  name: local(s.type),
  type: 'PTR',
  ttl,
  value: full(s),
})

const detail = (s: Service, host: Host): ResourceRecord[] => [
  { name: full(s), type: 'SRV', ttl: HOST_TTL, flush: true, port: s.port, target: local(host.name) },
  { name: full(s), type: 'TXT', ttl: OTHER_TTL, flush: true, texts: s.texts ?? [] },
]

function addresses(host: Host): ResourceRecord[] {
  const base = { name: local(host.name), ttl: HOST_TTL, flush: true } as const
  const records: ResourceRecord[] = []
  if (host.ipv4 !== undefined) records.push({ ...base, type: 'A', value: host.ipv4 })
  if (host.ipv6 !== undefined) records.push({ ...base, type: 'AAAA', value: host.ipv6 })
  if (host.hinfo !== undefined) records.push({ ...base, type: 'HINFO', ...host.hinfo })
  return records
}
