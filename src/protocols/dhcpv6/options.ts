/** DHCPv6 options (RFC 8415 section 21.1): code, length, value; never nested here, the reader of each nests. */
import { Cursor } from '../../wire/cursor.ts'

export interface Option {
  readonly code: number
  readonly value: Uint8Array
}

/** Options read of one list; a real message has fewer than 30. */
const MOST = 64

export interface OptionList {
  readonly list: readonly Option[]
  /** The octets divide up exactly. */
  readonly whole: boolean
}

export function readOptions(bytes: Uint8Array): OptionList {
  const c = new Cursor(bytes)
  const list: Option[] = []
  while (c.left > 0 && list.length < MOST) {
    const code = c.u16()
    const value = c.view(c.u16())
    if (c.missing) break
    list.push({ code, value })
  }
  return { list, whole: !c.missing }
}

/** First option of that code. */
export const find = (options: readonly Option[], code: number): Uint8Array | undefined =>
  options.find((option) => option.code === code)?.value
