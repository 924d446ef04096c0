/** A device whose maker stands in front of its model, and in no column of its own. */

import { tellingWords } from '../names/company-words.ts'
import type { DeviceName } from '../names/device-name.ts'
import type { Maker } from '../names/makers.ts'
import { weightOf } from '../names/words.ts'
import { brandsOfMaker } from './brands.ts'
import type { Named } from './device.ts'
import type { IndexedProduct } from './index.ts'

/** "LifePoint Informatics Patient Portal" without a maker in a column of its own: the product's maker stands in front. */
export function withMaker(device: Named, { maker }: IndexedProduct): Named {
  if (device.maker !== null || maker === null) return device
  const fronts = frontsOf(maker)
  const leads = device.names.some(
    (name) => name.guessed === 'no' && fronts.some((own) => opens(wordsOf(name), own)),
  )
  return leads ? { ...device, maker, brands: brandsOfMaker(maker) } : device
}

const opens = (words: readonly string[], own: readonly string[]): boolean =>
  own.length > 0 && own.length < words.length && own.every((word, i) => words[i] === word)

const fronts = new WeakMap<Maker, readonly (readonly string[])[]>()

/** Telling words of all names of a maker, as it is spelled and as it is known. */
function frontsOf(who: Maker): readonly (readonly string[])[] {
  let known = fronts.get(who)
  if (!known) {
    known = [
      ...[who.spelled, ...who.known.map(({ name }) => name)].map(tellingWords),
      ...who.words,
      ...who.words.map(leadingWord),
    ]
    fronts.set(who, known)
  }
  return known
}

/** "Pneumara" of "Pneumara Care": a word that no other thing is called by stands for the whole name. */
const leadingWord = ([first = '', ...others]: readonly string[]): readonly string[] =>
  others.length > 0 && first.length >= 6 && weightOf(first) === 'strong' ? [first] : []

const words = new WeakMap<DeviceName, readonly string[]>()

function wordsOf(name: DeviceName): readonly string[] {
  let known = words.get(name)
  if (!known) {
    known = tellingWords(name.text)
    words.set(name, known)
  }
  return known
}
