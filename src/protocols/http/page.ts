/** What a web page says of the software behind it: title, generator, and whether it asks for a password. */
import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import { decodeText } from '../../wire/lines.ts'
import { cleanText } from '../../wire/text.ts'

export interface Page {
  readonly title: string | null
  readonly generator: string | null
  readonly asksPassword: boolean
}

/** Bytes that a compressed body may grow to; more is a bomb. */
const MAX_INFLATED = 1 << 18
/** Compressed bytes that are inflated. */
const MAX_DEFLATED = 8192

/** Undoes a Content-Encoding of a body that may be cut; `null` when it is unknown or broken. */
export function decodeBody(body: Uint8Array, encoding: string | null): Uint8Array | null {
  const coding = (encoding ?? 'identity').trim().toLowerCase()
  if (coding === 'identity' || coding === '') return body
  const input = body.subarray(0, MAX_DEFLATED)
  const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_INFLATED }
  try {
    if (coding === 'gzip' || coding === 'x-gzip') return gunzipSync(input, options)
    // `deflate` means zlib (RFC 9110 section 8.4.1.2), but some send it without that frame.
    if (coding === 'deflate')
      return (input[0]! & 15) === 8 ? inflateSync(input, options) : inflateRawSync(input, options)
    if (coding === 'br')
      return brotliDecompressSync(input, {
        finishFlush: constants.BROTLI_OPERATION_FLUSH,
        maxOutputLength: MAX_INFLATED,
      })
  } catch {
    return null
  }
  return null
}

/** Reads the beginning of an HTML document. */
export function readPage(html: Uint8Array): Page {
  const text = decodeText(withoutCutCharacter(html))
  return {
    title: titleOf(text),
    generator: generatorOf(text),
    asksPassword: /<input\b[^>]{0,300}\btype\s*=\s*["']?password\b/i.test(text),
  }
}

/** A cut may fall inside a character of UTF-8, which would make all of it look like Latin-1. */
function withoutCutCharacter(bytes: Uint8Array): Uint8Array {
  let end = bytes.length
  while (end > 0 && bytes.length - end < 3 && (bytes[end - 1]! & 0xc0) === 0x80) end--
  return end > 0 && bytes[end - 1]! >= 0xc0 ? bytes.subarray(0, end - 1) : bytes
}

function titleOf(text: string): string | null {
  const open = /<title\b[^>]{0,200}>/i.exec(text)
  if (open === null) return null
  const from = open.index + open[0].length
  const inner = text.slice(from, from + 1024)
  const close = inner.search(/<\/title|<\/head|<body/i)
  return close < 0 ? null : cleanText(entities(inner.slice(0, close)).replace(/\s+/g, ' '))
}

/** `<meta name="generator" content="...">`, attributes in either order. */
function generatorOf(text: string): string | null {
  for (const [tag] of text.matchAll(/<meta\b[^>]{0,400}/gi)) {
    if (!/\bname\s*=\s*["']?generator\b/i.test(tag)) continue
    const content = /\bcontent\s*=\s*(?:"([^"]*)|'([^']*)|([^\s"'>]+))/i.exec(tag)
    return cleanText(entities(content?.[1] ?? content?.[2] ?? content?.[3] ?? ''))
  }
  return null
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  reg: '®',
  copy: '©',
  trade: '™',
  ndash: '–',
  mdash: '—',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  szlig: 'ß',
  eacute: 'é',
}

/** Character references that titles contain; others stay as they are. */
const entities = (text: string): string =>
  text.replace(/&(?:#(\d{1,6})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
      ? String.fromCodePoint(code)
      : whole
  })
