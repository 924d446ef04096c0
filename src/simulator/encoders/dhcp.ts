/** DHCP for IPv4 (RFC 2131; options of RFC 2132, 3046, 4361, 4702): messages between ports 68 and 67 of UDP. */
import { bytes, fixed, ipv4, mac, type Part, u16, u32, zeros } from './bytes.ts'

/** What a client says of itself in every message. */
export interface Client {
  readonly mac: string
  readonly transaction: number
  /** Seconds since the client began (RFC 2131 section 2). */
  readonly seconds?: number
  /** Answers must be broadcast, for a client that cannot take unicast yet. */
  readonly broadcast?: boolean
  /** Option 12. */
  readonly hostname?: string
  /** Option 55, in the order of the client's stack. */
  readonly parameters?: readonly number[]
  /** Option 60. */
  readonly vendorClass?: string
  /** Option 61 as it stands on the wire, kind first; `macId` makes the usual one. */
  readonly clientId?: Uint8Array
  /** Option 81, a name with or without its domain. */
  readonly fqdn?: string
  /** Option 77. */
  readonly userClass?: string
  /** Option 57. */
  readonly maximumSize?: number
  /** Other options by code, such as 43, 93, 97, 125 or 161. */
  readonly more?: readonly Option[]
  /** Codes in the order the client's stack writes them; those not named follow. */
  readonly order?: readonly number[]
  /** Address of the relay that passed the message on, with option 82. */
  readonly relay?: Relay
}

export type Option = readonly [code: number, value: Uint8Array]

/** RFC 3046: the agent's address and where the client hangs. */
export interface Relay {
  readonly address: string
  readonly circuit?: string
  readonly remote?: string
}

/** What a server hands out. */
export interface Lease {
  readonly server: string
  readonly address: string
  readonly seconds: number
  readonly mask?: string
  readonly router?: string
  readonly dns?: readonly string[]
  readonly domain?: string
  readonly ntp?: readonly string[]
  readonly more?: readonly Option[]
}

/** Option 61 of most clients: hardware type Ethernet and the MAC (RFC 2132 section 9.14). */
export const macId = (address: string): Uint8Array => bytes(1, mac(address))

/** DHCPDISCOVER; `requested` is an address the client had before. */
export const discover = (client: Client, requested?: string): Uint8Array =>
  fromClient(client, 1, requested === undefined ? [] : [[50, ipv4(requested)]])

/** DHCPREQUEST: of an offer (`server` named), after a restart (without it), or to renew (`current` in use). */
export function request(
  client: Client,
  of: { readonly requested?: string; readonly server?: string; readonly current?: string },
): Uint8Array {
  const options: Option[] = []
  if (of.requested !== undefined) options.push([50, ipv4(of.requested)])
  if (of.server !== undefined) options.push([54, ipv4(of.server)])
  return fromClient(client, 3, options, of.current)
}

/** DHCPRELEASE of the address in use. */
export const release = (client: Client, current: string, server: string): Uint8Array =>
  fromClient(bare(client), 7, [[54, ipv4(server)]], current)

/** DHCPINFORM from a client whose address was set by hand. */
export const inform = (client: Client, current: string): Uint8Array => fromClient(client, 8, [], current)

/** DHCPOFFER. */
export const offer = (client: Client, lease: Lease): Uint8Array => fromServer(client, 2, lease)

/** DHCPACK; `renewed` is the address of the client that renewed. */
export const ack = (client: Client, lease: Lease, renewed?: string): Uint8Array =>
  fromServer(client, 5, lease, renewed)

/** DHCPNAK. */
export const nak = (client: Client, server: string): Uint8Array =>
  message(2, client, {}, [
    [53, Uint8Array.of(6)],
    [54, ipv4(server)],
  ])

const bare = ({ mac, transaction, clientId, relay }: Client): Client => ({
  mac,
  transaction,
  ...(clientId === undefined ? {} : { clientId }),
  ...(relay === undefined ? {} : { relay }),
})

function fromClient(client: Client, type: number, specific: readonly Option[], current?: string): Uint8Array {
  const options: Option[] = [[53, Uint8Array.of(type)]]
  const add = (code: number, value: Uint8Array | undefined) => {
    if (value !== undefined) options.push([code, value])
  }
  add(61, client.clientId)
  options.push(...specific)
  add(57, client.maximumSize === undefined ? undefined : u16(client.maximumSize))
  add(12, text(client.hostname))
  add(81, client.fqdn === undefined ? undefined : bytes(0, 0, 0, client.fqdn))
  add(60, text(client.vendorClass))
  add(77, text(client.userClass))
  add(55, client.parameters === undefined ? undefined : Uint8Array.from(client.parameters))
  options.push(...(client.more ?? []))
  const relayed = client.relay === undefined ? [] : [relayInformation(client.relay)]
  return message(1, client, current === undefined ? {} : { current }, [
    ...ordered(options, client.order ?? []),
    ...relayed,
  ])
}

const text = (value: string | undefined): Uint8Array | undefined =>
  value === undefined ? undefined : bytes(value)

/** The message type stays in front: every stack writes it first. */
function ordered(options: readonly Option[], order: readonly number[]): Option[] {
  const place = (code: number): number => {
    if (code === 53) return -1
    const at = order.indexOf(code)
    return at < 0 ? order.length : at
  }
  return [...options].sort(([a], [b]) => place(a) - place(b))
}

function fromServer(client: Client, type: number, lease: Lease, current?: string): Uint8Array {
  const options: Option[] = [
    [53, Uint8Array.of(type)],
    [54, ipv4(lease.server)],
    [51, u32(lease.seconds)],
    [58, u32(Math.floor(lease.seconds / 2))],
    [59, u32(Math.floor((lease.seconds * 7) / 8))],
    [1, ipv4(lease.mask ?? '255.255.255.0')],
  ]
  if (lease.router !== undefined) options.push([3, ipv4(lease.router)])
  if (lease.dns !== undefined) options.push([6, bytes(...lease.dns.map(ipv4))])
  if (lease.domain !== undefined) options.push([15, bytes(lease.domain)])
  if (lease.ntp !== undefined) options.push([42, bytes(...lease.ntp.map(ipv4))])
  if (client.fqdn !== undefined) options.push([81, bytes(0x03, 255, 255, client.fqdn)])
  options.push(...(lease.more ?? []))
  if (client.relay !== undefined) options.push(relayInformation(client.relay))
  return message(2, client, { yours: lease.address, ...(current === undefined ? {} : { current }) }, options)
}

function relayInformation({ circuit, remote }: Relay): Option {
  const sub = (code: number, value: string | undefined): Part[] =>
    value === undefined ? [] : [code, Buffer.byteLength(value), value]
  return [82, bytes(...sub(1, circuit), ...sub(2, remote))]
}

/** RFC 2131 figure 1; `sname` and `file` stay empty, and the whole is at least the 300 bytes of BOOTP. */
function message(
  op: number,
  client: Client,
  addresses: { readonly current?: string; readonly yours?: string },
  options: readonly Option[],
): Uint8Array {
  const { relay, seconds = 0, broadcast = false } = client
  const header = bytes(op, 1, 6, relay === undefined ? 0 : 1, u32(client.transaction))
  const flags = bytes(u16(seconds), u16(broadcast ? 0x8000 : 0))
  const none = '0.0.0.0'
  const places = [addresses.current ?? none, addresses.yours ?? none, none, relay?.address ?? none]
  const fields = bytes(...places.map(ipv4), fixed('', 16), zeros(192), u32(0x63825363))
  fields.set(mac(client.mac), 16)
  const list = options.flatMap(([code, value]) => [code, value.length, value])
  const whole = bytes(header, flags, fields, ...list, 255)
  return whole.length >= 300 ? whole : bytes(whole, zeros(300 - whole.length))
}
