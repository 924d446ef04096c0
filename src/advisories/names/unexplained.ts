/** What a device is called besides a product's name: words and codes that may make it another product. */
import type { CodePattern } from './codes.ts'
import type { DeviceName } from './device-name.ts'
import { fitAny, isLineNumber, pairs, saysTwice, shortBefore } from './find-token.ts'
import type { Alternative } from './product-name.ts'
import { ownWithoutBrands } from './telling.ts'
import type { Token } from './tokens.ts'

/** Telling tokens of the device that the product's name does not account for. */
export function unexplained(device: DeviceName, product: Alternative, brands: ReadonlySet<string>): Token[] {
  const unsaid = ownWithoutBrands(device.loud, brands).filter((own) => !isSaid(own, product))
  // most names are said in full
  if (unsaid.length === 0) return unsaid
  const all = [...product.tokens, ...product.notes]
  const joined = new Set(all.slice(1).flatMap((token, i) => pairs(all[i]!, token)))
  const shortened = shortBefore(device, product)
  const implant = product.tokens.some(({ text }) => IMPLANT.test(text))
  return unsaid.filter(({ text, raw, codes }) => {
    if (implant && (KIND_OF_IMPLANT.test(text) || ARTICLE.test(text))) return false
    // "400 ES" of the 400ES
    if (joined.has(text) || splits(text, all, device)) return false
    return codes.length > 0
      ? !shortened.some((number) => text.endsWith(number)) &&
          !holdsModel(text, product, device) &&
          !product.tokens.some((token) => isLineNumber(device, token, product)) &&
          // a release, not a model: "ABUS 2.0"
          !/^(?:v?\d{1,2}\.\d{1,2}|v\d)$/i.test(raw)
      : (!product.short.has(text) || saysTwice(text, product, device)) &&
          !opensShortForm(text, product, device)
  })
}

/** "TX251MESE" beside the M251, both of which the device says: an order number that holds the model. */
const holdsModel = (text: string, product: Alternative, device: DeviceName): boolean =>
  product.tokens.some(
    ({ text: model, codes }) =>
      codes.length > 0 &&
      model.length > 3 &&
      text.length > model.length &&
      text.includes(model) &&
      device.codes.some(({ raw }) => raw === model),
  )

const isSaid = ({ codes, words }: Token, product: Alternative): boolean =>
  codes.length > 0
    ? isCodeSaid(codes, product.tokens) || isCodeSaid(codes, product.notes)
    : words.some((word) => product.words.has(word))

const isCodeSaid = (codes: readonly CodePattern[], tokens: readonly Token[]): boolean =>
  tokens.some((token) => codes.some((own) => isSaidBy(token, own)))

/** By a code, or by a figure that is written as a word: "II" of 2. */
const isSaidBy = (token: Token, own: CodePattern): boolean =>
  token.codes.length > 0 ? fitAny(token.codes, own) !== 'other' : token.words.includes(own.raw)

/** What is put into the body. */
const IMPLANT =
  /^(?:icd|crtd|crtp|ipg|scs|dbs|pacemaker|defibrillator|cardioverter|neurostimulator|implant(?:able|ed)?|leadless)$/
/** Chambers and rate response by the code for pacemakers (NASPE/BPEG), poles of a lead, and whether it may be scanned: no products of their own. */
const KIND_OF_IMPLANT = /^(?:dr|vr|sr|xt|[as]|quad|mri|surescan)$/

/** "D224DRG", "CD3361-40", "DDBC3D4": single implants of a line have article numbers. */
const ARTICLE = /^(?![dvs]r\d)[a-z]{1,4}(?:\d{3,}[a-z]{0,3}\d*|\d[a-z]\d)$/

/** "PC" of "PC Unit" for the "Point-of-Care Unit (PCU)": the device spells what stands in brackets in words of its own. */
const opensShortForm = (text: string, { own }: Alternative, device: DeviceName): boolean =>
  own.some(
    ({ text: short, codes }) =>
      codes.length === 0 && short.length > 2 && short.startsWith(text) && device.initials.has(short),
  )

/** The first half of a word that the product writes in one: "Supply" of "SupplyRoller". */
const splits = (text: string, all: readonly Token[], device: DeviceName): boolean =>
  all.some((token) =>
    [token.text, ...token.codes.map(({ raw }) => raw)].some(
      (whole) => whole.length > text.length && whole.includes(text) && device.joined.has(whole),
    ),
  )
