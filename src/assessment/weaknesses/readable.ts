/** What rules about readable data share. */
import type { Conversation } from '../../model/facts.ts'
import type { FieldName, Observation } from '../../model/observation.ts'
import { ENCRYPTION_IN_TRANSIT, PRIVACY, type Safeguard } from './safeguards.ts'
import { called, served } from './sightings.ts'
import type { Judge } from './weakness.ts'

export const PHI: readonly Safeguard[] = [ENCRYPTION_IN_TRANSIT, PRIVACY]
export const TUNNEL = 'Carry it through a tunnel (VPN, stunnel) or keep both ends in one guarded VLAN.'

/** The other end of conversations in `protocol` of which the peer has told something that counts. */
export const otherEnd =
  (protocol: string, field: FieldName, counts: (o: Observation) => boolean, saw: string): Judge =>
  (view) => {
    const told = (c: Conversation, peer: Conversation['client']) => {
      const asset = view.fleet.assetAt(peer, c.last)
      if (asset === null) return false
      return view.fleet
        .view(asset)
        .of(field)
        .some((o) => o.service?.port === c.port && counts(o))
    }
    return [
      ...view.serves
        .filter((c) => c.protocol === protocol && told(c, c.client))
        .map((c) => served(view, c, saw)),
      ...view.calls
        .filter((c) => c.protocol === protocol && told(c, c.server))
        .map((c) => called(view, c, saw)),
    ]
  }
