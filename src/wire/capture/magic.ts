/** What the first bytes of an input say it is: a capture, or something else that people hand in by mistake. */
import { isPcapMagic, PCAP_HEADER } from './pcap.ts'
import { isPcapngMagic, PCAPNG_MAGIC } from './pcapng.ts'

export type CaptureFormat = 'pcap' | 'pcapng'

/** Bytes that are enough for `formatOf` to decide and for a reader of that format to begin. */
export const MAGIC_LENGTH = PCAP_HEADER

/** The format of a capture by its first bytes; `null` when they are not those of a capture. */
export function formatOf(head: Uint8Array): CaptureFormat | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  if (head.length >= 4 && isPcapMagic(view, 0)) return 'pcap'
  if (head.length >= PCAPNG_MAGIC && isPcapngMagic(view, 0)) return 'pcapng'
  return null
}

/** RFC 1952 section 2.3.1, with the only compression method there is. */
export const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b && head[2] === 8

/** Beginnings (Latin-1) of files that are mistaken for captures, and what to tell of them. */
const FOREIGN: readonly (readonly [start: string, what: string])[] = [
  ['\x28\xb5\x2f\xfd', 'Zstandard data: unpack it first, zstd -d'],
  ['\xfd7zXZ', 'xz data: unpack it first, xz -d'],
  ['BZh', 'bzip2 data: unpack it first, bunzip2'],
  ['\x04\x22\x4d\x18', 'LZ4 data: unpack it first, lz4 -d'],
  ['7z\xbc\xaf', '7-Zip archive: unpack it first'],
  ['PK\x03\x04', 'ZIP archive or office document: unpack it first'],
  ['snoop\0', 'Solaris snoop capture: convert it with editcap -F pcapng'],
  ['GMBU', 'Microsoft Network Monitor capture: convert it with editcap -F pcapng'],
  ['RTSS', 'Microsoft Network Monitor capture: convert it with editcap -F pcapng'],
  ['XCP\0', 'NetXRay or Sniffer capture: convert it with editcap -F pcapng'],
  ['TRSNIFF', 'Sniffer capture: convert it with editcap -F pcapng'],
  ['\x7fver', 'EtherPeek capture: convert it with editcap -F pcapng'],
  ['\x89PNG', 'PNG image'],
  ['\xff\xd8\xff', 'JPEG image'],
  ['GIF8', 'GIF image'],
  ['%PDF', 'PDF document'],
  ['\x7fELF', 'program'],
  ['MZ', 'Windows program'],
  ['SQLite format 3', 'SQLite database'],
  ['<?xml', 'XML document'],
  ['{', 'JSON document'],
  ['#!', 'script'],
]

/** What a file is that begins like this, of those that people hand in by mistake; `null` for any other, and for text. */
export function foreignKind(head: Uint8Array): string | null {
  const text = String.fromCharCode(...head.subarray(0, 16))
  return FOREIGN.find(([start]) => text.startsWith(start))?.[1] ?? null
}

/** Why these are not the first bytes of a capture: `starts with 89 50 4e 47 (PNG image)`. */
export function foreignStart(head: Uint8Array): string {
  const hex = [...head.subarray(0, 4)].map((b) => b.toString(16).padStart(2, '0')).join(' ')
  const what = foreignKind(head) ?? (isText(head) ? 'text' : null)
  return `starts with ${hex}${what === null ? '' : ` (${what})`}`
}

const isText = (head: Uint8Array): boolean =>
  head.every((b) => b === 9 || b === 10 || b === 13 || (b >= 32 && b < 127) || b >= 0xc2)
