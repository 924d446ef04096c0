/**
 * External peers: hosts known by an address alone that is not in a range of the site's own. They are listed only
 * when they tell something of themselves.
 */
import type { AssetAttribute, Claim } from '../model/asset.ts'
import type { FieldName, Observation } from '../model/observation.ts'
import { LEAST_WEIGHT } from './verdict.ts'

/** Texts in which a host describes itself, whether a fingerprint knows them or not. */
const DESCRIBES_ITSELF =
  /\.(?:banner|server|user-agent|software|cert-(?:subject|cn|organization|dns)|powered-by|generator|title|realm|sys-descr|native-os|netbios-computer|dns-computer)$/
/** Fields that only say how the protocol went, though their names or their claims look like more. */
const ONLY_OPERATES: ReadonlySet<FieldName> = new Set<FieldName>([
  'dhcp.server',
  'dhcpv6.server',
  'dns.server',
  'kerberos.realm',
  'nbns.server',
  'radius.server',
])
/** Shapes of a network stack or library: shared by too many hosts to tell of one. */
const STACK_SIGNATURE = /^tcp\.|\.(?:ja4|hassh|hassh-server|client-shape)$/
/** What a host does on the network says nothing of what it is. */
const NOT_TELLING: ReadonlySet<AssetAttribute> = new Set(['role', 'category'])

export function tellsOfItself(observations: readonly Observation[], claims: readonly Claim[]): boolean {
  const telling = (said: { self: boolean; field: FieldName }) => said.self && !ONLY_OPERATES.has(said.field)
  return (
    observations.some((o) => telling(o) && DESCRIBES_ITSELF.test(o.field)) ||
    claims.some(
      (c) =>
        c.strength >= LEAST_WEIGHT &&
        telling({ self: c.self, field: c.field as FieldName }) &&
        !NOT_TELLING.has(c.attribute) &&
        !STACK_SIGNATURE.test(c.field),
    )
  )
}

/** What clients call an external server is the name of a site or a network of caches, not of one host. */
export const ownNames = (claims: readonly Claim[]): Claim[] =>
  claims.filter((c) => c.self || c.protocol === 'dns')
