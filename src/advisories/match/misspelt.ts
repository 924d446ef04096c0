/**
 * Devices of whose names a long word is none of their maker's products', and one letter away from one that is: "Vista
 * Infusomatt". It may be a slip of the hand or another product, so that what is said of the product stays open.
 */
import { isOneLetterOff, MIN_LETTERS } from '../names/one-letter.ts'
import { squeeze } from '../names/tokens.ts'
import { weightOf } from '../names/words.ts'
import { type Device, deviceOf, type Named } from './device.ts'
import type { IndexedProduct, StatementIndex } from './index.ts'
import { fitProduct, type ProductFit } from './product-fit.ts'

/** The device under the name that may be meant; `null` where every word is known, or near to none. */
export function respelt(device: Device, index: StatementIndex): Device | null {
  const { profile, maker: who, brands } = device
  if (who === null) return null
  let changed = 0
  const mend = (text: string | null): string | null =>
    text?.replace(LONG_WORD, (written) => {
      const word = squeeze(written)
      if (weightOf(word) !== 'strong' || brands.has(word)) return written
      const near = new Set([
        ...index.nearWords(word, who),
        ...[...brands].filter((one) => isOneLetterOff(word, one)),
      ])
      const [only] = near
      if (only === undefined || near.size > 1) return written
      changed++
      return only
    }) ?? null
  const model = mend(profile.model)
  const product = mend(profile.product)
  return changed === 0 ? null : deviceOf({ ...profile, model, product })
}

const LONG_WORD = new RegExp(String.raw`\p{L}{${MIN_LETTERS},}`, 'gu')

/** How a product fits the device under that name: never exactly. */
export function fitRespelt(device: Named | null, product: IndexedProduct): ProductFit | null {
  const fit = device && fitProduct(device, product)
  if (!fit) return null
  const { titled: _, ...rest } = fit
  return { ...rest, grade: fit.grade === 'exact' ? 'variant' : fit.grade, misspelt: true }
}
