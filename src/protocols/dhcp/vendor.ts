/** Vendor options of a DHCP client: only what is readable, since their insides belong to each vendor. */
import type { FieldName } from '../../model/observation.ts'
import { Cursor } from '../../wire/cursor.ts'
import { printable } from '../printable.ts'
import type { Message } from './message.ts'

type Say = (field: FieldName, value: string | number | null) => void

/** Sub-options told of one option. */
const MOST = 16

export function observeVendor(message: Message, say: Say): void {
  for (const value of encapsulated(message.option(43))) say('dhcp.vendor-options', value)
  observeClasses(message.option(124), say)
  observeOptions(message.option(125), say)
}

/** Option 43: `code=text` of each readable sub-option (RFC 2132 section 8.4), or the whole where it is one text. */
function encapsulated(option: Uint8Array | undefined): string[] {
  if (option === undefined) return []
  const inner = subOptions(option)
  if (inner !== null) return inner.map(({ code, text }) => `${code}=${text}`)
  const whole = printable(option)
  return whole === null ? [] : [whole]
}

/** Option 124: enterprise number, length, then length-prefixed classes (RFC 3925 section 3). */
function observeClasses(option: Uint8Array | undefined, say: Say): void {
  const c = new Cursor(option ?? new Uint8Array(0))
  for (let n = 0; c.left > 5 && n < MOST; n++) {
    const enterprise = c.u32()
    const classes = c.sub(c.u8())
    say('dhcp.enterprise-number', enterprise)
    while (classes.left > 1) {
      const text = printable(classes.view(classes.u8()))
      if (text !== null) say('dhcp.vendor-identifying-class', `${enterprise}:${text}`)
    }
  }
}

/** Option 125: enterprise number, length, then sub-options (RFC 3925 section 4). */
function observeOptions(option: Uint8Array | undefined, say: Say): void {
  const c = new Cursor(option ?? new Uint8Array(0))
  for (let n = 0; c.left > 5 && n < MOST; n++) {
    const enterprise = c.u32()
    const inner = c.view(c.u8())
    say('dhcp.enterprise-number', enterprise)
    for (const { code, text } of subOptions(inner) ?? [])
      say('dhcp.vendor-identifying-options', `${enterprise}:${code}=${text}`)
  }
}

/** Readable ones of code, length, value; `null` where the octets do not divide up that way. */
function subOptions(bytes: Uint8Array): { code: number; text: string }[] | null {
  const c = new Cursor(bytes)
  const out: { code: number; text: string }[] = []
  while (c.left > 0) {
    const code = c.u8()
    if (code === 0 || code === 255) continue
    const text = printable(c.view(c.u8()))
    if (c.missing) return null
    if (text !== null && out.length < MOST) out.push({ code, text })
  }
  return out
}
