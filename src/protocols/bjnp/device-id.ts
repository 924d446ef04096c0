/** IEEE 1284 device ids, `MFG:Canon;MDL:MP620 series;...;`, as printers give them over many protocols. */

/** As the device spells them; `null` where it is silent. */
export interface DeviceId {
  readonly manufacturer: string | null
  readonly model: string | null
  readonly description: string | null
  readonly className: string | null
  readonly serialNumber: string | null
  readonly version: string | null
}

/** Characters of an id that are read; the standard's length field allows 65,535 octets. */
const MOST_OF_ID = 4096
const MOST_PAIRS = 64

/** Reads an id (without the two length octets before it). Keys come short or long, IEEE 1284 clause 7.6. */
export function readDeviceId(text: string): DeviceId {
  const pairs = new Map<string, string>()
  for (const pair of text.slice(0, MOST_OF_ID).split(';', MOST_PAIRS)) {
    const colon = pair.indexOf(':')
    const key = pair.slice(0, Math.max(0, colon)).trim().toUpperCase()
    const value = pair.slice(colon + 1).trim()
    if (key !== '' && value !== '' && !pairs.has(key)) pairs.set(key, value)
  }
  const first = (...keys: string[]): string | null =>
    pairs.get(keys.find((key) => pairs.has(key)) ?? '') ?? null
  return {
    manufacturer: first('MFG', 'MANUFACTURER'),
    model: first('MDL', 'MODEL'),
    description: first('DES', 'DESCRIPTION'),
    className: first('CLS', 'CLASS'),
    serialNumber: first('SN', 'SERN', 'SERIALNUMBER'),
    version: first('VER', 'FWVER', 'FWV'),
  }
}
