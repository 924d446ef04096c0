/** What is known at the end of a capture, as detections ask for it. */

import type { Inventory } from '../identity/identify.ts'
import { categoryOfType, criticalityOf as criticalityOfKind, familyOfType } from '../knowledge/taxonomy.ts'
import type { Asset, AssetId } from '../model/asset.ts'
import type { CaptureFacts } from '../model/facts.ts'
import type { Ip } from '../model/ip.ts'
import type { Mac } from '../model/mac.ts'
import type { Endpoint, Seconds } from '../model/observation.ts'
import { isPrivate } from '../model/prefix.ts'
import type { Baseline } from './baseline/baseline.ts'

export class Scene {
  readonly facts: CaptureFacts
  readonly assets: readonly Asset[]
  /** What was learned before; `null` without. */
  readonly baseline: Baseline | null
  private readonly inventory: Inventory
  private readonly byMac = new Map<Mac, Asset>()
  private readonly byId: ReadonlyMap<AssetId, Asset>
  private pumps: Pumps | null = null

  constructor(facts: CaptureFacts, inventory: Inventory, baseline: Baseline | null) {
    this.facts = facts
    this.inventory = inventory
    this.assets = inventory.assets
    this.baseline = baseline
    this.byId = new Map(inventory.assets.map((asset) => [asset.id, asset]))
    for (const asset of inventory.assets) for (const mac of asset.macs) this.byMac.set(mac, asset)
  }

  /** The device an endpoint is, at a time; its address says more than a frame's MAC, which may be a router's. */
  assetOf({ ip, mac }: Endpoint, at: Seconds): Asset | null {
    if (ip !== null) return this.inventory.assetAt(ip, at)
    return mac === null ? null : (this.byMac.get(mac) ?? null)
  }

  /** Hosts that use the MAC of `asset` at the same time. */
  sharingMac(asset: Asset): readonly Asset[] {
    return asset.sharesMacWith.flatMap((id) => this.byId.get(id) ?? [])
  }

  /**
   * A pump; also a device that nothing identifies on a VLAN on which those that are identified are pumps: hospitals
   * give pumps a network of their own, and many pumps say nothing of themselves.
   */
  isPump(asset: Asset | null): boolean {
    if (asset === null || isPump(asset)) return asset !== null
    const known =
      typeOf(asset) !== null ||
      familyOf(asset) !== null ||
      PERSONAL_OS.test(asset.verdicts.get('os.name')?.value ?? '')
    if (known || asset.router || !asset.internal) return false
    this.pumps ??= pumpsOf(this.assets)
    const vendor = asset.verdicts.get('vendor')?.value
    if (vendor !== undefined && !this.pumps.vendors.has(vendor)) return false
    return asset.vlans.length === 1 && this.pumps.vlans.has(asset.vlans[0]!)
  }

  /** The hospital's own: a device found there, or a private address. */
  isInternal(ip: Ip, at: Seconds): boolean {
    return this.inventory.assetAt(ip, at)?.internal ?? isPrivate(ip)
  }
}

export const typeOf = (asset: Asset | null): string | null => asset?.verdicts.get('type')?.value ?? null

export function familyOf(asset: Asset | null): string | null {
  const type = typeOf(asset)
  return asset?.verdicts.get('family')?.value ?? (type === null ? null : (familyOfType(type)?.id ?? null))
}

export function categoryOf(asset: Asset | null): string | null {
  const type = typeOf(asset)
  return asset?.verdicts.get('category')?.value ?? (type === null ? null : categoryOfType(type))
}

export const criticalityOf = (asset: Asset): string =>
  criticalityOfKind(typeOf(asset), familyOf(asset), [asset.place.ward, asset.place.bed])

/** Categories whose devices touch patients, their samples, their medicines or their images. */
const CLINICAL = [
  'infusion-and-therapy',
  'patient-monitoring',
  'respiratory-and-anaesthesia',
  'dialysis-and-extracorporeal',
  'imaging',
  'laboratory',
  'medication-and-logistics',
  'surgical',
  'neonatal',
]
/** Types in them that are servers and workstations with people at them, or for them. */
const CLINICAL_IT = [
  'infusion-server',
  'pacs-vna',
  'imaging-workstation',
  'lis-middleware',
  'medical-printer-imager',
]

/** A device at the patient or in the laboratory, not the computers around it. */
export function isClinicalDevice(asset: Asset | null): boolean {
  const type = typeOf(asset)
  return CLINICAL.includes(categoryOf(asset) ?? '') && !CLINICAL_IT.includes(type ?? '')
}

const PUMPS = [
  'infusion-pump-lvp',
  'infusion-pump-syringe',
  'infusion-pump-pca',
  'enteral-pump',
  'insulin-pump',
]
export const isPump = (asset: Asset | null): boolean =>
  PUMPS.includes(typeOf(asset) ?? '') || (typeOf(asset) === null && familyOf(asset) === 'infusion-pump')

const MONITORS = ['patient-monitor', 'telemetry', 'vital-signs-monitor', 'fetal-monitor']
export const isMonitor = (asset: Asset | null): boolean => MONITORS.includes(typeOf(asset) ?? '')

/** Systems of people's computers and telephones. */
const PERSONAL_OS = /windows|mac ?os|ios|ipados|android|raspberry/i

/** Identified pumps on a VLAN that make it one of pumps, and their share of what is identified there. */
const PUMPS_OF_VLAN = 2
const SHARE_OF_VLAN = 0.6

/** Where the identified pumps are, and who made them. */
interface Pumps {
  readonly vlans: ReadonlySet<number>
  readonly vendors: ReadonlySet<string>
}

function pumpsOf(assets: readonly Asset[]): Pumps {
  const counts = new Map<number, { pumps: number; known: number }>()
  for (const asset of assets) {
    if (categoryOf(asset) === null || categoryOf(asset) === 'network') continue
    for (const vlan of asset.vlans) {
      const count = counts.get(vlan) ?? { pumps: 0, known: 0 }
      count.known++
      if (isPump(asset)) count.pumps++
      counts.set(vlan, count)
    }
  }
  const fits = ({ pumps, known }: { pumps: number; known: number }) =>
    pumps >= PUMPS_OF_VLAN && pumps >= SHARE_OF_VLAN * known
  const vendors = assets.flatMap((asset) =>
    isPump(asset) ? [asset.verdicts.get('vendor')?.value ?? ''] : [],
  )
  return {
    vlans: new Set([...counts].filter(([, count]) => fits(count)).map(([vlan]) => vlan)),
    vendors: new Set(vendors),
  }
}
