/** Text values by Specific Character Set (0008,0005), PS3.3 C.12.1.1.2: most are plain ASCII and need none of it. */
import { latin1 } from '../../wire/text.ts'

/** Encodings by defined term, without the `ISO 2022` and `ISO_IR` in front. */
const LABELS: Readonly<Record<string, string>> = {
  100: 'iso-8859-1',
  101: 'iso-8859-2',
  109: 'iso-8859-3',
  110: 'iso-8859-4',
  144: 'iso-8859-5',
  127: 'iso-8859-6',
  126: 'iso-8859-7',
  138: 'iso-8859-8',
  148: 'iso-8859-9',
  203: 'iso-8859-15',
  166: 'windows-874',
  13: 'shift_jis',
  87: 'iso-2022-jp',
  159: 'iso-2022-jp',
  149: 'euc-kr',
  58: 'gb18030',
  192: 'utf-8',
  GB18030: 'gb18030',
  GBK: 'gbk',
}
const decoders = new Map<string, TextDecoder>()

/** `charset`: the value of (0008,0005), of which the last term names the wider repertoire; `null`: the default, ASCII. */
export function decodeText(bytes: Uint8Array, charset: string | null): string {
  if (charset === null || bytes.every((octet) => octet < 0x80 && octet !== 0x1b)) return latin1.decode(bytes)
  const terms = charset.split('\\').map((term) => term.replace(/^ISO[ _](2022 )?(IR[ _])?/, '').trim())
  const label = LABELS[terms.findLast((term) => LABELS[term] !== undefined) ?? '']
  if (label === undefined) return latin1.decode(bytes)
  // Escape sequences of single sets mean nothing to these decoders; Japanese keeps its own.
  const plain = label === 'iso-2022-jp' ? bytes : withoutEscapes(bytes)
  let decoder = decoders.get(label)
  if (decoder === undefined) {
    decoder = new TextDecoder(label)
    decoders.set(label, decoder)
  }
  return decoder.decode(plain)
}

/** Without ESC, its intermediate octets (20H to 2FH) and the final one (ISO/IEC 2022). */
function withoutEscapes(bytes: Uint8Array): Uint8Array {
  const out: number[] = []
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== 0x1b) {
      out.push(bytes[i]!)
      continue
    }
    while (bytes[i + 1] !== undefined && bytes[i + 1]! >= 0x20 && bytes[i + 1]! <= 0x2f) i++
    i++
  }
  return Uint8Array.from(out)
}
