/** How much an alert weighs: what was detected, times what the devices in it mean to a patient. */
import type { Asset } from '../model/asset.ts'
import { SEVERITIES, type Severity } from './detection.ts'
import { criticalityOf, typeOf } from './scene.ts'

const RAISING = ['life-sustaining', 'direct-therapy']

/**
 * One step up where a device in it keeps a patient alive or treats one; one step down where every device is known
 * and means nothing to patients, but never for what is high or critical anywhere.
 */
export function severityOf(base: Severity, assets: readonly Asset[]): Severity {
  const at = SEVERITIES.indexOf(base)
  if (assets.some((asset) => RAISING.includes(criticalityOf(asset)))) return SEVERITIES[at + 1] ?? base
  const harmless =
    assets.length > 0 && assets.every((asset) => typeOf(asset) !== null && criticalityOf(asset) === 'none')
  return harmless && base === 'medium' ? 'low' : base
}
