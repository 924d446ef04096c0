/**
 * From observations to claims: what fingerprints, the IEEE registry and the asset's own behaviour say about
 * its attributes. A claim never decides; `verdict.ts` weighs them.
 */
import { type Claimed, HOST_LABEL, matchFingerprints } from '../knowledge/fingerprints.ts'
import { lookupOui } from '../knowledge/oui.ts'
import type { AssetAttribute, Claim } from '../model/asset.ts'
import type { Mac } from '../model/mac.ts'
import type { Observation, Seconds } from '../model/observation.ts'
import { isHostname } from './hostnames.ts'

/** What others say of a device weighs this much of what it says itself. */
const HEARSAY = 0.6
/** What claims out of the IEEE registry are said by. */
export const REGISTRY = 'ieee-registry'
/** An IEEE registrant names the maker of the network interface, often but not always that of the device. */
const OUI_VENDOR = 0.35
/** A registrant that makes essentially one family of products. */
const OUI_TYPE = 0.5
/** Forwarding packets of others makes a router, but also a phone hotspot or a virtual machine host. */
const FORWARDS = 0.45

/**
 * Claims of one device's observations. What a name server asks for, it asks for its clients: that says nothing of it.
 */
export function claimsOf(observations: readonly Observation[]): Claim[] {
  const claims: Claim[] = []
  const asksForOthers = observations.some((o) => o.self && o.field === 'dns.server')
  for (const o of observations) {
    if (asksForOthers && o.field === 'dns.query') continue
    const said = matchFingerprints(o.field, o.value)
    for (const one of said) addClaims(claims, o, one, o.value)
    for (const label of labelsIn(said))
      for (const one of matchFingerprints(HOST_LABEL, label)) addClaims(claims, o, one, label)
  }
  return claims
}

/** First labels of the host names read out of a value: what a host is called tells the same wherever it is told. */
function labelsIn(said: readonly Claimed[]): readonly string[] {
  if (!said.some(({ says }) => says.hostname !== undefined)) return []
  const names = said.flatMap(({ says: { hostname } }) => (hostname === undefined ? [] : [hostname]))
  return [...new Set(names.filter(isHostname).map((name) => name.split('.', 1)[0]!))]
}

function addClaims(claims: Claim[], o: Observation, claimed: Claimed, observed: string): void {
  const { fingerprint, says, strength } = claimed
  for (const attribute in says) {
    const value = says[attribute as AssetAttribute]
    if (value === undefined) continue
    claims.push({
      attribute: attribute as AssetAttribute,
      value,
      strength: o.self ? strength : strength * HEARSAY,
      by: fingerprint,
      protocol: o.protocol,
      field: o.field,
      observed,
      says,
      self: o.self,
      at: o.at,
      where: o.where,
    })
  }
}

/** What the registry says of a device's MACs. Locally administered addresses say nothing. */
export function ouiClaims(macs: readonly Mac[], at: Seconds, file: string): Claim[] {
  return macs.flatMap((mac) => {
    const block = lookupOui(mac)
    if (block === null || block.module) return []
    const base = {
      by: REGISTRY,
      protocol: 'ethernet',
      field: 'ethernet.oui',
      observed: `${mac} (${block.registrant})`,
      says: { vendor: block.vendor, ...block.says },
      self: true,
      at,
      where: { file, packet: 0 },
    }
    const claims: Claim[] = [{ ...base, attribute: 'vendor', value: block.vendor, strength: OUI_VENDOR }]
    for (const attribute of ['type', 'family', 'category'] as const) {
      const value = block.says?.[attribute]
      if (value !== undefined) claims.push({ ...base, attribute, value, strength: OUI_TYPE })
    }
    return claims
  })
}

/** Sending images that several devices made is what archives and image routers do, and now and then a workstation. */
const SENDS_FOR_OTHERS = 0.5

/** What sending images made by `makers` other devices says. */
export function imageForwarderClaims(makers: number, at: Seconds, file: string): Claim[] {
  if (makers < 2) return []
  const base = {
    by: 'forwards-images',
    protocol: 'dicom',
    field: 'dicom.forwarding',
    observed: `sent images that ${makers} devices made`,
    says: { type: 'pacs-vna', role: 'dicom-forwarder' },
    self: true,
    at,
    where: { file, packet: 0 },
  }
  return [
    { ...base, attribute: 'type', value: 'pacs-vna', strength: SENDS_FOR_OTHERS },
    { ...base, attribute: 'role', value: 'dicom-forwarder', strength: 0.8 },
  ]
}

/** What forwarding says. `addresses` is how many others' addresses were seen behind it. */
export function routerClaims(addresses: number, at: Seconds, file: string): Claim[] {
  const base = {
    by: 'forwards-packets',
    protocol: 'ip',
    field: 'ip.forwarding',
    observed: `sent packets of ${addresses} ${addresses === 1 ? 'address' : 'addresses'} that are not its own`,
    says: { role: 'router', type: 'switch-router', subtype: 'router' },
    self: true,
    at,
    where: { file, packet: 0 },
  }
  return [
    { ...base, attribute: 'role', value: 'router', strength: 0.9 },
    { ...base, attribute: 'type', value: 'switch-router', strength: FORWARDS },
    { ...base, attribute: 'subtype', value: 'router', strength: FORWARDS },
  ]
}
