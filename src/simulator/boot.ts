/** How a device comes onto the network: IPv6 on the link, its address by DHCP over the router's relay, ARP. */
import * as dhcp from './encoders/dhcp.ts'
import { BROADCAST_IP, BROADCAST_MAC, ipv4Text } from './network/addresses.ts'
import { arp, arpRequest, duplicateDetection, routerSolicitation, writeFrame } from './network/frames.ts'
import { Lane, UDP } from './network/lane.ts'
import { maskOf } from './network/segment.ts'
import type { DhcpClient } from './persona.ts'
import { answer, ask } from './script.ts'
import { serviceKind } from './service.ts'
import type { Unit } from './unit.ts'

export interface DhcpTraits {
  /** Seconds. */
  readonly lease: number
}

export const DHCP = serviceKind<DhcpTraits>('dhcp', 'udp', 67)

/** A unit that has been running for long: it has its address, and renews it when half of the lease is over. */
export function isUp(unit: Unit): void {
  unit.station.ip = unit.address
  if (unit.persona.addressing.kind === 'dhcp') renews(unit, unit.persona.addressing)
  unit.alive = true
  unit.persona.live(unit)
}

/** A unit that is switched on now. */
export function comesUp(unit: Unit): void {
  const { world, persona, station } = unit
  unit.on = true
  if (persona.ipv6 === true && station.segment.via === null) {
    duplicateDetection(world.out, world.queue.now, station)
    unit.after(unit.random.between(0.9, 1.2), () => routerSolicitation(world.out, world.queue.now, station))
  }
  const { addressing } = persona
  // Behind another router nothing of it is seen.
  if (addressing.kind === 'static' || station.segment.via !== null) {
    settles(unit)
    return
  }
  const server = world.peer(unit, 'dhcp')
  const traits = server?.service(DHCP)?.traits
  if (server === undefined || traits === undefined) settles(unit)
  else discovers(unit, addressing, server, traits)
}

/** RFC 2131 section 3.1, over a relay (RFC 1542) where the server is on another segment. */
function discovers(unit: Unit, addressing: DhcpClient, server: Unit, { lease }: DhcpTraits): void {
  const client = clientOf(unit, addressing)
  const gateway = unit.station.segment.gateway
  const relayed = gateway !== null && server.station.segment !== unit.station.segment
  const relay = { ...client, ...(relayed ? { relay: { address: ipv4Text(gateway.ip) } } : {}) }
  const terms = { ...leaseOf(unit, server), seconds: lease }
  const requested = { requested: ipv4Text(unit.address), server: server.ip }
  unit.station.ip = 0
  const broadcast = (bytes: Uint8Array): void =>
    unit.announce('dhcp', '255.255.255.255', [68, 67], bytes, unit.station.stack.ttl)
  const { out, queue } = unit.world
  const toServer = (bytes: Uint8Array): void => {
    if (relayed) Lane.between(gateway, server.station, UDP, [67, 67]).udp(out, queue.now, bytes)
  }
  const toRelay = (bytes: Uint8Array): void => {
    if (relayed) Lane.between(server.station, gateway, UDP, [67, 67]).udp(out, queue.now, bytes)
    server.truth.tells(server.persona.wire, 'dhcp', 'server', 67)
  }
  const toClient = (bytes: Uint8Array): void => {
    const from = relayed ? gateway : server.station
    if (unit.station.segment.via === null)
      new Lane(
        from,
        client.broadcast ? BROADCAST_MAC : unit.station.mac,
        client.broadcast ? BROADCAST_IP : unit.address,
        UDP,
        [67, 68],
        from.stack.ttl,
      ).udp(out, queue.now, bytes)
  }
  const steps: readonly (readonly [number, () => void])[] = [
    [0, () => broadcast(dhcp.discover(client))],
    [0.0004, () => toServer(dhcp.discover(relay))],
    [0.001, () => toRelay(dhcp.offer(relay, terms))],
    [0.0004, () => toClient(dhcp.offer(relay, terms))],
    [0.02, () => broadcast(dhcp.request(client, requested))],
    [0.0004, () => toServer(dhcp.request(relay, requested))],
    [0.001, () => toRelay(dhcp.ack(relay, terms))],
    [0.0004, () => toClient(dhcp.ack(relay, terms))],
    [0.002, () => settles(unit, () => renews(unit, addressing, lease / 2))],
  ]
  let i = 0
  const next = (): void => {
    steps[i++]?.[1]()
    const coming = steps[i]
    if (coming !== undefined) unit.after(coming[0], next)
  }
  next()
}

/** The address is its own: probed and announced (RFC 5227), then its life begins, or goes on. */
function settles(unit: Unit, then?: () => void): void {
  const { world, station } = unit
  station.ip = unit.address
  if (station.segment.via === null) {
    arpRequest(world.out, world.queue.now, station, 0, station.ip)
    unit.after(1, () =>
      writeFrame(
        world.out,
        world.queue.now,
        station,
        BROADCAST_MAC,
        0x0806,
        arp(1, station.mac, station.ip, new Uint8Array(6), station.ip),
      ),
    )
  }
  then?.()
  if (!unit.alive) {
    unit.alive = true
    unit.after(unit.random.between(1.2, 4), () => unit.persona.live(unit))
  }
}

/** RFC 2131 section 4.4.5: asks its server alone, from its own address. */
function renews(unit: Unit, addressing: DhcpClient, first?: number): void {
  const server = unit.peer('dhcp')
  const half = (server?.service(DHCP)?.traits.lease ?? 28_800) / 2
  const renew = (): void => {
    const client = clientOf(unit, addressing)
    unit.talk(
      server,
      DHCP,
      function* ({ lease }, peer) {
        yield ask(dhcp.request(client, { current: unit.ip }), 0)
        yield answer(dhcp.ack(client, { ...leaseOf(unit, peer), seconds: lease }, unit.ip), 0.001)
        // The message names it, also where the frame bears a router's.
        unit.truth.macSeen = true
      },
      { fromPort: 68 },
    )
  }
  unit.every(half, renew, { jitter: 0.02, ...(first === undefined ? {} : { first }) })
}

function clientOf(unit: Unit, addressing: DhcpClient): dhcp.Client & { readonly broadcast: boolean } {
  const { vendorClass } = addressing
  return {
    mac: unit.mac,
    transaction: unit.random.word(),
    broadcast: addressing.broadcast === true,
    parameters: addressing.parameters,
    ...(addressing.tellsName === false || !unit.named ? {} : { hostname: unit.hostname }),
    ...(vendorClass === undefined
      ? {}
      : { vendorClass: typeof vendorClass === 'string' ? vendorClass : vendorClass(unit) }),
    ...(addressing.tellsFqdn === true && unit.named ? { fqdn: unit.fqdn } : {}),
    ...(addressing.clientId === true ? { clientId: dhcp.macId(unit.mac) } : {}),
    ...(addressing.order === undefined ? {} : { order: addressing.order }),
  }
}

function leaseOf(unit: Unit, server: Unit): Omit<dhcp.Lease, 'seconds'> {
  const { segment } = unit.station
  const ips = (role: string): string[] =>
    unit
      .peers(role)
      .slice(0, 2)
      .map((one) => one.ip)
  return {
    server: server.ip,
    address: ipv4Text(unit.address),
    mask: ipv4Text(maskOf(segment)),
    ...(segment.gateway === null ? {} : { router: ipv4Text(segment.gateway.ip) }),
    dns: ips('dns'),
    domain: unit.world.domain,
    ...(ips('ntp').length === 0 ? {} : { ntp: ips('ntp') }),
  }
}
