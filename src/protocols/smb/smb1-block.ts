import { latin1 } from '../../wire/text.ts'

/** Parameter and data blocks of SMB 1 messages (MS-CIFS section 2.2.3), and the strings in them. */

const HEADER = 32
/** Commands chained by AndX in one message (section 2.2.3.4 allows a few). */
const MAX_CHAIN = 8
const NO_ANDX = 0xff
const UNICODE = 0x8000
const NT_STATUS = 0x4000
/** Longest string taken over, in bytes. */
const MAX_STRING = 512

/** Commands that can be followed by another one, section 2.2.3.4. */
const ANDX = new Set([0x24, 0x2d, 0x2e, 0x2f, 0x73, 0x74, 0x75, 0xa2])

/** One command of a message. Offsets count from the start of the SMB header, which is that of `b`. */
export interface Smb1Block {
  readonly b: Uint8Array
  readonly command: number
  readonly isResponse: boolean
  readonly status: number
  readonly unicode: boolean
  /** First parameter word, and how many there are (all within `b`). */
  readonly words: number
  readonly wordCount: number
  /** Data bytes: first, one past the last, as far as they are there. */
  readonly data: number
  readonly dataEnd: number
}

const utf16 = new TextDecoder('utf-16le')

/** The commands of the message `b`, in order. */
export function blocksOf(b: Uint8Array): Smb1Block[] {
  const blocks: Smb1Block[] = []
  if (b.length < HEADER + 1) return blocks
  const flags2 = u16(b, 10)
  const status = u32(b, 5)
  let command = b[4]!
  let words = HEADER + 1
  for (let n = 0; n < MAX_CHAIN; n++) {
    const wordCount = b[words - 1] ?? 0
    const data = words + 2 * wordCount + 2
    if (data > b.length) return blocks
    blocks.push({
      b,
      command,
      isResponse: (b[9]! & 0x80) !== 0,
      // DOS error class and code where the client does not know NT status, section 2.2.3.1.
      status:
        (flags2 & NT_STATUS) !== 0 ? status : status === 0 ? 0 : ((status & 0xff) << 24) | (status >>> 16),
      unicode: (flags2 & UNICODE) !== 0,
      words,
      wordCount,
      data,
      dataEnd: Math.min(data + u16(b, data - 2), b.length),
    })
    if (!ANDX.has(command) || wordCount < 2 || b[words] === NO_ANDX) return blocks
    command = b[words]!
    const next = u16(b, words + 2) + 1
    if (next <= words) return blocks
    words = next
  }
  return blocks
}

/** Up to `count` null-terminated strings from `at`; UTF-16 ones, where aligned, begin at an even offset from the header. */
export function readStrings(
  block: Smb1Block,
  at: number,
  count: number,
  unicode = block.unicode,
  aligned = true,
): string[] {
  const strings: string[] = []
  let next = at
  while (strings.length < count && next < block.dataEnd) {
    const from = unicode && aligned ? next + (next & 1) : next
    const to = endOfString(block, from, unicode)
    const bytes = block.b.subarray(from, Math.min(to, from + MAX_STRING))
    strings.push((unicode ? utf16 : latin1).decode(bytes))
    next = to + (unicode ? 2 : 1)
  }
  return strings
}

function endOfString({ b, dataEnd }: Smb1Block, from: number, unicode: boolean): number {
  let at = from
  if (!unicode) {
    while (at < dataEnd && b[at] !== 0) at++
    return at
  }
  while (at + 1 < dataEnd && (b[at] !== 0 || b[at + 1] !== 0)) at += 2
  // Some servers leave out the last null, or half of it.
  return at
}

/** Bytes by offset from the header; empty if they are not all there. */
export const slice = (b: Uint8Array, offset: number, length: number): Uint8Array =>
  offset + length > b.length ? b.subarray(0, 0) : b.subarray(offset, offset + length)

export const u16 = (b: Uint8Array, at: number): number => b[at]! | (b[at + 1]! << 8)
export const u32 = (b: Uint8Array, at: number): number => (u16(b, at) | (u16(b, at + 2) << 16)) >>> 0
