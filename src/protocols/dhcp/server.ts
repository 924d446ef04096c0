/** What a DHCP server says: of itself, of the client it answers, and of the hosts it names. */
import type { Ip } from '../../model/ip.ts'
import type { FieldName } from '../../model/observation.ts'
import { deviceIp, deviceIps } from '../addresses.ts'
import { textOf } from '../printable.ts'
import type { About, DatagramReport } from '../protocol.ts'
import { fqdn, textOption } from './client.ts'
import type { Message } from './message.ts'

/** Options that list addresses of other hosts. */
const NAMED: readonly (readonly [number, FieldName, string])[] = [
  [3, 'dhcp.named-router', 'router'],
  [6, 'dhcp.named-dns', 'dns'],
  [7, 'dhcp.named-log-server', 'log-server'],
  [42, 'dhcp.named-ntp', 'ntp'],
  [44, 'dhcp.named-netbios-server', 'netbios-name-server'],
  [150, 'dhcp.named-tftp', 'tftp'],
]

export function observeServer(message: Message, to: DatagramReport): void {
  observeItself(message, to)
  observeLease(message, to)
  offerEvent(message, to)
  for (const [code, field, role] of NAMED)
    for (const ip of deviceIps(message.option(code) ?? new Uint8Array(0), 4)) to.observe({ ip }, field, role)
  if (message.siaddr !== null && bootFile(message) !== '')
    to.observe({ ip: message.siaddr }, 'dhcp.named-boot-server', 'boot-server')
}

function offerEvent(message: Message, to: DatagramReport): void {
  if (!to.watched || !OFFERS.includes(message.type)) return
  const id = deviceIp(message.option(54) ?? new Uint8Array(0))
  to.event('sender', {
    kind: 'lease-offered',
    client: message.chaddr,
    server: id ?? (message.giaddr === null ? to.sender.ip : null),
    address: message.yiaddr,
    router: deviceIps(message.option(3) ?? new Uint8Array(0), 4)[0] ?? null,
    resolver: deviceIps(message.option(6) ?? new Uint8Array(0), 4)[0] ?? null,
    relayed: message.giaddr !== null,
  })
  if (message.groupAddress) to.event('sender', { kind: 'crafted', sign: 'dhcp-group-address' })
}

/** Messages that hand out addresses; an acknowledged INFORM does not, but tells of routers all the same. */
const OFFERS = ['offer', 'ack', 'bootp']

function observeItself(message: Message, to: DatagramReport): void {
  const who = serverOf(message, to)
  if (who === null) return
  to.observe(who, 'dhcp.server', message.type, true)
  to.observe(who, 'dhcp.server-name', textOf(message.options.sname), true)
  to.observe(who, 'dhcp.pxe-server', textOption(message, 60), true)
}

/** Option 54 is the server's own address (RFC 2132 section 9.7); a relay may be the one that sends. */
function serverOf(message: Message, to: DatagramReport): About<'sender'> | null {
  const id = deviceIp(message.option(54) ?? new Uint8Array(0))
  if (id !== null) return id === to.sender.ip ? 'sender' : { ip: id }
  return message.giaddr === null || message.giaddr !== to.sender.ip ? 'sender' : null
}

function observeLease(message: Message, to: DatagramReport): void {
  if (message.chaddr === null) return
  const ip = leased(message)
  if (ip !== null) to.binding(message.chaddr, ip)
  const client = { mac: message.chaddr, ip }
  to.observe(client, 'dhcp.assigned-hostname', textOption(message, 12) ?? fqdn(message.option(81)))
  to.observe(client, 'dhcp.domain-name', textOption(message, 15))
  to.observe(client, 'dhcp.boot-server', textOption(message, 66))
  const file = bootFile(message)
  if (file !== '') to.match(client, 'dhcp.boot-file', file)
}

/** Many servers fill in `siaddr` with their own address; only with a file to fetch does it name a boot server. */
const bootFile = (message: Message): string =>
  (textOption(message, 67) ?? textOf(message.options.file)).split('\0', 1)[0]!

/** The address a server confirms: an offer is not yet the client's; an answer to INFORM has only `ciaddr`. */
function leased(message: Message): Ip | null {
  if (message.type === 'leaseactive') return message.ciaddr
  return message.type === 'ack' || message.type === 'bootp' ? (message.yiaddr ?? message.ciaddr) : null
}
