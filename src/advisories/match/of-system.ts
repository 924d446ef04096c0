/** "Bactel FX40" may be of the "Bactel Blood Culture System": a system is called by a line of models, and says no number of its own. */
import { deviceName } from '../names/device-name.ts'
import { type Fit, fitName } from '../names/fit.ts'
import type { Named } from './device.ts'
import type { IndexedProduct } from './index.ts'
import type { ProductFit } from './product-fit.ts'

const SYSTEM = /\bsystems?\s*$/i

export function ofSystem(device: Named, { product, name }: IndexedProduct): ProductFit | null {
  if (!SYSTEM.test(product.name)) return null
  const isNumbered = name.alternatives.some(({ tokens }) => tokens.some(({ codes }) => codes.length > 0))
  if (isNumbered) return null
  for (const { guessed, tokens } of device.names) {
    if (guessed !== 'no' || tokens.length < 2) continue
    const words = tokens.filter(({ codes }) => codes.length === 0)
    if (words.length === tokens.length || !words.some(({ weight }) => weight === 'strong')) continue
    const line = deviceName(words.map(({ raw }) => raw).join(' '))
    const fit = fitName(line, name, device.brands, product.familyWords)
    if (fit?.grade === 'exact' && !fit.brandOnly && saysAllNames(fit, device.brands))
      return { grade: 'broader', shared: fit.shared, complete: false, brandOnly: false, model: 'yes' }
  }
  return null
}

/** "Meda ES System" beside the "Meda 4000": what tells the system from its sisters is left out, and a number stands in its place. */
const saysAllNames = ({ alternative, shared }: Fit, brands: ReadonlySet<string>): boolean =>
  alternative.tokens.every(({ weight, text }) => weight !== 'strong' || brands.has(text) || shared.has(text))
