/**
 * The device sensor of Cisco access switches: vendor 9 attribute 1 with `dhcp-option=`, `cdp-tlv=`, `lldp-tlv=`
 * or `http-tlv=`, followed by two octets of type, two of length, and what the endpoint itself sent.
 */
import type { FieldName } from '../../model/observation.ts'
import { Cursor } from '../../wire/cursor.ts'
import { printable } from '../printable.ts'
import type { VendorAttribute } from './attributes.ts'

const CISCO = 9
const AV_PAIR = 1
/** Pairs read of one packet. */
const MOST = 32

const FIELDS: ReadonlyMap<string, FieldName> = new Map([
  ['dhcp-option 12', 'radius.dhcp-hostname'],
  ['dhcp-option 60', 'radius.dhcp-vendor-class'],
  ['dhcp-option 55', 'radius.dhcp-parameter-request-list'],
  ['dhcp-option 77', 'radius.dhcp-user-class'],
  ['cdp-tlv 1', 'radius.cdp-device-id'],
  ['cdp-tlv 5', 'radius.cdp-version'],
  ['cdp-tlv 6', 'radius.cdp-platform'],
  ['lldp-tlv 5', 'radius.lldp-system-name'],
  ['lldp-tlv 6', 'radius.lldp-system-description'],
  ['http-tlv 1', 'radius.http-user-agent'],
])

/** Longest name of a pair, in octets. */
const MAX_NAME = 16
const EQUALS = 0x3d

export function observeSensor(
  vendor: readonly VendorAttribute[],
  say: (field: FieldName, value: string | null) => void,
): void {
  const pairs = vendor.filter((a) => a.vendor === CISCO && a.type === AV_PAIR).slice(0, MOST)
  for (const { value } of pairs) {
    const equals = value.subarray(0, MAX_NAME).indexOf(EQUALS)
    if (equals < 0) continue
    const c = new Cursor(value, equals + 1)
    const field = FIELDS.get(`${printable(value.subarray(0, equals))} ${c.u16()}`)
    const body = c.view(Math.min(c.u16(), c.left))
    if (field === undefined || c.missing) continue
    say(field, field === 'radius.dhcp-parameter-request-list' ? body.join(',') : oneLine(body))
  }
}

const oneLine = (body: Uint8Array): string | null => printable(body)?.replace(/\s+/g, ' ') ?? null
