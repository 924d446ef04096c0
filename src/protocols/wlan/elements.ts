/** Elements of management frames (IEEE 802.11 clause 9.4.2): an id, a length, and that many octets. */
import { latin1 } from '../../wire/text.ts'

export interface Elements {
  readonly ssid: string | null
  readonly channel: number | null
  readonly country: string | null
  readonly apName: string | null
  readonly rsn: Uint8Array | null
  /** The older element of the Wi-Fi Alliance (WPA), behind its OUI and type. */
  readonly wpa: Uint8Array | null
  /** Wi-Fi Protected Setup, behind its OUI and type. */
  readonly setup: Uint8Array | null
  /** OUIs of other vendors' elements. */
  readonly vendors: readonly string[]
  /** The last one goes beyond the frame. */
  readonly cut: boolean
}

const SSID = 0
const CHANNEL = 3
const COUNTRY = 7
const RSN = 48
const CCX = 133
const VENDOR = 221
const MAX_ELEMENTS = 64
const MAX_VENDORS = 8
/** Microsoft's OUI, which the Wi-Fi Alliance's first elements use: type 1 WPA, 4 Wi-Fi Protected Setup. */
const WIFI = '0050f2'
/** Cisco CCX element: the name has 16 octets from here. */
const NAME_AT = 10
const NAME = 16
const utf8 = new TextDecoder('utf-8')

export function readElements(bytes: Uint8Array): Elements {
  const found = new Map<number, Uint8Array>()
  const vendors = new Set<string>()
  const wifi = new Map<number, Uint8Array>()
  let at = 0
  let cut = false
  for (let n = 0; at + 2 <= bytes.length && n < MAX_ELEMENTS; n++) {
    const [id, size] = [bytes[at]!, bytes[at + 1]!]
    const data = bytes.subarray(at + 2, at + 2 + size)
    at += 2 + size
    if (data.length < size) {
      cut = true
      break
    }
    if (id !== VENDOR) {
      if (!found.has(id)) found.set(id, data)
      continue
    }
    const oui = Buffer.from(data.subarray(0, 3)).toString('hex')
    if (data.length < 4) continue
    if (oui === WIFI) wifi.set(data[3]!, data.subarray(4))
    else if (vendors.size < MAX_VENDORS) vendors.add(oui)
  }
  return {
    ssid: nameOf(found.get(SSID)),
    channel: found.get(CHANNEL)?.[0] ?? null,
    country:
      /^[A-Z]{2}$/.exec(latin1.decode(found.get(COUNTRY)?.subarray(0, 2) ?? new Uint8Array(0)))?.[0] ?? null,
    apName:
      /^[\w .:-]{1,16}/.exec(
        latin1.decode(found.get(CCX)?.subarray(NAME_AT, NAME_AT + NAME) ?? new Uint8Array(0)),
      )?.[0] ?? null,
    rsn: found.get(RSN) ?? null,
    wpa: wifi.get(1) ?? null,
    setup: wifi.get(4) ?? null,
    vendors: [...vendors],
    cut,
  }
}

/** A hidden network has no name, or one of NULs. */
function nameOf(ssid: Uint8Array | undefined): string | null {
  if (ssid === undefined || ssid.length === 0 || ssid.length > 32 || ssid.every((b) => b === 0)) return null
  return utf8.decode(ssid)
}
