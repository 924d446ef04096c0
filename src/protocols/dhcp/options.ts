/** Options of a DHCP message: walked in order, with overload (RFC 2132 section 9.3) and split options joined (RFC 3396). */
import { Cursor } from '../../wire/cursor.ts'

/** Offsets of the BOOTP header, RFC 951 section 3 and RFC 2131 section 2. */
const SNAME = 44
const FILE = 108
const COOKIE = 236
const OPTIONS = 240
const MAGIC = 0x63825363

const PAD = 0
const OVERLOAD = 52
const END = 255

export interface Options {
  /** Codes in the order sent, repeats included, without pad and end; at most 255. */
  readonly order: readonly number[]
  /** Octets of each option; parts of a split one joined. */
  readonly values: ReadonlyMap<number, Uint8Array>
  /** The text fields of the header, empty where they carry options. */
  readonly sname: Uint8Array
  readonly file: Uint8Array
  /** The message has the DHCP cookie; without it this is plain BOOTP. */
  readonly cookie: boolean
}

/** Reads what is there; `oddity` hears of options that run past their field. */
export function readOptions(message: Uint8Array, oddity: (name: string) => void): Options {
  const c = new Cursor(message, COOKIE)
  const cookie = c.u32() === MAGIC && !c.missing
  const order: number[] = []
  const parts = new Map<number, Uint8Array[]>()
  let sname = message.subarray(SNAME, FILE)
  let file = message.subarray(FILE, COOKIE)
  if (cookie) {
    walk(message.subarray(OPTIONS), order, parts, oddity)
    const overload = parts.get(OVERLOAD)?.[0]?.[0] ?? 0
    // RFC 3396 section 5: the aggregate is options, then file, then sname.
    if (overload & 1) {
      walk(file, order, parts, oddity)
      file = file.subarray(0, 0)
    }
    if (overload & 2) {
      walk(sname, order, parts, oddity)
      sname = sname.subarray(0, 0)
    }
  }
  const values = new Map([...parts].map(([code, pieces]) => [code, join(pieces)]))
  return { order: order.slice(0, 255), values, sname, file, cookie }
}

function walk(
  area: Uint8Array,
  order: number[],
  parts: Map<number, Uint8Array[]>,
  oddity: (name: string) => void,
): void {
  const c = new Cursor(area)
  while (c.left > 0) {
    const code = c.u8()
    if (code === PAD) continue
    if (code === END) return
    const length = c.u8()
    if (c.missing || length > c.left) {
      oddity('dhcp.option-length')
      return
    }
    order.push(code)
    const pieces = parts.get(code)
    if (pieces === undefined) parts.set(code, [c.view(length)])
    else pieces.push(c.view(length))
  }
}

function join(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 1) return pieces[0]!
  const out = new Uint8Array(pieces.reduce((n, piece) => n + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    out.set(piece, at)
    at += piece.length
  }
  return out
}
