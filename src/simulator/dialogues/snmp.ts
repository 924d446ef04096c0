/** SNMP with a community in the clear (RFC 1157, 3416): an inventory or supervision tool asks, an agent answers. */
import * as snmp from '../encoders/snmp.ts'
import { answer, ask, type Script } from '../script.ts'
import { serviceKind } from '../service.ts'
import type { Unit } from '../unit.ts'

export interface SnmpTraits {
  readonly access: snmp.Access
  /** What the agent knows, in the order of its tree. */
  readonly variables: readonly snmp.Variable[]
}

export const SNMP = serviceKind<SnmpTraits>('snmp', 'udp', 161)

/** The system group (RFC 3418) and what else is given. */
export const agent = (
  unit: Unit,
  description: string,
  objectId: string,
  more: readonly snmp.Variable[] = [],
  access: snmp.Access = { version: '2c', community: 'public' },
): SnmpTraits => ({
  access,
  variables: [
    [snmp.OID.sysDescr, { text: description }],
    [snmp.OID.sysObjectID, { oid: objectId }],
    [snmp.OID.sysName, { text: unit.hostname }],
    [snmp.OID.sysLocation, { text: unit.place.ward ?? unit.place.site }],
    ...more,
  ],
})

const MOST = 6

/** Asks for all that the agent knows, a few objects at a time. */
export function* askAgent(client: Unit, { access, variables }: SnmpTraits): Script {
  for (let i = 0; i < variables.length; i += MOST) {
    const some = variables.slice(i, i + MOST)
    const id = client.random.word() & 0x7fffffff
    yield ask(
      snmp.get(
        access,
        id,
        some.map(([oid]) => oid),
      ),
    )
    yield answer(snmp.response(access, id, some), 0.004)
  }
}

/** Asks every unit of the roles again and again, each every `seconds`. */
export function supervises(unit: Unit, roles: readonly string[], seconds: number): void {
  for (const role of roles) {
    let next = 0
    const step = (): number => {
      const peers = unit.peers(role)
      const peer = peers[next++ % Math.max(1, peers.length)]
      unit.talk(peer, SNMP, (traits) => askAgent(unit, traits))
      return seconds / Math.max(1, peers.length)
    }
    unit.world.repeat(unit.random.between(0, Math.min(60, seconds)), step)
  }
}
