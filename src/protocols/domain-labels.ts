/** Domain names as length-prefixed labels without compression (RFC 1035 section 3.1), as DHCP and neighbour discovery carry them. */
import { Cursor } from '../wire/cursor.ts'
import { textOf } from './printable.ts'

/** Octets of one name, RFC 1035 section 2.3.4. */
const MAX_NAME = 255

/** Names in a packed list, at most `most`; a name that is cut short or uses compression ends the list. */
export function domainNames(bytes: Uint8Array, most = 8): string[] {
  const c = new Cursor(bytes)
  const names: string[] = []
  while (c.left > 0 && names.length < most) {
    const name = readName(c)
    if (name === null) break
    if (name !== '') names.push(name)
  }
  return names
}

/** One name, that may also lack its final root label (a partial name, RFC 4704 section 4.2). */
export function domainName(bytes: Uint8Array): string | null {
  return readName(new Cursor(bytes))
}

function readName(c: Cursor): string | null {
  const labels: string[] = []
  for (let length = 0; c.left > 0 && length <= MAX_NAME; ) {
    const size = c.u8()
    if (size === 0) break
    if (size > 63) return null
    labels.push(textOf(c.view(size)))
    if (c.missing) return null
    length += size + 1
  }
  return labels.join('.')
}
