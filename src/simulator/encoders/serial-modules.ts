/**
 * Serial-to-LAN modules inside and in front of devices: discovery of Lantronix (UDP 30718) and Digi (ADDP, UDP 2362).
 * Neither is published; layouts as free clients have them.
 */
import { bytes, counted8, fixed, hex, ipv4, mac, type Part, u16 } from './bytes.ts'

/** Who is there? */
export const lantronixQuery = (): Uint8Array => hex('000000f6')
/** Thirty bytes: the module's type in two characters at 8, its MAC at the end. */
export const lantronixAnswer = (type: string, address: string): Uint8Array =>
  bytes(hex('000000f7'), new Uint8Array(4), fixed(type, 16), mac(address))

export interface DigiModule {
  readonly mac: string
  readonly address: string
  readonly mask?: string
  readonly name?: string
  readonly firmware: string
  readonly product: string
}

const addp = (operation: number, ...fields: readonly Part[]): Uint8Array => {
  const body = bytes(...fields)
  return bytes('DIGI', u16(operation), u16(body.length), body)
}
const field = (type: number, ...value: readonly Part[]): Uint8Array => bytes(type, counted8(...value))

/** Asks all, or the module of a MAC. */
export const addpDiscovery = (address = 'ff:ff:ff:ff:ff:ff'): Uint8Array => addp(1, mac(address))
export const addpAnswer = (m: DigiModule): Uint8Array =>
  addp(
    2,
    field(1, mac(m.mac)),
    field(2, ipv4(m.address)),
    field(3, ipv4(m.mask ?? '255.255.255.0')),
    m.name === undefined ? '' : field(4, m.name),
    field(8, m.firmware),
    field(0x0d, m.product),
  )
