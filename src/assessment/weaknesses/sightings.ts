/** How rules find: the ways of looking at a view that many of them share. */
import type { Conversation } from '../../model/facts.ts'
import type { CredentialSeen, FieldName, Observation } from '../../model/observation.ts'
import type { View } from './view.ts'
import {
  type Evidence,
  fromLogin,
  fromObservation,
  type Judge,
  type Severity,
  type Sight,
} from './weakness.ts'

/** Words about what was seen, made of the value where it matters. */
type Saw = string | ((value: string) => string)

/** A value of a field: one, one of a list, what a pattern knows, or what a function says. */
type Wanted = string | readonly string[] | RegExp | ((value: string, o: Observation) => boolean)

const meets = (wanted: Wanted, o: Observation): boolean =>
  typeof wanted === 'string'
    ? o.value === wanted
    : typeof wanted === 'function'
      ? wanted(o.value, o)
      : wanted instanceof RegExp
        ? wanted.test(o.value)
        : wanted.includes(o.value)

export const sightOf = (o: Observation, saw: Saw, severity?: Severity): Sight => ({
  saw: typeof saw === 'string' ? saw : saw(o.value),
  protocol: o.protocol,
  port: o.service?.port || null,
  ...(severity === undefined ? {} : { severity }),
  evidence: [fromObservation(o)],
})

/** Found where a field has a value. */
export const seen =
  (field: FieldName, wanted: Wanted, saw: Saw, severity?: Severity): Judge =>
  (view) =>
    view
      .of(field)
      .filter((o) => meets(wanted, o))
      .map((o) => sightOf(o, saw, severity))

/** Found where any of several ways finds it. */
export const any =
  (...judges: readonly Judge[]): Judge =>
  (view) =>
    judges.flatMap((judge) => [...judge(view)])

/** Found in a login that was readable. */
export const login =
  (wanted: (c: CredentialSeen) => boolean, saw: (c: CredentialSeen) => string): Judge =>
  (view) =>
    view.logins.filter(wanted).map((c) => ({
      saw: saw(c),
      protocol: c.protocol,
      port: c.port,
      evidence: [fromLogin(c)],
    }))

/** Found where the device serves a protocol, but for ports on which `secured` says that it is protected. */
export const inUse =
  (protocol: string, saw: string, secured: (port: number) => boolean = () => false): Judge =>
  (view) =>
    view.serves
      .filter((c) => c.protocol === protocol && c.answered && !secured(c.port))
      .map((c) => served(view, c, saw))

/** A conversation has no packet of its own: the place is where the same protocol first told something of the device. */
const fromConversation = (view: View, c: Conversation, peer: Conversation['client']): Evidence => ({
  field: 'conversation',
  observed: `${c.transport}/${c.port}${c.protocol === null ? '' : ` ${c.protocol}`}`,
  at: c.first,
  until: c.last,
  count: 1,
  peer,
  where: view.asset.observations.find((o) => o.protocol === c.protocol)?.where ?? null,
})

/** A conversation in which the device served. */
export const served = (view: View, c: Conversation, saw: string, severity?: Severity): Sight => ({
  saw,
  protocol: c.protocol,
  port: c.port,
  ...(severity === undefined ? {} : { severity }),
  evidence: [fromConversation(view, c, c.client)],
})

/** A conversation in which the device asked. */
export const called = (view: View, c: Conversation, saw: string, severity?: Severity): Sight => ({
  ...served(view, c, saw, severity),
  evidence: [fromConversation(view, c, c.server)],
})

/** That the device is there: one of its addresses, with the time it was seen. */
export function addressEvidence(view: View, address: string | null): Evidence {
  const { asset } = view
  const use = asset.ips.find((u) => u.address === address)
  return {
    field: 'address',
    observed: address ?? asset.macs[0] ?? null,
    at: use?.first ?? asset.firstSeen,
    until: use?.last ?? asset.lastSeen,
    count: 1,
    peer: null,
    where: asset.observations[0]?.where ?? null,
  }
}
