/** The Huffman code of HPACK (RFC 7541 appendix B): canonical, so that the lengths of its codes give the codes. */
const LENGTHS = [
  13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28,
  28, 28, 28, 28, 28, 6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7,
  8, 15, 6, 12, 10, 13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19,
  13, 14, 6, 15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13,
  28, 20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21,
  22, 23, 22, 23, 23, 24, 22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23,
  22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23, 26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25,
  19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27, 20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25,
  25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26,
]
/** Octets by code, the code's length in front as a one. */
const LONGEST = 30
const SYMBOLS = symbols()

function symbols(): ReadonlyMap<number, number> {
  const map = new Map<number, number>()
  let code = 0
  for (let length = 5; length <= LONGEST; length++) {
    LENGTHS.forEach((own, octet) => {
      if (own === length) map.set(2 ** length + code++, octet)
    })
    code *= 2
  }
  return map
}

/** The text, as octets of Latin-1; `null` where a code is none. */
export function decodeHuffman(bytes: Uint8Array): string | null {
  const out: number[] = []
  let code = 1
  for (const octet of bytes)
    for (let bit = 7; bit >= 0; bit--) {
      code = code * 2 + ((octet >>> bit) & 1)
      const symbol = SYMBOLS.get(code)
      if (symbol !== undefined) {
        out.push(symbol)
        code = 1
      } else if (code >= 2 ** (LONGEST + 1)) return null
    }
  // What is left is padding: at most seven ones.
  return code < 256 && ((code + 1) & code) === 0 ? Buffer.from(out).toString('latin1') : null
}
