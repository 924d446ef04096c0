/** Devices that an inventory calls by their order number alone. */
import { squeeze } from '../names/tokens.ts'
import type { Named } from './device.ts'
import type { IndexedProduct } from './index.ts'

/** Letters and digits of order numbers that tell a product by themselves. */
const LEAST = 8
/** Of those that do among the products of one maker: "110904" alone may be anybody's. */
const LEAST_OF_MAKER = /^[a-z]{0,3}\d{5,7}[a-z]{0,2}$/

/** The number of the product, which no other has, by which the device is called. */
export function orderNumber(device: Named, { product: { modelNumbers } }: IndexedProduct): string | null {
  const own = modelNumbers
    .map(squeeze)
    .find(
      (number) =>
        /\d/.test(number) &&
        (number.length >= LEAST || (device.maker !== null && LEAST_OF_MAKER.test(number))) &&
        device.names.some(
          ({ guessed, codes }) => guessed === 'no' && codes.some(({ raw }) => raw === number),
        ),
    )
  return own ?? null
}
