/** Company names: without their legal form, and as keys that ignore how a name is written. */

import { remember } from '../model/remember.ts'

/** Longest company name kept, in UTF-16 units. */
const MAX_NAME = 80
/** Names kept as they were answered: advisories and inventories say the same ones again and again. */
const MAX_KEPT = 20_000

/** Legal forms, dropped from the end of a name. */
const FORMS = new Set(
  `inc incorporated llc ltd limited co company corp corporation corporate gmbh mbh ag kg kgaa sa sas sarl srl spa bv nv
   ab as oy oyj aps plc pty pte pvt private kk sro doo kft zrt sl slu sau se lp llp ltda lda and und`.split(
    /\s+/,
  ),
)

/** A company name as people say it: `ACME Devices Co., Ltd.` -> `ACME Devices`. */
export const tidyCompany = remember(MAX_KEPT, tidied)

function tidied(text: string): string {
  const name = text
    .slice(0, 2 * MAX_NAME)
    .replace(/[，﹐]/g, ',')
    .replace(/[(（].*$/, '')
    .replace(/\s+/g, ' ')
    .trim()
  const words = name
    .replace(/,/g, ', ')
    .split(' ')
    .filter((word) => word !== '')
  while (words.length > 1 && isForm(words.at(-1)!)) words.pop()
  const tidy = words
    .join(' ')
    .replace(/ ,/g, ',')
    .replace(/[\s,;&]+$/, '')
  return (tidy === '' ? text.trim() : tidy).slice(0, MAX_NAME)
}

/** `Ltd.`, `Co.,`, `S.p.A.`, `A/S`, `&`; a lone letter counts only with its punctuation. */
function isForm(word: string): boolean {
  const letters = word.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()
  return letters === '' || FORMS.has(letters)
}

/** Letters and digits only, lower case, accents dropped: one key for "B. Braun", "B.Braun" and "b braun". */
export const nameKey = remember(MAX_KEPT, (text) =>
  text
    .slice(0, 2 * MAX_NAME)
    .normalize('NFKD')
    .replace(/&/g, 'and')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ''),
)
