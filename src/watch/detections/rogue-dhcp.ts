/** A second DHCP server in a network sends clients to other routers or resolvers than the first. */
import type { EventOf } from '../../model/event.ts'
import type { Ip } from '../../model/ip.ts'
import type { Detection, Say, Watcher } from '../detection.ts'
import { onSite, proofOf } from '../say.ts'
import { RecentMap } from '../state/recent-map.ts'

/** An offer of another server to the same client within this long answers the same question (RFC 2131 section 4.1). */
const SAME_QUESTION_SECONDS = 60
/** Servers remembered; their kind is few, whoever makes up more is told by those that are. */
const MOST_SERVERS = 1024
const DAY = 86_400

interface Server {
  readonly id: Ip
  readonly first: number
  router: Ip | null
  resolver: Ip | null
  grants: number
}

function watcher(): Watcher {
  // By site, not by VLAN: a relay hands the answer on from one VLAN to another.
  const servers = new RecentMap<string, Server>(MOST_SERVERS, DAY)
  /** Who served a network (/24 of the address handed out), and who answered a client last. */
  const networks = new RecentMap<string, Server>(4096, DAY)
  const clients = new RecentMap<string, Server>(16_384, SAME_QUESTION_SECONDS)

  function offered(e: EventOf<'lease-offered'>, say: Say): void {
    const { server: id, client, address, at } = e
    // An INFORM is answered without an address.
    if (id === null || address === null) return
    const server = servers.use(onSite(e, id), at, () => ({
      id,
      first: at,
      router: null,
      resolver: null,
      grants: 0,
    }))
    server.router = e.router ?? server.router
    server.resolver = e.resolver ?? server.resolver
    server.grants++
    const network = onSite(e, address.slice(0, address.lastIndexOf('.')))
    const asking = client === null ? null : onSite(e, client)
    const others = [
      asking === null ? undefined : clients.get(asking, at),
      networks.use(network, at, () => server),
    ]
    if (asking !== null) clients.set(asking, at, server)
    for (const other of others)
      if (other !== undefined && other !== server && contradicts(server, other)) {
        told(e, server, other, say)
        return
      }
  }

  function told(e: EventOf<'lease-offered'>, one: Server, other: Server, say: Say): void {
    const [rogue, first] = one.first >= other.first ? [one, other] : [other, one]
    const routes = `router ${rogue.router ?? 'none'}, resolver ${rogue.resolver ?? 'none'}`
    say({
      at: e.at,
      actor: { mac: rogue.id === e.actor.ip ? e.actor.mac : null, ip: rogue.id },
      targets: e.client === null ? [] : [{ mac: e.client, ip: null }],
      because: `${rogue.id} hands out addresses where ${first.id} does, with other routes: ${routes} instead of ${first.router ?? 'none'}, ${first.resolver ?? 'none'}`,
      proofs: [proofOf(e, `DHCP ${e.address} from ${e.server}, ${routes}`)],
    })
  }

  return {
    get overloaded() {
      return servers.overloaded || networks.overloaded || clients.overloaded
    },
    on: { 'lease-offered': offered },
  }
}

/** A failover pair tells clients the same. */
const contradicts = (a: Server, b: Server): boolean =>
  (a.router !== null && b.router !== null && a.router !== b.router) ||
  (a.resolver !== null && b.resolver !== null && a.resolver !== b.resolver && a.router !== b.router)

export const rogueDhcp: Detection = {
  id: 'rogue-dhcp',
  title: 'A second DHCP server contradicts the first',
  severity: 'high',
  technique: ['T1557.003', 'T0830'],
  check:
    'Which of the two is the hospital’s? The other is often a router somebody brought along, or an attacker.',
  response:
    'Disconnect the second server. Devices that took an address from it lose the network until they renew: find them by its leases and renew them one by one, therapy devices only with the ward.',
  trap: 'A failover pair hands out the same router and resolvers; servers of other networks do not meet.',
  watch: watcher,
}
