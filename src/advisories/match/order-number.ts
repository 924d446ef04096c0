/** Devices that an inventory calls by their order number alone. */
import { squeeze } from '../names/tokens.ts'
import type { Named } from './device.ts'
import type { IndexedProduct } from './index.ts'

/** Letters and digits of order numbers that tell a product by themselves. */
const LEAST = 8

/** The number of the product, which no other has, by which the device is called. */
export function orderNumber(device: Named, { product: { modelNumbers } }: IndexedProduct): string | null {
  const own = modelNumbers
    .map(squeeze)
    .find(
      (number) =>
        number.length >= LEAST &&
        /\d/.test(number) &&
        device.names.some(
          ({ guessed, codes }) => guessed === 'no' && codes.some(({ raw }) => raw === number),
        ),
    )
  return own ?? null
}
