/** KNXnet/IP (ISO 22510, EN 13321-2): UDP 3671, multicast 224.0.23.12. */
import { bytes, fixed, hex, ipv4, mac, type Part, u16 } from './bytes.ts'

function frame(service: number, ...parts: readonly Part[]): Uint8Array {
  const body = bytes(...parts)
  return bytes(6, 0x10, u16(service), u16(body.length + 6), body)
}

/** An endpoint of IPv4 over UDP. */
const endpoint = (address: string, port: number): Uint8Array => bytes(8, 1, ipv4(address), u16(port))

export interface Device {
  readonly address: string
  /** `1.1.1`. */
  readonly individual: string
  /** Six bytes in hexadecimal. */
  readonly serial: string
  readonly mac: string
  readonly name: string
}

function description(d: Device): Uint8Array {
  const [area = 0, line = 0, member = 0] = d.individual.split('.').map(Number)
  const body = bytes(
    1,
    2,
    0,
    u16((area << 12) | (line << 8) | member),
    u16(0),
    hex(d.serial),
    ipv4('224.0.23.12'),
    mac(d.mac),
    fixed(d.name, 30),
  )
  // Device information, then the service families core, device management, tunnelling and routing.
  return bytes(body.length + 1, body, hex('0a 02 02 01 03 01 04 01 05 01'))
}

/** Who is there? */
export const searchRequest = (from: string, port = 3671): Uint8Array => frame(0x0201, endpoint(from, port))
export const searchResponse = (d: Device): Uint8Array =>
  frame(0x0202, endpoint(d.address, 3671), description(d))
export const descriptionRequest = (from: string, port = 3671): Uint8Array =>
  frame(0x0203, endpoint(from, port))
export const descriptionResponse = (d: Device): Uint8Array => frame(0x0204, description(d))

/** A group telegram on the backbone: `1/2/3` gets a value of six bits (a switch: 0 or 1). */
export function routingIndication(from: string, group: string, value: number): Uint8Array {
  const [area = 0, line = 0, member = 0] = from.split('.').map(Number)
  const [main = 0, middle = 0, sub = 0] = group.split('/').map(Number)
  const source = u16((area << 12) | (line << 8) | member)
  const target = u16((main << 11) | (middle << 8) | sub)
  // cEMI L_Data.ind, no additional information, standard frame, group address, hop count 6, one byte of data.
  return frame(0x0530, 0x29, 0, 0xbc, 0xe0, source, target, 1, 0, 0x80 | (value & 0x3f))
}
