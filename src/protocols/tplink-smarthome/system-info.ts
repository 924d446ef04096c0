/** The cipher of the Kasa protocol, and the device facts in its JSON; cut messages give what stands before the cut. */
import type { FieldName } from '../../model/observation.ts'

/** First key octet; each octet of cipher text is the key of the next. */
const FIRST_KEY = 171

/** Octets of the shortest message worth a look. */
export const LEAST_OCTETS = 8

/** Begins with `{"` under the cipher: 16 bits of evidence. */
export const looksEncrypted = (bytes: Uint8Array): boolean =>
  bytes.length >= LEAST_OCTETS && (bytes[0]! ^ FIRST_KEY) === 0x7b && (bytes[1]! ^ bytes[0]!) === 0x22

export function decrypt(bytes: Uint8Array): string {
  const out = new Uint8Array(bytes.length)
  let key = FIRST_KEY
  for (let i = 0; i < bytes.length; i++) {
    out[i] = bytes[i]! ^ key
    key = bytes[i]!
  }
  return utf8.decode(out)
}

const utf8 = new TextDecoder()

/** JSON keys by field; the first key that is there counts. */
const KEYS: readonly (readonly [FieldName, ...string[]])[] = [
  ['tplink-smarthome.model', 'model', 'device_model'],
  ['tplink-smarthome.type', 'type', 'mic_type', 'device_type'],
  ['tplink-smarthome.name', 'dev_name'],
  ['tplink-smarthome.software-version', 'sw_ver', 'fw_ver'],
  ['tplink-smarthome.hardware-version', 'hw_ver'],
  ['tplink-smarthome.mac', 'mac', 'mic_mac', 'ethernet_mac'],
  ['tplink-smarthome.encryption', 'encrypt_type'],
]

/** Facts of a description; none for requests and other answers. */
export function readFacts(text: string): [FieldName, string][] {
  if (!/"(get_sysinfo|device_model)"/.test(text)) return []
  const found = new Map<string, string>()
  // Within a JSON string a quote is escaped, so text that people chose cannot pose as a key.
  for (const [, key, value] of text.matchAll(/"([a-z_]{2,20})"\s{0,4}:\s{0,4}"([^"\\]{1,128})"/g))
    if (!found.has(key!)) found.set(key!, value!)
  return KEYS.flatMap(([field, ...keys]): [FieldName, string][] => {
    const key = keys.find((k) => found.has(k))
    return key === undefined ? [] : [[field, found.get(key)!]]
  })
}
