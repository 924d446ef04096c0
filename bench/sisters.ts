/**
 * `node bench/sisters.ts [every]`: the products of all advisories and CVE records beside the repository, each (or each `every`-th) as
 * a device of an inventory under the name it has there. Its own product must be found, and no other one whose name has a telling
 * word that it lacks, while it has one too ("MV440 HR" and "MV440 UR"). Prints how many are; `LIST=1` each of those others, which may
 * be right all the same: lists of models, short forms, article numbers.
 */
import { join } from 'node:path'
import { EMPTY_PROFILE } from '../src/advisories/finding.ts'
import { type Device, deviceOf } from '../src/advisories/match/device.ts'
import { type IndexedProduct, indexStatements } from '../src/advisories/match/index.ts'
import { fitProduct } from '../src/advisories/match/product-fit.ts'
import type { Alternative } from '../src/advisories/names/product-name.ts'
import type { Token } from '../src/advisories/names/tokens.ts'
import type { ProductReference } from '../src/advisories/statement.ts'
import { readLibrary } from '../src/feeds/library.ts'

const CORPUS = join(import.meta.dirname, '../../shared/corpus')
const EVERY = Number(process.argv[2] ?? 1)
const LIST = process.env.LIST === '1'
/** Characters; longer names are lists of products. */
const LONGEST = 80

const { statements } = await readLibrary([
  join(CORPUS, 'advisories/csaf'),
  join(CORPUS, 'cve/records.ndjson.gz'),
])
const index = indexStatements(statements)
const products = new Map(statements.map(({ product }) => [`${product.vendor}\n${product.name}`, product]))
const asked = [...products.values()]
  .filter(({ vendor, name }) => vendor !== null && name.length < LONGEST)
  .filter((_, i) => i % EVERY === 0)

let found = 0
let others = 0
const sisters: string[] = []
for (const product of asked) {
  const device = deviceOf({ ...EMPTY_PROFILE, vendor: product.vendor, model: product.name, version: '1.0' })
  const fits = [...index.candidates(device.names, device.maker)].filter(
    (one) => fitProduct(device, one)?.grade === 'exact',
  )
  if (fits.some((one) => isSame(one.product, product))) found++
  for (const one of fits) {
    if (one.product.name === product.name) continue
    others++
    if (isSister(device, one))
      sisters.push(`${product.vendor} | ${product.name} <> ${one.product.vendor} | ${one.product.name}`)
  }
}
console.log(`${asked.length} names; their own product is found by ${found}`)
console.log(`${others} others are found as well, ${sisters.length} of them with telling words on either side`)
if (LIST) for (const one of sisters) console.log(one)

function isSame(one: ProductReference, other: ProductReference): boolean {
  return one.name === other.name && one.vendor === other.vendor
}

/** By letters alone, without the knowledge of names by which the matcher goes. */
function isSister({ names, brands }: Device, { name }: IndexedProduct): boolean {
  const written = names[0]!
  return name.alternatives.every((alternative) => {
    const said = wordsOf(alternative)
    const left = strong(alternative.tokens).some(
      (token) => !wordsOfToken(token).some((w) => written.written.has(w)),
    )
    const over = strong(written.tokens).some(
      (token) => !brands.has(token.text) && !wordsOfToken(token).some((word) => said.has(word)),
    )
    return left && over
  })
}

function strong(tokens: readonly Token[]): readonly Token[] {
  return tokens.filter(({ weight }) => weight === 'strong')
}

function wordsOfToken({ text, words }: Token): readonly string[] {
  return [text, ...words]
}

function wordsOf({ tokens, notes }: Alternative): ReadonlySet<string> {
  return new Set([...tokens, ...notes].flatMap(wordsOfToken))
}
