/** What happens before two stations can talk: the name is looked up, the next hop's MAC asked for. */
import { DNS, lookup } from './dialogues/dns.ts'
import { arpReply, arpRequest } from './network/frames.ts'
import type { Station } from './network/station.ts'
import type { Unit } from './unit.ts'
import type { World } from './world.ts'

/** How long a neighbour's MAC is believed, microseconds: minutes at hosts, hours at routers. */
const HOST_KEEPS = 300e6
const ROUTER_KEEPS = 14_400e6
/** Microseconds until a neighbour answers. */
const ANSWERS = 140

/** Runs `then` once `client` can send to `server`; never, where one of them is not there. */
export function reach(world: World, client: Unit, server: Unit, byName: boolean, then: () => void): void {
  if (server.station.ip === 0 || client.station.ip === 0 || !server.on) return
  const start = (): void => acquaint(world, client.station, server.station, then)
  const dns = byName && server.named && client.persona.resolves === true ? client.peer('dns') : undefined
  const until = client.names.get(server.truth.index) ?? -1
  const service = dns?.service(DNS)
  if (dns === undefined || service === undefined || dns === server || until > world.queue.now) {
    start()
    return
  }
  client.names.set(server.truth.index, world.queue.now + service.traits.ttl * 1e6)
  client.talk(dns, DNS, function* (traits) {
    yield* lookup(client, traits, server.fqdn, server.ip)
    world.after(0.0002, start)
  })
}

/** Asks for the MACs that are missing under way: the client's next hop, then the last router's. */
function acquaint(world: World, client: Station, server: Station, then: () => void): void {
  const { queue } = world
  const asks: (readonly [Station, Station])[] = []
  const there = nextHop(client, server)
  if (there !== null && !knows(client, there, queue.now)) asks.push([client, there])
  const router = server.segment.gateway
  if (client.segment !== server.segment && server.segment.via === null && router !== null)
    if (router !== server && !knows(router, server, queue.now)) asks.push([router, server])
  const back = nextHop(server, client)
  if (back !== null && back !== client && !knows(server, back, queue.now)) asks.push([server, back])
  let i = 0
  const step = {
    run(now: number): void {
      const pair = asks[i >> 1]
      if (pair === undefined) {
        then()
        return
      }
      const [from, to] = pair
      if (i++ % 2 === 0) arpRequest(world.out, now, from, from.ip, to.ip)
      else {
        arpReply(world.out, now, to, from)
        from.owner?.saw(from, now)
        to.owner?.saw(to, now)
        learn(from, to, now)
        learn(to, from, now)
      }
      queue.at(now + ANSWERS, step)
    },
  }
  step.run(queue.now)
}

/** The station to which frames for `to` are addressed on a link that is seen; null where nothing is seen. */
function nextHop(from: Station, to: Station): Station | null {
  if (from.segment.via !== null) return null
  return from.segment === to.segment ? to : from.segment.gateway
}

const knows = (from: Station, to: Station, now: number): boolean => (from.neighbours.get(to.ip) ?? -1) > now

function learn(from: Station, to: Station, now: number): void {
  const router = from.segment.gateway === from
  from.neighbours.set(to.ip, now + (router ? ROUTER_KEEPS : HOST_KEEPS))
}
