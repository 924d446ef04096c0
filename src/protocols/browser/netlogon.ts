/**
 * Logon requests over mailslots ([MS-ADTS] section 6.3.1): which computer looks for a domain controller, and
 * which controller answers for which domain. The user name that such messages carry is passed over.
 */
import { Cursor } from '../../wire/cursor.ts'
import { terminated } from './mailslot.ts'

export interface Netlogon {
  /** Computer that looks for a controller. */
  readonly client: string | null
  /** Controller that answers. */
  readonly controller: string | null
  readonly domain: string | null
}

/** Operation codes, [MS-ADTS] section 6.3.1.3. */
const PRIMARY_QUERY = 7
const PRIMARY_RESPONSE = 12
const SAM_LOGON_REQUEST = 18
const SAM_LOGON_RESPONSE = 19
const SAM_PAUSE_RESPONSE = 20
/** Octets of one name read; NetBIOS names have 15 characters. */
const MOST_OF_NAME = 64

const NOTHING: Netlogon = { client: null, controller: null, domain: null }

/** Reads one message; `null` for other operations. */
export function readNetlogon(data: Uint8Array): Netlogon | null {
  const c = new Cursor(data)
  switch (c.u16le()) {
    case PRIMARY_QUERY:
      return { ...NOTHING, client: nextAscii(c) }
    case PRIMARY_RESPONSE: {
      nextAscii(c)
      align(c)
      return { ...NOTHING, controller: bare(nextWide(c)), domain: nextWide(c) }
    }
    case SAM_LOGON_REQUEST:
      c.skip(2) // request count
      return { ...NOTHING, client: nextWide(c) }
    case SAM_LOGON_RESPONSE:
    case SAM_PAUSE_RESPONSE: {
      const controller = bare(nextWide(c))
      nextWide(c) // user name
      return { ...NOTHING, controller, domain: nextWide(c) }
    }
    default:
      return null
  }
}

/** Wide text starts at an even offset of the message. */
function align(c: Cursor): void {
  if (c.at % 2 === 1) c.skip(1)
}

function nextAscii(c: Cursor): string {
  const text = terminated(c.bytes.subarray(c.at, Math.min(c.end, c.at + MOST_OF_NAME)))
  c.skip(text.length + 1)
  return text
}

function nextWide(c: Cursor): string {
  const units: number[] = []
  while (c.left >= 2 && units.length < MOST_OF_NAME) {
    const unit = c.u16le()
    if (unit === 0) break
    units.push(unit)
  }
  return String.fromCharCode(...units)
}

/** Controllers are written as `\\NAME`. */
const bare = (text: string): string => text.replace(/^\\\\/, '')
