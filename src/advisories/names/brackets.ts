/** What stands in brackets behind a product's name: other names of it, codes of its own, members of a family. */
import { type CodePattern, fitCode } from './codes.ts'
import type { DeviceName } from './device-name.ts'
import { isMember } from './find-token.ts'
import type { Alternative } from './product-name.ts'
import { isModelCode } from './token-kinds.ts'
import type { Token } from './tokens.ts'
import { sameWord } from './tokens.ts'

/** "MiniMed 670G insulin pump (MMT-1780)", "IntelliSpace Cardiovascular (ISCV)": what stands in brackets is a name of its own. */
export function isBracketed(device: DeviceName, product: Alternative): boolean {
  const { own, notes } = product
  if (notes.length === 0) return false
  const { loud } = device
  if (
    isListedModel(device, notes) ||
    saysTwoAsOne(device, notes) ||
    saysFile(device, notes) ||
    isOfLine(device, product)
  )
    return true
  if (own.length === 0) return false
  // "PIC iX" for "(PICiX)"
  const joined = loud.length === 2 ? loud.map(({ text }) => text).join('') : null
  if (joined !== null && own.some(({ text }) => text === joined)) return true
  const [only, ...others] = loud
  return (
    only !== undefined &&
    others.length === 0 &&
    own.some(({ text, codes }) =>
      codes.length > 0
        ? text.length >= 5 && codes.some((code) => only.codes.some((is) => fitCode(code, is) === 'same'))
        : text === only.text,
    )
  )
}

/** "DSM-40NM", "Console Server DSM-24" of "Console Server (DSM Series)": models begin with the letters of their line. */
function isOfLine({ loud }: DeviceName, { tokens, notes }: Alternative): boolean {
  const lines = notes.flatMap(({ codes }) =>
    codes.flatMap(({ raw, series }) => (series && /^[a-z]{2,6}$/.test(raw) ? raw : [])),
  )
  if (lines.length === 0) return false
  const isModel = ({ codes }: Token): boolean =>
    codes.some(({ raw, parts }) =>
      lines.some((line) => (parts.length > 1 && parts[0] === line) || isMember(raw, line)),
    )
  const isSaid = ({ text }: Token): boolean => tokens.some(({ words }) => words.includes(text))
  return loud.some(isModel) && loud.every((one) => isModel(one) || isSaid(one))
}

/** "PIC iX Central Station" for "(PIC iX)": its short name of two words, and words of kind that may be of another product. */
export function opensWithShortName({ loud }: DeviceName, { notes }: Alternative): boolean {
  return (
    notes.length === 2 &&
    loud.length > 2 &&
    notes.every(
      ({ raw, text, codes }, i) =>
        codes.length === 0 && /^[a-z]?[A-Z]{1,5}$/.test(raw) && loud[i]!.text === text,
    ) &&
    loud.slice(2).every(({ weight }) => weight === 'kind')
  )
}

/** "PICiX" for "(PIC iX)". */
function saysTwoAsOne({ loud }: DeviceName, notes: readonly Token[]): boolean {
  const [only, ...others] = loud
  if (only === undefined || others.length > 0 || only.text.length < 4 || notes.length !== 2) return false
  return (
    notes.every(({ raw, codes }) => codes.length === 0 && /^[a-z]?[A-Z]{1,5}$/.test(raw)) &&
    notes.map(({ text }) => text).join('') === only.text
  )
}

/** "FlowServer.exe" of "Flow Data Server (FlowServer.exe)": the file that it is. */
function saysFile({ loud }: DeviceName, notes: readonly Token[]): boolean {
  const [name, kind, ...others] = loud
  if (kind === undefined || others.length > 0 || !/^(?:dll|exe|jar|ocx)$/.test(kind.text)) return false
  return notes.some(({ text }, i) => text === name!.text && notes[i + 1]?.text === kind.text)
}

/** "PX3-5190R" of "(models PX2-1xxx, PX3-5xxx)": nothing but a model, which is among those listed. */
function isListedModel({ loud }: DeviceName, notes: readonly Token[]): boolean {
  const [only, ...others] = loud
  const at = notes.findIndex(({ raw }) => /^models?$/i.test(raw))
  if (only === undefined || others.length > 0 || at < 0 || only.text.length < 5) return false
  return notes
    .slice(at + 1)
    .some(({ codes }) =>
      codes.some((code) => code.text.length > 2 && only.codes.some((own) => fitCode(code, own) === 'same')),
    )
}

/**
 * "Nellcor PM100N" of "Nellcor Bedside SpO2 (PM100N)": its own code in brackets, and nothing that the name does not say but words of
 * kind where the code is of letters and digits.
 */
export function saysOwnCode(device: DeviceName, { own, tokens, notes }: Alternative): boolean {
  if (own.length === 0) return false
  const all = [...tokens, ...notes]
  const said = own
    .filter(({ text, codes }) => text.length >= 5 && codes.length > 0)
    .flatMap(({ text }) => [text, ...withEnding(text, notes)])
    .filter((code) => device.codes.some(({ raw }) => raw === code))
  const tellsModel = said.some(isModelCode)
  return (
    said.length > 0 &&
    device.loud.every(
      (one) =>
        (tellsModel && one.weight === 'kind') ||
        said.includes(one.text) ||
        all.some((token) => token.words.some((word) => sameWord(word, one.text))),
    )
  )
}

/** "APG-01BT" for "(APG-01 BT)": letters that follow a code apart. */
const withEnding = (code: string, notes: readonly Token[]): readonly string[] => {
  const next = notes[notes.findIndex(({ text }) => text === code) + 1]
  return next !== undefined && next.codes.length === 0 && next.text.length < 4 ? [code + next.text] : []
}

/** "with CMC2" is not with "CMC3": a part of the same name and another number, where the one asked for is not there. */
export function hasOtherPart(codes: readonly CodePattern[], { aside, notes }: Alternative): boolean {
  if (aside === null || codes.length === 0) return false
  const asked = notes.flatMap((note) => note.codes).filter(({ raw }) => PART.test(raw))
  return asked.some(
    ({ raw }) =>
      !codes.some((own) => own.raw === raw) &&
      codes.some((own) => PART.test(own.raw) && lettersOf(own.raw) === lettersOf(raw)),
  )
}

const PART = /^[a-z]{2,6}\d{1,2}$/
const lettersOf = (code: string): string => code.replace(/\d+$/, '')

/** "DB Controller" for "Database (DB) Controller". */
export const saysShortForm = ({ tokens }: DeviceName, { own }: Alternative): boolean =>
  own.some(({ text, codes }) => codes.length === 0 && tokens.some((token) => token.text === text))

/** "XN-1000" is none of the "XN-L series (XN-350, XN-450)": a list of members that leaves it out. */
export function isOtherMember(device: DeviceName, { notes }: Alternative): boolean {
  const members = notes.flatMap(({ codes }) => codes)
  if (members.length < 2 || members.some(({ series }) => series)) return false
  const letters = (raw: string): string | undefined => /^([a-z]{1,5})\d{2,}/.exec(raw)?.[1]
  const line = letters(members[0]!.raw)
  if (line === undefined || members.some(({ raw }) => letters(raw) !== line)) return false
  const own = device.codes.filter(({ raw }) => letters(raw) === line)
  return own.length > 0 && !own.some((one) => members.some((member) => fitCode(member, one) !== 'other'))
}
