/** What a device is besides its name, by knowledge: another maker's product, or one that runs a system of the device's version. */

import { type Platform, platformOf } from '../../knowledge/platforms.ts'
import { type Original, originalOf } from '../../knowledge/relabels.ts'
import type { Vendor } from '../../knowledge/vendors.ts'
import type { Component } from '../document-reader.ts'
import type { DeviceName } from '../names/device-name.ts'
import { squeeze } from '../names/tokens.ts'
import type { Device } from './device.ts'

/** What is looked up beside the device itself. */
export interface Part extends Component {
  /** How it stands to the device, where it is no mere part of it. */
  readonly standing?: string
  /** Names of the device that has the system: what is said of the system on other models does not concern it. */
  readonly on?: readonly DeviceName[]
}

/** The original of what is sold under another name, and the system that gives a platform its version. */
export const knownAs = (device: Device): Part[] => [...originalsOf(device), ...platformsOf(device)]

/** "MN-120" of Epsimed is the CMS8000 of Contec. */
export function originalsOf(device: Device): Part[] {
  const { original } = besides(device)
  if (original === null) return []
  const { maker: vendor, model, source } = original
  const standing = `sold under another name, it is the ${model} of ${vendor} (${source})`
  return [{ name: model, vendor, version: device.version, cpe: null, purl: null, standing }]
}

/** "FortiGate 100F", version 7.0.5, runs FortiOS 7.0.5; without a version, one nobody knows. Where that or another system is told there is nothing to add. */
function platformsOf(device: Device): Part[] {
  const { version, profile } = device
  if (profile.os !== null) return []
  const { platform, maker: vendor } = besides(device)
  if (platform === null || profile.components.some(({ name }) => squeeze(name) === squeeze(platform.system)))
    return []
  const standing = `its version is that of ${platform.system} (${platform.source})`
  return [{ name: platform.system, vendor, version, cpe: null, purl: null, standing, on: device.names }]
}

interface Besides {
  readonly original: Original | null
  readonly platform: Platform | null
  /** Of the platform. */
  readonly maker: string | null
}

/** Profiles that differ in their version alone share the names, and the answer. */
const asked = new WeakMap<readonly DeviceName[], Besides>()

function besides({ maker, names }: Device): Besides {
  let known = asked.get(names)
  if (!known) {
    known = lookUp(maker?.known ?? [], names)
    asked.set(names, known)
  }
  return known
}

function lookUp(sellers: readonly Vendor[], names: readonly DeviceName[]): Besides {
  let original: Original | null = null
  let platform: Platform | null = null
  let maker: string | null = null
  for (const seller of sellers)
    for (const text of new Set(names.flatMap(spoken))) {
      const own = withoutMaker(text, seller)
      original ??= originalOf(seller.id, own)
      if (platform !== null) continue
      // "FortiGate" names a maker as well
      platform = platformOf(seller.id, text) ?? platformOf(seller.id, own)
      maker = seller.name
    }
  return { original, platform, maker }
}

/** The name, and what it says without words of noise and what stands in brackets. */
const spoken = ({ text, loud }: DeviceName): string[] => [text, loud.map(({ raw }) => raw).join(' ')]

/** "MN-120" of "Epsimed MN-120". */
function withoutMaker(text: string, { name, aliases }: Vendor): string {
  const lower = text.toLowerCase()
  const front = [name, ...aliases].find((one) => lower.startsWith(`${one.toLowerCase()} `))
  return front === undefined ? text : text.slice(front.length).trim()
}
